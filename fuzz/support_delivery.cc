#include "fuzz/support_delivery.h"

#include <algorithm>
#include <utility>

#include "absl/types/span.h"
#include "witness/arrivals.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

class Deliverer {
 public:
  // All requests are sent before the first answer, or the next one after each.
  Deliverer(MessageKind kind, absl::string_view octets, const StreamOptions& options, bool all_ahead)
      : octets_(octets), decoder_({kind, options.recipient, options.limits}) {
    if (options.methods) {
      const size_t ahead = all_ahead ? options.methods->size() : std::min<size_t>(1, options.methods->size());
      decoder_.AddRequests(options.methods->subspan(0, ahead));
      methods_ = options.methods->subspan(ahead);
    }
    delivery_.events.reserve(4 * octets.size() + 256);
  }

  Delivery Run(bool end_of_input, Pieces pieces, Choices& choices);

 private:
  void SendRequest() {
    if (methods_.empty()) return;
    decoder_.AddRequest(methods_.front());
    methods_.remove_prefix(1);
  }
  void Record(const Step& step, absl::string_view buffer);
  void RecordHead(absl::string_view buffer);
  void RecordFields(const FieldSection& section, absl::string_view buffer);
  void RecordTarget(const RequestTarget& target, absl::string_view buffer);
  void Add(absl::string_view octets) { delivery_.events.append(octets.data(), octets.size()).append(1, '\n'); }
  void Add(uint64_t number) { delivery_.events.append(std::to_string(number)).append(1, ' '); }
  void AddView(absl::string_view view, absl::string_view buffer) {
    PLUMBLINE_LAW(octets_, PointsInto(view, buffer), "views point into the caller's octets");
    Add(view);
  }

  absl::string_view octets_;
  absl::Span<const absl::string_view> methods_;  // of requests to be sent
  Decoder decoder_;
  Delivery delivery_;
  bool connect_ = false;  // the last head was a CONNECT request's
};

size_t PieceSize(Pieces pieces, Choices& choices) {
  switch (pieces) {
    case Pieces::kWhole:
      return static_cast<size_t>(-1);
    case Pieces::kOctets:
      return 1;
    case Pieces::kSmall:
      return 1 + choices.Below(7);
    case Pieces::kAny:
      break;
  }
  return choices.OneIn(4) ? choices.Below(2) : 1 + choices.Below(64);
}

void Deliverer::RecordTarget(const RequestTarget& target, absl::string_view buffer) {
  AddView(target.text, buffer);
  AddView(target.scheme, buffer);
  AddView(target.userinfo, buffer);
  AddView(target.authority.host, buffer);
  AddView(target.authority.port, buffer);
  AddView(target.path, buffer);
  AddView(target.query, buffer);
  Add(static_cast<uint64_t>(target.form) + 10 * static_cast<uint64_t>(target.authority.kind));
  Add(target.has_authority + 2u * target.has_userinfo + 4u * target.has_query + 8u * target.authority.has_port);
}

void Deliverer::RecordFields(const FieldSection& section, absl::string_view buffer) {
  Add(section.size());
  for (const FieldLine line : section) {
    AddView(line.name, buffer);
    AddView(line.value, buffer);
  }
}

void Deliverer::RecordHead(absl::string_view buffer) {
  if (decoder_.options().kind == MessageKind::kRequest) {
    const RequestLine& line = decoder_.request_line();
    connect_ = line.method == "CONNECT";
    AddView(line.method, buffer);
    RecordTarget(line.target, buffer);
    Add(10u * line.version.major + line.version.minor);
  } else {
    const StatusLine& line = decoder_.status_line();
    Add(10u * line.version.major + line.version.minor);
    Add(static_cast<uint64_t>(line.status));
    AddView(line.reason, buffer);
    Add(static_cast<uint64_t>(decoder_.answered_method()));
  }
  RecordFields(decoder_.fields(), buffer);
  Add(static_cast<uint64_t>(decoder_.framing().kind));
  Add(decoder_.framing().rule);
  Add(decoder_.framing().length);
  Add(decoder_.persistence().persists + 2 * static_cast<uint64_t>(decoder_.persistence().rule));
}

