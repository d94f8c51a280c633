#include "properties/grammar/abnf_regex.h"

#include <algorithm>
#include <cstdio>
#include <vector>

namespace plumbline::properties {

namespace {

using grammar::Document;
using grammar::kUnbounded;
using grammar::ListRule;
using grammar::Node;
using grammar::RuleRef;
using Kind = Node::Kind;
using Pattern = std::optional<std::string>;

constexpr char kNothing[] = "[^\\x00-\\x{FF}]";  // no string at all
constexpr int kMostRepeats = 1000;               // RE2's bound

std::string Hex(unsigned char octet) {
  char text[8];
  std::snprintf(text, sizeof text, "\\x{%02X}", octet);
  return text;
}

std::string Group(const std::string& text) { return "(?:" + text + ")"; }

// `text` from `min` to `max` times; a bound of kUnbounded is none.
std::string Times(const std::string& text, int min, int max) {
  const std::string most = max == kUnbounded ? "" : std::to_string(max);
  return Group(text) + "{" + std::to_string(min) + "," + most + "}";
}

class Writer {
 public:
  Writer(const grammar::RuleBook& book, const grammar::CompileOptions& options) : book_(book), options_(options) {}

  // A rule inside itself for the (depth + 1)th time is left out.
  Pattern Rule(RuleRef rule) {
    if (std::count(open_.begin(), open_.end(), rule) >= options_.depth) return kNothing;
    open_.push_back(rule);
    Pattern text = Expression(*rule.document, rule.rule->definition);
    open_.pop_back();
    return text;
  }

 private:
  Pattern Expression(const Document& document, const Node& node) {
    switch (node.kind) {
      case Kind::kAlternation:
        return Joined(document, node, "|");
      case Kind::kConcatenation:
        return Joined(document, node, "");
      case Kind::kRepetition: {
        const Pattern text = Expression(document, node.children[0]);
        if (!text || node.min > kMostRepeats || node.max > kMostRepeats) return std::nullopt;
        return Times(*text, node.min, node.max);
      }
      case Kind::kList:
        return List(document, node);
      case Kind::kRule:
      case Kind::kImport:
        return Rule(book_.Resolve(document, node));
      case Kind::kOctets:
        return "[" + Hex(node.first) + "-" + Hex(node.last) + "]";
      case Kind::kString:
        return String(node);
      case Kind::kExcept:
        break;
    }
    return std::nullopt;
  }

  Pattern Joined(const Document& document, const Node& node, const std::string& between) {
    std::string all;
    for (const Node& child : node.children) {
      const Pattern text = Expression(document, child);
      if (!text) return std::nullopt;
      all += (&child == &node.children.front() ? "" : between) + Group(*text);
    }
    return all;
  }

  // RFC 5234, section 2.3: letters without regard to case, unless RFC 7405's %s asks for it.
  Pattern String(const Node& node) {
    std::string text;
    for (const char character : node.text) {
      const auto octet = static_cast<unsigned char>(character);
      const unsigned char lower = octet | 0x20;
      const bool is_letter = lower >= 'a' && lower <= 'z';
      if (is_letter && !node.case_sensitive) {
        text += "[" + Hex(lower) + Hex(lower - 0x20) + "]";
      } else {
        text += Hex(octet);
      }
    }
    return text;
  }

  Pattern List(const Document& document, const Node& node) {
    const Pattern element = Expression(document, node.children[0]);
    const Pattern ows = Rule(book_.Find("RFC9110/OWS"));
    if (!element || !ows || node.min > kMostRepeats || node.max > kMostRepeats) return std::nullopt;
    const std::string e = Group(*element);
    const std::string comma = Group(*ows) + "," + Group(*ows);
    // RFC 9110, section 5.6.1.2: [ element ] *( OWS "," OWS [ element ] )
    if (options_.lists == ListRule::kRecipient) return e + "?" + Group(comma + e + "?") + "*";
    // Section 5.6.1.1: element <n-1>*<m-1>( OWS "," OWS element )
    if (node.max == 0) return "";
    const int min = node.min == 0 ? 0 : node.min - 1;
    const int max = node.max == kUnbounded ? kUnbounded : node.max - 1;
    const std::string one_or_more = e + Times(comma + e, min, max);
    return node.min == 0 ? Group(one_or_more) + "?" : one_or_more;
  }

  const grammar::RuleBook& book_;
  const grammar::CompileOptions& options_;
  std::vector<RuleRef> open_;  // from the outermost in
};

}  // namespace

Pattern AbnfRegex(const grammar::RuleBook& book, RuleRef rule, const grammar::CompileOptions& options) {
  return Writer(book, options).Rule(rule);
}

RE2::Options AbnfRecogniser::Options() {
  RE2::Options options(RE2::Latin1);
  options.set_max_mem(int64_t{1} << 30);
  options.set_log_errors(false);
  return options;
}

}  // namespace plumbline::properties
