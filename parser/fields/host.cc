#include "parser/fields/host.h"

#include "parser/uri.h"

namespace plumbline {

absl::string_view ProductionOf(HostKind kind) {
  constexpr absl::string_view kNames[] = {"reg-name", "IPv4address", "IPv6address", "IPvFuture"};
  return kNames[static_cast<size_t>(kind)];
}

Result<HostPort> ParseHost(absl::string_view value) {
  Result<HostPort> result = ParseHostPort(value);
  if (result.outcome() != Outcome::kError) return result;
  return Result<HostPort>::Error({Clause::kHostValue, result.error().offset, result.error().place});
}

}  // namespace plumbline
