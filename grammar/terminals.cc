#include "grammar/terminals.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "grammar/ascii.h"
#include "grammar/describe.h"
#include "grammar/rule_book.h"

namespace plumbline::grammar {
namespace {

using Octets = std::bitset<256>;

bool IsPrintable(uint8_t octet) { return octet >= ' ' && octet <= '~' && octet != '"'; }

std::string Hex(uint8_t octet) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  return {kDigits[octet >> 4], kDigits[octet & 0xf]};
}

// The octets of a node that holds single octets only. `above` are the rules that it is in.
std::optional<Octets> SingleOctetsOf(const RuleBook& book, const Document& document, const Node& node,
                                     std::vector<const Rule*>& above) {
  switch (node.kind) {
    case Node::Kind::kOctets:
      return OctetsOf(node);
    case Node::Kind::kString:
      if (node.text.size() != 1) return std::nullopt;
      return OctetsOf(node, 0);
    case Node::Kind::kAlternation: {
      Octets all;
      for (const Node& child : node.children) {
        const std::optional<Octets> octets = SingleOctetsOf(book, document, child, above);
        if (!octets) return std::nullopt;
        all |= *octets;
      }
      return all;
    }
    case Node::Kind::kConcatenation:
      if (node.children.size() != 1) return std::nullopt;
      return SingleOctetsOf(book, document, node.children[0], above);
    case Node::Kind::kRepetition:
      if (node.min != 1 || node.max != 1) return std::nullopt;
      return SingleOctetsOf(book, document, node.children[0], above);
    case Node::Kind::kRule:
    case Node::Kind::kImport: {
      const RuleRef rule = book.Resolve(document, node);
      if (!rule || std::count(above.begin(), above.end(), rule.rule) != 0) return std::nullopt;
      above.push_back(rule.rule);
      const std::optional<Octets> octets = SingleOctetsOf(book, *rule.document, rule.rule->definition, above);
      above.pop_back();
      return octets;
    }
    case Node::Kind::kList:
    case Node::Kind::kExcept:
      break;
  }
  return std::nullopt;
}

struct Named {
  std::string name;
  Octets octets;
};

// The rules that a set is described with; of equal ones the first.
const std::vector<Named>& NamedSets() {
  static const auto& sets = *new std::vector<Named>([] {
    const RuleBook& book = RuleBook::Standard();
    std::vector<Named> found;
    for (const char* const name :
         {"RFC5234/OCTET",   "RFC5234/CHAR",   "RFC5234/VCHAR",      "RFC5234/ALPHA",      "RFC5234/DIGIT",
          "RFC5234/HEXDIG",  "RFC5234/CTL",    "RFC5234/SP",         "RFC5234/HTAB",       "RFC5234/CR",
          "RFC5234/LF",      "RFC5234/DQUOTE", "RFC9110/tchar",      "RFC9110/obs-text",   "RFC9110/field-vchar",
          "RFC9110/qdtext",  "RFC9110/ctext",  "RFC3986/unreserved", "RFC3986/sub-delims", "RFC3986/gen-delims",
          "RFC3986/reserved"}) {
      const RuleRef rule = book.Find(name);
      const std::optional<Octets> octets = rule ? SingleOctets(book, rule) : std::nullopt;
      if (octets) found.push_back({rule.rule->name, *octets});
    }
    return found;
  }());
  return sets;
}

// Takes named sets out of `rest`, the largest first, as long as they say more than one octet at a time.
void TakeNamed(const Octets& octets, Octets& rest, std::vector<std::string>& terms) {
  while (rest.any()) {
    const Named* best = nullptr;
    for (const Named& named : NamedSets()) {
      if ((named.octets & ~octets).any()) continue;
      const size_t gain = (named.octets & rest).count();
      if (gain < 2 && named.octets.count() != 1) continue;
      if (gain > (best == nullptr ? 0 : (best->octets & rest).count())) best = &named;
    }
    if (best == nullptr) return;
    terms.push_back(best->name);
    rest &= ~best->octets;
  }
}

// Takes what is left: runs of three and more as ranges, the others one by one.
void TakeLiterals(Octets& rest, std::vector<std::string>& terms) {
  for (size_t first = 0; first < 256; ++first) {
    if (!rest[first]) continue;
    size_t end = first + 1;
    while (end < 256 && rest[end]) ++end;
    const uint8_t octet = static_cast<uint8_t>(first);
    const bool readable = IsPrintable(octet) && IsPrintable(static_cast<uint8_t>(end - 1));
    if (end - first >= (readable ? 3U : 2U)) {
      terms.push_back(Range(octet, static_cast<uint8_t>(end - 1)));
      first = end;
      continue;
    }
    const size_t lower = static_cast<uint8_t>(ToLower(static_cast<char>(octet)));
    if (lower != first && rest[lower]) {
      terms.push_back(std::string("\"") + static_cast<char>(octet) + "\"");
      rest.reset(lower);
    } else {
      terms.push_back(OneOctet(octet));
    }
  }
}

}  // namespace

std::bitset<256> OctetsOf(const Node& range) {
  Octets octets;
  for (size_t octet = range.first; octet <= range.last; ++octet) octets.set(octet);
  return octets;
}

std::bitset<256> OctetsOf(const Node& string, size_t i) {
  Octets octets;
  octets.set(static_cast<uint8_t>(string.text[i]));
  if (!string.case_sensitive) {
    const uint8_t lower = static_cast<uint8_t>(ToLower(string.text[i]));
    octets.set(lower);
    if (IsAlpha(lower)) octets.set(lower - 'a' + 'A');
  }
  return octets;
}

std::string StringFrom(const Node& string, size_t i) {
  const std::string rest = string.text.substr(i);
  const auto any = [&](bool (*is)(uint8_t)) {
    return std::any_of(rest.begin(), rest.end(), [&](char c) { return is(static_cast<uint8_t>(c)); });
  };
  if (any([](uint8_t octet) { return !IsPrintable(octet); })) {
    std::string out = "%x" + Hex(static_cast<uint8_t>(rest[0]));
    for (const char c : rest.substr(1)) out += "." + Hex(static_cast<uint8_t>(c));
    return out;
  }
  return (string.case_sensitive && any([](uint8_t octet) { return IsAlpha(octet); }) ? "%s\"" : "\"") + rest + "\"";
}

std::string OneOctet(uint8_t octet) {
  if (!IsPrintable(octet)) return "%x" + Hex(octet);
  return std::string(IsAlpha(octet) ? "%s\"" : "\"") + static_cast<char>(octet) + "\"";
}

std::string Range(uint8_t first, uint8_t last) {
  return first == last ? "%x" + Hex(first) : "%x" + Hex(first) + "-" + Hex(last);
}

std::optional<std::bitset<256>> SingleOctets(const RuleBook& book, RuleRef rule) {
  std::vector<const Rule*> above{rule.rule};
  return SingleOctetsOf(book, *rule.document, rule.rule->definition, above);
}

std::string OctetSet(const std::bitset<256>& octets) {
  std::vector<std::string> named, literal;
  Octets rest = octets;
  TakeNamed(octets, rest, named);
  TakeLiterals(rest, named);
  rest = octets;
  TakeLiterals(rest, literal);
  std::string out;
  for (const std::string& term : literal.size() < named.size() ? literal : named) {
    out += (out.empty() ? "" : " / ") + term;
  }
  return out;
}

}  // namespace plumbline::grammar
