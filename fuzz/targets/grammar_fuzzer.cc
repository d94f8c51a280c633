// The mutator of a target NAME_grammar_fuzzer: what libFuzzer calls in place of its own mutations. PLUMBLINE_SUBJECT,
// from the target's row, says what its input is.

#include <cstddef>
#include <cstdint>

#include "fuzz/mutator/mutator.h"
#include "witness/uncovered.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

PLUMBLINE_UNCOVERED_BEGIN
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  using namespace plumbline::fuzz;  // NOLINT: the target's own scope
  static auto& mutator = *new Mutator(Subject{PLUMBLINE_SUBJECT}, LLVMFuzzerMutate);
  return mutator.Mutate(data, size, max_size, seed);
}
PLUMBLINE_UNCOVERED_END
