#include "properties/parser/delivery.h"

#include "absl/strings/str_cat.h"
#include "properties/show.h"
#include "witness/arrivals.h"

namespace plumbline::properties {
namespace {

using absl::StrAppend;
using absl::StrCat;

class Tracer {
 public:
  Tracer(absl::string_view octets, const DeliveryOptions& options) : arrivals_(octets), decoder_(options.decoder) {
    for (const std::string& method : options.methods) decoder_.AddRequest(method);
  }

  // Delivers octets[0, end) from where the decoder stands, until it needs more or ends.
  void Deliver(size_t end, bool end_of_input) {
    while (!ended_) {
      arrivals_.MoveUntil(end);
      const Step step = decoder_.Next(arrivals_.unread(), end_of_input);
      arrivals_.Consume(step.consumed);
      if (decoder_.position() != arrivals_.consumed()) text_ += "position is not the sum of consumed\n";
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
    return StrCat(text_, "position ", decoder_.position(), decoder_.at_message_boundary() ? " at a boundary" : "",
                  decoder_.awaiting_final_response() ? " awaiting a final response" : "");
  }

  Ending ending() const { return {last_, decoder_.error(), decoder_.position(), decoder_.at_message_boundary()}; }

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
    StrAppend(
        &text_, "head ",
        decoder_.options().kind == MessageKind::kRequest ? Text(decoder_.request_line()) : Text(decoder_.status_line()),
        " fields ", Text(decoder_.fields()), " framing ", Text(decoder_.framing()), " ", Text(decoder_.persistence()),
        " answers ", static_cast<int>(decoder_.answered_method()), "\n");
  }

  witness::Arrivals arrivals_;
  Decoder decoder_;
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
    if (cut < octets.size()) tracer.Deliver(cut, false);
  }
  tracer.Deliver(octets.size(), options.end_of_input && !options.late_end_of_input);
  if (options.late_end_of_input) tracer.Deliver(octets.size(), true);
}

}  // namespace

std::string Trace(absl::string_view octets, const std::vector<size_t>& cuts, const DeliveryOptions& options) {
  Tracer tracer(octets, options);
  DeliverAll(tracer, octets, cuts, options);
  return tracer.Finish();
}

std::vector<size_t> EveryOctet(absl::string_view octets) {
  std::vector<size_t> cuts;
  for (size_t i = 1; i < octets.size(); ++i) cuts.push_back(i);
  return cuts;
}

Ending EndingOf(absl::string_view octets, const DeliveryOptions& options, const std::vector<size_t>& cuts) {
  Tracer tracer(octets, options);
  DeliverAll(tracer, octets, cuts, options);
  return tracer.ending();
}

}  // namespace plumbline::properties
