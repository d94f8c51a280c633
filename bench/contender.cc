#include "bench/contender.h"

namespace plumbline::bench {

Observation Observed(FramingKind framing, uint64_t length, bool persists) {
  Observation observation;
  observation.fields.emplace();
  observation.framing = {framing, 0, length};
  observation.content_size = 0;
  observation.persistence.emplace();
  observation.persistence->persists = persists;
  return observation;
}

void SpanArray::AddTo(absl::string_view octets, Observation& observation) const {
  for (size_t i = 0; i < size_; ++i) {
    const FieldSection::Span& span = spans_[i];
    observation.fields->push_back({std::string(octets.substr(span.name_offset, span.name_size)),
                                   std::string(octets.substr(span.value_offset, span.value_size))});
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
