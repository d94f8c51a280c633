#include "parser/decoder.h"

#include <algorithm>

namespace plumbline {

Decoder::Decoder(const DecoderOptions& options) : options_(options) { options_.limits = options.limits.Capped(); }

void Decoder::AddRequest(absl::string_view method) {
  if (next_method_ > methods_.size() / 2) {  // forget the answered ones, so that none pile up
    methods_.erase(methods_.begin(), methods_.begin() + static_cast<std::ptrdiff_t>(next_method_));
    next_method_ = 0;
  }
  methods_known_ = true;
  methods_.push_back(ToAnsweredMethod(method));
}

void Decoder::AddRequests(absl::Span<const absl::string_view> methods) {
  methods_known_ = true;
  for (const absl::string_view method : methods) AddRequest(method);
}

void Decoder::BeginChunkedBody() {
  framing_ = {FramingKind::kChunked, 4, 0};
  state_ = State::kChunkLine;
}

void Decoder::ContinueAfterConnect() {
  if (state_ == State::kTunnel && options_.kind == MessageKind::kRequest) state_ = State::kBoundary;
}

Step Decoder::Next(absl::string_view octets, bool end_of_input) {
  switch (state_) {
    case State::kBoundary:
      return Boundary(octets, end_of_input);
    case State::kHead:
      return Head(octets, end_of_input);
    case State::kBody:
      return Body(octets, end_of_input);
    case State::kChunkLine:
      return ChunkLine(octets, end_of_input);
    case State::kChunkData:
      return ChunkData(octets, end_of_input);
    case State::kChunkDataEnd:
      return ChunkDataEnd(octets, end_of_input);
    case State::kTrailers:
      return Trailers(octets, end_of_input);
    case State::kMessageEnd:
      return MessageEnd();
    case State::kTunnel:
      return Consume(Event::kTunnel, 0);
    case State::kError:
      break;
  }
  return Consume(Event::kError, 0);
}

Step Decoder::Consume(Event event, size_t size, absl::string_view data, uint64_t chunk_size) {
  position_ += size;
  return {event, size, data, chunk_size};
}

// Nothing but octets is missing: RFC 9112, section 8 where none will come, and section 6.3, rule 6
// where Content-Length says how many.
Step Decoder::NeedMore(absl::string_view octets, bool end_of_input) {
  if (!end_of_input) return Consume(Event::kNeedMore, 0);
  const uint64_t end = position_ + octets.size();
  const bool by_length = state_ == State::kBody && framing_.kind == FramingKind::kLength;
  return Fail(by_length ? Clause::kIncompleteLength : Clause::kIncompleteMessage, end, end);
}

Step Decoder::Fail(Clause clause, uint64_t offset, uint64_t place) {
  error_ = {clause, offset, place};
  state_ = State::kError;
  return Consume(Event::kError, 0);
}

Step Decoder::FailIn(const ParseError& error) {
  return Fail(error.clause, position_ + error.offset, position_ + error.place);
}

// Between messages. What may still come is RFC 9112, section 9.2, 9.3 and 9.6.
Step Decoder::Boundary(absl::string_view octets, bool end_of_input) {
  if (octets.empty()) {
    return Consume(end_of_input ? Event::kEndOfInput : Event::kNeedMore, 0);
  }
  // What follows an Upgrade may be another protocol's, until it is a request: Head() decides.
  if (after_last_message_ && !after_upgrade_) {
    return Fail(ClauseOfEnd(), position_, position_);
  }
  if (methods_known_ && next_method_ == methods_.size()) {
    return Fail(Clause::kNoOutstandingRequest, position_, position_);
  }
  StartHead();
  return Head(octets, end_of_input);
}

// Why nothing can follow the last message.
Clause Decoder::ClauseOfEnd() const {
  if (options_.kind == MessageKind::kResponse) return Clause::kExtraData;
  switch (persistence_.rule) {
    case PersistenceRule::kCloseOption:
      return Clause::kAfterClose;
    case PersistenceRule::kHttp10TransferEncoding:
    case PersistenceRule::kBothLengths:
      return Clause::kAfterFaultyFraming;
    default:
      return Clause::kNotPersistent;
  }
}

void Decoder::StartHead() {
  answered_ = next_method_ < methods_.size() ? methods_[next_method_] : AnsweredMethod::kOther;
  head_.Start(options_.kind, answered_);
  state_ = State::kHead;
}

Step Decoder::Head(absl::string_view octets, bool end_of_input) {
  const Outcome outcome = head_.Scan(octets, options_.limits);
  const bool ends = outcome == Outcome::kError || (outcome == Outcome::kNeedMore && end_of_input);
  if (ends && after_upgrade_ && head_.in_start_line()) {
    // RFC 9110, section 7.8: no request-line, so the client may be using the upgraded protocol.
    state_ = State::kTunnel;
    return Consume(Event::kTunnel, 0);
  }
  if (after_last_message_ && !head_.in_start_line()) {
    // RFC 9112, section 9.6, for one: a request-line, and so a further request.
    return Fail(ClauseOfEnd(), position_ + head_.start_line_size() - 1, position_);
  }
  if (outcome == Outcome::kNeedMore) return NeedMore(octets, end_of_input);
  if (outcome == Outcome::kError) return FailIn(head_.error());
  DecideHead();
  return Consume(Event::kHead, head_.scanned());
}

void Decoder::DecideHead() {
  const bool request = options_.kind == MessageKind::kRequest;
  framing_ = head_.framing();
  PersistenceInput input;
  input.kind = options_.kind;
  input.recipient = options_.recipient;
  input.version = request ? head_.request_line().version : head_.status_line().version;
  input.status = head_.status_line().status;
  input.answered = answered_;
  input.close_option = head_.close_option();
  input.keep_alive_option = head_.keep_alive_option();
  input.has_transfer_encoding = head_.has_transfer_encoding();
  input.has_content_length = head_.has_content_length();
  input.framing = framing_.kind;
  persistence_ = DecidePersistence(input);
  after_upgrade_ = request && input.version.minor >= 1 && head_.asks_for_upgrade();
  connect_request_ = request && head_.request_line().method == "CONNECT";
  chunk_ext_total_ = 0;
  remaining_ = framing_.length;
  switch (framing_.kind) {
    case FramingKind::kNone:
      state_ = State::kMessageEnd;
      break;
    case FramingKind::kLength:
      state_ = remaining_ == 0 ? State::kMessageEnd : State::kBody;
      break;
    case FramingKind::kClose:
      state_ = State::kBody;
      break;
    case FramingKind::kChunked:
      state_ = State::kChunkLine;
      break;
  }
}

// Content-Length octets, or all until the connection is closed.
Step Decoder::Body(absl::string_view octets, bool end_of_input) {
  const bool until_close = framing_.kind == FramingKind::kClose;
  if (octets.empty()) {
    if (!until_close || !end_of_input) return NeedMore(octets, end_of_input);
    return MessageEnd();
  }
  const size_t size = until_close ? octets.size() : static_cast<size_t>(std::min<uint64_t>(remaining_, octets.size()));
  if (!until_close) remaining_ -= size;
  if (!until_close && remaining_ == 0) state_ = State::kMessageEnd;
  return Consume(Event::kData, size, octets.substr(0, size));
}

// What RFC 9112, section 7.1.1 says of chunk extensions it says of requests; RFC 9110, section 17.5
// is on any message.
Clause Decoder::ClauseOfLimit(Clause clause) const {
  if (options_.kind == MessageKind::kRequest) return clause;
  if (clause == Clause::kLimitChunkLine) return Clause::kLimitChunkLineElsewhere;
  if (clause == Clause::kLimitChunkExtTotal) return Clause::kLimitChunkExtTotalOfResponse;
  return clause;
}

Step Decoder::ChunkLine(absl::string_view octets, bool end_of_input) {
  const Outcome outcome = chunk_line_.Scan(octets, options_.limits);
  // An octet of an extension too many comes before whatever follows it.
  const uint64_t left = options_.limits.chunk_ext_total - chunk_ext_total_;
  if (chunk_line_.ext_scanned() > left) {
    const uint64_t ext = position_ + chunk_line_.ext_offset();
    return Fail(ClauseOfLimit(Clause::kLimitChunkExtTotal), ext + left, ext);
  }
  if (outcome == Outcome::kError) {
    const ParseError& error = chunk_line_.error();
    return FailIn({ClauseOfLimit(error.clause), error.offset, error.place});
  }
  if (outcome == Outcome::kNeedMore) return NeedMore(octets, end_of_input);
  const size_t size = chunk_line_.scanned();
  const absl::string_view ext = octets.substr(chunk_line_.ext_offset(), chunk_line_.ext_size());
  chunk_ext_total_ += ext.size();
  remaining_ = chunk_line_.size();
  chunk_line_.Reset();
  state_ = remaining_ > 0 ? State::kChunkData : State::kTrailers;
  if (remaining_ == 0) head_.StartTrailers();
  return Consume(Event::kChunk, size, ext, remaining_);
}

Step Decoder::ChunkData(absl::string_view octets, bool end_of_input) {
  if (octets.empty()) return NeedMore(octets, end_of_input);
  const size_t size = static_cast<size_t>(std::min<uint64_t>(remaining_, octets.size()));
  remaining_ -= size;
  if (remaining_ == 0) state_ = State::kChunkDataEnd;
  return Consume(Event::kData, size, octets.substr(0, size));
}

// The CRLF after chunk-data; goes on with the next chunk's line.
Step Decoder::ChunkDataEnd(absl::string_view octets, bool end_of_input) {
  constexpr absl::string_view kCrlf = "\r\n";
  const size_t size = std::min(octets.size(), kCrlf.size());
  for (size_t i = 0; i < size; ++i) {
    if (octets[i] != kCrlf[i]) return Fail(Clause::kChunkDataEnd, position_ + i, position_ + i);
  }
  if (size < kCrlf.size()) return NeedMore(octets, end_of_input);
  position_ += size;
  state_ = State::kChunkLine;
  return ChunkLineAfter(size, octets, end_of_input);
}

// Apart from ChunkDataEnd() so that the one step is built where the caller wants it.
Step Decoder::ChunkLineAfter(size_t size, absl::string_view octets, bool end_of_input) {
  Step step = ChunkLine(octets.substr(size), end_of_input);
  step.consumed += size;
  return step;
}

Step Decoder::Trailers(absl::string_view octets, bool end_of_input) {
  switch (head_.Scan(octets, options_.limits)) {
    case Outcome::kNeedMore:
      return NeedMore(octets, end_of_input);
    case Outcome::kError:
      return FailIn(head_.error());
    case Outcome::kComplete:
      break;
  }
  state_ = State::kMessageEnd;
  return Consume(Event::kTrailers, head_.scanned());
}

bool Decoder::IsFinalResponse() const {
  const int status = head_.status_line().status;
  return status < 100 || status > 199 || status == 101;
}

Step Decoder::MessageEnd() {
  state_ = State::kBoundary;
  if (options_.kind == MessageKind::kRequest) {
    after_last_message_ = !persistence_.persists;
    // RFC 9110, section 9.3.6: until the response is known, what follows may be a tunnel's octets.
    if (connect_request_) state_ = State::kTunnel;
    return Consume(Event::kMessageEnd, 0);
  }
  awaiting_final_ = !IsFinalResponse();
  if (awaiting_final_) return Consume(Event::kMessageEnd, 0);
  if (next_method_ < methods_.size()) ++next_method_;
  after_last_message_ = !persistence_.persists;
  const bool other_protocol =
      persistence_.rule == PersistenceRule::kTunnel || persistence_.rule == PersistenceRule::kSwitched;
  if (other_protocol) state_ = State::kTunnel;
  return Consume(Event::kMessageEnd, 0);
}

}  // namespace plumbline
