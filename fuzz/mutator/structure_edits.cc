// Edits of the structure of a stream: field lines, chunks, whole messages, and what frames them.
#include <algorithm>

#include "fuzz/mutator/maker.h"
#include "fuzz/mutator/mutator.h"
#include "fuzz/mutator/words.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {

const Message* Mutator::ChooseMessage() {
  if (structure_.messages.empty()) return nullptr;
  return &structure_.messages[dice_.Below(structure_.messages.size())];
}

const Message* Mutator::ChooseChunkedMessage() {
  const size_t count = structure_.messages.size();
  const size_t first = count == 0 ? 0 : dice_.Below(count);
  for (size_t i = 0; i < count; ++i) {
    const Message& message = structure_.messages[(first + i) % count];
    if (message.kind == Message::Body::kChunked) return &message;
  }
  return nullptr;
}

bool Mutator::ChooseSection(Section& section) {
  const Message* message = ChooseMessage();
  if (message == nullptr) return false;
  const bool chunked = message->kind == Message::Body::kChunked;
  if (subject_.shape == Shape::kChunkedBody || (chunked && dice_.OneIn(3))) {
    section = {message->first_trailer, message->last_trailer, message->trailers};
    return chunked && message->trailers > 0;
  }
  // After the line end of the start-line; where there is none, there is no section.
  const size_t begin = octets_.find('\n', message->start_line.end);
  section = {message->first_line, message->last_line, begin + 1};
  return begin != std::string::npos;
}

size_t Mutator::Boundary(const Section& section, size_t line) const {
  return line == section.first ? section.begin : structure_.lines[line - 1].end;
}

bool Mutator::EditLines() {
  Section section;
  if (!ChooseSection(section)) return false;
  const size_t lines = section.last - section.first;
  const size_t boundary = Boundary(section, section.first + dice_.Below(lines + 1));
  const size_t action = dice_.Below(8);
  text_.clear();
  Maker maker(dice_, text_);
  if (lines == 0 || action < 3) {
    maker.FieldLine();
    Insert(boundary, text_);
    return true;
  }
  const Line& line = structure_.lines[section.first + dice_.Below(lines)];
  const Span whole = {line.name.begin, line.end};
  switch (action) {
    case 3:  // once more, here or there
      text_ = View(whole);
      Insert(boundary, text_);
      return true;
    case 4:
      Replace(whole, "");
      return true;
    case 5: {  // here instead of there
      if (boundary > whole.begin && boundary <= whole.end) return false;
      text_ = View(whole);
      Replace(whole, "");
      Insert(boundary > whole.begin ? boundary - whole.size() : boundary, text_);
      return true;
    }
    case 6:
      maker.FieldLine();
      Replace(whole, text_);
      return true;
    default:
      Replace(line.name, FieldNames()[dice_.Below(FieldNames().size())]);
      return true;
  }
}

bool Mutator::EditChunks() {
  const Message* message = ChooseChunkedMessage();
  if (message == nullptr) return false;
  const size_t chunks = message->last_chunk - message->first_chunk;
  text_.clear();
  Maker maker(dice_, text_);
  if (chunks == 0) {
    maker.ChunkedBody();
    Insert(message->body, text_);
    return true;
  }
  const Chunk& chunk = structure_.chunks[message->first_chunk + dice_.Below(chunks)];
  const Span whole = {chunk.size.begin, chunk.end};
  switch (dice_.Below(6)) {
    case 0:
    case 1:
      maker.Chunk();
      Insert(whole.begin, text_);
      return true;
    case 2:
      text_ = View(whole);
      Insert(whole.begin, text_);
      return true;
    case 3:
      Replace(whole, "");
      return true;
    case 4: {  // into two
      if (chunk.data.size() < 2 || !chunk.size_is_right) return false;
      const size_t first = 1 + dice_.Below(chunk.data.size() - 1);
      text_ = "\r\n" + ToDigits(chunk.data.size() - first, 16) + "\r\n";
      Insert(chunk.data.begin + first, text_);
      Replace(chunk.size, ToDigits(first, 16));
      return true;
    }
    default:  // the body ends here
      maker.LastChunk();
      Replace({whole.begin, message->end}, text_);
      return true;
  }
}

