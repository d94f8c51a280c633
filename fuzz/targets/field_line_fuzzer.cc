// The law: a field line is a token, a colon, and a value of visible octets, SP and HTAB. The parser, a naive
// reading and the head of a request agree on name and value, or on the first octet that is neither.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/support.h"
#include "fuzz/support_show.h"
#include "fuzz/support_values.h"
#include "parser/field_line.h"
#include "parser/stream.h"

namespace plumbline::fuzz {
namespace {

size_t FirstWrongOctet(absl::string_view line) {
  size_t i = 0;
  while (i < line.size() && IsTchar(line[i])) ++i;
  if (i == line.size() || i == 0 || line[i] != ':') return i;
  while (++i < line.size() && IsVisibleOrBlank(line[i])) continue;
  return i;
}

// The line as the second of a request; X- keeps it from being a field that the parser reads further.
void CheckInHead(const Input& input, const Result<FieldLine>& result) {
  const std::string before = "GET / HTTP/1.1\r\nHost: a\r\nX-";
  const Octets octets(before + std::string(input.view()) + "\r\n\r\n");
  const Result<RequestHead> head = ParseRequestHead(octets, Recipient::kOrigin, WideLimits());
  if (result.complete()) {
    PLUMBLINE_LAW(input, head.complete() && head->fields.size() == 2, "a field line of a head is a field line");
    PLUMBLINE_LAW(input, head->fields[1].value == result->value, "its value is the same in a head");
    PLUMBLINE_LAW(input, head->fields[1].name == "X-" + std::string(result->name), "its name is the same in a head");
  } else if (result.outcome() == Outcome::kError && result.error().offset > 0 &&
             input.view()[static_cast<size_t>(result.error().offset)] != '\r') {
    ParseError shifted = result.error();
    shifted.offset += before.size();
    shifted.place += before.size();
    PLUMBLINE_LAW(input, head.outcome() == Outcome::kError, "an error is one in a head");
    PLUMBLINE_LAW(input, head.error() == shifted, "an error is the same in a head");
  }
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline::fuzz;  // NOLINT: the target's own scope
  using plumbline::Outcome;
  const Input input(data, size);
  const auto parse = [](absl::string_view octets) { return plumbline::ParseFieldLine(octets, WideLimits()); };
  const auto result = CheckProduction(input, parse);
  const size_t wrong = FirstWrongOctet(input);
  PLUMBLINE_LAW(input, (result.outcome() == Outcome::kError) == (wrong < size), "what is not a field line is an error");
  CheckInHead(input, result);
  if (wrong < size) {
    PLUMBLINE_LAW(input, result.error().offset == wrong, "the error is the first octet outside the grammar");
    PLUMBLINE_LAW(input, Info(result.error().clause).effect == plumbline::Effect::kReject, "an error rejects");
    return 0;
  }
  const size_t colon = input.view().find(':');
  PLUMBLINE_LAW(input, result.complete() == (colon != absl::string_view::npos), "a line needs its colon");
  if (!result.complete()) return 0;
  PLUMBLINE_LAW(input, result->name == input.view().substr(0, colon), "the name is what stands before the colon");
  PLUMBLINE_LAW(input, result->value == TrimOws(input.view().substr(colon + 1)), "the value ends in no whitespace");
  CheckCanonical(input, parse, Show<plumbline::FieldLine>, ToOctets<plumbline::FieldLine>);
  return 0;
}
