// The law: what the standard permits is judged no worse than it is, a strict reading conforms, and a refusal of what
// the strict parser refuses does not violate; the octets decide, and not where they stand; and a slow second judge,
// which shares nothing with the first, permits the same of short inputs. Who reads is chosen by the octets.

#include <cstddef>
#include <cstdint>

#include "fuzz/support_judge.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const plumbline::fuzz::Input input(data, size);
  plumbline::fuzz::CheckJudge(plumbline::MessageKind::kRequest, input);
  plumbline::fuzz::CheckJudge(plumbline::MessageKind::kResponse, input);
  return 0;
}
