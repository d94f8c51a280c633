#include "bench/contender.h"

#if PLUMBLINE_HAVE_HTTP_PARSER

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "http_parser.h"

namespace plumbline::bench {
namespace {

// http-parser calls back; the callbacks store the spans. One parser reads a whole pipeline, as it
// is meant to.
class HttpParserContender final : public Contender {
 public:
  HttpParserContender()
      : name_(absl::StrCat("http-parser ", HTTP_PARSER_VERSION_MAJOR, ".", HTTP_PARSER_VERSION_MINOR, ".",
                           HTTP_PARSER_VERSION_PATCH)) {
    http_parser_settings_init(&settings_);
    settings_.on_message_begin = [](http_parser* parser) {
      Self(parser).spans_.Clear();
      return 0;
    };
    settings_.on_header_field = [](http_parser* parser, const char* at, size_t size) {
      return Self(parser).FieldName(at, size);
    };
    settings_.on_header_value = [](http_parser* parser, const char* at, size_t size) {
      return Self(parser).FieldValue(at, size);
    };
    settings_.on_headers_complete = [](http_parser* parser) {
      Self(parser).Head(*parser);
      return 0;
    };
    settings_.on_body = [](http_parser* parser, const char*, size_t size) {
      Self(parser).Content(size);
      return 0;
    };
  }

  absl::string_view name() const override { return name_; }

  bool Run(const Workload& workload, Tally& tally, std::vector<Observation>* observations) override {
    tally_ = &tally;
    observations_ = observations;
    for (const std::string& octets : workload.connections) {
      octets_ = octets;
      http_parser parser;
      http_parser_init(&parser, workload.kind == MessageKind::kRequest ? HTTP_REQUEST : HTTP_RESPONSE);
      parser.data = this;
      const size_t consumed = http_parser_execute(&parser, &settings_, octets.data(), octets.size());
      if (consumed != octets.size() || HTTP_PARSER_ERRNO(&parser) != HPE_OK) return false;
    }
    return true;
  }

 private:
  static HttpParserContender& Self(http_parser* parser) { return *static_cast<HttpParserContender*>(parser->data); }

  uint32_t Offset(const char* at) const { return static_cast<uint32_t>(at - octets_.data()); }

  // The octets come whole, and so do names and values.
  int FieldName(const char* at, size_t size) {
    FieldSection::Span* span = spans_.Add();
    if (span == nullptr) return 1;
    span->name_offset = Offset(at);
    span->name_size = static_cast<uint32_t>(size);
    return 0;
  }

  int FieldValue(const char* at, size_t size) {
    FieldSection::Span& span = spans_.back();
    span.value_offset = Offset(at);
    span.value_size = static_cast<uint32_t>(size);
    return 0;
  }

  void Head(const http_parser& parser) {
    benchmark::DoNotOptimize(spans_.data());
    const bool persists = http_should_keep_alive(&parser) != 0;
    const bool chunked = (parser.flags & F_CHUNKED) != 0;
    ++tally_->heads;
    tally_->chunked += chunked;
    tally_->persisting += persists;
    if (observations_ == nullptr) return;
    const bool has_length = !chunked && (parser.flags & F_CONTENTLENGTH) != 0;
    const FramingKind framing = chunked      ? FramingKind::kChunked
                                : has_length ? FramingKind::kLength
                                             : FramingKind::kNone;
    observations_->push_back(Observed(framing, has_length ? parser.content_length : 0, persists));
    spans_.AddTo(octets_, observations_->back());
  }

  void Content(size_t size) {
    tally_->content_octets += size;
    if (observations_ != nullptr) *observations_->back().content_size += size;
  }

  std::string name_;
  http_parser_settings settings_;
  absl::string_view octets_;
  SpanArray spans_;
  Tally* tally_ = nullptr;
  std::vector<Observation>* observations_ = nullptr;
};

}  // namespace

void AddHttpParser(std::vector<std::unique_ptr<Contender>>& contenders) {
  contenders.push_back(std::make_unique<HttpParserContender>());
}

}  // namespace plumbline::bench

#else

namespace plumbline::bench {
void AddHttpParser(std::vector<std::unique_ptr<Contender>>&) {}
}  // namespace plumbline::bench

#endif
