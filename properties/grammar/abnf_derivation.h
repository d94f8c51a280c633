// Random sentences straight from the tree: no automaton has a part in them.
#ifndef PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_DERIVATION_H_
#define PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_DERIVATION_H_

#include <optional>
#include <string>

#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "grammar/walk.h"

namespace plumbline::properties {

// One string of the rule's language. None where the choices led to a rule inside itself more often than options.depth
// allows, or to a language difference, of which a tree alone does not say what is in it.
std::optional<std::string> DeriveSentence(const grammar::RuleBook& book, grammar::RuleRef rule,
                                          const grammar::CompileOptions& options, grammar::Random& random);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_DERIVATION_H_
