#include "parser/fields/keep_alive.h"

#include <limits>

#include "absl/strings/match.h"
#include "parser/fields/connection.h"
#include "parser/fields/value_reader.h"

namespace plumbline {
namespace {

// A parameter whose value is digits alone.
struct Typed {
  Clause syntax;
  Clause overflow;
};

constexpr Typed kTimeout = {Clause::kKeepAliveTimeout, Clause::kKeepAliveTimeoutOverflow};
constexpr Typed kMax = {Clause::kKeepAliveMax, Clause::kKeepAliveMaxOverflow};

struct Reading {
  KeepAlive keep_alive;
  Clause clause = Clause::kKeepAliveSyntax;  // of the error, if there is one
};

// 1*DIGIT at the reader's position, and nothing else in the value.
Outcome ReadNumber(ValueReader& reader, const Typed& typed, absl::string_view& value, uint64_t& number,
                   Clause& clause) {
  const size_t begin = reader.pos();
  clause = typed.syntax;
  while (!reader.AtEnd() && octets::Is(octets::kDigit, reader.Peek())) {
    const uint64_t digit = static_cast<uint64_t>(reader.Peek() - '0');
    if (number > (std::numeric_limits<uint64_t>::max() - digit) / 10) {
      clause = typed.overflow;
      return Outcome::kError;
    }
    number = number * 10 + digit;
    reader.Skip();
  }
  value = reader.Since(begin);
  if (reader.AtEnd()) return value.empty() ? Outcome::kNeedMore : Outcome::kComplete;
  const bool ended = !value.empty() && (reader.At(',') || octets::IsWhitespace(reader.Peek()));
  return ended ? Outcome::kComplete : Outcome::kError;
}

Outcome ReadParameter(ValueReader& reader, Reading& reading) {
  KeepAliveParameter parameter;
  reading.clause = Clause::kKeepAliveSyntax;
  Outcome outcome = reader.RequiredToken(parameter.name);
  if (outcome != Outcome::kComplete) return outcome;
  const bool timeout = absl::EqualsIgnoreCase(parameter.name, "timeout");
  const bool max = absl::EqualsIgnoreCase(parameter.name, "max");
  const Typed& typed = timeout ? kTimeout : kMax;
  ValueReader ahead = reader;
  ahead.SkipWhitespace();
  if (ahead.Take('=')) {
    ahead.SkipWhitespace();
    reader = ahead;
    parameter.has_value = true;
    uint64_t number = 0;
    outcome = timeout || max ? ReadNumber(reader, typed, parameter.value, number, reading.clause)
                             : reader.TokenOrQuotedString(parameter.value);
    if (outcome != Outcome::kComplete) return outcome;
    if (timeout && !reading.keep_alive.timeout) reading.keep_alive.timeout = number;
    if (max && !reading.keep_alive.max) reading.keep_alive.max = number;
  } else if (timeout || max) {
    reader = ahead;
    reading.clause = typed.syntax;
    return reader.AtEnd() ? Outcome::kNeedMore : Outcome::kError;
  }
  reading.clause = Clause::kKeepAliveSyntax;
  reading.keep_alive.parameters.push_back(parameter);
  return Outcome::kComplete;
}

}  // namespace

Result<KeepAlive> ParseKeepAlive(absl::string_view value) {
  Reading reading;
  ValueReader reader(value);
  const Outcome outcome = reader.List([&] { return ReadParameter(reader, reading); });
  return Finish(outcome, reader, std::move(reading.keep_alive), reading.clause);
}

bool KeepAliveIsMeant(const FieldSection& section) { return ConnectionOptionsOf(section).Has("keep-alive"); }

}  // namespace plumbline
