// One shot over whole inputs: the incremental decoder, called until its octets are used up.
#ifndef PLUMBLINE_PARSER_STREAM_H_
#define PLUMBLINE_PARSER_STREAM_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "parser/decoder.h"
#include "parser/findings.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

// One message, complete unless it is Interpretation::partial. Views point into the octets read.
struct Message {
  MessageKind kind = MessageKind::kRequest;
  uint64_t offset = 0;  // of its first octet
  uint64_t size = 0;    // octets, head to last
  RequestLine request;  // for kRequest
  StatusLine response;  // for kResponse
  std::vector<FieldLine> fields;
  Framing framing;
  std::string body;  // content, chunked coding removed
  std::vector<FieldLine> trailers;
  Persistence persistence;
  std::vector<absl::string_view> removed;  // names as received: see RemovalSet() in fields/hop_by_hop.h
  std::vector<Finding> findings;           // clauses with Effect::kNote, offsets in the stream
};

// For those who call the decoder themselves: the message that begins at `offset`, as Event::kHead leaves it, and what
// is known of it at Event::kMessageEnd: its size, removal set and findings. The sections are the decoder's, or
// copies that outlive its octets; `trailers` is null where there are none.
Message BeginMessage(const Decoder& decoder, uint64_t offset, const FieldSection& fields);
void EndMessage(const Decoder& decoder, const FieldSection& fields, const FieldSection* trailers,
                uint64_t trailers_offset, const BodyFacts& body, Message& message);

// What a recipient concludes from the octets of one direction of a connection.
struct Interpretation {
  // kComplete: the octets end after a complete message (or a tunnel begins at `consumed`), or there
  // are none and none are awaited; kNeedMore: they end inside a message, or before the first;
  // kError: `error`.
  Outcome verdict = Outcome::kNeedMore;
  uint64_t consumed = 0;  // octets of the complete messages
  ParseError error;
  bool tunnel = false;            // what follows `consumed` is not judged: see Event::kTunnel
  std::vector<Message> messages;  // the complete ones
  // kNeedMore: the message in which the octets end, if its head is complete. Its body is what came
  // so far; its size, trailers, removal set and findings are not known yet.
  std::optional<Message> partial;
};

struct StreamOptions {
  // kOrigin reads no responses: it is taken for kUserAgent.
  Recipient recipient = Recipient::kOrigin;
  Limits limits = {};
  bool end_of_input = false;  // nothing follows the octets: the connection was closed
  // Responses only: what was asked, in order. If there are none, no request is outstanding; without
  // a value, every response answers a GET.
  std::optional<absl::Span<const absl::string_view>> methods;
};

Interpretation ParseStream(MessageKind kind, absl::string_view octets, const StreamOptions& options = {});
inline Interpretation ParseRequestStream(absl::string_view octets, const StreamOptions& options = {}) {
  return ParseStream(MessageKind::kRequest, octets, options);
}
inline Interpretation ParseResponseStream(absl::string_view octets, const StreamOptions& options = {}) {
  return ParseStream(MessageKind::kResponse, octets, options);
}

// The same without keeping the messages: each goes to `on_message` as it is complete, and
// Interpretation::messages stays empty.
Interpretation ReadStream(MessageKind kind, absl::string_view octets, StreamOptions options,
                          const std::function<void(Message&&)>& on_message);

// A head alone: start-line and header section with its empty line. The functions read it from the
// front of `octets`; Result::consumed() says where it ends.
struct RequestHead {
  RequestLine line;
  FieldSection fields;
  Framing framing;
  Persistence persistence;
};
struct ResponseHead {
  StatusLine line;
  FieldSection fields;
  Framing framing;
  Persistence persistence;
};

Result<RequestHead> ParseRequestHead(absl::string_view octets, Recipient recipient = Recipient::kOrigin,
                                     const Limits& limits = {});
// `method` is that of the request which the response answers.
Result<ResponseHead> ParseResponseHead(absl::string_view octets, absl::string_view method = "GET",
                                       Recipient recipient = Recipient::kUserAgent, const Limits& limits = {});

struct ChunkedBody {
  std::string content;                        // decoded
  std::vector<absl::string_view> chunk_exts;  // one a chunk, the last chunk's included; may be empty
  std::vector<FieldLine> trailers;
};

// A chunked-body at the front of `octets`: chunks, last chunk, trailer section and its final CRLF.
// Result::consumed() says where it ends.
Result<ChunkedBody> ParseChunkedBody(absl::string_view octets, const Limits& limits = {});

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_STREAM_H_
