// The registration table: which entry point of the parser reads which production of the grammar, and by which sentences
// of prose the parser is stricter than the production's ABNF. A row is all it takes to hold a production to its
// grammar.
#ifndef PLUMBLINE_PROPERTIES_GRAMMAR_PRODUCTIONS_H_
#define PLUMBLINE_PROPERTIES_GRAMMAR_PRODUCTIONS_H_

#include <string>
#include <vector>

#include "grammar/automaton.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "parser/clause.h"
#include "properties/parser/entry_points.h"

namespace plumbline::properties {

struct Production {
  std::string rule;   // full name of the rule, "RFC9110/Connection"
  std::string entry;  // what reads it, for people; with the rule it names the row
  EntryPoint read;
  // The clauses that the parser gives where the ABNF alone decides; each of them is given somewhere.
  std::vector<Clause> clauses;
  // Rules of prose.abnf: where they decide, the parser gives their clause.
  std::vector<std::string> prose = {};
  // A rule of prose.abnf, or none. After a string of it the two are not compared: the automaton is bounded there.
  std::string beyond = "";
  // Of a rule that contains itself: what nests deeper is not compared. 0: the rule does not contain itself.
  int depth = 0;
  // Whether only yes and no are compared, of an entry point that has no other answer.
  bool yes_or_no = false;
};

const std::vector<Production>& Productions();

// The automata of a row.
struct Machine {
  grammar::Automaton abnf;      // the rule's language
  grammar::Automaton strict;    // with the prose; reason i is prose[i]
  std::vector<Clause> reasons;  // the clause of each
  grammar::Automaton beyond;    // accepts where comparing ends
  bool has_beyond = false;
  grammar::Automaton deeper;  // with prose, nested once more than `strict`
  bool has_deeper = false;
};
Machine MakeMachine(const Production& production);
// Rows with equal keys have equal machines.
std::string MachineKey(const Production& production);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GRAMMAR_PRODUCTIONS_H_
