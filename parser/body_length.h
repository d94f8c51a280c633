// Message body length, RFC 9112, section 6.3.
#ifndef PLUMBLINE_PARSER_BODY_LENGTH_H_
#define PLUMBLINE_PARSER_BODY_LENGTH_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "parser/fields/content_length.h"
#include "parser/fields/transfer_encoding.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

// The request methods that matter to the framing of a response.
enum class AnsweredMethod : uint8_t { kOther, kHead, kConnect };

// Methods are case-sensitive (RFC 9112, section 3.1): "head" is not HEAD.
AnsweredMethod ToAnsweredMethod(absl::string_view method);

// True if a response has no body whatever its fields say: section 6.3, rules 1 and 2. Its
// Content-Length and Transfer-Encoding delimit nothing, and are not judged.
bool HasNoBodyByRule(int status, AnsweredMethod answered);

// What section 6.3 looks at.
struct BodyLengthInput {
  MessageKind kind = MessageKind::kRequest;
  int status = 0;                                    // responses
  AnsweredMethod answered = AnsweredMethod::kOther;  // responses
  bool has_transfer_encoding = false;                // a Transfer-Encoding field line is present, even an empty one
  bool chunked_is_final = false;
  ContentLengthSummary content_length;
};

struct BodyLengthDecision {
  Framing framing;                       // if !error
  std::optional<Clause> error;           // the clause that forbids framing the message
  bool error_in_content_length = false;  // then BodyLengthInput::content_length.place is where; else Transfer-Encoding
};

BodyLengthDecision DecideBodyLength(const BodyLengthInput& input);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_BODY_LENGTH_H_
