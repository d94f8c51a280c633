// The test vectors that Plumbline exports: docs/vectors.md describes them as a reader of the file meets them.
#ifndef PLUMBLINE_GRAMMAR_EXPORTED_H_
#define PLUMBLINE_GRAMMAR_EXPORTED_H_

#include <functional>
#include <string>
#include <vector>

#include "grammar/automaton.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"

namespace plumbline::grammar {

// A production, and the rules of prose.abnf that say where sentences of prose decide otherwise than its ABNF.
struct ExportedProduction {
  std::string rule;                // full name, "RFC9112/chunk-ext"
  std::vector<std::string> prose;  // in the order in which they decide at one octet
};

// Those that Plumbline's parser has a function for, or reads within one; in the order of the export. A request-target
// is read as after the method GET. properties/ holds the list equal to what the parser is compared with.
const std::vector<ExportedProduction>& ExportedProductions();

struct ExportedVector {
  std::string octets;
  Reading abnf;    // what the ABNF alone says; the reason is kGrammar
  Reading strict;  // with the prose: where it differs in more than the reason, `clause` decides
  std::string clause;
};

// The vectors of a production, no string twice, in the same order on every run: a cover of the transitions of its
// automaton with the prose (transition_cover.h), by classes where it has at most 1000 pairs of state and octet class.
// Where prose rejects, there is also what the ABNF would make a sentence of it. What only the depth of nesting decides
// is left out: it is a bound of the automata and none of the ABNF.
void ForEachExportedVector(const RuleBook& book, const ExportedProduction& production, const CompileOptions& options,
                           const std::function<void(const ExportedVector&)>& visit);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_EXPORTED_H_
