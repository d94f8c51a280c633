#include "absl/strings/string_view.h"
#include "bench/contender.h"
#include "benchmark/benchmark.h"
#include "parser/decoder.h"

namespace plumbline::bench {
namespace {

// The incremental decoder with every check on: there are no others.
class PlumblineContender final : public Contender {
 public:
  absl::string_view name() const override { return "Plumbline Decoder"; }

  bool Run(const Workload& workload, Tally& tally, std::vector<Observation>* observations) override {
    for (const std::string& octets : workload.connections) {
      if (!Connection(workload.kind, octets, tally, observations)) return false;
    }
    return true;
  }

 private:
  static bool Connection(MessageKind kind, absl::string_view octets, Tally& tally,
                         std::vector<Observation>* observations) {
    Decoder decoder(DecoderOptions{kind});
    for (;;) {
      const Step step = decoder.Next(octets);
      octets.remove_prefix(step.consumed);
      switch (step.event) {
        case Event::kHead:
          CountHead(decoder, tally);
          if (observations != nullptr) observations->push_back(Observe(decoder));
          break;
        case Event::kData:
          tally.content_octets += step.data.size();
          if (observations != nullptr) *observations->back().content_size += step.data.size();
          break;
        case Event::kNeedMore:
          return octets.empty();
        case Event::kChunk:
        case Event::kTrailers:
        case Event::kMessageEnd:
          break;
        case Event::kTunnel:
        case Event::kEndOfInput:
        case Event::kError:
          return false;
      }
    }
  }

  static void CountHead(const Decoder& decoder, Tally& tally) {
    benchmark::DoNotOptimize(decoder.fields());
    ++tally.heads;
    tally.chunked += decoder.framing().kind == FramingKind::kChunked;
    tally.persisting += decoder.persistence().persists;
  }

  static Observation Observe(const Decoder& decoder) {
    const Framing& framing = decoder.framing();
    const uint64_t length = framing.kind == FramingKind::kLength ? framing.length : 0;
    Observation observation = Observed(framing.kind, length, decoder.persistence().persists);
    for (const FieldLine line : decoder.fields()) {
      observation.fields->push_back({std::string(line.name), std::string(line.value)});
    }
    return observation;
  }
};

}  // namespace

void AddPlumbline(std::vector<std::unique_ptr<Contender>>& contenders) {
  contenders.push_back(std::make_unique<PlumblineContender>());
}

}  // namespace plumbline::bench
