#include "fuzz/mutator/mutator.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

// Shares, found by ci/measure_mutator: twice as many or half as many are no better.
constexpr size_t kBytesShare = 4;          // one mutation in four is the engine's own
constexpr size_t kBytesShareOfValues = 3;  // short inputs, which the engine is good at
constexpr size_t kTwiceShare = 4;          // one in four has two edits
constexpr int kAttempts = 4;               // to find an edit that there is something for

}  // namespace

// Each as often as it stands here.
struct Mutator::EditsOf {
  static const std::vector<Edit>& Shape(fuzz::Shape shape) {
    using M = Mutator;
    static const auto& streams = *new std::vector<Edit>{
        &M::WalkPart,        &M::WalkPart,   &M::WalkPart,     &M::WalkPart,     &M::WalkPart,    &M::WalkPart,
        &M::EditBytesOfPart, &M::EditLines,  &M::EditLines,    &M::EditLines,    &M::EditChunks,  &M::EditChunks,
        &M::EditBody,        &M::EditLength, &M::EditMessages, &M::EditMessages, &M::EditFraming, &M::EditBytesOfPart,
        &M::EditNumber,      &M::EditNumber, &M::EditSize};
    static const auto& chunked_body =
        *new std::vector<Edit>{&M::WalkPart, &M::WalkPart,   &M::EditChunks,      &M::EditChunks, &M::EditLines,
                               &M::EditBody, &M::EditLength, &M::EditBytesOfPart, &M::EditNumber, &M::EditSize};
    static const auto& value = *new std::vector<Edit>{&M::WalkPart, &M::WalkPart,   &M::WalkPart, &M::WalkPart,
                                                      &M::WalkPart, &M::EditNumber, &M::EditSize};
    return shape <= fuzz::Shape::kMessages ? streams : shape == fuzz::Shape::kChunkedBody ? chunked_body : value;
  }
};

Mutator::Mutator(Subject subject, ByteMutator bytes) : subject_(std::move(subject)), bytes_(bytes) {}

size_t Mutator::Mutate(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  dice_ = Dice(seed);
  if (dice_.OneIn(subject_.shape == Shape::kValue ? kBytesShareOfValues : kBytesShare))
    return bytes_(data, size, max_size);
  const std::vector<Edit>& edits = EditsOf::Shape(subject_.shape);
  octets_.assign(reinterpret_cast<const char*>(data), size);
  for (int left = dice_.OneIn(kTwiceShare) ? 2 : 1; left > 0; --left) {
    structure_.Read(subject_.shape, octets_);
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      if ((this->*edits[dice_.Below(edits.size())])()) break;
    }
  }
  const bool same = octets_.size() == size && std::equal(octets_.begin(), octets_.end(), reinterpret_cast<char*>(data));
  if (same || octets_.empty() || octets_.size() > max_size) return bytes_(data, size, max_size);
  std::memcpy(data, octets_.data(), octets_.size());
  return octets_.size();
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
