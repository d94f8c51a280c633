// The law: same octets, every delivery. Whole, octet by octet or in any pieces, each time at another address, the
// decoder tells the same events with the same values and ends with the same verdict, clause, offset and place, also
// where a request is sent only after the answer to the one before; and the one-shot functions say what the decoder
// says.

#include <cstddef>
#include <cstdint>

#include "fuzz/support.h"
#include "fuzz/support_delivery.h"
#include "fuzz/support_stream.h"

namespace plumbline::fuzz {
namespace {

Pieces ChoosePieces(size_t size, Choices& choices) {
  constexpr size_t kShort = 512;  // longer heads octet by octet would take quadratic time
  switch (choices.Below(4)) {
    case 0:
      return size <= kShort ? Pieces::kOctets : Pieces::kAny;
    case 1:
      return size <= kShort ? Pieces::kSmall : Pieces::kAny;
    default:
      return Pieces::kAny;
  }
}

void CheckDelivery(MessageKind kind, const Input& input) {
  StreamChoices choices(kind, input);
  Choices plan(input);
  choices.options.end_of_input = plan.OneIn(2);
  const Pieces pieces = ChoosePieces(input.size(), plan);
  const Delivery whole = Deliver(kind, input, choices.options, Pieces::kWhole, plan);
  const Delivery split = Deliver(kind, input, choices.options, pieces, plan);
  PLUMBLINE_LAW(input, split.events == whole.events, "the same events with the same values, however octets arrive");
  PLUMBLINE_LAW(input, split.last == whole.last, "the same verdict, however octets arrive");
  PLUMBLINE_LAW(input, split.error == whole.error, "the same clause, offset and place, however octets arrive");
  PLUMBLINE_LAW(input, split.position == whole.position, "the same octets are consumed, however they arrive");

  const Interpretation one_shot = ParseStream(kind, input, choices.options);
  if (one_shot.tunnel) return;  // the decoder may have gone on
  const bool error = one_shot.verdict == Outcome::kError;
  PLUMBLINE_LAW(input, error == (whole.last == Event::kError), "one shot rejects what the decoder rejects");
  PLUMBLINE_LAW(input, !error || one_shot.error == whole.error, "one shot has the decoder's clause, offset and place");
  PLUMBLINE_LAW(input, one_shot.messages.size() == whole.messages, "one shot has the decoder's messages");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const plumbline::fuzz::Input input(data, size);
  plumbline::fuzz::CheckDelivery(plumbline::MessageKind::kRequest, input);
  plumbline::fuzz::CheckDelivery(plumbline::MessageKind::kResponse, input);
  return 0;
}
