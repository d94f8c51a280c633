// The law: what needs more can still become a message. The octets before an error offset, and octets that need more,
// have a continuation that completes the element in which they break off: an error is never reported late.

#include <cstddef>
#include <cstdint>

#include "fuzz/support.h"
#include "fuzz/support_completion.h"
#include "fuzz/support_stream.h"

namespace plumbline::fuzz {
namespace {

void CheckViablePrefix(MessageKind kind, const Input& input) {
  StreamChoices choices(kind, input);
  choices.options.limits = WideLimits();  // a limit rejects what its next octets would complete
  const Interpretation whole = ParseStream(kind, input, choices.options);
  if (whole.verdict == Outcome::kComplete) return;
  const bool error = whole.verdict == Outcome::kError;
  const size_t size = error ? static_cast<size_t>(whole.error.offset) : input.size();
  const absl::string_view prefix = input.view().substr(0, size);
  PLUMBLINE_LAW(input, HasCompletion(kind, prefix, choices.options), "what comes before an error offset is viable");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const plumbline::fuzz::Input input(data, size);
  plumbline::fuzz::CheckViablePrefix(plumbline::MessageKind::kRequest, input);
  plumbline::fuzz::CheckViablePrefix(plumbline::MessageKind::kResponse, input);
  return 0;
}
