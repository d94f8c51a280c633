// Terminals of ABNF as octets, and as they are written: what describe.h stands on.
#ifndef PLUMBLINE_GRAMMAR_TERMINALS_H_
#define PLUMBLINE_GRAMMAR_TERMINALS_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>

#include "grammar/abnf.h"

namespace plumbline::grammar {

// The octets of a kOctets node.
std::bitset<256> OctetsOf(const Node& range);

// The octets that may stand at place `i` of a kString node.
std::bitset<256> OctetsOf(const Node& string, size_t i);

// A kString node from place `i` on: "chunked", %s"GMT", %x0D.0A.
std::string StringFrom(const Node& string, size_t i);

// One octet as a terminal: ":", %s"a", %x0D.
std::string OneOctet(uint8_t octet);

// %x80-FF; %x80 where both are the same.
std::string Range(uint8_t first, uint8_t last);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_TERMINALS_H_
