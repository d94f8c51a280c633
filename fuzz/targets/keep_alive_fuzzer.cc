// The law: a Keep-Alive field value is a list of parameters. The first octet that belongs to no parameter is the
// error, and nothing before it; timeout and max are the decimal numbers that the first such parameters spell; empty
// elements are skipped; canonical octets keep every parameter; and in a message a bad value is a note, never a reject.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "fuzz/support.h"
#include "fuzz/support_grammar.h"
#include "fuzz/support_show.h"
#include "fuzz/support_values.h"
#include "parser/fields/keep_alive.h"
#include "parser/stream.h"

namespace plumbline::fuzz {
namespace {

// The typed parameter as the first of its name spells it.
bool Spells(const KeepAlive& keep_alive, absl::string_view name, const std::optional<uint64_t>& number) {
  for (const KeepAliveParameter& parameter : keep_alive.parameters) {
    if (!EqualsIgnoringCase(parameter.name, name)) continue;
    absl::string_view digits = parameter.value;
    if (!number || !IsDigits(digits)) return false;
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    return std::to_string(*number) == digits;
  }
  return !number;
}

void CheckInMessage(const Input& input) {
  const Result<KeepAlive> result = ParseKeepAlive(TrimOws(input));
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nKeep-Alive:";
  const Octets octets(head + std::string(input.view()) + "\r\n\r\n");
  StreamOptions options;
  options.limits = WideLimits();
  const Interpretation stream = ParseRequestStream(octets, options);
  for (const char octet : input.view()) {
    if (!IsVisibleOrBlank(octet)) return;  // no field value, or several lines
  }
  PLUMBLINE_LAW(input, stream.verdict == Outcome::kComplete, "Keep-Alive decides nothing by itself");
  PLUMBLINE_LAW(input, stream.messages[0].findings.empty() == result.complete(), "a bad Keep-Alive is noted");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline::fuzz;  // NOLINT: the target's own scope
  using plumbline::KeepAlive;
  const Input input(data, size);
  const auto result = CheckProduction(input, plumbline::ParseKeepAlive);
  PLUMBLINE_LAW(input, result.complete() == IsKeepAlive(input), "complete is what matches, and nothing else");
  CheckInMessage(input);
  if (result.outcome() == plumbline::Outcome::kError) {
    PLUMBLINE_LAW(input, Info(result.error().clause).effect == plumbline::Effect::kNote, "a bad Keep-Alive is a note");
  }
  if (!result.complete()) return 0;
  for (const plumbline::KeepAliveParameter& parameter : result->parameters) {
    PLUMBLINE_LAW(input, IsToken(parameter.name), "a parameter's name is a token");
    PLUMBLINE_LAW(input, parameter.has_value || parameter.value.empty(), "no value where there is no equals sign");
    PLUMBLINE_LAW(input, PointsInto(parameter.name, input) && PointsInto(parameter.value, input), "views of the input");
  }
  PLUMBLINE_LAW(input, Spells(*result, "timeout", result->timeout), "timeout is what its digits spell");
  PLUMBLINE_LAW(input, Spells(*result, "max", result->max), "max is what its digits spell");
  CheckListRule(input, plumbline::ParseKeepAlive, Show<KeepAlive>);
  CheckCanonical(input, plumbline::ParseKeepAlive, Show<KeepAlive>, ToOctets<KeepAlive>);
  return 0;
}
