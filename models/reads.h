// Where the reads of a socket end. Some readings depend on it (docs/models.md, "Reads").
#ifndef PLUMBLINE_MODELS_READS_H_
#define PLUMBLINE_MODELS_READS_H_

#include <cstddef>

#include "absl/types/span.h"

namespace plumbline::models {

// The reads of `size` octets in order. Asks only forwards: positions that do not decrease.
class Reads {
 public:
  // `sizes` as in Exchange::reads; it must outlive this object.
  Reads(absl::Span<const size_t> sizes, size_t size) : sizes_(sizes), size_(size) {}

  // Where the read that holds the octet at `position` ends: the offset after its last octet.
  size_t EndOfReadAt(size_t position) {
    while (end_ <= position && end_ < size_) Advance();
    return end_;
  }

  // The first end of a read that is not before `offset`: when at least so many octets had come.
  size_t EndOfReadReaching(size_t offset) { return offset == 0 ? 0 : EndOfReadAt(offset - 1); }

 private:
  void Advance() {
    if (next_ == sizes_.size() || sizes_[next_] >= size_ - end_) {
      end_ = size_;
    } else {
      end_ += sizes_[next_++];
    }
  }

  absl::Span<const size_t> sizes_;
  size_t size_;
  size_t next_ = 0;
  size_t end_ = 0;
};

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_READS_H_
