#include "fuzz/mutator/structure.h"

#include <algorithm>

#include "fuzz/mutator/words.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

constexpr size_t kNumberCap = size_t{1} << 32;

bool IsOws(char octet) { return octet == ' ' || octet == '\t'; }

int HexDigit(char octet) {
  if (octet >= '0' && octet <= '9') return octet - '0';
  const char lower = static_cast<char>(octet | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

class Reader {
 public:
  Reader(Structure& structure, std::string_view octets) : out_(structure), octets_(octets) {}

  void ReadStream(Shape shape) {
    while (at_ < octets_.size()) {
      Message message;
      message.begin = at_;
      const bool response =
          shape == Shape::kResponses || (shape == Shape::kMessages && octets_.substr(at_, 5) == "HTTP/");
      message.production = response ? Production::kStatusLine : Production::kRequestLine;
      message.start_line = {at_, LineEnd()};
      NextLine();
      message.first_line = out_.lines.size();
      const bool ended = ReadLines();
      message.last_line = out_.lines.size();
      message.body = at_;
      message.content = {at_, at_};
      if (ended) ReadBody(message, response);
      message.end = at_;
      out_.messages.push_back(message);
    }
  }

  void ReadChunkedBody() {
    Message message;
    ReadChunks(message);
    message.end = at_;
    out_.messages.push_back(message);
  }

  void ReadFieldLine() {
    ReadLine(octets_.size());
    out_.lines.back().end = octets_.size();
  }

 private:
  // Where the line that begins here ends: before CRLF, or LF, or the end.
  size_t LineEnd() const {
    const size_t lf = octets_.find('\n', at_);
    if (lf == std::string_view::npos) return octets_.size();
    return lf > at_ && octets_[lf - 1] == '\r' ? lf - 1 : lf;
  }
  void NextLine() {
    const size_t lf = octets_.find('\n', at_);
    at_ = lf == std::string_view::npos ? octets_.size() : lf + 1;
  }

  void ReadLine(size_t end) {
    Line line;
    const size_t colon = octets_.substr(0, end).find(':', at_);
    line.name = {at_, colon == std::string_view::npos ? at_ : colon};
    line.value = {colon == std::string_view::npos ? at_ : colon + 1, end};
    while (line.value.size() > 0 && IsOws(octets_[line.value.begin])) ++line.value.begin;
    while (line.value.size() > 0 && IsOws(octets_[line.value.end - 1])) --line.value.end;
    if (line.name.size() > 0) line.production = ValueOf(octets_.substr(line.name.begin, line.name.size()));
    out_.lines.push_back(line);
  }

  // Field lines and the empty line after them. False if the octets end before it.
  bool ReadLines() {
    while (at_ < octets_.size()) {
      const size_t end = LineEnd();
      if (end == at_ && end < octets_.size()) {
        NextLine();
        return true;
      }
      ReadLine(end);
      NextLine();
      out_.lines.back().end = at_;
    }
    return false;
  }

  void ReadBody(Message& message, bool response) {
    // RFC 9112, section 6.3, as far as a guess needs it.
    bool chunked = false;
    bool counted = false;
    size_t length = 0;
    for (size_t i = message.first_line; i < message.last_line; ++i) {
      const Line& line = out_.lines[i];
      const std::string_view value = octets_.substr(line.value.begin, line.value.size());
      if (line.production == Production::kTransferEncoding) {
        chunked =
            value.size() >= 7 && (value[value.size() - 1] | 0x20) == 'd' && (value[value.size() - 2] | 0x20) == 'e';
      } else if (line.production == Production::kContentLength) {
        counted = true;
        length = 0;
        for (const char octet : value) {
          if (octet >= '0' && octet <= '9') length = std::min(kNumberCap, length * 10 + (octet - '0'));
        }
      }
    }
    const std::string_view status =
        response ? octets_.substr(message.start_line.begin, message.start_line.size()).substr(0, 12) : "";
    if (status.size() == 12 && (status[9] == '1' || status.substr(9) == "204" || status.substr(9) == "304")) return;
    if (chunked) return ReadChunks(message);
    if (!counted && !response) return;
    message.kind = counted ? Message::Body::kLength : Message::Body::kRest;
    const size_t left = octets_.size() - at_;
    message.content = {at_, at_ + (counted ? std::min(length, left) : left)};
    at_ = message.content.end;
  }

  void ReadChunks(Message& message) {
    message.kind = Message::Body::kChunked;
    message.first_chunk = out_.chunks.size();
    bool last = false;
    while (at_ < octets_.size() && !last && HexDigit(octets_[at_]) >= 0) {
      const size_t size = ReadChunk();
      last = size == 0;
    }
    message.last_chunk = out_.chunks.size();
    message.trailers = at_;
    message.first_trailer = out_.lines.size();
    if (last) ReadLines();
    message.last_trailer = out_.lines.size();
  }

  size_t ReadChunk() {
    Chunk chunk;
    const size_t line_end = LineEnd();
    size_t size = 0;
    chunk.size = {at_, at_};
    while (chunk.size.end < line_end && HexDigit(octets_[chunk.size.end]) >= 0) {
      size = std::min(kNumberCap, size * 16 + static_cast<size_t>(HexDigit(octets_[chunk.size.end++])));
    }
    chunk.ext = {chunk.size.end, line_end};
    NextLine();
    chunk.data = {at_, at_};
    chunk.size_is_right = true;
    if (size > 0) {
      chunk.size_is_right = size <= octets_.size() - at_ && octets_.substr(at_ + size, 2) == "\r\n";
      chunk.data.end = chunk.size_is_right ? at_ + size : LineEnd();
      at_ = std::min(octets_.size(), chunk.data.end + 2);
    }
    chunk.end = at_;
    out_.chunks.push_back(chunk);
    return size;
  }

  Structure& out_;
  std::string_view octets_;
  size_t at_ = 0;
};

}  // namespace

void Structure::Read(Shape shape, std::string_view octets) {
  messages.clear();
  lines.clear();
  chunks.clear();
  Reader reader(*this, octets);
  switch (shape) {
    case Shape::kRequests:
    case Shape::kResponses:
    case Shape::kMessages:
      return reader.ReadStream(shape);
    case Shape::kChunkedBody:
      return reader.ReadChunkedBody();
    case Shape::kFieldLine:
      return reader.ReadFieldLine();
    case Shape::kValue:
      return;
  }
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
