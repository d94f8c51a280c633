// ABNF trees as text, and made at random: what the reader is tested with. Shares no code with it.
#ifndef PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_PRINT_H_
#define PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_PRINT_H_

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "grammar/abnf.h"
#include "grammar/walk.h"

namespace plumbline::properties {

// `style` chooses among the ways RFC 5234 has to write one thing: groups that need not be, bases of numbers,
// whitespace, comments, ends of lines.
std::string PrintAbnf(const grammar::Document& document, grammar::Random& style);

// The lines of a text, without LF.
std::vector<std::string> LinesOf(const std::string& text);

// Positions aside.
bool SameTree(const grammar::Node& a, const grammar::Node& b);

// Documents as the reader makes them, without positions and printed forms: 1 to 5 rules, definitions nest up to 3 deep.
rc::Gen<grammar::Document> AnyDocument();

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_PRINT_H_
