// New parts of messages, most of them valid: sentences of the productions with what prose asks for besides.
#ifndef PLUMBLINE_FUZZ_MUTATOR_MAKER_H_
#define PLUMBLINE_FUZZ_MUTATOR_MAKER_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "fuzz/mutator/automata.h"
#include "fuzz/mutator/dice.h"

namespace plumbline::fuzz {

// All append to `out`.
class Maker {
 public:
  Maker(Dice& dice, std::string& out) : dice_(dice), out_(out) {}

  void Sentence(Production production);
  void StartLine(Production production);  // without its line end; HTTP/1.1 or 1.0 in most cases
  void FieldLine();                       // with CRLF; often of a field that decides something
  void FieldLine(std::string_view name, std::string_view value);
  void KnownFieldLine(Production production);  // with a sentence for its value
  void Chunk();
  void LastChunk();  // with trailer section and CRLF
  void ChunkedBody();
  // Fields that frame a body, the empty line, and the body.
  enum class Framing { kNone, kLength, kChunked };
  void FramedBody(Framing framing);
  void FramedBody();  // any of these
  void Message(Production start_line);

 private:
  Dice& dice_;
  std::string& out_;
};

// In decimal or lower-case hexadecimal digits.
std::string ToDigits(size_t number, unsigned base);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_MUTATOR_MAKER_H_
