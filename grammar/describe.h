// Automata and octet sets in the words of the ABNF.
#ifndef PLUMBLINE_GRAMMAR_DESCRIBE_H_
#define PLUMBLINE_GRAMMAR_DESCRIBE_H_

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/automaton.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"

namespace plumbline::grammar {

// What could stand at one place, and why: `rules` is the chain of rules from the production to the one that has the
// terminal: request-line, request-target, origin-form, query, pchar for the terminal unreserved.
struct Expectation {
  // In ABNF: a rule of single octets (unreserved, HEXDIG), %x80-FF, or a quoted string: within one, the rest of it.
  std::string terminal;
  std::vector<std::string> rules;  // at least one; a rule that only imports one of the same name is left out
  std::bitset<256> octets;         // that the terminal begins with; never empty
};

// What the ABNF of `rule` expects after `octets`, in the order of the ABNF, each once. An NFA over the rules is run,
// which shares nothing with Compile. Rules that hold single octets only, as tchar does, are terminals. Nothing is
// expected if the octets are not a viable prefix, or if the rule is not ABNF (<A except B>). `may_end`: the octets are
// a sentence.
struct Expectations {
  std::vector<Expectation> expected;
  bool may_end = false;

  std::bitset<256> octets() const;  // of all that is expected
};
Expectations ExpectedAfter(const RuleBook& book, RuleRef rule, std::string_view octets,
                           const CompileOptions& options = {});

// The octets that a rule holds, if it holds single octets only: tchar, ALPHA, DQUOTE, but not token.
std::optional<std::bitset<256>> SingleOctets(const RuleBook& book, RuleRef rule);

// A set of octets in ABNF terms, an alternation: core rules and rules of single octets of the standard book, quoted
// characters, %x ranges. "" for the empty set.
std::string OctetSet(const std::bitset<256>& octets);

// The automaton in Graphviz's language: a line a state, then a line an arrow with the octets that it is taken on. Two
// circles: accept. Arrows to dead states are left out, but for those that prose has (a state "reject" of its own).
std::string ToDot(const Automaton& automaton, const std::string& title);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_DESCRIBE_H_
