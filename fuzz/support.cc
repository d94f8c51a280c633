#include "fuzz/support.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

constexpr size_t kShown = 2048;  // octets of an input that are printed

void EscapeOctet(char octet, std::string& out) {
  switch (octet) {
    case '\r': out += "\\r"; return;
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    default: break;
  }
  const auto value = static_cast<unsigned char>(octet);
  if (value >= 0x20 && value < 0x7f) {
    out += octet;
    return;
  }
  char hex[5];
  std::snprintf(hex, sizeof hex, "\\x%02x", value);
  out += hex;
}

char ToLower(char octet) { return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet + ('a' - 'A')) : octet; }

}  // namespace

std::string Escape(absl::string_view octets) {
  const bool whole = octets.size() <= kShown;
  std::string out = "\"";
  for (const char octet : octets.substr(0, whole ? kShown : kShown / 2)) EscapeOctet(octet, out);
  if (!whole) {
    out += "\" [" + std::to_string(octets.size() - kShown) + " octets] \"";
    for (const char octet : octets.substr(octets.size() - kShown / 2)) EscapeOctet(octet, out);
  }
  return out + "\"";
}

void BreakLaw(const char* file, int line, const char* condition, const char* law, absl::string_view octets) {
  std::fprintf(stderr, "broken law: %s. %s:%d: %s, for %zu octets %s\n", law, file, line, condition, octets.size(),
               Escape(octets).c_str());
  std::abort();
}

Choices::Choices(absl::string_view octets) : state_(0xcbf29ce484222325u ^ octets.size()) {
  // FNV-1a, eight octets at a time: speed counts, and any function of the octets will do.
  while (octets.size() >= 8) {
    uint64_t word = 0;
    std::memcpy(&word, octets.data(), 8);
    state_ = (state_ ^ word) * 0x100000001b3u;
    state_ ^= state_ >> 29;
    octets.remove_prefix(8);
  }
  for (const char octet : octets) state_ = (state_ ^ static_cast<unsigned char>(octet)) * 0x100000001b3u;
}

Limits TightLimits() {
  Limits limits;
  limits.method = 12;
  limits.request_target = 32;
  limits.reason_phrase = 16;
  limits.field_line = 48;
  limits.field_count = 5;
  limits.section = 160;
  limits.chunk_line = 16;
  limits.chunk_ext_total = 20;
  return limits;
}

Limits WideLimits() {
  Limits limits;
  constexpr size_t kWide = size_t{1} << 30;
  limits.method = limits.request_target = limits.reason_phrase = limits.field_line = kWide;
  limits.field_count = limits.section = limits.chunk_line = kWide;
  limits.chunk_ext_total = kWide;
  return limits;
}

bool IsTchar(char octet) {
  return (octet >= '0' && octet <= '9') || (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') ||
         (octet != '\0' && std::strchr("!#$%&'*+-.^_`|~", octet) != nullptr);
}

bool IsToken(absl::string_view octets) {
  return !octets.empty() && std::all_of(octets.begin(), octets.end(), IsTchar);
}

bool IsOws(char octet) { return octet == ' ' || octet == '\t'; }

bool IsDigits(absl::string_view octets) {
  return !octets.empty() && std::all_of(octets.begin(), octets.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsVisibleOrBlank(char octet) {
  const auto value = static_cast<unsigned char>(octet);
  return value == '\t' || (value >= 0x20 && value != 0x7f);
}

absl::string_view TrimOws(absl::string_view octets) {
  while (!octets.empty() && IsOws(octets.front())) octets.remove_prefix(1);
  while (!octets.empty() && IsOws(octets.back())) octets.remove_suffix(1);
  return octets;
}

bool EqualsIgnoringCase(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return ToLower(x) == ToLower(y); });
}

bool PointsInto(absl::string_view part, absl::string_view whole) {
  const std::less_equal<const char*> not_after;
  return part.empty() ||
         (not_after(whole.data(), part.data()) && not_after(part.data() + part.size(), whole.data() + whole.size()));
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
