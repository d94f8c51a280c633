// Canonical octets of whole messages, and what two messages differ in.
#ifndef PLUMBLINE_FUZZ_SUPPORT_CANONICAL_H_
#define PLUMBLINE_FUZZ_SUPPORT_CANONICAL_H_

#include <string>

#include "parser/stream.h"

namespace plumbline::fuzz {

// What parser/serialize.h makes of the complete messages. A chunked body becomes one chunk.
std::string Canonical(const Interpretation& interpretation);

// The first value in which the messages differ, or nothing. Places are not values: they may differ.
std::string Difference(const Message& a, const Message& b);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_CANONICAL_H_
