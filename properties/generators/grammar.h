// Generators that know nothing of HTTP but its grammar: sentences and near misses of any rule, by its full name.
//
// A sentence shrinks within its language: towards those on whose way through the automaton a loop less is taken, then
// towards the plainest octets. So every counterexample is a sentence, or a near miss, of the rule.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_GRAMMAR_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_GRAMMAR_H_

#include <rapidcheck.h>

#include <cstddef>
#include <ostream>
#include <string>

#include "grammar/automaton.h"

namespace plumbline::properties {

// "RFC9110/Connection" as the parser takes it: the automaton of the rule's first row in the registration table, with
// its prose (productions.h); of a rule without one, its ABNF alone. Lives as long as the program.
const grammar::Automaton& StrictAutomaton(const std::string& rule);
// The ABNF alone, as a sender generates it (RFC 9110, section 5.6.1.1). Lives as long as the program.
const grammar::Automaton& SendersAutomaton(const std::string& rule);

// A sentence of at most `longest` octets, or of the fewest that there are. One in two is as likely as any other of its
// length; of the others, which show more of the structure, every next state is as likely as any other.
rc::Gen<std::string> GrammarSentence(const grammar::Automaton& automaton, size_t longest = 24);

// What is not a sentence, and begins like one. The automaton has to have such strings; of a rule that contains itself,
// what nests deeper than the automaton is among them.
struct BrokenSentence {
  std::string octets;  // rejected at their last one, or in need of more
  bool rejected = false;
  std::string tail;  // what could have followed, had the last octet been another: it must not matter
};
void showValue(const BrokenSentence& broken, std::ostream& os);
rc::Gen<BrokenSentence> GrammarNearMiss(const grammar::Automaton& automaton, size_t longest = 24);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_GRAMMAR_H_
