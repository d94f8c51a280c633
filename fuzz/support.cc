#include "fuzz/support.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "witness/escape.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {

void BreakLaw(const char* file, int line, const char* condition, const char* law, absl::string_view octets) {
  constexpr size_t kShown = 2048;  // octets of an input that are printed
  std::fprintf(stderr, "broken law: %s. %s:%d: %s, for %zu octets %s\n", law, file, line, condition, octets.size(),
               witness::EscapeEnds(octets, kShown).c_str());
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

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
