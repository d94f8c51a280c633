// The law: the error offset is the octet whose arrival decided. The octets before it are not an error, whatever
// part of them has arrived; with it, and whatever follows, the error is the same: clause, offset and place.
// Messages that were complete stay as they were.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "fuzz/support.h"
#include "fuzz/support_error.h"
#include "fuzz/support_stream.h"

namespace plumbline::fuzz {
namespace {

void CheckPrefix(MessageKind kind, const Input& input, const StreamOptions& options, const Interpretation& whole,
                 size_t size) {
  const Octets prefix(input.view().substr(0, size));
  const Interpretation part = ParseStream(kind, prefix, options);
  const bool rejected = whole.verdict == Outcome::kError && whole.error.offset < size;
  PLUMBLINE_LAW(input, rejected || part.verdict != Outcome::kError,
                "what comes before the error offset is not an error");
  PLUMBLINE_LAW(input, !rejected || part.verdict == Outcome::kError, "the octet at the error offset decides");
  PLUMBLINE_LAW(input, !rejected || part.error == whole.error, "errors are sticky: what follows changes nothing");
  PLUMBLINE_LAW(input, part.consumed <= whole.consumed, "more octets take back no message");
  // A tunnel begins with its message, and leaves the rest of the octets unread.
  PLUMBLINE_LAW(input, part.messages.size() <= whole.messages.size(), "more octets take back no message");
  for (size_t i = 0; i < part.messages.size(); ++i) {
    PLUMBLINE_LAW(input, part.messages[i].size == whole.messages[i].size, "a complete message stays as it was");
    PLUMBLINE_LAW(input, part.messages[i].body == whole.messages[i].body, "a complete message stays as it was");
  }
}

void CheckErrorOffset(MessageKind kind, const Input& input) {
  const StreamChoices choices(kind, input);
  const Interpretation whole = ParseStream(kind, input, choices.options);
  Choices plan(input);
  StreamOptions closed = choices.options;
  closed.end_of_input = true;
  if (whole.verdict != Outcome::kNeedMore && plan.OneIn(4)) {
    const Interpretation end = ParseStream(kind, input, closed);
    PLUMBLINE_LAW(input, end.verdict == whole.verdict, "the end of input changes no verdict");
    PLUMBLINE_LAW(input, end.error == whole.error, "the end of input changes no error");
  }
  CheckPrefix(kind, input, choices.options, whole, plan.Below(input.size() + 1));
  if (whole.verdict != Outcome::kError) return;
  CheckError(input, whole.error);
  const auto offset = static_cast<size_t>(whole.error.offset);
  CheckPrefix(kind, input, choices.options, whole, offset);
  CheckPrefix(kind, input, choices.options, whole, offset + 1);
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const plumbline::fuzz::Input input(data, size);
  plumbline::fuzz::CheckErrorOffset(plumbline::MessageKind::kRequest, input);
  plumbline::fuzz::CheckErrorOffset(plumbline::MessageKind::kResponse, input);
  return 0;
}
