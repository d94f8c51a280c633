#include "cli/walk.h"

namespace plumbline::cli {
namespace {

// Octets kept after the decoder's position, for the context of an error.
constexpr size_t kHistory = 256;

class Walker {
 public:
  Walker(Input& input, std::string buffered, const WalkOptions& options, Visitor& visitor)
      : input_(input), visitor_(visitor), options_(options), decoder_(options.decoder), buffer_(std::move(buffered)) {
    for (const std::string& method : options.methods) decoder_.AddRequest(method);
  }

  Ending Run();

 private:
  enum class Phase { kHead, kBody, kChunks, kTrailers };

  absl::string_view window() const { return absl::string_view(buffer_).substr(begin_); }
  uint64_t read() const { return decoder_.position() + window().size(); }

  void Fill();
  void Head(uint64_t offset, absl::string_view octets);
  void ChunkLine(uint64_t offset, absl::string_view octets, const Step& step);
  void Data(uint64_t offset, absl::string_view data);
  void Trailers(uint64_t offset, absl::string_view octets);
  void MessageEnd();
  Ending End(Outcome verdict, bool tunnel = false);
  void DescribeReading(Ending& ending) const;

  Input& input_;
  Visitor& visitor_;
  const WalkOptions& options_;
  Decoder decoder_;
  std::string buffer_;
  size_t begin_ = 0;  // of what the decoder has not consumed
  bool input_ended_ = false;

