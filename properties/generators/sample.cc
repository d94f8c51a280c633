#include "properties/generators/sample.h"

#include <algorithm>
#include <unordered_set>

namespace plumbline::properties {

absl::string_view Intern(absl::string_view octets) {
  static auto* const pool = new std::unordered_set<std::string>;
  return *pool->insert(std::string(octets)).first;
}

ExactCopy::ExactCopy(absl::string_view octets)
    : octets_(new char[octets.size()]), size_(octets.size()) {
  std::copy(octets.begin(), octets.end(), octets_.get());
}

// Whoever still looks at the octets sees others, with or without a sanitizer.
ExactCopy::~ExactCopy() {
  if (octets_) std::fill_n(octets_.get(), size_, '\xfe');
}

}  // namespace plumbline::properties
