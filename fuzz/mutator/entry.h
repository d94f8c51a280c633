// What libFuzzer calls, for a target whose input is a Subject.
#ifndef PLUMBLINE_FUZZ_MUTATOR_ENTRY_H_
#define PLUMBLINE_FUZZ_MUTATOR_ENTRY_H_

#include <cstddef>
#include <cstdint>

#include "fuzz/mutator/mutator.h"
#include "fuzz/uncovered.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

// In one source file of a target.
#define PLUMBLINE_MUTATE_AS(...)                                                                                   \
  PLUMBLINE_UNCOVERED_BEGIN                                                                                        \
  extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {          \
    static auto& mutator = *new plumbline::fuzz::Mutator(plumbline::fuzz::Subject{__VA_ARGS__}, LLVMFuzzerMutate); \
    return mutator.Mutate(data, size, max_size, seed);                                                             \
  }                                                                                                                \
  PLUMBLINE_UNCOVERED_END

#endif  // PLUMBLINE_FUZZ_MUTATOR_ENTRY_H_
