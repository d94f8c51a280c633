// Canonical octets of whole messages.
#ifndef PLUMBLINE_FUZZ_SUPPORT_CANONICAL_H_
#define PLUMBLINE_FUZZ_SUPPORT_CANONICAL_H_

#include <string>

#include "parser/stream.h"

namespace plumbline::fuzz {

// What parser/serialize.h makes of the complete messages. A chunked body becomes one chunk.
std::string Canonical(const Interpretation& interpretation);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_CANONICAL_H_
