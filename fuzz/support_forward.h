// The laws of forwarding that need no generator.
#ifndef PLUMBLINE_FUZZ_SUPPORT_FORWARD_H_
#define PLUMBLINE_FUZZ_SUPPORT_FORWARD_H_

#include "fuzz/support.h"
#include "parser/message.h"

namespace plumbline::fuzz {

// Who forwards to whom, and the method that is answered, are chosen by the octets.
void CheckForward(MessageKind kind, const Input& input);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_FORWARD_H_
