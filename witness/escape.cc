#include "witness/escape.h"

#include <cstddef>

#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {

std::string Escape(absl::string_view octets) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string text = "\"";
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '\r') {
      text += "\\r";
    } else if (c == '\n') {
      text += "\\n";
    } else if (c == '\t') {
      text += "\\t";
    } else if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (octet < 0x20 || octet > 0x7e) {
      text += "\\x";
      text += kHex[octet >> 4];
      text += kHex[octet & 15];
    } else {
      text += c;
    }
  }
  return text + "\"";
}

std::string EscapeEnds(absl::string_view octets, size_t most) {
  if (octets.size() <= most) return Escape(octets);
  return Escape(octets.substr(0, most / 2)) + " [" + std::to_string(octets.size() - most) + " octets] " +
         Escape(octets.substr(octets.size() - most / 2));
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
