// The law: a connection is read the same however each side's octets are cut, and by a copy that goes on; what is found
// lies in the octets and has an exchange that there is; the verdicts are the worst of what was found; and a slow second
// reading, which shares nothing with the first, finds the same where both directions are valid and stay HTTP/1.1.
//
// The input is the events, with NUL between them: the first octet of each says which, C and S what the client and the
// server send (the octets follow it), c and s that they close their half, k and t that they close, r and u that they
// reset, o and p that they were seen to be open.

#include <cstddef>
#include <cstdint>

#include "fuzz/support_exchange.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const plumbline::fuzz::Input input(data, size);
  plumbline::fuzz::CheckExchange(input);
  return 0;
}
