#include "grammar/compile.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "grammar/language.h"
#include "grammar/octet_classes.h"

namespace plumbline::grammar {

namespace {

using Kind = Node::Kind;

uint8_t OtherCase(uint8_t octet) {
  const bool upper = octet >= 'A' && octet <= 'Z';
  const bool lower = octet >= 'a' && octet <= 'z';
  return upper || lower ? octet ^ 0x20 : octet;
}

// The octets that stand for one character of a kString.
std::pair<uint8_t, uint8_t> OctetsOf(const Node& string, char character) {
  const auto octet = static_cast<uint8_t>(character);
  return {octet, string.case_sensitive ? octet : OtherCase(octet)};
}

class Compiler {
 public:
  Compiler(const RuleBook& book, const CompileOptions& options)
      : book_(book), options_(options), ows_(book.Find("RFC9110/OWS")) {}

  Automaton Compile(RuleRef rule) {
    Survey(rule);
    const Table table = OfRule(rule, {}).ToTable(classes_.size());
    std::vector<Automaton::Output> outputs;
    for (const bool accepts : table.accepts) outputs.push_back({accepts ? Word::kAccept : Word::kNeedMore, kGrammar});
    return OverOctets(classes_, table, std::move(outputs));
  }

 private:
  // How often each rule contains the place that is being compiled.
  using Nesting = std::map<RuleRef, int>;

  // The rules that a node of `document` refers to.
  std::vector<RuleRef> References(const Document& document, const Node& node) const {
    switch (node.kind) {
      case Kind::kRule:
      case Kind::kImport:
        return {book_.Resolve(document, node)};
      case Kind::kExcept:
        return {book_.Resolve(document, node.name), book_.Resolve(document, node.children[0].name)};
      case Kind::kList:
        return {ows_};
      default:
        return {};
    }
  }

  // Finds what `rule` refers to, and splits the octets by every terminal in it.
  void Survey(RuleRef rule) {
    if (!rule || !references_.try_emplace(rule).second) return;
    SurveyNode(rule, rule.rule->definition);
    for (const RuleRef to : std::set<RuleRef>(references_[rule])) Survey(to);
  }

  void SurveyNode(RuleRef rule, const Node& node) {
    if (node.kind == Kind::kOctets)
      classes_.SplitBy([&](uint8_t octet) { return octet >= node.first && octet <= node.last; });
    if (node.kind == Kind::kList) classes_.SplitBy([](uint8_t octet) { return octet == ','; });
    for (const char character : node.kind == Kind::kString ? node.text : "") {
      const auto octets = OctetsOf(node, character);
      classes_.SplitBy([&](uint8_t octet) { return octet == octets.first || octet == octets.second; });
    }
    for (const RuleRef to : References(*rule.document, node)) references_[rule].insert(to);
    if (node.kind == Kind::kExcept) return;  // its child is a name
    for (const Node& child : node.children) SurveyNode(rule, child);
  }

  // Whether `from` contains `to`, at any depth.
  bool Contains(RuleRef from, RuleRef to) {
    auto [known, is_new] = contained_.try_emplace(from);
    if (is_new) {
      std::vector<RuleRef> waiting(references_[from].begin(), references_[from].end());
      while (!waiting.empty()) {
        const RuleRef rule = waiting.back();
        waiting.pop_back();
        if (!known->second.insert(rule).second) continue;
        waiting.insert(waiting.end(), references_[rule].begin(), references_[rule].end());
      }
    }
    return known->second.count(to) != 0;
  }

  Language OfRule(RuleRef rule, const Nesting& outer) {
    if (!rule) return Language();
    Nesting nesting;  // of the rules that can meet themselves again from here
    for (const auto& [container, times] : outer)
      if (Contains(rule, container)) nesting[container] = times;
    if (Contains(rule, rule) && ++nesting[rule] > options_.depth) return Language();

    const auto key = std::make_pair(rule, nesting);
    const auto known = languages_.find(key);
    if (known != languages_.end()) return known->second;
    Language language = OfNode(*rule.document, rule.rule->definition, nesting).Minimal();
    languages_.emplace(key, language);
    return language;
  }

  Language OfNode(const Document& document, const Node& node, const Nesting& nesting) {
    switch (node.kind) {
      case Kind::kAlternation:
        return Language::Union(OfChildren(document, node, nesting));
      case Kind::kConcatenation:
        return Language::Concatenation(OfChildren(document, node, nesting));
      case Kind::kRepetition:
        return Language::Repetition(OfNode(document, node.children[0], nesting), node.min, node.max);
      case Kind::kList:
        return OfList(OfNode(document, node.children[0], nesting), node);
      case Kind::kRule:
      case Kind::kImport:
        return OfRule(book_.Resolve(document, node), nesting);
      case Kind::kExcept: {
        const std::vector<RuleRef> rules = References(document, node);
        return Language::Difference(OfRule(rules[0], nesting), OfRule(rules[1], nesting));
      }
      case Kind::kOctets: {
        std::set<Label> labels;
        for (int octet = node.first; octet <= node.last; ++octet) labels.insert(ClassOf(octet));
        return Language::OfString({{labels.begin(), labels.end()}});
      }
      case Kind::kString: {
        std::vector<std::vector<Label>> places;
        for (const char character : node.text) {
          const auto octets = OctetsOf(node, character);
          places.push_back({ClassOf(octets.first), ClassOf(octets.second)});
        }
        return Language::OfString(places);
      }
    }
    return Language();
  }

  std::vector<Language> OfChildren(const Document& document, const Node& node, const Nesting& nesting) {
    std::vector<Language> languages;
    for (const Node& child : node.children) languages.push_back(OfNode(document, child, nesting));
    return languages;
  }

  // RFC 9110, section 5.6.1.
  Language OfList(const Language& element, const Node& node) {
    const Language ows = OfRule(ows_, {});
    const Language separator = Language::Concatenation({ows, Language::OfString({{ClassOf(',')}}), ows});
    if (options_.lists == ListRule::kRecipient) {
      const Language optional = Language::Repetition(element, 0, 1);
      const Language further = Language::Concatenation({separator, optional});
      return Language::Concatenation({optional, Language::Repetition(further, 0, kUnbounded)});
    }
    if (node.max == 0) return Language::OfString({});
    const Language further = Language::Concatenation({separator, element});
    const int most = node.max == kUnbounded ? kUnbounded : node.max - 1;
    const Language list =
        Language::Concatenation({element, Language::Repetition(further, std::max(node.min - 1, 0), most)});
    return node.min == 0 ? Language::Repetition(list, 0, 1) : list;
  }

  Label ClassOf(int octet) const { return classes_.Of(static_cast<uint8_t>(octet)); }

  const RuleBook& book_;
  const CompileOptions options_;
  const RuleRef ows_;
  OctetClasses classes_;
  std::map<RuleRef, std::set<RuleRef>> references_;
  std::map<RuleRef, std::set<RuleRef>> contained_;
  std::map<std::pair<RuleRef, Nesting>, Language> languages_;
};

}  // namespace

Automaton Compile(const RuleBook& book, RuleRef rule, const CompileOptions& options) {
  return Compiler(book, options).Compile(rule);
}

}  // namespace plumbline::grammar
