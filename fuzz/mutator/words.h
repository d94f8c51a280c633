// Words that mean something in HTTP/1.1 although the ABNF has a token or digits for them.
#ifndef PLUMBLINE_FUZZ_MUTATOR_WORDS_H_
#define PLUMBLINE_FUZZ_MUTATOR_WORDS_H_

#include <string_view>
#include <vector>

#include "fuzz/mutator/automata.h"

namespace plumbline::fuzz {

// For the walks of a production; they may take it anywhere within a sentence.
std::vector<std::string_view> WordsOf(Production production);

// Names of fields that a recipient reads, forwards or refuses in a trailer section, by themselves.
const std::vector<std::string_view>& FieldNames();

// The productions that are the values of fields.
const std::vector<Production>& FieldValues();

// The name of the field that has this production for its value; "" if none has.
std::string_view FieldNameOf(Production production);
// The production of the value of the field of this name, in any case; kFieldValue for those without one of their own.
Production ValueOf(std::string_view field_name);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_MUTATOR_WORDS_H_