bool Mutator::EditMessages() {
  const Message* message = ChooseMessage();
  const bool response = subject_.shape == Shape::kResponses ||
                        (subject_.shape == Shape::kMessages &&
                         (message == nullptr ? dice_.OneIn(2) : message->production == Production::kStatusLine));
  const Production production = response ? Production::kStatusLine : Production::kRequestLine;
  text_.clear();
  Maker maker(dice_, text_);
  if (message == nullptr) {
    maker.Message(production);
    Insert(0, text_);
    return true;
  }
  const Span whole = {message->begin, message->end};
  switch (dice_.Below(8)) {
    case 0:
      maker.Message(production);
      Insert(whole.begin, text_);
      return true;
    case 1:
      maker.Message(production);
      Insert(whole.end, text_);
      return true;
    case 2:
      maker.Message(production);
      Replace(whole, text_);
      return true;
    case 3:
      text_ = View(whole);
      Insert(whole.begin, text_);
      return true;
    case 4:
      if (structure_.messages.size() < 2) return false;
      Replace(whole, "");
      return true;
    case 5: {  // cut off
      const size_t rest = octets_.size() - whole.begin;
      octets_.resize(whole.begin + dice_.Below(rest));
      return true;
    }
    default:
      maker.StartLine(production);
      Replace(message->start_line, text_);
      return true;
  }
}

bool Mutator::EditFraming() {
  const Message* message = ChooseMessage();
  if (message == nullptr || message->start_line.end == message->body) return false;
  text_.clear();
  Maker maker(dice_, text_);
  const bool keep = dice_.OneIn(8);  // what framed it before: a conflict
  text_ += View(message->start_line);
  text_ += "\r\n";
  for (size_t i = message->first_line; i < message->last_line; ++i) {
    const Line& line = structure_.lines[i];
    const bool frames =
        line.production == Production::kContentLength || line.production == Production::kTransferEncoding;
    if (keep || !frames) text_ += View({line.name.begin, line.end});
  }
  maker.FramedBody();
  Replace({message->begin, message->end}, text_);
  return true;
}

void Mutator::SetLength(const Message& message, std::string_view digits) {
  for (size_t i = message.last_line; i-- > message.first_line;) {
    const Line& line = structure_.lines[i];
    if (line.production == Production::kContentLength) Replace(line.value, digits);
  }
}

void Mutator::ReplaceData(const Message& message, const Chunk* chunk, Span span) {
  const Span data = chunk != nullptr ? chunk->data : message.content;
  const size_t size = data.size() - span.size() + text_.size();
  Replace(span, text_);
  if (dice_.OneIn(16)) return;  // and the length is wrong
  if (chunk != nullptr) {
    Replace(chunk->size, ToDigits(size, 16));
  } else {
    SetLength(message, ToDigits(size, 10));
  }
}

bool Mutator::EditLength() {
  const Message* message = ChooseMessage();
  if (message == nullptr) return false;
  const bool chunked = message->kind == Message::Body::kChunked;
  if (chunked ? message->first_chunk == message->last_chunk : message->kind != Message::Body::kLength) return false;
  const size_t chunks = message->last_chunk - message->first_chunk;
  const Chunk* chunk = chunked ? &structure_.chunks[message->first_chunk + dice_.Below(chunks)] : nullptr;
  const size_t size = chunked ? chunk->data.size() : message->content.size();
  const unsigned base = chunked ? 16 : 10;
  switch (dice_.Below(5)) {
    case 0:
    case 1:
      text_ = ToDigits(size, base);
      break;  // repaired, if it was wrong
    case 2:
      text_ = ToDigits(size + 1, base);
      break;
    case 3:
      text_ = "0" + ToDigits(size, base);
      break;
    default:
      text_.clear();
      Maker(dice_, text_).Sentence(chunked ? Production::kChunkSize : Production::kContentLength);
      break;
  }
  if (chunked) {
    Replace(chunk->size, text_);
  } else {
    SetLength(*message, text_);
  }
  return true;
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
