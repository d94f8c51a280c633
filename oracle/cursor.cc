#include "oracle/cursor.h"

namespace plumbline::oracle {

Step Cursor::Next(absl::string_view octets, bool end_of_input) {
  const Step step = decoder_.Next(octets.substr(at_), end_of_input);
  at_ += step.consumed;
  switch (step.event) {
    case Event::kHead:
      part_ = decoder_.framing().kind == FramingKind::kChunked ? Part::kChunkLine : Part::kBody;
      part_begin_ = at_;
      chunks_ = 0;
      break;
    case Event::kChunk:
      part_ = step.chunk_size == 0 ? Part::kTrailers : Part::kChunkData;
      part_begin_ = at_;
      remaining_ = step.chunk_size;
      break;
    case Event::kData:
      if (part_ != Part::kChunkData) break;
      remaining_ -= step.data.size();
      if (remaining_ > 0) break;
      part_ = Part::kChunkLine;  // with the CRLF after the data before it
      part_begin_ = at_;
      ++chunks_;
      break;
    case Event::kMessageEnd:
      part_ = Part::kHead;
      begin_ = part_begin_ = at_;
      break;
    default:
      break;
  }
  return step;
}

void Cursor::SkipTo(absl::string_view octets, size_t end) {
  for (;;) {
    const Event event = Next(octets.substr(0, end), false).event;
    if (event == Event::kNeedMore || event == Event::kError || event == Event::kTunnel) return;
  }
}

}  // namespace plumbline::oracle
