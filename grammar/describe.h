// Automata and octet sets in the words of the ABNF.
#ifndef PLUMBLINE_GRAMMAR_DESCRIBE_H_
#define PLUMBLINE_GRAMMAR_DESCRIBE_H_

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/automaton.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"

namespace plumbline::grammar {

// What could stand at one place, and why: `rules` is the chain of rules from the production to the one that has the
// terminal, e.g. request-line, request-target, origin-form, query, pchar, unreserved, ALPHA.
struct Expectation {
  std::string terminal;  // in ABNF: ALPHA, ":", %x80-FF, tchar
  std::vector<std::string> rules;
  std::bitset<256> octets;
};

// What the ABNF of `rule` expects behind `octets`, which are a viable prefix of it (an NFA over the rules is run: it
// shares nothing with Compile). Rules that hold single octets only, as tchar does, are terminals. Empty if the
// octets are no viable prefix. `may_end`: the octets are a sentence.
struct Expectations {
  std::vector<Expectation> expected;
  bool may_end = false;
};
Expectations ExpectedAfter(const RuleBook& book, RuleRef rule, std::string_view octets,
                           const CompileOptions& options = {});

// A set of octets in ABNF terms: named core rules and rules of single octets, quoted characters, %x ranges.
std::string OctetSet(const std::bitset<256>& octets);

// The automaton in Graphviz's language, with a line a state and octet classes on the arrows.
std::string ToDot(const Automaton& automaton, const std::string& title);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_DESCRIBE_H_
