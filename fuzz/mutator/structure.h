// Where in the structure of a message octets are, whatever the octets: what is not a message has a structure too, that
// of the message which it is nearest to. Nothing is lost: the parts, and what stands between them, are all the octets.
#ifndef PLUMBLINE_FUZZ_MUTATOR_STRUCTURE_H_
#define PLUMBLINE_FUZZ_MUTATOR_STRUCTURE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fuzz/mutator/automata.h"

namespace plumbline::fuzz {

// What the octets of a fuzz target are.
enum class Shape : uint8_t {
  kRequests,     // a stream of requests
  kResponses,    // a stream of responses
  kMessages,     // a stream of either: what begins with HTTP/ is a response
  kChunkedBody,  // a chunked-body
  kFieldLine,    // a field-line without its CRLF
  kValue,        // a sentence of one production
};

struct Span {
  size_t begin = 0;
  size_t end = 0;
  size_t size() const { return end - begin; }
};

// A field line with its line end, or a line that stands where one could.
struct Line {
  Span name;   // empty if there is no colon
  Span value;  // without whitespace at its ends
  size_t end = 0;
  Production production = Production::kFieldValue;  // of the value
};

// A chunk with both its line ends.
struct Chunk {
  Span size;
  Span ext;
  Span data;  // as much as the size says; up to the next line end if there is none after it
  size_t end = 0;
  bool size_is_right = false;
};

struct Message {
  enum class Body : uint8_t { kNone, kLength, kChunked, kRest };
  size_t begin = 0;
  Span start_line;  // without its line end
  Production production = Production::kRequestLine;
  size_t first_line = 0;  // of Structure::lines, the header section
  size_t last_line = 0;   // one past the last
  size_t body = 0;        // after the empty line
  Body kind = Body::kNone;
  Span content;            // of kLength and kRest; else empty, where it would be
  size_t first_chunk = 0;  // of Structure::chunks, the last chunk among them
  size_t last_chunk = 0;
  size_t first_trailer = 0;  // of Structure::lines
  size_t last_trailer = 0;
  size_t trailers = 0;  // where trailer lines stand, or could
  size_t end = 0;
};

struct Structure {
  std::vector<Message> messages;
  std::vector<Line> lines;
  std::vector<Chunk> chunks;

  // Reads the octets anew; allocates nothing once it has read some of their kind.
  void Read(Shape shape, std::string_view octets);
};

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_MUTATOR_STRUCTURE_H_
