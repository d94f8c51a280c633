// The law: octets, values, octets, values. An accepted message is serialised to canonical octets; these are
// accepted and mean the same, value by value; and the canonical octets of that meaning are the same octets.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/support.h"
#include "fuzz/support_canonical.h"
#include "fuzz/support_stream.h"
#include "witness/difference.h"

namespace plumbline::fuzz {
namespace {

void CheckRoundTrip(MessageKind kind, const Input& input) {
  StreamChoices choices(kind, input);
  StreamOptions& options = choices.options;
  options.limits = Limits();
  options.end_of_input = Choices(input).OneIn(2);
  const Interpretation received = ParseStream(kind, input, options);
  if (received.messages.empty()) return;

  // Only a close-delimited body, which is the last, needs the end of input.
  options.end_of_input = received.messages.back().framing.kind == FramingKind::kClose;
  options.limits.field_line += 1;  // canonical lines have a space after their colon
  options.limits.section += 2 * options.limits.field_count;
  const Octets canonical(Canonical(received));
  const Interpretation again = ParseStream(kind, canonical, options);
  const bool interim = IsInterim(received.messages.back());  // its final response is awaited
  PLUMBLINE_LAW(input, again.verdict == (interim ? Outcome::kNeedMore : Outcome::kComplete),
                "canonical octets of accepted messages are accepted");
  PLUMBLINE_LAW(input, again.consumed == canonical.size(), "canonical octets are consumed whole");
  // After a request for an upgrade, what opened the tunnel are octets of no message.
  const bool upgrade = AsksForUpgrade(received.messages.back());
  PLUMBLINE_LAW(input, again.tunnel == received.tunnel || upgrade, "canonical octets open the same tunnel");
  PLUMBLINE_LAW(input, again.messages.size() == received.messages.size(), "as many messages as before");
  for (size_t i = 0; i < again.messages.size(); ++i) {
    const std::string difference = witness::Difference(received.messages[i], again.messages[i]);
    PLUMBLINE_LAW(input, difference.empty(), ("canonical octets have the same " + difference).c_str());
  }
  PLUMBLINE_LAW(input, Canonical(again) == canonical.view(), "the canonical form is a fixed point");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const plumbline::fuzz::Input input(data, size);
  plumbline::fuzz::CheckRoundTrip(plumbline::MessageKind::kRequest, input);
  plumbline::fuzz::CheckRoundTrip(plumbline::MessageKind::kResponse, input);
  return 0;
}
