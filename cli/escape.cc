#include "cli/escape.h"

namespace plumbline::cli {
namespace {

size_t EscapedSize(uint8_t octet) {
  if (octet == '\r' || octet == '\n' || octet == '\t' || octet == '\\') return 2;
  return octet >= 0x20 && octet < 0x7f ? 1 : 4;
}

// Octets of the character at the front of `text`, or 0 if it is not UTF-8 (RFC 3629, section 4) or not to be shown.
size_t ShownSize(absl::string_view text) {
  const uint8_t lead = static_cast<uint8_t>(text[0]);
  if (lead < 0x80) return lead < 0x20 || lead == 0x7f ? 0 : 1;
  const size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return 0;
  uint32_t point = lead & (0x7fu >> size);
  for (size_t i = 1; i < size; ++i) {
    const uint8_t octet = static_cast<uint8_t>(text[i]);
    if ((octet & 0xc0) != 0x80) return 0;
    point = point << 6 | (octet & 0x3fu);
  }
  const uint32_t first = size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000;
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  const bool control = point < 0xa0 || point == 0x2028 || point == 0x2029;
  return point < first || point > 0x10ffff || surrogate || control ? 0 : size;
}

}  // namespace

std::string EscapeOctet(uint8_t octet) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (octet) {
    case '\r':
      return "\\r";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\\':
      return "\\\\";
    default:
      break;
  }
  if (EscapedSize(octet) == 1) return std::string(1, static_cast<char>(octet));
  return {'\\', 'x', kHex[octet >> 4], kHex[octet & 0xf]};
}

std::string Escape(absl::string_view octets) {
  std::string out;
  out.reserve(octets.size());
  for (const char c : octets) out += EscapeOctet(static_cast<uint8_t>(c));
  return out;
}

std::string EscapeControls(absl::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t size = ShownSize(text);
    if (size == 0) {
      out += EscapeOctet(static_cast<uint8_t>(text.front()));
    } else {
      out.append(text.data(), size);
    }
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return out;
}

size_t Fit(absl::string_view octets, size_t columns) {
  size_t used = 0;
  for (size_t i = 0; i < octets.size(); ++i) {
    used += EscapedSize(static_cast<uint8_t>(octets[i]));
    if (used > columns) return i;
  }
  return octets.size();
}

std::string EscapeShort(absl::string_view octets, size_t columns) {
  constexpr absl::string_view kCut = "...";
  if (Fit(octets, columns) == octets.size()) return Escape(octets);
  const size_t fitting = Fit(octets, columns > kCut.size() ? columns - kCut.size() : 0);
  return Escape(octets.substr(0, fitting)).append(kCut.data(), kCut.size());
}

std::string OctetsToUtf8(absl::string_view octets) {
  std::string out;
  out.reserve(octets.size());
  for (const char c : octets) {
    const uint8_t octet = static_cast<uint8_t>(c);
    if (octet < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xc0 | (octet >> 6));
      out += static_cast<char>(0x80 | (octet & 0x3f));
    }
  }
  return out;
}

std::optional<std::string> Utf8ToOctets(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const uint8_t lead = static_cast<uint8_t>(text[i]);
    if (lead < 0x80) {
      out += text[i];
    } else if (lead <= 0xc3) {  // two octets: the reader of JSON has checked that the second is there
      out += static_cast<char>((lead & 0x03) << 6 | (static_cast<uint8_t>(text[++i]) & 0x3f));
    } else {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace plumbline::cli
