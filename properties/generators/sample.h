// A sample: octets that are valid by construction, and the value that they stand for.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_SAMPLE_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_SAMPLE_H_

#include <memory>
#include <ostream>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "properties/show.h"

namespace plumbline::properties {

template <typename T>
struct Sample {
  std::string octets;
  T value;  // its views point to interned octets, so that samples can be copied
};

template <typename T>
void showValue(const Sample<T>& sample, std::ostream& os) {
  os << Escape(sample.octets) << "\nmeaning " << Text(sample.value);
}

// A view of a copy that lives as long as the program.
absl::string_view Intern(absl::string_view octets);

// A copy on the heap of exactly this size, so that a sanitizer sees a read of one octet too many.
class ExactCopy {
 public:
  explicit ExactCopy(absl::string_view octets);
  ~ExactCopy();
  ExactCopy(ExactCopy&& other) = default;
  ExactCopy& operator=(ExactCopy&& other) = default;

  absl::string_view view() const { return {octets_.get(), size_}; }

 private:
  std::unique_ptr<char[]> octets_;
  size_t size_;
};

// Octets of arbitrary value as an argument of a law.
struct Octets {
  std::string value;
};
inline void showValue(const Octets& octets, std::ostream& os) { os << Escape(octets.value); }

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_SAMPLE_H_