  Phase phase_ = Phase::kHead;
  uint64_t messages_ = 0;
  uint64_t consumed_ = 0;
  uint64_t notes_ = 0;
  uint64_t body_offset_ = 0;
  uint64_t chunk_offset_ = 0;  // of the chunk-size line awaited
  uint64_t chunk_data_offset_ = 0;
  uint64_t chunk_size_ = 0;  // of the chunk told last; 0 before the first chunk of a message and after its last
  // The current message. Its views point into head_ and trailer_section_, copied because the buffer moves on.
  Message message_;
  std::string head_;
  FieldSection fields_;
  BodyFacts body_;
  std::string trailer_section_;
  FieldSection trailers_;
  uint64_t trailers_offset_ = 0;
};

void MoveTo(const char* copy, const char* original, absl::string_view& view) {
  if (!view.empty()) view = absl::string_view(copy + (view.data() - original), view.size());
}

void MoveTo(const char* copy, const char* original, Message& message) {
  RequestTarget& target = message.request.target;
  for (absl::string_view* view :
       {&message.request.method, &target.text, &target.scheme, &target.userinfo, &target.authority.host,
        &target.authority.port, &target.path, &target.query, &message.response.reason}) {
    MoveTo(copy, original, *view);
  }
}

void Walker::Fill() {
  if (begin_ > kHistory) {
    buffer_.erase(0, begin_ - kHistory);
    begin_ = kHistory;
  }
  visitor_.OnWait();
  if (!input_.Read(buffer_)) input_ended_ = true;
}

void Walker::Head(uint64_t offset, absl::string_view octets) {
  head_.assign(octets.data(), octets.size());
  fields_ = decoder_.fields();
  fields_.set_octets(head_);
  body_ = BodyFacts();
  trailer_section_.clear();
  trailers_.Clear();
  message_ = BeginMessage(decoder_, offset, fields_);
  MoveTo(head_.data(), octets.data(), message_);

  body_offset_ = chunk_offset_ = offset + octets.size();
  phase_ = message_.framing.kind == FramingKind::kChunked ? Phase::kChunks : Phase::kBody;
  visitor_.OnHead(message_, {offset, head_});
}

void Walker::ChunkLine(uint64_t offset, absl::string_view octets, const Step& step) {
  const size_t begin = static_cast<size_t>(chunk_offset_ - offset);
  const bool was_noted = body_.bad_whitespace.has_value();
  if (!step.data.empty()) body_.AddChunkExt(offset + static_cast<size_t>(step.data.data() - octets.data()), step.data);
  const bool noted = !was_noted && body_.bad_whitespace.has_value();
  visitor_.OnChunkLine({chunk_offset_, octets.substr(begin)}, step.data, step.chunk_size, noted);
  chunk_data_offset_ = offset + octets.size();
  chunk_size_ = step.chunk_size;
  chunk_offset_ = chunk_data_offset_ + chunk_size_ + 2;
  if (step.chunk_size == 0) phase_ = Phase::kTrailers;
}

void Walker::Data(uint64_t offset, absl::string_view data) {
  body_.AddContent(offset, data);
  visitor_.OnData({offset, data});
}

void Walker::Trailers(uint64_t offset, absl::string_view octets) {
  trailer_section_.assign(octets.data(), octets.size());
  trailers_ = decoder_.trailers();
  trailers_.set_octets(trailer_section_);
  trailers_offset_ = offset;
  for (const FieldLine line : trailers_) message_.trailers.push_back(line);
  visitor_.OnTrailers(message_.trailers, {offset, trailer_section_});
}

void Walker::MessageEnd() {
  EndMessage(decoder_, fields_, trailer_section_.empty() ? nullptr : &trailers_, trailers_offset_, body_, message_);
  ++messages_;
  notes_ += message_.findings.size();
  consumed_ = decoder_.position();
  phase_ = Phase::kHead;
  visitor_.OnMessageEnd(message_, fields_, {message_.offset, head_}, {trailers_offset_, trailer_section_});
}

Ending Walker::Run() {
  for (;;) {
    const uint64_t offset = decoder_.position();
    const absl::string_view octets = window();
    const Step step = decoder_.Next(octets, input_ended_ && options_.end_of_input);
    const absl::string_view consumed = octets.substr(0, step.consumed);
    begin_ += step.consumed;
    switch (step.event) {
      case Event::kHead:
        Head(offset, consumed);
        break;
      case Event::kChunk:
        ChunkLine(offset, consumed, step);
        break;
      case Event::kData:
        Data(offset + static_cast<size_t>(step.data.data() - octets.data()), step.data);
        break;
      case Event::kTrailers:
        Trailers(offset, consumed);
        break;
      case Event::kMessageEnd:
        MessageEnd();
        break;
      case Event::kTunnel:
        return End(Outcome::kComplete, /*tunnel=*/true);
      case Event::kEndOfInput:
        return End(Outcome::kComplete);
      case Event::kError:
        return End(Outcome::kError);
      case Event::kNeedMore:
        break;
    }
    if (step.event != Event::kNeedMore) continue;
    if (input_ended_) {
      const bool between = decoder_.at_message_boundary() && !decoder_.awaiting_final_response() && messages_ > 0;
      return End(between ? Outcome::kComplete : Outcome::kNeedMore);
    }
    Fill();
  }
}

Ending Walker::End(Outcome verdict, bool tunnel) {
  if (verdict == Outcome::kNeedMore && phase_ != Phase::kHead) visitor_.OnCutOff(message_);
  Ending ending;
  ending.verdict = verdict;
  ending.tunnel = tunnel;
  ending.messages = messages_;
  ending.consumed = consumed_;
  ending.notes = notes_;
  if (phase_ == Phase::kHead && messages_ > 0) ending.previous = Previous{message_.framing, message_.response.status};
  ending.awaiting_final_response = decoder_.awaiting_final_response();
  ending.read = read();
  if (verdict == Outcome::kError) ending.error = decoder_.error();
  DescribeReading(ending);
  ending.message_offset = phase_ == Phase::kHead ? decoder_.position() : message_.offset;
  ending.context_offset = decoder_.position() - begin_;
  ending.context = std::move(buffer_);
  return ending;
}

void Walker::DescribeReading(Ending& ending) const {
  switch (phase_) {
    case Phase::kHead:
      if (window().empty()) return;
      ending.reading = window().find('\n') == absl::string_view::npos ? Reading::kStartLine : Reading::kHeaderSection;
      return;
    case Phase::kTrailers:
      ending.reading = Reading::kTrailerSection;
      return;
    case Phase::kBody:
      if (message_.framing.kind == FramingKind::kClose) {
        ending.reading = Reading::kBodyUntilClose;
      } else {
        ending.reading = Reading::kBody;
        ending.body_length = message_.framing.length;
        ending.missing = ending.body_length - (ending.read - body_offset_);
      }
      return;
    case Phase::kChunks:
      break;
  }
  const uint64_t received = chunk_size_ == 0 ? 0 : ending.read - chunk_data_offset_;  // since the chunk-size line
  if (received < chunk_size_) {
    ending.reading = Reading::kChunkData;
    ending.missing = chunk_size_ - received;
  } else if (chunk_size_ != 0 && ending.read < chunk_offset_) {
    ending.reading = Reading::kChunkDataEnd;
    ending.missing = chunk_offset_ - ending.read;
  } else {
    ending.reading = Reading::kChunkLine;
  }
}

}  // namespace

Ending Walk(Input& input, std::string buffered, const WalkOptions& options, Visitor& visitor) {
  return Walker(input, std::move(buffered), options, visitor).Run();
}

}  // namespace plumbline::cli
