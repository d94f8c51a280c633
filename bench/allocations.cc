#include "bench/allocations.h"

#include <cstddef>
#include <cstdlib>

namespace {

uint64_t allocation_count = 0;

}  // namespace

// glibc lets a program replace malloc, for its shared libraries as well: http-parser is C, and what
// allocates through malloc alone has to be counted too.
extern "C" {

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);

void* malloc(size_t size) noexcept {
  ++allocation_count;
  return __libc_malloc(size);
}

void* calloc(size_t count, size_t size) noexcept {
  ++allocation_count;
  return __libc_calloc(count, size);
}

void* realloc(void* block, size_t size) noexcept {
  ++allocation_count;
  return __libc_realloc(block, size);
}

}  // extern "C"

namespace plumbline::bench {

uint64_t AllocationCount() { return allocation_count; }

}  // namespace plumbline::bench
