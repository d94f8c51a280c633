// Random choices, the same for a seed on every machine.
#ifndef PLUMBLINE_FUZZ_MUTATOR_DICE_H_
#define PLUMBLINE_FUZZ_MUTATOR_DICE_H_

#include <cstddef>
#include <cstdint>

#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {

// grammar::Random draws exactly and may be called from anywhere; this one is for a choice every few nanoseconds, and
// a bound of a few thousand at most, where the surplus of the scaling is nothing.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  // 0 to bound - 1; bound > 0.
  size_t Below(size_t bound) {
    state_ += 0x9e3779b97f4a7c15u;  // splitmix64
    uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    mixed ^= mixed >> 31;
    return static_cast<size_t>((mixed >> 32) * bound >> 32);
  }
  bool OneIn(size_t count) { return Below(count) == 0; }
  // 0 with probability 1/2, 1 with 1/4 …, at most `most`.
  size_t Few(size_t most) {
    size_t number = 0;
    while (number < most && OneIn(2)) ++number;
    return number;
  }

 private:
  uint64_t state_;
};

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END

#endif  // PLUMBLINE_FUZZ_MUTATOR_DICE_H_
