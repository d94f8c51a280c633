#include "bench/contender.h"

#if PLUMBLINE_HAVE_BEAST

#include <cstdint>
#include <limits>

#include "benchmark/benchmark.h"
#include "boost/asio/buffer.hpp"
#include "boost/beast/http/basic_parser.hpp"
#include "boost/beast/http/error.hpp"
#include "boost/beast/http/parser.hpp"

namespace plumbline::bench {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;

// A Body that counts its content and keeps none, so that Beast hands over views as the others do.
struct CountedBody {
  struct value_type {
    size_t octets = 0;
  };

  class reader {
   public:
    template <bool kIsRequest, class Fields>
    reader(http::header<kIsRequest, Fields>&, value_type& counted) : counted_(counted) {}
    void init(const boost::optional<uint64_t>&, error_code& ec) { ec = {}; }
    template <class ConstBufferSequence>
    size_t put(const ConstBufferSequence& buffers, error_code& ec) {
      ec = {};
      const size_t size = boost::beast::buffer_bytes(buffers);
      counted_.octets += size;
      return size;
    }
    void finish(error_code& ec) { ec = {}; }

   private:
    value_type& counted_;
  };
};

// Framing and persistence, which both parsers report in the same way.
template <class Parser>
void CountHead(const Parser& parser, Tally& tally) {
  ++tally.heads;
  tally.chunked += parser.chunked();
  tally.persisting += parser.keep_alive();
}

template <class Parser>
Observation ObservedFraming(const Parser& parser) {
  if (parser.chunked()) return Observed(FramingKind::kChunked, 0, parser.keep_alive());
  if (const auto length = parser.content_length()) {
    return Observed(FramingKind::kLength, *length, parser.keep_alive());
  }
  const FramingKind framing = parser.need_eof() ? FramingKind::kClose : FramingKind::kNone;
  return Observed(framing, 0, parser.keep_alive());
}

// Feeds one message, head and body; the parser is a fresh one. False if it is refused.
template <class Parser>
bool PutMessage(Parser& parser, absl::string_view& octets) {
  parser.eager(true);
  parser.header_limit(256 << 10);
  parser.body_limit(boost::none);
  error_code ec;
  for (;;) {
    const size_t used = parser.put(boost::asio::const_buffer(octets.data(), octets.size()), ec);
    octets.remove_prefix(used);
    if (ec && ec != http::error::need_more) return false;
    if (parser.is_done()) return true;
    if (octets.empty()) return parser.is_header_done();  // a head without its body
    if (used == 0) return false;
  }
}

// http::request_parser and http::response_parser: Beast's ready-made parsers. Their message
// container, which copies every field line, takes the place of the array of spans.
class BeastMessageContender final : public Contender {
 public:
  absl::string_view name() const override { return "Beast message parser"; }

  bool Run(const Workload& workload, Tally& tally, std::vector<Observation>* observations) override {
    for (absl::string_view octets : workload.connections) {
      while (!octets.empty()) {
        const bool accepted = workload.kind == MessageKind::kRequest ? Message<true>(octets, tally, observations)
                                                                     : Message<false>(octets, tally, observations);
        if (!accepted) return false;
      }
    }
    return true;
  }

 private:
  template <bool kIsRequest>
  static bool Message(absl::string_view& octets, Tally& tally, std::vector<Observation>* observations) {
    http::parser<kIsRequest, CountedBody> parser;
    if (!PutMessage(parser, octets)) return false;
    const auto& message = parser.get();
    benchmark::DoNotOptimize(&message);
    CountHead(parser, tally);
    tally.content_octets += message.body().octets;
    if (observations != nullptr) {
      Observation observation = ObservedFraming(parser);
      for (const auto& field : message) {
        observation.fields->push_back({std::string(field.name_string()), std::string(field.value())});
      }
      observation.content_size = message.body().octets;
      observations->push_back(std::move(observation));
    }
    return true;
  }
};

// http::basic_parser with a derived class that stores the spans: the fastest that Beast offers.
template <bool kIsRequest>
class SpanParser final : public http::basic_parser<kIsRequest> {
  using string_view = boost::beast::string_view;

 public:
  SpanParser(const char* base, SpanArray& spans) : base_(base), spans_(spans) { spans_.Clear(); }
  size_t content_octets() const { return content_octets_; }

 private:
  void on_request_impl(http::verb, string_view, string_view, int, error_code&) override {}
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_field_impl(http::field, string_view name, string_view value, error_code& ec) override {
    FieldSection::Span* span = spans_.Add();
    if (span == nullptr) {
      ec = http::error::header_limit;
      return;
    }
    *span = {Offset(name), static_cast<uint32_t>(name.size()), Offset(value), static_cast<uint32_t>(value.size())};
  }
  void on_header_impl(error_code&) override { benchmark::DoNotOptimize(spans_.data()); }
  void on_body_init_impl(const boost::optional<uint64_t>&, error_code&) override {}
  size_t on_body_impl(string_view body, error_code&) override { return Content(body); }
  void on_chunk_header_impl(uint64_t, string_view, error_code&) override {}
  size_t on_chunk_body_impl(uint64_t, string_view body, error_code&) override { return Content(body); }
  void on_finish_impl(error_code&) override {}

  uint32_t Offset(string_view part) const { return static_cast<uint32_t>(part.data() - base_); }
  size_t Content(string_view body) {
    content_octets_ += body.size();
    return body.size();
  }

  const char* base_;
  SpanArray& spans_;
  size_t content_octets_ = 0;
};

class BeastBasicContender final : public Contender {
 public:
  absl::string_view name() const override { return "Beast basic_parser"; }

  bool Run(const Workload& workload, Tally& tally, std::vector<Observation>* observations) override {
    for (absl::string_view octets : workload.connections) {
      while (!octets.empty()) {
        const bool accepted = workload.kind == MessageKind::kRequest ? Message<true>(octets, tally, observations)
                                                                     : Message<false>(octets, tally, observations);
        if (!accepted) return false;
      }
    }
    return true;
  }

 private:
  template <bool kIsRequest>
  bool Message(absl::string_view& octets, Tally& tally, std::vector<Observation>* observations) {
    const absl::string_view message = octets;
    SpanParser<kIsRequest> parser(message.data(), spans_);
    if (!PutMessage(parser, octets)) return false;
    CountHead(parser, tally);
    tally.content_octets += parser.content_octets();
    if (observations != nullptr) {
      Observation observation = ObservedFraming(parser);
      spans_.AddTo(message, observation);
      observation.content_size = parser.content_octets();
      observations->push_back(std::move(observation));
    }
    return true;
  }

  SpanArray spans_;
};

}  // namespace

void AddBeast(std::vector<std::unique_ptr<Contender>>& contenders) {
  contenders.push_back(std::make_unique<BeastMessageContender>());
  contenders.push_back(std::make_unique<BeastBasicContender>());
}

}  // namespace plumbline::bench

#else

namespace plumbline::bench {
void AddBeast(std::vector<std::unique_ptr<Contender>>&) {}
}  // namespace plumbline::bench

#endif
