// The law: whatever the octets, the interpretation of a request stream holds together. Its messages tile the octets
// that were consumed; each message says what a second, literal reading of its octets says (start-line, field lines,
// framing and its rule, body, trailers, persistence and its rule, removal set); an error names a clause that rejects,
// at an octet that fits it; and the end of input changes nothing but need more, which becomes an incomplete message
// (or, after a request for an upgrade, octets of the other protocol).

#include <cstddef>
#include <cstdint>

#include "fuzz/support.h"
#include "fuzz/support_error.h"
#include "fuzz/support_stream.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline;  // NOLINT: the target's own scope
  const fuzz::Input input(data, size);
  fuzz::StreamChoices choices(MessageKind::kRequest, input);
  const Interpretation open = ParseRequestStream(input, choices.options);
  fuzz::CheckInterpretation(MessageKind::kRequest, input, choices.options, open);
  if (open.verdict != Outcome::kNeedMore || size == 0) return 0;

  choices.options.end_of_input = true;
  const Interpretation closed = ParseRequestStream(input, choices.options);
  fuzz::CheckInterpretation(MessageKind::kRequest, input, choices.options, closed);
  if (closed.tunnel) {
    PLUMBLINE_LAW(input, closed.verdict == Outcome::kComplete, "9110-7.8: octets of an upgrade are not judged");
    PLUMBLINE_LAW(input, closed.consumed == open.consumed, "the end of input completes no request");
    return 0;
  }
  const ParseError& error = closed.error;
  PLUMBLINE_LAW(input, closed.verdict == Outcome::kError && fuzz::SaysIncomplete(error.clause),
                "9112-8: a request that the end of input cuts is incomplete");
  PLUMBLINE_LAW(input, error.offset == size, "9112-8: the end of input decides it");
  PLUMBLINE_LAW(input, closed.consumed == open.consumed && closed.messages.size() == open.messages.size(),
                "the end of input changes no complete request");
  return 0;
}
