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

// Each with its rule in grammar/abnf. After kFieldValue: the values of the fields of these names, each of which the
// parser reads.
#define PLUMBLINE_PRODUCTIONS(PRODUCTION)              \
  PRODUCTION(kRequestLine, "RFC9112/request-line")     \
  PRODUCTION(kStatusLine, "RFC9112/status-line")       \
  PRODUCTION(kRequestTarget, "RFC9112/request-target") \
  PRODUCTION(kFieldLine, "RFC9112/field-line")         \
  PRODUCTION(kChunkSize, "RFC9112/chunk-size")         \
  PRODUCTION(kChunkExt, "RFC9112/chunk-ext")           \
  PRODUCTION(kFieldValue, "RFC9110/field-value")

enum class Production : uint8_t {
#define PLUMBLINE_NAME(name, rule) name,
  PLUMBLINE_PRODUCTIONS(PLUMBLINE_NAME)
#undef PLUMBLINE_NAME
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) k##id,
#include "parser/fields/fields.def"
};

// By Production.
inline constexpr std::array kRules = {
#define PLUMBLINE_RULE(name, rule) rule,
    PLUMBLINE_PRODUCTIONS(PLUMBLINE_RULE)
#undef PLUMBLINE_RULE
#undef PLUMBLINE_PRODUCTIONS
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) rule,
#include "parser/fields/fields.def"
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

// Made of the table in automata.inc at the first call; lives as long as the program.
const grammar::Automaton& AutomatonOf(Production production);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_MUTATOR_AUTOMATA_H_
