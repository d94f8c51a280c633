#include "parser/body_length.h"

namespace plumbline {

AnsweredMethod ToAnsweredMethod(absl::string_view method) {
  if (method == "HEAD") return AnsweredMethod::kHead;
  if (method == "CONNECT") return AnsweredMethod::kConnect;
  return AnsweredMethod::kOther;
}

namespace {

// Rule 1: HEAD, 1xx, 204, 304.
bool Rule1(int status, AnsweredMethod answered) {
  return answered == AnsweredMethod::kHead || (status >= 100 && status <= 199) || status == 204 || status == 304;
}

// Rule 2: 2xx to CONNECT.
bool Rule2(int status, AnsweredMethod answered) {
  return answered == AnsweredMethod::kConnect && status >= 200 && status <= 299;
}

}  // namespace

bool HasNoBodyByRule(int status, AnsweredMethod answered) { return Rule1(status, answered) || Rule2(status, answered); }

BodyLengthDecision DecideBodyLength(const BodyLengthInput& input) {
  BodyLengthDecision decision;
  Framing& framing = decision.framing;
  const bool response = input.kind == MessageKind::kResponse;
  if (response && Rule1(input.status, input.answered)) {
    framing = {FramingKind::kNone, 1, 0};
  } else if (response && Rule2(input.status, input.answered)) {
    framing = {FramingKind::kNone, 2, 0};
  } else if (input.has_transfer_encoding) {
    // Rule 3 says that Transfer-Encoding overrides Content-Length, rule 4 what it then means: that
    // the close ends a response is said there alone.
    framing.rule = input.content_length.present ? 3 : 4;
    if (input.chunked_is_final) {
      framing.kind = FramingKind::kChunked;
    } else if (response) {
      framing = {FramingKind::kClose, 4, 0};
    } else {
      decision.error = Clause::kChunkedNotFinal;
    }
  } else if (input.content_length.present && input.content_length.error) {
    decision.error = input.content_length.error;  // rule 5
    decision.error_in_content_length = true;
  } else if (input.content_length.present) {
    framing = {FramingKind::kLength, 6, input.content_length.value};
  } else if (!response) {
    framing = {FramingKind::kNone, 7, 0};
  } else {
    framing = {FramingKind::kClose, 8, 0};
  }
  return decision;
}

}  // namespace plumbline
