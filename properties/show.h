// Text of the parser's values, octets escaped: what a counterexample prints, and what the laws
// compare.
//
// Every part of a value is in its text, quoted, so that two values are the same where their texts
// are.
#ifndef PLUMBLINE_PROPERTIES_SHOW_H_
#define PLUMBLINE_PROPERTIES_SHOW_H_

#include <cstdint>
#include <ostream>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "parser/chunked.h"
#include "parser/fields/values.h"
#include "parser/message.h"
#include "parser/result.h"
#include "parser/stream.h"
#include "witness/escape.h"

namespace plumbline::properties {

using witness::Escape;

std::string Text(absl::string_view octets);
std::string Text(uint64_t number);
std::string Text(const Version& version);
std::string Text(const HostPort& host);
std::string Text(const RequestTarget& target);
std::string Text(const RequestLine& line);
std::string Text(const StatusLine& line);
std::string Text(const FieldLine& line);
std::string Text(const FieldSection& section);
std::string Text(const Framing& framing);
std::string Text(const Persistence& persistence);
std::string Text(const Part& part);  // those that are not present too
std::string Text(const KeepAlive& keep_alive);
std::string Text(const Te& te);
std::string Text(const TransferCodings& codings);
std::string Text(const ChunkExtension& extension);
std::string Text(const ChunkedBody& body);
std::string Text(const ParseError& error);
std::string Text(const Finding& finding);
std::string Text(Outcome outcome);
// Start-line, fields, framing, body and trailers: what the generators know of a message.
std::string Text(const Message& message);

// The parts of a field's value, and of a member of it. The types above have more in them than parts.
template <typename T>
std::string TextOfParts(const T& value) {
  std::string text = "{";
  VisitParts(value, [&](const Part& part) { absl::StrAppend(&text, text.size() > 1 ? ", " : "", Text(part)); });
  return text + "}";
}
template <typename T>
std::enable_if_t<kHasParts<T>, std::string> Text(const T& value) {
  return TextOfParts(value);
}

// The enumerator's name, e.g. "kBareCr".
std::string ClauseName(Clause clause);

template <typename List, typename = typename List::const_iterator>
std::string TextOfList(const List& list) {
  std::string text = "[";
  for (const auto& member : list) absl::StrAppend(&text, text.size() > 1 ? ", " : "", Text(member));
  return text + "]";
}

template <typename T>
std::string Text(const std::vector<T>& list) {
  return TextOfList(list);
}
template <typename T, size_t kSize>
std::string Text(const absl::InlinedVector<T, kSize>& list) {
  return TextOfList(list);
}

// The outcome, with the value or the error.
template <typename T>
std::string Text(const Result<T>& result) {
  if (result.outcome() == Outcome::kComplete) {
    return absl::StrCat("complete after ", result.consumed(), ": ", Text(result.value()));
  }
  if (result.outcome() == Outcome::kNeedMore) return "need more";
  return Text(result.error());
}

// The text of a Result that is complete with this value and took all of `size` octets.
template <typename T>
std::string CompleteText(const T& value, size_t size) {
  return absl::StrCat("complete after ", size, ": ", Text(value));
}

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_SHOW_H_
