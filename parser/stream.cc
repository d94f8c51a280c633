#include "parser/stream.h"

#include "parser/fields/hop_by_hop.h"

namespace plumbline {
namespace {

// Gathers the events of one decoder into messages.
class Reader {
 public:
  using OnMessage = std::function<void(Message&&)>;

  Reader(MessageKind kind, absl::string_view octets, const StreamOptions& options, const OnMessage& on_message)
      : octets_(octets),
        options_(options),
        on_message_(on_message),
        decoder_({kind, options.recipient, options.limits}) {
    if (kind != MessageKind::kResponse || !options.methods) return;
    decoder_.AddRequests(*options.methods);
    awaits_any_ = !options.methods->empty();
  }

  Interpretation Read() {
    for (absl::string_view rest = octets_;;) {
      const uint64_t offset = decoder_.position();
      const Step step = decoder_.Next(rest, options_.end_of_input);
      rest.remove_prefix(step.consumed);
      switch (step.event) {
        case Event::kHead:
          BeginMessage(offset);
          break;
        case Event::kData:
          message_.body.append(step.data.data(), step.data.size());
          body_.AddContent(OffsetOf(step.data), step.data);
          break;
        case Event::kChunk:
          body_.AddChunkExt(OffsetOf(step.data), step.data);
          break;
        case Event::kTrailers:
          AddTrailers(offset);
          break;
        case Event::kMessageEnd:
          EndMessage();
          break;
        case Event::kNeedMore:
          return End(AtEnd() ? Outcome::kComplete : Outcome::kNeedMore);
        case Event::kEndOfInput:
          return End(Outcome::kComplete);
        case Event::kTunnel:
          result_.tunnel = true;
          return End(Outcome::kComplete);
        case Event::kError:
          result_.error = decoder_.error();
          return End(Outcome::kError);
      }
    }
  }

 private:
  // All octets are used and they end with a message, or none is awaited.
  bool AtEnd() const {
    return decoder_.at_message_boundary() && !decoder_.awaiting_final_response() &&
           (result_.consumed > 0 || !awaits_any_);
  }

  // Of octets that an event views; 0 if it views none.
  uint64_t OffsetOf(absl::string_view octets) const {
    return octets.empty() ? 0 : static_cast<uint64_t>(octets.data() - octets_.data());
  }

  Interpretation End(Outcome verdict) {
    result_.verdict = verdict;
    if (verdict == Outcome::kNeedMore && in_message_) result_.partial = std::move(message_);
    return std::move(result_);
  }

  void BeginMessage(uint64_t offset) {
    message_ = plumbline::BeginMessage(decoder_, offset, decoder_.fields());
    body_ = BodyFacts();
    trailers_ = nullptr;
    in_message_ = true;
  }

  void AddTrailers(uint64_t offset) {
    trailers_ = &decoder_.trailers();
    trailers_offset_ = offset;
    for (const FieldLine line : decoder_.trailers()) message_.trailers.push_back(line);
  }

  void EndMessage() {
    plumbline::EndMessage(decoder_, decoder_.fields(), trailers_, trailers_offset_, body_, message_);
    on_message_(std::move(message_));
    in_message_ = false;
    result_.consumed = decoder_.position();
  }

