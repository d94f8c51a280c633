// The grammar a second time: ABNF as a regular expression for RE2. It shares nothing with grammar/compile.cc but the
// tree, the rule book and the options, so that the one can check the other.
#ifndef PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_REGEX_H_
#define PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_REGEX_H_

#include <optional>
#include <string>
#include <string_view>

#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "re2/re2.h"

namespace plumbline::properties {

// The language of `rule` in RE2's syntax, over Latin-1; not anchored. None where RE2 has no way to say it: language
// difference, and repetition of more than 1000 times.
std::optional<std::string> AbnfRegex(const grammar::RuleBook& book, grammar::RuleRef rule,
                                     const grammar::CompileOptions& options = {});

// Says of whole strings whether a rule's language has them.
class AbnfRecogniser {
 public:
  explicit AbnfRecogniser(const std::string& regex) : expression_(regex, Options()) {}

  // Empty if RE2 took the expression, else what it says.
  const std::string& error() const { return expression_.error(); }
  bool Accepts(std::string_view octets) const {
    return expression_.Match({octets.data(), octets.size()}, 0, octets.size(), RE2::ANCHOR_BOTH, nullptr, 0);
  }

 private:
  static RE2::Options Options();

  RE2 expression_;
};

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_REGEX_H_
