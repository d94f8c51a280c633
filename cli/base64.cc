#include "cli/base64.h"

#include <cstdint>

#include "absl/strings/escaping.h"

namespace plumbline::cli {
namespace {

// The value of a character of the alphabet, or 64.
uint32_t Sextet(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<uint32_t>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<uint32_t>(c - 'a' + 26);
  if (c >= '0' && c <= '9') return static_cast<uint32_t>(c - '0' + 52);
  return c == '+' ? 62 : c == '/' ? 63 : 64;
}

}  // namespace

std::optional<std::string> DecodeBase64(absl::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  text.remove_suffix(padding);

  std::string octets;
  octets.reserve(text.size() / 4 * 3 + 2);
  uint32_t bits = 0;
  uint32_t count = 0;
  for (const char c : text) {
    const uint32_t sextet = Sextet(c);
    if (sextet == 64) return std::nullopt;
    bits = bits << 6 | sextet;
    count += 6;
    if (count >= 8) {
      count -= 8;
      octets += static_cast<char>(bits >> count & 0xff);
    }
  }
  if ((bits & ((1u << count) - 1)) != 0) return std::nullopt;
  return octets;
}

std::string EncodeBase64(absl::string_view octets) { return absl::Base64Escape(octets); }

}  // namespace plumbline::cli
