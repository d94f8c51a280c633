// The law: what an intermediary sends on is accepted strictly as one message; forwarding it again changes nothing but
// Via and Max-Forwards; and a slow second forwarder, written from the prose, sends the same of what is valid. Who
// forwards, and to whom, is chosen by the octets.

#include <cstddef>
#include <cstdint>

#include "fuzz/support_forward.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const plumbline::fuzz::Input input(data, size);
  plumbline::fuzz::CheckForward(plumbline::MessageKind::kRequest, input);
  plumbline::fuzz::CheckForward(plumbline::MessageKind::kResponse, input);
  return 0;
}
