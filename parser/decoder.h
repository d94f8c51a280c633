// The incremental decoder: octets of one direction of a connection in, events out.
//
//   plumbline::Decoder decoder({plumbline::MessageKind::kRequest});
//   for (;;) {
//     plumbline::Step step = decoder.Next(unconsumed, end_of_input);
//     unconsumed.remove_prefix(step.consumed);
//     if (step.event == plumbline::Event::kHead) Use(decoder.request_line(), decoder.fields());
//     if (step.event == plumbline::Event::kNeedMore) …read more after `unconsumed`, go on…
//     if (step.event == plumbline::Event::kError) return decoder.error();
//     if (step.event == plumbline::Event::kTunnel) break;      // not HTTP/1.1 from here on
//     if (step.event == plumbline::Event::kEndOfInput) break;
//   }
#ifndef PLUMBLINE_PARSER_DECODER_H_
#define PLUMBLINE_PARSER_DECODER_H_

#include <cstddef>
#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "parser/body_length.h"
#include "parser/chunked.h"
#include "parser/head_scanner.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/persistence.h"
#include "parser/result.h"

namespace plumbline {

enum class Event : uint8_t {
  kNeedMore,    // call again with the octets not consumed yet (this call may have consumed some) and
                // more after them
  kHead,        // start-line and header section are complete
  kData,        // Step::data is body content (chunked coding removed), possibly a part of it
  kChunk,       // a chunk-size line: Step::chunk_size, Step::data is its chunk-ext
  kTrailers,    // the trailer section of a chunked body is complete: trailers()
  kMessageEnd,  // the message is complete
  kTunnel,      // what follows is not, or not yet known to be, HTTP/1.1: after a 2xx to CONNECT, a 101
                // or a CONNECT request, or what is not a request-line after a request with Upgrade;
                // sticky
  kEndOfInput,  // the input ended between messages
  kError,       // error(); sticky
};

struct Step {
  Event event = Event::kNeedMore;
  size_t consumed = 0;     // octets to drop from the front before the next call
  absl::string_view data;  // views the octets of this call
  uint64_t chunk_size = 0;
};

struct DecoderOptions {
  MessageKind kind = MessageKind::kRequest;
  Recipient recipient = DefaultRecipient(kind);
  Limits limits = {};
};

class Decoder {
 public:
  explicit Decoder(const DecoderOptions& options);

  // Says, before the response is decoded, which method the next final response answers (RFC 9112,
  // section 9.2); call once per request, in the order sent. Without it and AddRequests() every
  // response answers a GET. Otherwise octets after the last answer are kNoOutstandingRequest.
  void AddRequest(absl::string_view method);
  // The same for each of `methods`. If there are none, no request is outstanding.
  void AddRequests(absl::Span<const absl::string_view> methods);

  // Decodes up to the next event. `octets` are all octets received and not yet consumed; after
  // kNeedMore they must begin with the same octets as before, at any address. `end_of_input` says
  // that nothing will follow them. Allocates nothing unless a section has more than
  // FieldSection::kInlineLines lines.
  Step Next(absl::string_view octets, bool end_of_input = false);

  // Makes what follows the chunked-body of a request whose head is not part of the octets. Before
  // the first Next().
  void BeginChunkedBody();

  // After kTunnel for a CONNECT request that was refused: HTTP/1.1 goes on with the next octet.
  void ContinueAfterConnect();

  // Of the current message, from kHead on. Views point into the `octets` of the call that returned
  // kHead and are valid as long as those are.
  const RequestLine& request_line() const { return head_.request_line(); }
  const StatusLine& status_line() const { return head_.status_line(); }
  const FieldSection& fields() const { return head_.fields(); }
  const Framing& framing() const { return framing_; }
  const Persistence& persistence() const { return persistence_; }
  // The method that the response answers; kOther for GET and all that do not matter to
  // framing.
  AnsweredMethod answered_method() const { return answered_; }

  // From kTrailers to the end of the message; views point into the `octets` of that call.
  const FieldSection& trailers() const { return head_.trailers(); }

  const ParseError& error() const { return error_; }
  // Octets consumed so far, from the first of the stream.
  uint64_t position() const { return position_; }
  // True between messages (before the first octet of the next).
  bool at_message_boundary() const { return state_ == State::kBoundary; }
  // True after an interim (1xx) response until its final response is complete.
  bool awaiting_final_response() const { return awaiting_final_; }
  const DecoderOptions& options() const { return options_; }

 private:
  enum class State : uint8_t {
    kBoundary,
    kHead,
    kBody,
    kChunkLine,
    kChunkData,
    kChunkDataEnd,
    kTrailers,
    kMessageEnd,
    kTunnel,
    kError,
  };

  Step Boundary(absl::string_view octets, bool end_of_input);
  Clause ClauseOfEnd() const;
  Clause ClauseOfLimit(Clause clause) const;
  Step Head(absl::string_view octets, bool end_of_input);
  void StartHead();
  void DecideHead();
  Step Body(absl::string_view octets, bool end_of_input);
  Step ChunkLine(absl::string_view octets, bool end_of_input);
  Step ChunkData(absl::string_view octets, bool end_of_input);
  Step ChunkDataEnd(absl::string_view octets, bool end_of_input);
  Step ChunkLineAfter(size_t size, absl::string_view octets, bool end_of_input);
  Step Trailers(absl::string_view octets, bool end_of_input);
  Step MessageEnd();
  Step Consume(Event event, size_t size, absl::string_view data = {}, uint64_t chunk_size = 0);
  Step NeedMore(absl::string_view octets, bool end_of_input);
  Step Fail(Clause clause, uint64_t offset, uint64_t place);
  // An error of a scanner that began at position_.
  Step FailIn(const ParseError& error);
  bool IsFinalResponse() const;

  DecoderOptions options_;
  State state_ = State::kBoundary;
  bool after_last_message_ = false;  // persistence_ of the last message says that no other follows
  bool awaiting_final_ = false;
  bool connect_request_ = false;
  bool after_upgrade_ = false;  // the last request had Upgrade and its connection option
  uint64_t position_ = 0;
  uint64_t remaining_ = 0;  // of the body or the chunk
  uint64_t chunk_ext_total_ = 0;
  AnsweredMethod answered_ = AnsweredMethod::kOther;
  bool methods_known_ = false;  // AddRequest() or AddRequests() was called
  size_t next_method_ = 0;      // the first in methods_ without a final response
  absl::InlinedVector<AnsweredMethod, 16> methods_;
  Framing framing_;
  Persistence persistence_;
  ParseError error_;
  ChunkLineScanner chunk_line_;
  HeadScanner head_;
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_DECODER_H_
