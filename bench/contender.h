// A parser in the benchmark: Plumbline's, or a peer.
//
// Asked of each, for every message: a verdict, the spans of name and value of every field line in
// an array (or, where the parser keeps its own container of them, in that), how the body is
// delimited, whether the connection persists, and views of the content, chunked coding removed.
#ifndef PLUMBLINE_BENCH_CONTENDER_H_
#define PLUMBLINE_BENCH_CONTENDER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "bench/workload.h"
#include "parser/message.h"
#include "reading/reading.h"

namespace plumbline::bench {

// What a contender made of one message, for the check that all did the same work: field lines, framing, persistence and
// the number of octets of content.
using Observation = reading::Message;

// One without field lines and content.
Observation Observed(FramingKind framing, uint64_t length, bool persists);

// Sums over all messages: cheap enough for the timed runs, and compared after each.
struct Tally {
  size_t heads = 0;
  size_t chunked = 0;
  size_t persisting = 0;
  size_t content_octets = 0;

  friend bool operator==(const Tally& a, const Tally& b) {
    return a.heads == b.heads && a.chunked == b.chunked && a.persisting == b.persisting &&
           a.content_octets == b.content_octets;
  }
};

class Contender {
 public:
  virtual ~Contender() = default;
  virtual absl::string_view name() const = 0;

  // Parses each connection of the workload with a fresh parser and adds to `tally`. False if any
  // octet is refused. `observations` is null in timed runs; else one is added for each message.
  virtual bool Run(const Workload& workload, Tally& tally, std::vector<Observation>* observations) = 0;
};

// Field lines as peers that have callbacks store them: as Plumbline's FieldSection, offsets of 32
// bits.
class SpanArray {
 public:
  static constexpr size_t kCapacity = 128;

  void Clear() { size_ = 0; }
  size_t size() const { return size_; }
  // Null when full: then the parser refuses.
  FieldSection::Span* Add() { return size_ < kCapacity ? &spans_[size_++] : nullptr; }
  FieldSection::Span& back() { return spans_[size_ - 1]; }
  const FieldSection::Span* data() const { return spans_; }

  void AddTo(absl::string_view octets, Observation& observation) const;

 private:
  size_t size_ = 0;
  FieldSection::Span spans_[kCapacity];
};

// Plumbline first, then the peers that are installed.
std::vector<std::unique_ptr<Contender>> MakeContenders();

void AddPlumbline(std::vector<std::unique_ptr<Contender>>& contenders);
void AddBeast(std::vector<std::unique_ptr<Contender>>& contenders);
void AddHttpParser(std::vector<std::unique_ptr<Contender>>& contenders);

}  // namespace plumbline::bench

#endif  // PLUMBLINE_BENCH_CONTENDER_H_
