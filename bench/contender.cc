#include "bench/contender.h"

namespace plumbline::bench {

void SpanArray::CopyTo(absl::string_view octets, Observation& observation) const {
  for (size_t i = 0; i < size_; ++i) {
    const FieldSection::Span& span = spans_[i];
    observation.fields.emplace_back(octets.substr(span.name_offset, span.name_size),
                                    octets.substr(span.value_offset, span.value_size));
  }
}

std::vector<std::unique_ptr<Contender>> MakeContenders() {
  std::vector<std::unique_ptr<Contender>> contenders;
  AddPlumbline(contenders);
  AddBeast(contenders);
  AddHttpParser(contenders);
  return contenders;
}

}  // namespace plumbline::bench
