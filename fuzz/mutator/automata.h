// The automata that the mutator walks: one for each production of RFC 9110 and 9112 that it takes octets for.
//
// They are tables in automata.inc, a generated file that the repository keeps: OpenFst makes them of the ABNF, and
// where OSS-Fuzz builds the targets, with the other standard library, there is no OpenFst to link with. `ci/generate`
// writes the tables again after a change to the grammar, and `ci/check_generated` holds them against it.
#ifndef PLUMBLINE_FUZZ_MUTATOR_AUTOMATA_H_
#define PLUMBLINE_FUZZ_MUTATOR_AUTOMATA_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "grammar/automaton.h"

namespace plumbline::fuzz {

enum class Production : uint8_t {
  kRequestLine,
  kStatusLine,
  kRequestTarget,
  kFieldLine,
  kChunkSize,
  kChunkExt,
  kFieldValue,
  // The values of the fields of these names:
  kHost,
  kConnection,
  kKeepAlive,
  kTransferEncoding,
  kContentLength,
  kTe,
  kTrailer,
  kUpgrade,
  kVia,
};

// By Production, the rule in grammar/abnf.
inline constexpr std::array<const char*, 16> kRules = {
    "RFC9112/request-line", "RFC9112/status-line",   "RFC9112/request-target",    "RFC9112/field-line",
    "RFC9112/chunk-size",   "RFC9112/chunk-ext",     "RFC9110/field-value",       "RFC9110/Host",
    "RFC9110/Connection",   "keep-alive/Keep-Alive", "RFC9112/Transfer-Encoding", "RFC9110/Content-Length",
    "RFC9110/TE",           "RFC9110/Trailer",       "RFC9110/Upgrade",           "RFC9110/Via",
};
inline constexpr size_t kProductions = kRules.size();

// Comments in Via nest so often at most: what nests deeper is for the octets' own mutations.
inline constexpr int kCommentDepth = 2;

// An automaton without prose, of at most 32 classes, as numbers: states, classes; the class of each octet, a number for
// each run of octets (first octet × 256 + class), and 65536; then for each state whether it accepts, and the number of
// states that it leads to; for each of these the set of classes, a bit each, and the state.
using Table = std::vector<uint32_t>;
Table ToTable(const grammar::Automaton& automaton);
grammar::Automaton FromTable(const uint32_t* table);

// The table in automata.inc; lives as long as the program.
const uint32_t* TableOf(Production production);
// Made of the table at the first call; lives as long as the program.
const grammar::Automaton& AutomatonOf(Production production);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_MUTATOR_AUTOMATA_H_
