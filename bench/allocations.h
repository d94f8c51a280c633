#ifndef PLUMBLINE_BENCH_ALLOCATIONS_H_
#define PLUMBLINE_BENCH_ALLOCATIONS_H_

#include <cstdint>

namespace plumbline::bench {

// Calls of malloc, calloc and realloc in this process so far; operator new is one of their callers.
uint64_t AllocationCount();

}  // namespace plumbline::bench

#endif  // PLUMBLINE_BENCH_ALLOCATIONS_H_
