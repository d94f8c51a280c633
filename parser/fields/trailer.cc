#include "parser/fields/trailer.h"

#include "parser/fields/value_reader.h"

namespace plumbline {

Result<TrailerNames> ParseTrailer(absl::string_view value) {
  TrailerNames names;
  ValueReader reader(value);
  const Outcome outcome = reader.List([&] {
    absl::string_view name;
    const Outcome token = reader.RequiredToken(name);
    if (token == Outcome::kComplete) names.push_back(name);
    return token;
  });
  return Finish(outcome, reader, std::move(names), Clause::kTrailerSyntax);
}

}  // namespace plumbline
