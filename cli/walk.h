// A walk over the octets of one direction of a connection: reads blocks, runs plumbline::Decoder over them and tells a
// visitor what it found, in order. Holds no more than the decoder's limits and a block at a time.
#ifndef PLUMBLINE_CLI_WALK_H_
#define PLUMBLINE_CLI_WALK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/input.h"
#include "parser/decoder.h"
#include "parser/stream.h"

namespace plumbline::cli {

// Octets and where they stand in the stream.
struct Extent {
  uint64_t offset = 0;
  absl::string_view octets;

  uint64_t end() const { return offset + octets.size(); }
};

// What was being read where the octets ended, and how many are missing for sure.
enum class Reading {
  kNothing,
  kStartLine,
  kHeaderSection,
  kBody,
  kBodyUntilClose,
  kChunkLine,
  kChunkData,
  kChunkDataEnd,
  kTrailerSection,
};

// What ended the last complete message.
struct Previous {
  Framing framing;
  int status = 0;  // of a response
};

struct Ending {
  Outcome verdict = Outcome::kNeedMore;
  uint64_t messages = 0;  // complete ones
  uint64_t consumed = 0;  // their octets
  bool tunnel = false;
  ParseError error;  // if verdict is kError
  bool awaiting_final_response = false;
  Reading reading = Reading::kNothing;  // if the octets ended inside a message
  std::optional<uint64_t> missing;      // octets, where a length says so
  uint64_t body_length = 0;             // of the body that the octets ended in, where it has a length
  uint64_t notes = 0;                   // of the complete messages
  std::optional<Previous> previous;     // if there was a complete message
  uint64_t read = 0;                    // octets read: where the input ended, if it did
  uint64_t message_offset = 0;          // where the message begins that the octets ended in, or that was rejected
  std::string context;                  // the last octets read, at least from the element that failed
  uint64_t context_offset = 0;          // of the first of them
};

// Views are valid during the call.
class Visitor {
 public:
  virtual ~Visitor() = default;

  // Start-line and header section: `message` but for its size, body, trailers, removal set and findings.
  virtual void OnHead(const Message& /*message*/, const Extent& /*head*/) {}
  // chunk-size [ chunk-ext ] CRLF; `ext` is the chunk-ext in it. `noted`: of this message's lines, it is the one that a
  // note speaks of.
  virtual void OnChunkLine(const Extent& /*line*/, absl::string_view /*ext*/, uint64_t /*size*/, bool /*noted*/) {}
  // Content, a part of it perhaps: of the body, or of the last chunk told.
  virtual void OnData(const Extent& /*data*/) {}
  // The trailer section with its last CRLF.
  virtual void OnTrailers(const std::vector<FieldLine>& /*trailers*/, const Extent& /*section*/) {}
  // The whole of `message` but for its body. `head` and `trailers` are as told before.
  virtual void OnMessageEnd(const Message& /*message*/, const FieldSection& /*fields*/, const Extent& /*head*/,
                            const Extent& /*trailers*/) {}
  // The octets end inside `message`, and more may follow. No more of it is told than at OnHead.
  virtual void OnCutOff(const Message& /*message*/) {}
  // Before the walk waits for input.
  virtual void OnWait() {}
};

struct WalkOptions {
  DecoderOptions decoder;
  std::vector<std::string> methods;  // what the responses answer, in order; empty: all GET
  bool end_of_input = true;          // nothing follows the end of the input
};

// Walks `buffered`, then what `input` has. Check input.error() after it: on a read error the input ends early.
Ending Walk(Input& input, std::string buffered, const WalkOptions& options, Visitor& visitor);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_WALK_H_
