// Values in field lists of HTTP/2 and HTTP/3 held against the ABNF of grammar/, for witness/field_list.h.
#ifndef PLUMBLINE_PROPERTIES_FIELD_LIST_VALUES_H_
#define PLUMBLINE_PROPERTIES_FIELD_LIST_VALUES_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "grammar/automaton.h"

namespace plumbline::properties {

// A rule of field_list_values.cc, compiled.
const grammar::Automaton& ValueAutomaton(const std::string& rule);
// The first octet with which `text` can match the rule no more, its size if it breaks off, or npos if it matches.
size_t SlowWrong(absl::string_view rule, absl::string_view text);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_FIELD_LIST_VALUES_H_
