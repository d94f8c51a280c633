#include "parser/fields/upgrade.h"

#include "parser/fields/value_reader.h"

namespace plumbline {

Result<Protocols> ParseUpgrade(absl::string_view value) {
  Protocols protocols;
  ValueReader reader(value);
  const Outcome outcome = reader.List([&] {
    Protocol protocol;
    Outcome token = reader.RequiredToken(protocol.name);
    if (token == Outcome::kComplete && reader.Take('/'))
      token = reader.RequiredToken(protocol.version);
    if (token == Outcome::kComplete) protocols.push_back(protocol);
    return token;
  });
  return Finish(outcome, reader, std::move(protocols), Clause::kUpgradeSyntax);
}

}  // namespace plumbline
