#include "parser/result.h"

#include "absl/strings/str_cat.h"

namespace plumbline {

absl::Status ToStatus(const ParseError& error) {
  const ClauseInfo& info = Info(error.clause);
  return absl::InvalidArgumentError(
      absl::StrCat(Citation(error.clause), " (", info.id, ") at octet ", error.offset, ": ", info.sentence));
}

}  // namespace plumbline
