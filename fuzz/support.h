// What the fuzz targets share: the input, the law's check, and the choices that an input implies.
//
//   const Input input(data, size);
//   PLUMBLINE_LAW(input, stream.consumed <= input.size(), "consumed octets are octets of the input");
//
// The input is the octet stream and nothing else. What a target has to choose besides (recipient, limits, where a
// stream is split) comes from a hash of the input, so that a seed is octets that one could find on a wire.
#ifndef PLUMBLINE_FUZZ_SUPPORT_H_
#define PLUMBLINE_FUZZ_SUPPORT_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "parser/limits.h"
#include "witness/exact_copy.h"
#include "witness/strings.h"
#include "witness/uncovered.h"

// Aborts where the condition is false, with the law and the escaped octets on one line.
#define PLUMBLINE_LAW(octets, condition, law) \
  ((condition) ? static_cast<void>(0) : ::plumbline::fuzz::BreakLaw(__FILE__, __LINE__, #condition, law, (octets)))

namespace plumbline::fuzz {

using Octets = witness::ExactCopy;

class Input : public Octets {
 public:
  Input(const uint8_t* data, size_t size)
      : Octets(absl::string_view(size == 0 ? "" : reinterpret_cast<const char*>(data), size)) {}
};

[[noreturn]] void BreakLaw(const char* file, int line, const char* condition, const char* law,
                           absl::string_view octets);

// A sequence of choices that depends on nothing but the octets.
class Choices {
 public:
  explicit Choices(absl::string_view octets);
  // 0 to bound - 1.
  size_t Below(size_t bound) {
    state_ += 0x9e3779b97f4a7c15u;  // splitmix64
    uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return static_cast<size_t>((mixed ^ (mixed >> 31)) % bound);
  }
  bool OneIn(size_t count) { return Below(count) == 0; }

 private:
  uint64_t state_;
};

// Limits that an input of a few octets reaches: one in eight inputs is parsed with them.
Limits TightLimits();
// Limits that no input reaches: for laws of the grammar alone.
Limits WideLimits();

// What the targets recount with.
using witness::EqualsIgnoringCase;
using witness::IsDigits;
using witness::IsOws;
using witness::IsTchar;
using witness::IsToken;
using witness::IsVisibleOrBlank;
using witness::PointsInto;
using witness::TrimOws;

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_H_
