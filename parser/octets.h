// Classes of octets, as the ABNF of RFC 9110, 9112, 3986 and 5234 names them. No locale.
#ifndef PLUMBLINE_PARSER_OCTETS_H_
#define PLUMBLINE_PARSER_OCTETS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace plumbline {
namespace octets {

enum Class : uint8_t {
  kTchar = 1 << 0,         // RFC 9110, section 5.6.2
  kFieldContent = 1 << 1,  // field-vchar / SP / HTAB, RFC 9110, section 5.5; the octets of a reason-phrase too
  kRegName = 1 << 2,       // unreserved / sub-delims, RFC 3986, section 2
  kPathOctet = 1 << 3,     // pchar without pct-encoded, or "/"
  kQueryOctet = 1 << 4,    // kPathOctet or "?"
  kHexdig = 1 << 5,        // either case: ABNF strings have none
  kDigit = 1 << 6,
  kAlpha = 1 << 7,
};

namespace internal {

constexpr bool Contains(const char* set, int octet) {
  for (; *set != '\0'; ++set) {
    if (*set == octet) return true;
  }
  return false;
}

constexpr std::array<uint8_t, 256> MakeTable() {
  std::array<uint8_t, 256> table{};
  for (int c = 0; c < 256; ++c) {
    const bool alpha = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    const bool digit = c >= '0' && c <= '9';
    const bool reg_name = alpha || digit || Contains("-._~!$&'()*+,;=", c);
    int bits = 0;
    if (alpha || digit || Contains("!#$%&'*+-.^_`|~", c)) bits |= kTchar;
    if (c == '\t' || (c >= 0x20 && c != 0x7f)) bits |= kFieldContent;
    if (reg_name) bits |= kRegName;
    if (reg_name || c == ':' || c == '@' || c == '/') bits |= kPathOctet | kQueryOctet;
    if (c == '?') bits |= kQueryOctet;
    if (digit || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f')) bits |= kHexdig;
    if (digit) bits |= kDigit;
    if (alpha) bits |= kAlpha;
    table[static_cast<size_t>(c)] = static_cast<uint8_t>(bits);
  }
  return table;
}

inline constexpr std::array<uint8_t, 256> kTable = MakeTable();

}  // namespace internal

constexpr bool Is(int classes, uint8_t octet) { return (internal::kTable[octet] & classes) != 0; }
constexpr bool Is(int classes, char octet) { return Is(classes, static_cast<uint8_t>(octet)); }

// The first octet from `pos` on that is in none of the classes, or `end`.
inline size_t Skip(int classes, const char* data, size_t pos, size_t end) {
  while (pos < end && Is(classes, data[pos])) ++pos;
  return pos;
}

// OWS, RWS and BWS consist of these, RFC 9110, section 5.6.3.
constexpr bool IsWhitespace(uint8_t octet) { return octet == ' ' || octet == '\t'; }
// qdtext, RFC 9110, section 5.6.4.
constexpr bool IsQdtext(uint8_t octet) { return Is(kFieldContent, octet) && octet != '"' && octet != '\\'; }
// What a backslash may quote: HTAB / SP / VCHAR / obs-text.
constexpr bool IsQuotable(uint8_t octet) { return Is(kFieldContent, octet); }

constexpr uint8_t ToLower(uint8_t octet) {
  return octet >= 'A' && octet <= 'Z' ? static_cast<uint8_t>(octet + 32) : octet;
}

// 0 to 15 of a HEXDIG.
constexpr unsigned HexValue(uint8_t octet) {
  return octet <= '9' ? octet - '0' : static_cast<unsigned>(ToLower(octet) - 'a' + 10);
}

// `text` without SP and HTAB at its ends.
inline absl::string_view TrimWhitespace(absl::string_view text) {
  while (!text.empty() && IsWhitespace(static_cast<uint8_t>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && IsWhitespace(static_cast<uint8_t>(text.back()))) text.remove_suffix(1);
  return text;
}

}  // namespace octets
}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_OCTETS_H_
