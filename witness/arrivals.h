// Octets on their way to a reader, who gets them piece by piece.
#ifndef PLUMBLINE_WITNESS_ARRIVALS_H_
#define PLUMBLINE_WITNESS_ARRIVALS_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "witness/exact_copy.h"

namespace plumbline::witness {

// What has arrived and is not consumed stands in a heap block of exactly its size; with each piece it moves, and the
// block before is gone.
class Arrivals {
 public:
  explicit Arrivals(absl::string_view octets) : octets_(octets), block_("") {}

  // The first `end` octets have arrived. What is not consumed moves, also where no more have come.
  void MoveUntil(size_t end);
  // Of unread(), from its front.
  void Consume(size_t size);

  absl::string_view unread() const { return unread_; }
  absl::string_view block() const { return block_.view(); }
  size_t arrived() const { return arrived_; }
  size_t consumed() const { return consumed_; }
  bool all_arrived() const { return arrived_ == octets_.size(); }

 private:
  absl::string_view octets_;
  ExactCopy block_;
  absl::string_view unread_;
  size_t arrived_ = 0;
  size_t consumed_ = 0;
};

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_ARRIVALS_H_
