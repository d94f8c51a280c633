// Octets in a heap block of exactly their size.
#ifndef PLUMBLINE_WITNESS_EXACT_COPY_H_
#define PLUMBLINE_WITNESS_EXACT_COPY_H_

#include <cstddef>
#include <memory>

#include "absl/strings/string_view.h"

namespace plumbline::witness {

// A sanitizer sees a read of one octet too many. A view that outlives the copy sees other octets, with or without a
// sanitizer.
class ExactCopy {
 public:
  explicit ExactCopy(absl::string_view octets);
  ~ExactCopy();
  ExactCopy(ExactCopy&& other) = default;
  ExactCopy& operator=(ExactCopy&& other) = default;

  absl::string_view view() const { return {octets_.get(), size_}; }
  operator absl::string_view() const { return view(); }  // NOLINT: octets are octets
  size_t size() const { return size_; }

 private:
  std::unique_ptr<char[]> octets_;
  size_t size_;
};

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_EXACT_COPY_H_
