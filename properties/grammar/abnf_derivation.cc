#include "properties/grammar/abnf_derivation.h"

#include <algorithm>
#include <vector>

namespace plumbline::properties {

namespace {

using grammar::kUnbounded;
using grammar::Node;
using grammar::RuleRef;
using Kind = Node::Kind;

// Every function appends to the sentence and is false where there is none.
class Derivation {
 public:
  Derivation(const grammar::RuleBook& book, const grammar::CompileOptions& options, grammar::Random& random)
      : book_(book), options_(options), random_(random) {}

  const std::string& sentence() const { return sentence_; }

  bool Rule(RuleRef rule) {
    if (std::count(open_.begin(), open_.end(), rule) >= options_.depth) return false;
    open_.push_back(rule);
    const bool derived = Element(*rule.document, rule.rule->definition);
    open_.pop_back();
    return derived;
  }

 private:
  bool Element(const grammar::Document& document, const Node& node) {
    const auto child = [&](size_t i) { return Element(document, node.children[i]); };
    switch (node.kind) {
      case Kind::kAlternation:
        return child(random_.Below(node.children.size()));
      case Kind::kConcatenation:
        for (size_t i = 0; i < node.children.size(); ++i)
          if (!child(i)) return false;
        return true;
      case Kind::kRepetition:
        for (int i = Count(node.min, node.max); i > 0; --i)
          if (!child(0)) return false;
        return true;
      case Kind::kList:
        return List(document, node);
      case Kind::kRule:
      case Kind::kImport:
        return Rule(book_.Resolve(document, node));
      case Kind::kOctets:
        sentence_ += static_cast<char>(node.first + random_.Below(static_cast<size_t>(node.last - node.first) + 1));
        return true;
      case Kind::kString:
        for (const char character : node.text) sentence_ += node.case_sensitive ? character : AnyCase(character);
        return true;
      case Kind::kExcept:
        return false;
    }
    return false;
  }

  // RFC 9110, section 5.6.1: elements with separators between them; a recipient's may be empty.
  bool List(const grammar::Document& document, const Node& node) {
    const bool is_recipient = options_.lists == grammar::ListRule::kRecipient;
    const int count = is_recipient ? Count(0, kUnbounded) : Count(node.min, node.max);
    for (int i = 0; i < count; ++i) {
      if (i > 0 && !Separator()) return false;
      if (is_recipient && random_.Below(4) == 0) continue;
      if (!Element(document, node.children[0])) return false;
    }
    return true;
  }

  bool Separator() {
    const RuleRef ows = book_.Find("RFC9110/OWS");
    if (!Rule(ows)) return false;
    sentence_ += ',';
    return Rule(ows);
  }

  // The bounds themselves often, and seldom more than a few beyond `min`.
  int Count(int min, int max) {
    int count = min;
    while ((max == kUnbounded || count < max) && random_.Below(2) == 0) ++count;
    return max != kUnbounded && random_.Below(8) == 0 ? max : count;
  }

  char AnyCase(char letter) {
    const bool is_letter = (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
    return is_letter && random_.Below(2) == 0 ? static_cast<char>(letter ^ 0x20) : letter;
  }

  const grammar::RuleBook& book_;
  const grammar::CompileOptions& options_;
  grammar::Random& random_;
  std::vector<RuleRef> open_;  // from the outermost in
  std::string sentence_;
};

}  // namespace

std::optional<std::string> DeriveSentence(const grammar::RuleBook& book, RuleRef rule,
                                          const grammar::CompileOptions& options, grammar::Random& random) {
  Derivation derivation(book, options, random);
  if (!derivation.Rule(rule)) return std::nullopt;
  return derivation.sentence();
}

}  // namespace plumbline::properties
