// Canonical octets of every value type: what a sender generates for it. The inverse of parsing:
// parsing the octets of a valid value gives the value back.
#ifndef PLUMBLINE_PARSER_SERIALIZE_H_
#define PLUMBLINE_PARSER_SERIALIZE_H_

#include <cstdint>
#include <string>
#include <type_traits>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "parser/fields/values.h"
#include "parser/message.h"

namespace plumbline {

// Each function appends to `out`. Values are written as they are: no escaping, no check of
// validity.
void Serialize(const Version& version, std::string& out);
void Serialize(const RequestTarget& target, std::string& out);         // from its parts, not from `text`
void Serialize(const RequestLine& line, std::string& out);             // without CRLF
void Serialize(const StatusLine& line, std::string& out);              // without CRLF
void Serialize(const FieldLine& line, std::string& out);               // "name: value" without CRLF
void Serialize(absl::Span<const FieldLine> fields, std::string& out);  // each with CRLF
void Serialize(const Part& part, std::string& out);                    // nothing, if it is not present
// The value of a field, and a HostPort wherever it stands: their parts.
template <typename T>
std::enable_if_t<kHasParts<T>> Serialize(const T& value, std::string& out) {
  VisitParts(value, [&](const Part& part) { Serialize(part, out); });
}
// The octets of one value alone.
template <typename T>
std::string Serialized(const T& value) {
  std::string out;
  Serialize(value, out);
  return out;
}
void SerializeContentLength(uint64_t length, std::string& out);
void SerializeList(absl::Span<const absl::string_view> members,
                   std::string& out);  // "a, b": sender's list rule

// One chunk with its size line, and the end of a chunked body with trailer section. `chunk_ext` is
// empty or begins with ";". `data` is not empty: a chunk of size zero would end the body.
void SerializeChunk(absl::string_view data, absl::string_view chunk_ext, std::string& out);
void SerializeLastChunk(absl::Span<const FieldLine> trailers, std::string& out);

// `text` as a quoted-string, with a backslash before each double quote and backslash.
void SerializeQuotedString(absl::string_view text, std::string& out);
// The octets that a quoted-string (with its quotes) stands for.
std::string UnquoteQuotedString(absl::string_view quoted);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_SERIALIZE_H_
