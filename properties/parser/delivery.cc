#include "properties/parser/delivery.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "properties/generators/sample.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

using absl::StrAppend;
using absl::StrCat;

class Tracer {
 public:
  explicit Tracer(const DeliveryOptions& options) : decoder_(options.decoder) {
    for (const std::string& method : options.methods) decoder_.AddRequest(method);
  }

  // Delivers octets[0, end) from where the decoder stands, until it needs more or ends.
  void Deliver(absl::string_view octets, size_t end, bool end_of_input) {
    while (!ended_) {
      const auto position = static_cast<size_t>(decoder_.position());
      auto copy = std::make_unique<ExactCopy>(octets.substr(position, end - position));
      buffer_.swap(copy);
      copy.reset();  // the octets of the call before
      const Step step = decoder_.Next(buffer_->view(), end_of_input);
      if (decoder_.position() != position + step.consumed)
        text_ += "position is not the sum of consumed\n";
      Record(step);
      if (step.event == Event::kNeedMore) return;
      if (++events_ > 10000) {
        text_ += "no end\n";
        return;
      }
    }
  }

  std::string Finish() {
    FlushData();
    return StrCat(text_, "position ", decoder_.position(),
                  decoder_.at_message_boundary() ? " at a boundary" : "",
                  decoder_.awaiting_final_response() ? " awaiting a final response" : "");
  }

  Ending ending() const {
    return {last_, decoder_.error(), decoder_.position(), decoder_.at_message_boundary()};
  }

 private:
  void FlushData() {
    if (!data_.empty()) StrAppend(&text_, "data ", Escape(data_), "\n");
    data_.clear();
  }

  void Record(const Step& step) {
    last_ = step.event;
    if (step.event == Event::kNeedMore) return;
    if (step.event == Event::kData) {
      data_ += std::string(step.data);
      return;
    }
    FlushData();
    switch (step.event) {
      case Event::kHead:
        RecordHead();
        break;
      case Event::kChunk:
        StrAppend(&text_, "chunk ", step.chunk_size, " ", Escape(step.data), "\n");
        break;
      case Event::kTrailers:
        StrAppend(&text_, "trailers ", Text(decoder_.trailers()), "\n");
        break;
      case Event::kMessageEnd:
        StrAppend(&text_, "end at ", decoder_.position(), "\n");
        break;
      case Event::kTunnel:
        text_ += "tunnel\n";
        ended_ = true;
        break;
      case Event::kEndOfInput:
        text_ += "end of input\n";
        ended_ = true;
        break;
      case Event::kError:
        StrAppend(&text_, Text(decoder_.error()), "\n");
        ended_ = true;
        break;
      case Event::kNeedMore:
      case Event::kData:
        break;
    }
  }

  void RecordHead() {
    StrAppend(&text_, "head ",
              decoder_.options().kind == MessageKind::kRequest ? Text(decoder_.request_line())
                                                               : Text(decoder_.status_line()),
              " fields ", Text(decoder_.fields()), " framing ", Text(decoder_.framing()), " ",
              Text(decoder_.persistence()), " answers ",
              static_cast<int>(decoder_.answered_method()), "\n");
  }

  Decoder decoder_;
  std::unique_ptr<ExactCopy> buffer_;
  std::string text_;
  std::string data_;
  Event last_ = Event::kNeedMore;
  bool ended_ = false;
  int events_ = 0;
};

}  // namespace

namespace {

void DeliverAll(Tracer& tracer, absl::string_view octets, const std::vector<size_t>& cuts,
                const DeliveryOptions& options) {
  for (size_t cut : cuts) {
    if (cut < octets.size()) tracer.Deliver(octets, cut, false);
  }
  tracer.Deliver(octets, octets.size(), options.end_of_input && !options.late_end_of_input);
  if (options.late_end_of_input) tracer.Deliver(octets, octets.size(), true);
}

}  // namespace

std::string Trace(absl::string_view octets, const std::vector<size_t>& cuts,
                  const DeliveryOptions& options) {
  Tracer tracer(options);
  DeliverAll(tracer, octets, cuts, options);
  return tracer.Finish();
}

std::vector<size_t> EveryOctet(absl::string_view octets) {
  std::vector<size_t> cuts;
  for (size_t i = 1; i < octets.size(); ++i) cuts.push_back(i);
  return cuts;
}

Ending EndingOf(absl::string_view octets, const DeliveryOptions& options,
                const std::vector<size_t>& cuts) {
  Tracer tracer(options);
  DeliverAll(tracer, octets, cuts, options);
  return tracer.ending();
}

}  // namespace plumbline::properties
