// The grammar a third time, slow and literal: where strings of a rule can end, by the definition of each operator.
#ifndef PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_MATCHER_H_
#define PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_MATCHER_H_

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grammar/compile.h"
#include "grammar/rule_book.h"

namespace plumbline::properties {

// Backtracks through the tree; takes exponential time. The book is to outlive it.
class AbnfMatcher {
 public:
  AbnfMatcher(const grammar::RuleBook& book, const grammar::CompileOptions& options, std::string text)
      : book_(book), options_(options), text_(std::move(text)) {}

  // Whether the whole text is one of the rule's strings.
  bool Matches(grammar::RuleRef rule) { return EndsOf(rule, 0).count(text_.size()) != 0; }

 private:
  using Ends = std::set<size_t>;
  using Step = std::function<Ends(size_t from)>;

  Ends EndsOf(grammar::RuleRef rule, size_t from);
  Ends EndsOf(const grammar::Document& document, const grammar::Node& node, size_t from);
  Ends EndsOfString(const grammar::Node& string, size_t from) const;
  Ends EndsOfList(const grammar::Node& list, size_t from, const Step& element);
  Ends Repeated(Ends ends, const Step& step, int min, int max) const;

  const grammar::RuleBook& book_;
  const grammar::CompileOptions options_;
  const std::string text_;
  std::vector<grammar::RuleRef> open_;  // from the outermost in
};

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GRAMMAR_ABNF_MATCHER_H_
