// A sample: octets that are valid by construction, and the value that they stand for.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_SAMPLE_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_SAMPLE_H_

#include <ostream>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "properties/show.h"
#include "witness/exact_copy.h"

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

using witness::ExactCopy;

// Octets of arbitrary value as an argument of a law.
struct Octets {
  std::string value;
};
inline void showValue(const Octets& octets, std::ostream& os) { os << Escape(octets.value); }

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_SAMPLE_H_