void Deliverer::Record(const Step& step, absl::string_view buffer) {
  if (step.event == Event::kData) {
    PLUMBLINE_LAW(octets_, !step.data.empty(), "a data event has data");
    PLUMBLINE_LAW(octets_, PointsInto(step.data, buffer), "views point into the caller's octets");
    if (delivery_.last != Event::kData) Add("\ndata");
    delivery_.events.append(step.data.data(), step.data.size());
  } else {
    Add("\nevent");
    Add(static_cast<uint64_t>(step.event));
    Add(decoder_.position());
    if (step.event == Event::kHead) RecordHead(buffer);
    if (step.event == Event::kTrailers) RecordFields(decoder_.trailers(), buffer);
    if (step.event == Event::kChunk) {
      Add(step.chunk_size);
      AddView(step.data, buffer);
    }
    if (step.event == Event::kMessageEnd) ++delivery_.messages;
  }
  delivery_.last = step.event;
}

Delivery Deliverer::Run(bool end_of_input, Pieces pieces, Choices& choices) {
  // Was a CONNECT request refused, so that HTTP/1.1 goes on? The first choice, hence the same for all pieces.
  const bool refused = choices.OneIn(2);
  witness::Arrivals arrivals(octets_);
  arrivals.MoveUntil(PieceSize(pieces, choices));
  bool told = false;  // that the input has ended; may come with the last octets or after them
  for (size_t steps = 0;; ++steps) {
    PLUMBLINE_LAW(octets_, steps <= 8 * octets_.size() + 32, "the decoder makes progress");
    const bool end = end_of_input && arrivals.all_arrived() && (told || choices.OneIn(2));
    told = told || end;
    const Step step = decoder_.Next(arrivals.unread(), end);
    PLUMBLINE_LAW(octets_, step.consumed <= arrivals.unread().size(), "consumed octets are octets of the input");
    arrivals.Consume(step.consumed);
    PLUMBLINE_LAW(octets_, decoder_.position() == arrivals.consumed(), "position counts what was consumed");
    if (step.event != Event::kNeedMore) Record(step, arrivals.block());
    if (step.event == Event::kMessageEnd && !decoder_.awaiting_final_response()) SendRequest();
    if (step.event == Event::kError) {
      const ParseError error = decoder_.error();
      PLUMBLINE_LAW(octets_, arrivals.consumed() <= error.offset, "the octet of an error is not consumed");
      const Step again = decoder_.Next(arrivals.unread(), end);
      PLUMBLINE_LAW(octets_, again.event == Event::kError && again.consumed == 0 && decoder_.error() == error,
                    "errors are sticky");
      break;
    }
    if (step.event == Event::kEndOfInput) break;
    if (step.event == Event::kTunnel) {
      if (!refused || !connect_) break;
      decoder_.ContinueAfterConnect();
      connect_ = false;  // once; what then is not a request-line may be an upgrade's
    }
    if (step.event != Event::kNeedMore) continue;
    if (arrivals.all_arrived()) {
      if (told || !end_of_input) break;
      told = true;
      continue;
    }
    const size_t left = octets_.size() - arrivals.arrived();
    arrivals.MoveUntil(arrivals.arrived() + std::min(left, PieceSize(pieces, choices)));
  }
  delivery_.error = decoder_.error();
  delivery_.position = decoder_.position();
  return std::move(delivery_);
}

}  // namespace

Delivery Deliver(MessageKind kind, absl::string_view octets, const StreamOptions& options, Pieces pieces,
                 Choices choices) {
  return Deliverer(kind, octets, options, pieces == Pieces::kWhole).Run(options.end_of_input, pieces, choices);
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
