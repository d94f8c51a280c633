#include "cli/escape.h"

namespace plumbline::cli {
namespace {

size_t EscapedSize(uint8_t octet) {
  if (octet == '\r' || octet == '\n' || octet == '\t' || octet == '\\') return 2;
  return octet >= 0x20 && octet < 0x7f ? 1 : 4;
}

}  // namespace

std::string EscapeOctet(uint8_t octet) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (octet) {
    case '\r': return "\\r";
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '\\': return "\\\\";
    default: break;
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
  for (const char c : text) {
    const uint8_t octet = static_cast<uint8_t>(c);
    if (octet < 0x20 || octet == 0x7f) {
      out += EscapeOctet(octet);
    } else {
      out += c;
    }
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

}  // namespace plumbline::cli
