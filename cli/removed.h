// Why an intermediary removes what it does not forward, in words.
#ifndef PLUMBLINE_CLI_REMOVED_H_
#define PLUMBLINE_CLI_REMOVED_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "parser/message.h"

namespace plumbline::cli {

struct RemovedNames {
  std::vector<absl::string_view> names;  // in the order of the removal set
  absl::string_view why;                 // citation, keyword and sentence
};

// The names of a removal set by the sentence that has each removed: those of a MUST first.
std::vector<RemovedNames> RemovedBySentence(const std::vector<absl::string_view>& removed, const FieldSection& fields,
                                            const Framing& framing);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_REMOVED_H_
