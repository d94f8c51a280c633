#include "properties/grammar/abnf_print.h"

#include <algorithm>

namespace plumbline::properties {
namespace {

using grammar::Node;
using grammar::Random;

class Printer {
 public:
  explicit Printer(Random& style) : style_(style) {}

  std::string Print(const grammar::Document& document) {
    std::string text;
    std::string section;
    for (const grammar::Rule& rule : document.rules) {
      if (OneIn(3)) text += Comment() + Newline();
      if (rule.section != section || OneIn(4)) text += ";@ section " + rule.section + Newline();
      section = rule.section;
      if (!rule.rejects.empty()) text += ";@  rejects\t" + rule.rejects + Newline();
      if (!rule.awaits.empty()) text += ";@awaits " + rule.awaits + " " + Newline();
      if (!rule.demands.empty()) text += ";@ demands " + rule.demands + Newline();
      if (!rule.names.empty()) text += ";@\tnames " + rule.names + Newline();
      text +=
          rule.name + Space() + "=" + Space() + Alternation(rule.definition) + (OneIn(3) ? Space() : "") + Newline();
      if (OneIn(3)) text += Newline();
    }
    return text;
  }

 private:
  bool OneIn(size_t count) { return style_.Below(count) == 0; }
  std::string Newline() { return OneIn(4) ? "\r\n" : "\n"; }

  std::string Comment() {
    static constexpr const char* kComments[] = {";", "; a = b", ";\"", "; <not closed (", ";;@ section 9", "; @"};
    return kComments[style_.Below(std::size(kComments))];
  }

  // 1*c-wsp, and *c-wsp
  std::string Gap() {
    switch (style_.Below(8)) {
      case 0:
        return "\t ";
      case 1:
        return Newline() + "  ";
      case 2:
        return " " + Comment() + Newline() + " ";
      case 3:
        return Newline() + Comment() + Newline() + Newline() + "\t";
      default:
        return " ";
    }
  }
  std::string Space() { return OneIn(3) ? "" : Gap(); }

  std::string Alternation(const Node& node) {
    if (node.kind != Node::Kind::kAlternation) return Concatenation(node);
    std::string text = Concatenation(node.children.front());
    for (size_t i = 1; i < node.children.size(); ++i) text += Space() + "/" + Space() + Concatenation(node.children[i]);
    return text;
  }

  std::string Concatenation(const Node& node) {
    if (node.kind != Node::Kind::kConcatenation) return Repetition(node);
    std::string text = Repetition(node.children.front());
    for (size_t i = 1; i < node.children.size(); ++i) text += Gap() + Repetition(node.children[i]);
    return text;
  }

  std::string Repetition(const Node& node) {
    if (node.kind != Node::Kind::kRepetition && node.kind != Node::Kind::kList) return Element(node);
    if (IsOption(node) && OneIn(2)) return Element(node);
    const std::string element = Element(node.children.front());
    if (node.kind == Node::Kind::kRepetition && node.min == node.max && OneIn(2))
      return std::to_string(node.min) + element;
    return (node.min == 0 && OneIn(2) ? "" : std::to_string(node.min)) + (node.kind == Node::Kind::kList ? "#" : "*") +
           (node.max == grammar::kUnbounded ? "" : std::to_string(node.max)) + element;
  }

  static bool IsOption(const Node& node) {
    return node.kind == Node::Kind::kRepetition && node.min == 0 && node.max == 1;
  }

  std::string Element(const Node& node) {
    if (IsOption(node) && !OneIn(3)) return "[" + Space() + Alternation(node.children.front()) + Space() + "]";
    switch (node.kind) {
      case Node::Kind::kAlternation:
      case Node::Kind::kConcatenation:
      case Node::Kind::kRepetition:
      case Node::Kind::kList:
        break;
      default:
        if (!OneIn(6)) return Leaf(node);
    }
    return "(" + Space() + Alternation(node) + Space() + ")";
  }

  std::string Leaf(const Node& node) {
    switch (node.kind) {
      case Node::Kind::kRule:
        return OneIn(4) ? "<" + node.name + ">" : node.name;
      case Node::Kind::kImport:
        return OneIn(2) ? "<" + node.name + ", see [" + node.document + "], Section " + node.section + ">"
                        : "<" + node.name + ", see Section " + node.section + " of [" + node.document + "]>";
      case Node::Kind::kExcept:
        return "<" + node.name + " except " + node.children.front().name + ">";
      case Node::Kind::kOctets: {
        const int base = Base();
        std::string text = Percent(base) + Number(node.first, base);
        if (node.first != node.last || OneIn(4)) text += "-" + Number(node.last, base);
        return text;
      }
      default:
        return String(node);
    }
  }

  std::string String(const Node& node) {
    const bool quotable =
        std::all_of(node.text.begin(), node.text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"'; });
    if (!node.case_sensitive) return (OneIn(3) ? (OneIn(2) ? "%i" : "%I") : "") + ("\"" + node.text + "\"");
    if (quotable && (node.text.size() < 2 || OneIn(2))) return (OneIn(2) ? "%s\"" : "%S\"") + node.text + "\"";
    const int base = Base();
    std::string text = Percent(base);
    for (size_t i = 0; i < node.text.size(); ++i)
      text += (i == 0 ? "" : ".") + Number(static_cast<uint8_t>(node.text[i]), base);
    return text;
  }

  int Base() { return OneIn(2) ? 16 : OneIn(2) ? 10 : 2; }
  std::string Percent(int base) {
    return std::string("%") + (base == 16   ? OneIn(2) ? "x" : "X"
                               : base == 10 ? OneIn(2) ? "d" : "D"
                               : OneIn(2)   ? "b"
                                            : "B");
  }

  std::string Number(int value, int base) {
    const std::string digits = OneIn(2) ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string text;
    for (; value > 0 || text.empty(); value /= base) text.insert(0, 1, digits[static_cast<size_t>(value % base)]);
    return (OneIn(3) ? "0" : "") + text;
  }

  Random& style_;
};

}  // namespace

std::string PrintAbnf(const grammar::Document& document, Random& style) { return Printer(style).Print(document); }

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char octet : text) {
    if (octet == '\n')
      lines.emplace_back();
    else
      lines.back() += octet;
  }
  return lines;
}

bool SameTree(const Node& a, const Node& b) {
  return a.kind == b.kind && a.min == b.min && a.max == b.max && a.first == b.first && a.last == b.last &&
         a.case_sensitive == b.case_sensitive && a.name == b.name && a.document == b.document && a.text == b.text &&
         a.section == b.section &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), SameTree);
}

}  // namespace plumbline::properties
