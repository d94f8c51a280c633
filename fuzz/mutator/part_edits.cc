// Edits within one part of a message, by the automaton of its production.
#include <algorithm>

#include "fuzz/mutator/mutator.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {

using grammar::State;

Mutator::Part Mutator::PartOfStartLine(const Message& message) {
  const std::string_view line = View(message.start_line);
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (message.production != Production::kRequestLine || first == last || dice_.OneIn(2)) {
    return {message.production, message.start_line};
  }
  return {Production::kRequestTarget, {message.start_line.begin + first + 1, message.start_line.begin + last}};
}

Mutator::Part Mutator::PartOfLine(const Line& line) {
  if (line.production == Production::kFieldValue && dice_.OneIn(2)) {
    size_t end = line.end;
    while (end > line.value.end && (octets_[end - 1] == '\n' || octets_[end - 1] == '\r')) --end;
    return {Production::kFieldLine, {line.name.begin, end}};
  }
  return {line.production, line.value};
}

bool Mutator::ChoosePart(Part& part) {
  if (subject_.shape == Shape::kValue) {
    part = {subject_.values[dice_.Below(subject_.values.size())], {0, octets_.size()}};
    return true;
  }
  const size_t start_lines = subject_.shape <= Shape::kMessages ? structure_.messages.size() : 0;
  const size_t lines = structure_.lines.size();
  const size_t chunks = structure_.chunks.size();
  const size_t parts = start_lines + 2 * lines + chunks;
  if (parts == 0) return false;
  const size_t chosen = dice_.Below(parts);
  if (chosen < start_lines) {
    part = PartOfStartLine(structure_.messages[chosen]);
  } else if (chosen < start_lines + 2 * lines) {
    part = PartOfLine(structure_.lines[(chosen - start_lines) / 2]);
  } else {
    const Chunk& chunk = structure_.chunks[chosen - start_lines - 2 * lines];
    part = dice_.OneIn(4) ? Part{Production::kChunkSize, chunk.size} : Part{Production::kChunkExt, chunk.ext};
  }
  return true;
}

bool Mutator::NewWay(Walker& walker, size_t size, size_t& from, size_t& to) {
  from = dice_.Below(size + 1);
  to = from + dice_.Below(std::min<size_t>(size - from, size_t{2} << dice_.Few(5)) + 1);
  const size_t slack = size_t{1} << dice_.Few(5);
  if (to == size && dice_.OneIn(2)) return walker.AppendTail(states_[from], slack, dice_, text_);
  return walker.AppendWay(states_[from], states_[to], slack, dice_, text_);
}

bool Mutator::NewLoop(Walker& walker, std::string_view octets, size_t& from, size_t& to) {
  const size_t places = octets.size() + 1;
  // On to where the state changes: there elements begin and end.
  from = dice_.Below(places);
  for (size_t i = 0; i < places && (from == 0 || states_[from] == states_[from - 1]); ++i) from = (from + 1) % places;
  to = from;
  const size_t start = dice_.Below(places);
  for (size_t i = 0; i < places && to == from; ++i) {
    if (states_[(start + i) % places] == states_[from]) to = (start + i) % places;
  }
  if (to < from) std::swap(from, to);
  switch (dice_.Below(3)) {
    case 0:  // without the loop
      return to > from;
    case 1:  // twice
      text_ = octets.substr(from, to - from);
      to = from;
      return !text_.empty();
    default:  // one more
      to = from;
      return walker.AppendWay(states_[from], states_[from], size_t{4} << dice_.Few(3), dice_, text_);
  }
}

bool Mutator::NearMiss(Walker& walker, std::string_view octets, size_t& from, size_t& to) {
  from = dice_.Below(octets.size() + 1);
  to = from;
  if (from == octets.size() || dice_.OneIn(2)) {
    text_ = walker.WrongOctet(states_[from], dice_);
  } else {
    to = from + 1;
    if (!dice_.OneIn(3)) text_ = walker.WrongOctet(states_[from], dice_);  // else it is left out
  }
  return true;
}

bool Mutator::WalkPart() {
  Part part;
  if (!ChoosePart(part)) return false;
  Walker& walker = Walker::Of(part.production);
  const std::string_view octets = View(part.span);
  walker.Trace(octets, states_);
  text_.clear();
  size_t from = 0;
  size_t to = octets.size();
  bool edited = false;
  switch (dice_.Below(8)) {
    case 0:
      edited = NearMiss(walker, octets, from, to);
      break;
    case 1:
      walker.AppendSentence(size_t{2} << dice_.Few(5), dice_, text_);
      edited = true;
      break;
    case 2:
    case 3:
    case 4:
      edited = NewLoop(walker, octets, from, to);
      break;
    default:
      edited = NewWay(walker, octets.size(), from, to);
      break;
  }
  if (edited) Replace({part.span.begin + from, part.span.begin + to}, text_);
  return edited;
}

void Mutator::MutateBytes(std::string_view octets) {
  const size_t most = octets.size() + 16;
  if (buffer_.size() < most) buffer_.resize(most);
  std::copy(octets.begin(), octets.end(), buffer_.begin());
  const size_t size = std::min(most, bytes_(buffer_.data(), octets.size(), most));
  text_.assign(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(size));
}

bool Mutator::EditBytesOfPart() {
  Part part;
  if (!ChoosePart(part)) return false;
  MutateBytes(View(part.span));
  Replace(part.span, text_);
  return true;
}

bool Mutator::EditBody() {
  const Message* message = ChooseMessage();
  if (message == nullptr) return false;
  if (message->kind == Message::Body::kChunked) {
    if (message->first_chunk == message->last_chunk) return false;
    const size_t chunks = message->last_chunk - message->first_chunk;
    const Chunk& chunk = structure_.chunks[message->first_chunk + dice_.Below(chunks)];
    if (chunk.data.size() == 0) return false;
    MutateBytes(View(chunk.data));
    ReplaceData(*message, &chunk, chunk.data);
    return true;
  }
  if (message->kind == Message::Body::kNone) return false;
  MutateBytes(View(message->content));
  ReplaceData(*message, nullptr, message->content);
  return true;
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
