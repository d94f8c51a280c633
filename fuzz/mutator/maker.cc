#include "fuzz/mutator/maker.h"

#include "fuzz/mutator/walker.h"
#include "fuzz/mutator/words.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {

std::string ToDigits(size_t number, unsigned base) {
  std::string digits;
  do {
    digits.insert(digits.begin(), "0123456789abcdef"[number % base]);
    number /= base;
  } while (number > 0);
  return digits;
}

void Maker::Sentence(Production production) {
  Walker::Of(production).AppendSentence(size_t{2} << dice_.Few(4), dice_, out_);
}

void Maker::StartLine(Production production) {
  const size_t begin = out_.size();
  if (production == Production::kStatusLine || dice_.OneIn(4)) {
    Sentence(production);
  } else {
    constexpr std::string_view kMethods[] = {"GET", "HEAD", "POST", "OPTIONS", "CONNECT"};
    const std::string_view method = kMethods[dice_.Below(5)];
    out_ += method;
    out_ += ' ';
    if (method == "CONNECT") {
      out_ += "a:80";
    } else if (method == "OPTIONS" && dice_.OneIn(2)) {
      out_ += '*';
    } else {
      Sentence(Production::kRequestTarget);
    }
    out_ += " HTTP/1.1";
  }
  // Every other version than 1.x is rejected for it, and all that comes after is not read.
  if (dice_.OneIn(16)) return;
  const size_t version = production == Production::kStatusLine ? begin + 5 : out_.size() - 3;
  out_.replace(version, 3, dice_.OneIn(4) ? "1.0" : "1.1");
}

void Maker::FieldLine(std::string_view name, std::string_view value) {
  out_ += name;
  out_ += dice_.OneIn(8) ? ":" : ": ";
  out_ += value;
  out_ += "\r\n";
}

void Maker::KnownFieldLine(Production production) {
  out_ += FieldNameOf(production);
  out_ += ": ";
  Sentence(production);
  out_ += "\r\n";
}

void Maker::FieldLine() {
  if (!dice_.OneIn(4)) return KnownFieldLine(FieldValues()[dice_.Below(FieldValues().size())]);
  out_ += FieldNames()[dice_.Below(FieldNames().size())];
  out_ += ": ";
  Sentence(Production::kFieldValue);
  out_ += "\r\n";
}

void Maker::Chunk() {
  const size_t size = 1 + dice_.Few(8);
  out_ += ToDigits(size, 16);
  if (dice_.OneIn(4)) Sentence(Production::kChunkExt);
  out_ += "\r\n";
  out_.append(size, 'x');
  out_ += "\r\n";
}

void Maker::LastChunk() {
  out_ += '0';
  if (dice_.OneIn(8)) Sentence(Production::kChunkExt);
  out_ += "\r\n";
  for (size_t lines = dice_.Few(3); lines > 0; --lines) FieldLine();
  out_ += "\r\n";
}

void Maker::ChunkedBody() {
  for (size_t chunks = dice_.Few(3); chunks > 0; --chunks) Chunk();
  LastChunk();
}

void Maker::FramedBody(Framing framing) {
  switch (framing) {
    case Framing::kNone:
      out_ += "\r\n";
      return;
    case Framing::kLength: {
      const size_t size = dice_.Few(8);
      FieldLine("Content-Length", ToDigits(size, 10));
      out_ += "\r\n";
      out_.append(size, 'x');
      return;
    }
    case Framing::kChunked:
      FieldLine("Transfer-Encoding", dice_.OneIn(4) ? "gzip, chunked" : "chunked");
      out_ += "\r\n";
      return ChunkedBody();
  }
}

void Maker::FramedBody() { FramedBody(static_cast<Framing>(dice_.Below(3))); }

void Maker::Message(Production start_line) {
  StartLine(start_line);
  out_ += "\r\n";
  if (start_line == Production::kRequestLine) FieldLine("Host", "a");
  for (size_t lines = dice_.Few(4); lines > 0; --lines) FieldLine();
  FramedBody();
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
