#include <utility>

#include "properties/generators/basic.h"
#include "properties/grammar/abnf_print.h"

namespace plumbline::properties {
namespace {

namespace gen = rc::gen;
using grammar::Node;

rc::Gen<std::string> RuleName() { return OneOfTexts({"a", "B", "x-1", "token", "VCHAR", "see", "a--", "except"}); }
rc::Gen<std::string> SectionNumber() { return OneOfTexts({"1", "3.2.1", "B.1", "19.7.1.1"}); }

Node AnyString() {
  Node node;
  node.kind = Node::Kind::kString;
  node.case_sensitive = *Sometimes(2);
  const bool quotable = !node.case_sensitive || *Sometimes(2);
  node.text =
      quotable ? *OneOfTexts({"", "a", ";", "<b>", " ", "HTTP", "%x41", "(", "\\", "a;b ; c", "~"}) : *AnyOctets(2, 4);
  return node;
}

Node AnyLeaf() {
  Node node;
  switch (*InRange(0, 5)) {
    case 0:
      node.kind = Node::Kind::kRule;
      node.name = *RuleName();
      return node;
    case 1:
      node.kind = Node::Kind::kOctets;
      node.first = static_cast<uint8_t>(*InRange(0, 256));
      node.last = static_cast<uint8_t>(*InRange<int>(node.first, 256));
      return node;
    case 2:
      node.kind = Node::Kind::kImport;
      node.name = *RuleName();
      node.document = *OneOfTexts({"HTTP", "URI", "RFC9110", "keep-alive"});
      node.section = *SectionNumber();
      return node;
    case 3: {
      node.kind = Node::Kind::kExcept;
      node.name = *RuleName();
      Node& excepted = node.children.emplace_back();
      excepted.kind = Node::Kind::kRule;
      excepted.name = *RuleName();
      return node;
    }
    default:
      return AnyString();
  }
}

Node AnyNode(int depth) {
  const int kind = depth == 0 ? 0 : *InRange(0, 5);
  if (kind == 0) return AnyLeaf();
  Node node;
  size_t children = 1;
  if (kind <= 2) {
    node.kind = kind == 1 ? Node::Kind::kAlternation : Node::Kind::kConcatenation;
    children = *InRange<size_t>(2, 4);
  } else {
    node.kind = kind == 3 ? Node::Kind::kRepetition : Node::Kind::kList;
    node.min = *InRange(0, 12);
    node.max = *Sometimes(2) ? grammar::kUnbounded : node.min + *InRange(0, 20);
    if (*Sometimes(3)) node.min = 0, node.max = 1;
  }
  for (; children > 0; --children) node.children.push_back(AnyNode(depth - 1));
  return node;
}

}  // namespace

rc::Gen<grammar::Document> AnyDocument() {
  return gen::exec([] {
    grammar::Document document;
    document.name = "any";
    const int count = *InRange(1, 6);
    for (int i = 0; i < count; ++i) {
      grammar::Rule rule;
      rule.name = *OneOfTexts({"r", "Rule-", "R-2-"}) + std::to_string(i);
      rule.section = *SectionNumber();
      const int said = *InRange(0, 5);
      if (said == 0) rule.rejects = "9112-2.2-bare-lf";
      if (said == 1) rule.awaits = "2068-x";
      if (said == 2) rule.demands = "x";
      if (said == 3) rule.names = "9110-5.5-nul";
      rule.definition = AnyNode(*InRange(0, 4));
      document.rules.push_back(std::move(rule));
    }
    return document;
  });
}

}  // namespace plumbline::properties
