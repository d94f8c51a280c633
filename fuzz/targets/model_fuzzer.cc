// The law: a browser's model, PLUMBLINE_MODEL, reads a response as the standard means it, fails where it has none, or
// the difference has a name in oracle/divergence/classes.def. What it knows besides the octets (method, scheme, reads,
// the end of input) is chosen by them.

#include <cstddef>
#include <cstdint>

#include "fuzz/support_models.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline;  // NOLINT: the target's own scope
  static const models::Model& model = *models::FindModel(PLUMBLINE_MODEL);
  fuzz::CheckModel(model, fuzz::Input(data, size));
  return 0;
}
