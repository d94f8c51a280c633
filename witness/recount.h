// A second reading of a message that the parser accepted: short, slow, literal, and independent of parser/. It trusts
// that the octets are valid and says what they then mean.
#ifndef PLUMBLINE_WITNESS_RECOUNT_H_
#define PLUMBLINE_WITNESS_RECOUNT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/clause.h"
#include "parser/message.h"
#include "witness/framing.h"

namespace plumbline::witness {

struct RecountedBody {
  size_t size = 0;  // octets of the message body, with its framing
  std::string content;
  std::vector<FieldLine> trailers;
  bool whole = false;     // the octets have all of it
  bool overflow = false;  // a chunk-size is one that 64 bits do not hold
};

struct Recount {
  absl::string_view start_line;  // without CRLF
  SlowMessage message;
  size_t head_size = 0;         // with the empty line
  std::optional<Clause> error;  // which forbids to frame it
  Framing framing;
  RecountedBody body;
  Persistence persistence;
  std::vector<absl::string_view> removed;
};

// What the reader knows besides the octets.
struct Reader {
  MessageKind kind = MessageKind::kRequest;
  Recipient recipient = Recipient::kOrigin;
  absl::string_view method = "GET";  // which a response answers
};

// `octets` begin with the message; a body that ends with the connection is all of them.
Recount RecountMessage(absl::string_view octets, const Reader& reader);

// `octets` begin with a chunked body.
RecountedBody RecountChunked(absl::string_view octets);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_RECOUNT_H_
