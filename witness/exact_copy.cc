#include "witness/exact_copy.h"

#include <algorithm>

#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {

ExactCopy::ExactCopy(absl::string_view octets) : octets_(new char[octets.size()]), size_(octets.size()) {
  std::copy(octets.begin(), octets.end(), octets_.get());
}

ExactCopy::~ExactCopy() {
  if (octets_) std::fill_n(octets_.get(), size_, '\xfe');
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
