#include "witness/arrivals.h"

#include <algorithm>
#include <utility>

#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {

void Arrivals::MoveUntil(size_t end) {
  arrived_ = std::max(arrived_, std::min(end, octets_.size()));
  ExactCopy block(octets_.substr(consumed_, arrived_ - consumed_));
  std::swap(block_, block);
  unread_ = block_;
}

void Arrivals::Consume(size_t size) {
  unread_.remove_prefix(size);
  consumed_ += size;
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
