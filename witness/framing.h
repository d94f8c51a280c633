// Framing, persistence and the removal set of a message by its fields: literal transcriptions of the RFCs' prose.
#ifndef PLUMBLINE_WITNESS_FRAMING_H_
#define PLUMBLINE_WITNESS_FRAMING_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/clause.h"
#include "parser/message.h"

namespace plumbline::witness {

using SlowFields = std::vector<FieldLine>;  // values without whitespace around them

struct SlowMessage {
  MessageKind kind = MessageKind::kRequest;
  int minor = 1;             // of HTTP/1.x
  int status = 0;            // responses
  absl::string_view method;  // of this request, or of the request that the response answers
  Recipient recipient = Recipient::kOrigin;
  SlowFields headers;
  SlowFields trailers;

  bool is_request() const { return kind == MessageKind::kRequest; }
};

// The values of all field lines with this name, in order; and as one (RFC 9110, sections 5.2 and 5.3).
std::vector<absl::string_view> SlowValues(const SlowFields& fields, absl::string_view name);
std::string CombinedValue(const SlowFields& fields, absl::string_view name);
bool SlowHas(const SlowFields& fields, absl::string_view name);
bool SameLines(const SlowFields& a, const SlowFields& b);

// The options of the Connection header field, as received (RFC 9110, section 7.6.1).
std::vector<absl::string_view> SlowConnectionOptions(const SlowFields& headers);
// Of a list of names, without regard to case.
bool HasName(const std::vector<absl::string_view>& names, absl::string_view name);

// Of a request of HTTP/1.1 or later. RFC 9110, section 7.8: Upgrade, which is a list of protocols, and its option.
bool AskForUpgrade(const SlowFields& headers);

// RFC 9112, section 6.3, items 5 and 6; RFC 9110, section 8.6: the clause that forbids these values of Content-Length.
std::optional<Clause> ContentLengthError(const std::vector<absl::string_view>& values);

// RFC 9112, section 6.3.
struct SlowFraming {
  std::optional<Clause> error;  // which forbids it
  Framing framing;              // otherwise
};
SlowFraming SlowBodyLength(const SlowMessage& message);

// RFC 9112, section 9.3, for a message that SlowBodyLength has framed so.
Persistence SlowDecidePersistence(const SlowMessage& message, const Framing& framing);

// RFC 9110, section 7.6.1: the names of the fields that an intermediary removes, as first received.
std::vector<absl::string_view> SlowRemovalSet(const SlowMessage& message, const Framing& framing);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_FRAMING_H_
