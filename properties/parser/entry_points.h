// The parser's entry points, all in one shape: octets in; accept, need more, or reject at an octet by a clause, out.
//
// What the shapes have to settle:
// - A function or scanner that reads a production from the front (a head, a chunked body, a line with its CRLF) may be
//   complete before the octets end. Then the next octet belongs to no such production: rejected there, by no clause.
// - A production that has no entry point of its own is reached Within() one that surrounds it.
#ifndef PLUMBLINE_PROPERTIES_PARSER_ENTRY_POINTS_H_
#define PLUMBLINE_PROPERTIES_PARSER_ENTRY_POINTS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "parser/clause.h"
#include "parser/decoder.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline::properties {

struct Verdict {
  Outcome outcome = Outcome::kNeedMore;
  uint64_t offset = 0;           // kError: the octet that decided
  std::optional<Clause> clause;  // kError: none where only the production, not the input, has ended
};

using EntryPoint = std::function<Verdict(absl::string_view)>;

// No limit that any octets here can reach.
const Limits& NoLimits();

// The result of a function that was given `size` octets.
template <typename T>
Verdict VerdictOf(const Result<T>& result, size_t size) {
  if (result.outcome() == Outcome::kError) return {Outcome::kError, result.error().offset, result.error().clause};
  if (result.complete() && result.consumed() < size) return {Outcome::kError, result.consumed(), std::nullopt};
  return {result.outcome(), 0, std::nullopt};
}

// A function of the octets that returns a Result.
template <typename Function>
EntryPoint Whole(Function parse) {
  return [parse](absl::string_view octets) { return VerdictOf(parse(octets), octets.size()); };
}

// A scanner with Feed(octet), which returns the clause broken or nothing, and AtEnd().
template <typename Scanner>
Verdict Feed(Scanner scanner, absl::string_view octets) {
  for (size_t i = 0; i < octets.size(); ++i) {
    if (const auto clause = scanner.Feed(static_cast<uint8_t>(octets[i]))) return {Outcome::kError, i, *clause};
  }
  return {scanner.AtEnd() ? Outcome::kComplete : Outcome::kNeedMore, 0, std::nullopt};
}
template <typename Scanner>
EntryPoint Fed() {
  return [](absl::string_view octets) { return Feed(Scanner(), octets); };
}

// Scanners whose interface is their own. Those of lines are resumed octet by octet.
EntryPoint FedIpv6Scanner();        // has no clauses
EntryPoint FedConnectionScanner();  // may end anywhere
EntryPoint ResumedRequestLineScanner();
EntryPoint ResumedStatusLineScanner();
EntryPoint ResumedFieldLineScanner();
EntryPoint ResumedChunkLineScanner();
EntryPoint WholeChunkLineScanner();

// request-target as it stands after this method.
EntryPoint RequestTargetOf(std::string method);

// Heads and bodies, whole or as a decoder that gets one octet more each call.
EntryPoint WholeRequestHead();
EntryPoint WholeResponseHead(std::string method);
EntryPoint DecodedRequestHead();
EntryPoint DecodedResponseHead(std::string method);
EntryPoint WholeChunkedBody();
EntryPoint DecodedChunkedBody();

// field-value, read as ParseFieldLine's value after a name and a colon. Whitespace at its ends is the field line's: at
// the front it is not an octet of a value, after it the value is not complete.
EntryPoint FieldValueWithinFieldLine();
// last-chunk, read as the decoder's first chunk-size line: one whose size so far is not zero is none, at the digit that
// made it so.
EntryPoint LastChunkWithinBody();
// Yes or no, nothing else: whether ParseHostPort calls a host an IPv4address.
EntryPoint IsIpv4address();

// Where a production stands in what `outer` reads.
struct Place {
  std::string before;  // octets that go before it
  std::string after;   // octets that can follow it: with them `outer` is complete if the production is
  // Octets that end the production where it is complete, since in `outer` they belong to what follows it. There the
  // production is rejected, by no clause; where it is not complete, what `outer` says of them counts.
  std::string ends;
  // Octets that, at its first place, begin something else in `outer`: they are rejected, by no clause.
  std::string elsewhere;
  // `outer` takes the empty string for the absence of the production: it needs more.
  bool empty_is_absent = false;
};
EntryPoint Within(EntryPoint outer, Place place);

// All octets of a class (octets::Class), and all octets but one.
std::string OctetsOf(int classes);
std::string AllBut(char octet);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_PARSER_ENTRY_POINTS_H_
