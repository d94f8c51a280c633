#include "properties/generators/sample.h"

#include <unordered_set>

namespace plumbline::properties {

absl::string_view Intern(absl::string_view octets) {
  static auto* const pool = new std::unordered_set<std::string>;
  return *pool->insert(std::string(octets)).first;
}

}  // namespace plumbline::properties
