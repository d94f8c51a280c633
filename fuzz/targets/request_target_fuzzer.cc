// The law: a request-target is one of four forms, made of its parts. The method decides which forms it may have; the
// parts put together are the target again; each part holds the octets that RFC 3986 gives it; and a request-line
// accepts and rejects the target, at the same octet, as the target's own parser does.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/support.h"
#include "fuzz/support_target.h"
#include "fuzz/support_values.h"
#include "parser/request_line.h"

namespace plumbline::fuzz {
namespace {

void CheckInRequestLine(const Input& input, const std::string& method, const Result<RequestTarget>& target) {
  const Octets octets(method + " " + std::string(input.view()) + " HTTP/1.1");
  const Result<RequestLine> line = ParseRequestLine(octets, WideLimits());
  const size_t begin = method.size() + 1;
  if (target.complete()) {
    PLUMBLINE_LAW(input, line.complete() && line->target.text == input.view(), "a target is a target in its line");
    return;
  }
  if (target.outcome() == Outcome::kNeedMore) {
    PLUMBLINE_LAW(input, line.outcome() == Outcome::kError, "a target that needs more cannot end at the SP");
    PLUMBLINE_LAW(input, line.error().offset == begin + input.size(), "the SP after it decides");
    return;
  }
  const auto offset = static_cast<size_t>(target.error().offset);
  const char octet = input.view()[offset];
  if (octet == ' ') return;  // ends the target of a line, and what follows is its version
  PLUMBLINE_LAW(input, line.outcome() == Outcome::kError, "what is not a target is not one in a line");
  PLUMBLINE_LAW(input, line.error().offset == begin + offset, "the error is at the same octet in a line");
  const bool line_end = octet == '\r' || octet == '\n';
  PLUMBLINE_LAW(input, line_end || line.error().clause == target.error().clause, "the clause is the same in a line");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline::fuzz;  // NOLINT: the target's own scope
  const Input input(data, size);
  for (const std::string method : {"GET", "OPTIONS", "CONNECT"}) {
    const auto result =
        CheckProduction(input, [&](absl::string_view octets) { return plumbline::ParseRequestTarget(method, octets); });
    if (result.complete()) {
      PLUMBLINE_LAW(input, result->text == input.view(), "a match is of all octets");
      CheckTarget(input, method, *result);
    }
    CheckInRequestLine(input, method, result);
  }
  return 0;
}