  absl::string_view octets_;
  const StreamOptions& options_;
  const OnMessage& on_message_;
  Decoder decoder_;
  bool awaits_any_ = true;  // false: no request is outstanding, so that no response is awaited
  Interpretation result_;
  Message message_;
  BodyFacts body_;
  bool in_message_ = false;  // message_ has its head and is not complete
  const FieldSection* trailers_ = nullptr;
  uint64_t trailers_offset_ = 0;
};

// The head at the front of `octets`, with `make` taking the value out of the decoder.
template <typename Head, typename Make>
Result<Head> ParseHead(Decoder& decoder, absl::string_view octets, const Make& make) {
  const Step step = decoder.Next(octets);
  if (step.event == Event::kError) return Result<Head>::Error(decoder.error());
  if (step.event == Event::kNeedMore) return Result<Head>::NeedMore();
  return Result<Head>::Complete(make(), step.consumed);
}

}  // namespace

Message BeginMessage(const Decoder& decoder, uint64_t offset, const FieldSection& fields) {
  Message message;
  message.kind = decoder.options().kind;
  message.offset = offset;
  if (message.kind == MessageKind::kRequest) message.request = decoder.request_line();
  if (message.kind == MessageKind::kResponse) message.response = decoder.status_line();
  for (const FieldLine line : fields) message.fields.push_back(line);
  message.framing = decoder.framing();
  message.persistence = decoder.persistence();
  return message;
}

void EndMessage(const Decoder& decoder, const FieldSection& fields, const FieldSection* trailers,
                uint64_t trailers_offset, const BodyFacts& body, Message& message) {
  message.size = decoder.position() - message.offset;
  message.removed = RemovalSet(fields, message.framing, trailers);
  FindingsInput input;
  input.kind = message.kind;
  input.request = &message.request;
  input.response = &message.response;
  input.answered = decoder.answered_method();
  input.fields = &fields;
  input.head_offset = message.offset;
  input.body = body;
  input.trailers = trailers;
  input.trailers_offset = trailers_offset;
  message.findings = FindFindings(input);
}

Interpretation ReadStream(MessageKind kind, absl::string_view octets, StreamOptions options,
                          const std::function<void(Message&&)>& on_message) {
  const bool response = kind == MessageKind::kResponse;
  if (response && options.recipient == Recipient::kOrigin) options.recipient = Recipient::kUserAgent;
  return Reader(kind, octets, options, on_message).Read();
}

Interpretation ParseStream(MessageKind kind, absl::string_view octets, const StreamOptions& options) {
  std::vector<Message> messages;
  Interpretation result =
      ReadStream(kind, octets, options, [&messages](Message&& message) { messages.push_back(std::move(message)); });
  result.messages = std::move(messages);
  return result;
}

Result<RequestHead> ParseRequestHead(absl::string_view octets, Recipient recipient, const Limits& limits) {
  Decoder decoder({MessageKind::kRequest, recipient, limits});
  return ParseHead<RequestHead>(decoder, octets, [&] {
    return RequestHead{decoder.request_line(), decoder.fields(), decoder.framing(), decoder.persistence()};
  });
}

Result<ResponseHead> ParseResponseHead(absl::string_view octets, absl::string_view method, Recipient recipient,
                                       const Limits& limits) {
  Decoder decoder({MessageKind::kResponse, recipient, limits});
  decoder.AddRequest(method);
  return ParseHead<ResponseHead>(decoder, octets, [&] {
    return ResponseHead{decoder.status_line(), decoder.fields(), decoder.framing(), decoder.persistence()};
  });
}

Result<ChunkedBody> ParseChunkedBody(absl::string_view octets, const Limits& limits) {
  using R = Result<ChunkedBody>;
  ChunkedBody body;
  Decoder decoder({MessageKind::kRequest, Recipient::kOrigin, limits});
  decoder.BeginChunkedBody();
  for (absl::string_view rest = octets;;) {
    const Step step = decoder.Next(rest);
    rest.remove_prefix(step.consumed);
    switch (step.event) {
      case Event::kChunk:
        body.chunk_exts.push_back(step.data);
        break;
      case Event::kData:
        body.content.append(step.data.data(), step.data.size());
        break;
      case Event::kTrailers:
        for (const FieldLine line : decoder.trailers()) body.trailers.push_back(line);
        break;
      case Event::kNeedMore:
        return R::NeedMore();
      case Event::kError:
        return R::Error(decoder.error());
      default:
        return R::Complete(std::move(body), octets.size() - rest.size());
    }
  }
}

}  // namespace plumbline
