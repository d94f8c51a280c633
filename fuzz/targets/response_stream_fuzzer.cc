// The law: whatever the octets and whatever was asked, the interpretation of a response stream holds together. Its
// messages tile the octets that were consumed; each message says what a second, literal reading of its octets says
// (start-line, field lines, framing and its rule, body, trailers, persistence and its rule, removal set); an error
// names a clause that rejects, at an octet that fits it; and the end of input either ends a close-delimited body, or
// finds a final response still to come, or makes the message incomplete.

#include <cstddef>
#include <cstdint>

#include "fuzz/support.h"
#include "fuzz/support_error.h"
#include "fuzz/support_stream.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline;  // NOLINT: the target's own scope
  const fuzz::Input input(data, size);
  fuzz::StreamChoices choices(MessageKind::kResponse, input);
  const Interpretation open = ParseResponseStream(input, choices.options);
  fuzz::CheckInterpretation(MessageKind::kResponse, input, choices.options, open);
  if (open.verdict != Outcome::kNeedMore || size == 0) return 0;

  choices.options.end_of_input = true;
  const Interpretation closed = ParseResponseStream(input, choices.options);
  fuzz::CheckInterpretation(MessageKind::kResponse, input, choices.options, closed);
  if (open.consumed == size) {
    PLUMBLINE_LAW(input, closed.verdict == Outcome::kComplete, "no final response is not an error of the octets");
    PLUMBLINE_LAW(input, closed.messages.size() == open.messages.size(), "the end of input completes no response");
    return 0;
  }
  if (closed.verdict == Outcome::kComplete) {
    PLUMBLINE_LAW(input, closed.messages.size() == open.messages.size() + 1, "the end of input completes one response");
    PLUMBLINE_LAW(input, closed.messages.back().framing.kind == FramingKind::kClose,
                  "9112-6.3: only a close-delimited body ends with the connection");
    PLUMBLINE_LAW(input, closed.consumed == size, "a close-delimited body is all that comes");
    return 0;
  }
  PLUMBLINE_LAW(input, fuzz::SaysIncomplete(closed.error.clause) && closed.error.offset == size,
                "9112-8: a response that the end of input cuts is incomplete");
  PLUMBLINE_LAW(input, closed.consumed == open.consumed && closed.messages.size() == open.messages.size(),
                "the end of input changes no complete response");
  return 0;
}
