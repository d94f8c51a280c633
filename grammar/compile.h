// From ABNF to automata, with OpenFst: union, concatenation, closure, determinisation, minimisation, difference.
#ifndef PLUMBLINE_GRAMMAR_COMPILE_H_
#define PLUMBLINE_GRAMMAR_COMPILE_H_

#include <optional>
#include <string>
#include <vector>

#include "grammar/automaton.h"
#include "grammar/rule_book.h"

namespace plumbline::grammar {

// How `#element` is read: RFC 9110, section 5.6.1.1 (what a sender generates) and 5.6.1.2 (what a recipient accepts:
// empty elements too, whatever the cardinality).
enum class ListRule { kRecipient, kSender };

struct CompileOptions {
  ListRule lists = ListRule::kRecipient;
  // A rule that contains itself (comment) nests so often at most, 1 or more: with 1, a comment holds no comment. What
  // nests deeper is not in the automaton's language.
  int depth = 3;
};

// The minimal automaton of the rule's language. Equal languages have equal automata: states are numbered as a
// breadth-first search from the start meets them, classes by their first octets. Lists take OWS from RFC 9110. Of the
// RFCs' rules none has more than 700 states or takes more than a tenth of a second.
Automaton Compile(const RuleBook& book, RuleRef rule, const CompileOptions& options = {});

// A sentence of prose as a language, which no ABNF states.
//
// `rejects`: the octets up to and with the one that makes the sentence's condition true. The automaton rejects at
// that octet with this reason, where the ABNF alone would still see a viable prefix. `awaits`: octets that the ABNF
// accepts and the sentence does not yet: they need more.
// `demands`: what the octets have to become: an octet with which they no longer can is rejected, and what the ABNF
// accepts before they have needs more. `names`: strings whose last octet the ABNF itself rejects, with this reason.
struct Prose {
  enum class Kind { kRejects, kAwaits, kDemands, kNames };
  Automaton language;
  Kind kind = Kind::kRejects;
};

// What a rule of prose.abnf says besides its language: the kind, and the id of the clause. None if it states no clause.
struct Sentence {
  Prose::Kind kind;
  std::string clause;
};
std::optional<Sentence> SentenceOf(const Rule& rule);

// `grammar`, which Compile() made, with the prose: reason i is prose[i]. Where two decide at one octet, the first in
// order counts.
Automaton WithProse(const Automaton& grammar, const std::vector<Prose>& prose);

// The shortest string (of those the first in the order of octets) that one of the two reads otherwise than the
// other, reasons aside; none if they are equal.
std::optional<std::string> Difference(const Automaton& a, const Automaton& b);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_COMPILE_H_
