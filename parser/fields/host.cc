#include "parser/fields/host.h"

#include "parser/uri.h"

namespace plumbline {

Result<HostPort> ParseHost(absl::string_view value) {
  Result<HostPort> result = ParseHostPort(value);
  if (result.outcome() != Outcome::kError) return result;
  return Result<HostPort>::Error({Clause::kHostValue, result.error().offset, result.error().place});
}

}  // namespace plumbline
