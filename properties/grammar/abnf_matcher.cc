#include "properties/grammar/abnf_matcher.h"

#include <algorithm>

namespace plumbline::properties {

using grammar::kUnbounded;
using grammar::Node;
using Kind = Node::Kind;
using Ends = std::set<size_t>;

namespace {

Ends After(const Ends& starts, const std::function<Ends(size_t)>& step) {
  Ends ends;
  for (const size_t start : starts) ends.merge(step(start));
  return ends;
}

// RFC 5234, section 2.3.
bool SameLetter(char a, char b) {
  const auto lower = [](char letter) { return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter; };
  return lower(a) == lower(b);
}

}  // namespace

Ends AbnfMatcher::EndsOf(grammar::RuleRef rule, size_t from) {
  if (std::count(open_.begin(), open_.end(), rule) >= options_.depth) return {};
  open_.push_back(rule);
  const Ends ends = EndsOf(*rule.document, rule.rule->definition, from);
  open_.pop_back();
  return ends;
}

Ends AbnfMatcher::EndsOf(const grammar::Document& document, const Node& node, size_t from) {
  const auto child = [&](size_t i) {
    return [this, &document, &node, i](size_t at) { return EndsOf(document, node.children[i], at); };
  };
  Ends ends;
  switch (node.kind) {
    case Kind::kAlternation:
      for (size_t i = 0; i < node.children.size(); ++i) ends.merge(child(i)(from));
      return ends;
    case Kind::kConcatenation:
      ends = {from};
      for (size_t i = 0; i < node.children.size(); ++i) ends = After(ends, child(i));
      return ends;
    case Kind::kRepetition:
      return Repeated({from}, child(0), node.min, node.max);
    case Kind::kList:
      return EndsOfList(node, from, child(0));
    case Kind::kRule:
    case Kind::kImport:
      return EndsOf(book_.Resolve(document, node), from);
    case Kind::kExcept:
      ends = EndsOf(book_.Resolve(document, node.name), from);
      for (const size_t end : EndsOf(book_.Resolve(document, node.children[0].name), from)) ends.erase(end);
      return ends;
    case Kind::kOctets: {
      const int octet = from < text_.size() ? static_cast<unsigned char>(text_[from]) : -1;
      return octet >= node.first && octet <= node.last ? Ends{from + 1} : Ends{};
    }
    case Kind::kString:
      return EndsOfString(node, from);
  }
  return ends;
}

Ends AbnfMatcher::EndsOfString(const Node& string, size_t from) const {
  const std::string here = text_.substr(from, string.text.size());
  const bool same = string.case_sensitive
                        ? here == string.text
                        : std::equal(here.begin(), here.end(), string.text.begin(), string.text.end(), SameLetter);
  return same ? Ends{from + string.text.size()} : Ends{};
}

// Beyond the first `min`, more rounds than there are octets reach no new end.
Ends AbnfMatcher::Repeated(Ends ends, const Step& step, int min, int max) const {
  for (int i = 0; i < min; ++i) ends = After(ends, step);
  const int rounds = max == kUnbounded ? static_cast<int>(text_.size()) + 1 : max - min;
  for (int i = 0; i < rounds; ++i) ends.merge(After(ends, step));
  return ends;
}

Ends AbnfMatcher::EndsOfList(const Node& list, size_t from, const Step& element) {
  const Step ows = [&](size_t at) { return EndsOf(book_.Find("RFC9110/OWS"), at); };
  const Step comma = [&](size_t at) { return text_.substr(at, 1) == "," ? Ends{at + 1} : Ends{}; };
  const auto separated = [&](const Ends& ends) { return After(After(After(ends, ows), comma), ows); };

  // RFC 9110, section 5.6.1.2: [ element ] *( OWS "," OWS [ element ] )
  if (options_.lists == grammar::ListRule::kRecipient) {
    const Step optional = [&](size_t at) {
      Ends ends = element(at);
      ends.insert(at);
      return ends;
    };
    return Repeated(
        optional(from), [&](size_t at) { return After(separated({at}), optional); }, 0, kUnbounded);
  }

  // Section 5.6.1.1: with n elements, n - 1 separators; every separator takes an octet.
  Ends ends;
  if (list.min == 0) ends.insert(from);
  const int most = list.max == kUnbounded ? static_cast<int>(text_.size()) + 1 : list.max;
  Ends counted = {from};
  for (int count = 1; count <= most; ++count) {
    counted = After(count == 1 ? counted : separated(counted), element);
    if (count >= list.min) ends.insert(counted.begin(), counted.end());
  }
  return ends;
}

}  // namespace plumbline::properties
