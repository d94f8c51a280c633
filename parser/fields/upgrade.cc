#include "parser/fields/upgrade.h"

#include "parser/fields/value_reader.h"

namespace plumbline {
namespace {

// #protocol, each handed to `use`.
template <typename Use>
Outcome ReadProtocols(ValueReader& reader, const Use& use) {
  return reader.List([&] {
    Protocol protocol;
    Outcome token = reader.RequiredToken(protocol.name);
    if (token == Outcome::kComplete && reader.Take('/')) token = reader.RequiredToken(protocol.version);
    if (token == Outcome::kComplete) use(protocol);
    return token;
  });
}

}  // namespace

Result<Protocols> ParseUpgrade(absl::string_view value) {
  Protocols protocols;
  ValueReader reader(value);
  const Outcome outcome = ReadProtocols(reader, [&](const Protocol& protocol) { protocols.push_back(protocol); });
  return Finish(outcome, reader, std::move(protocols), Clause::kUpgradeSyntax);
}

std::optional<size_t> CountProtocols(absl::string_view value) {
  size_t count = 0;
  ValueReader reader(value);
  const Outcome outcome = ReadProtocols(reader, [&](const Protocol&) { ++count; });
  if (outcome != Outcome::kComplete) return std::nullopt;
  return count;
}

}  // namespace plumbline
