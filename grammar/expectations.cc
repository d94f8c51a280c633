// What the ABNF expects at a place: Thompson's construction over the rules, every reference unfolded, so that each
// terminal knows the chain of rules that led to it.
#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "grammar/ascii.h"
#include "grammar/describe.h"
#include "grammar/terminals.h"

namespace plumbline::grammar {
namespace {

using Octets = std::bitset<256>;

std::string RangeOf(const Node& range) {
  return range.first == range.last ? OneOctet(range.first) : Range(range.first, range.last);
}

using Place = uint32_t;                 // of an instruction
constexpr Place kNowhere = 0xffffffff;  // a place with no way to the end
constexpr Place kEnd = 0;

struct Instruction {
  bool split = false;
  Place next = kNowhere;
  Place second = kNowhere;  // of a split: what comes later in the ABNF
  Octets octets;
  std::string terminal;
  int frame = 0;
};

// A rule inside a rule. Frame 0 is the production.
struct Frame {
  int above = -1;
  RuleRef rule;
};

// The NFA, built from its end to its start: every part is given the place that follows it and returns its own first
// place, kNowhere if the end cannot be reached through it. So every place that is kept is viable.
class Nfa {
 public:
  Nfa(const RuleBook& book, RuleRef rule, const CompileOptions& options)
      : book_(book), options_(options), space_(book.Find("RFC9110/OWS")) {
    code_.emplace_back();  // kEnd
    frames_.push_back({-1, rule});
    start_ = Build(rule.rule->definition, 0, kEnd);
  }

  Expectations After(std::string_view octets) const {
    std::vector<Place> places, following;
    std::vector<uint32_t> seen(code_.size(), 0);
    Follow(start_, 1, seen, places);
    for (size_t i = 0; i < octets.size(); ++i) {
      following.clear();
      for (const Place place : places) {
        if (code_[place].octets[static_cast<uint8_t>(octets[i])]) {
          Follow(code_[place].next, static_cast<uint32_t>(i) + 2, seen, following);
        }
      }
      places.swap(following);
    }
    return Describe(places);
  }

 private:
  const Frame& FrameAt(int frame) const { return frames_[static_cast<size_t>(frame)]; }

  Place Add(Instruction instruction) {
    code_.push_back(std::move(instruction));
    return static_cast<Place>(code_.size() - 1);
  }

  Place Split(Place first, Place second) {
    if (first == kNowhere || first == second) return second;
    if (second == kNowhere) return first;
    Instruction split;
    split.split = true;
    split.next = first;
    split.second = second;
    return Add(std::move(split));
  }

  Place Terminal(const Octets& octets, std::string terminal, int frame, Place next) {
    if (next == kNowhere || octets.none()) return kNowhere;
    Instruction instruction;
    instruction.next = next;
    instruction.octets = octets;
    instruction.terminal = std::move(terminal);
    instruction.frame = frame;
    return Add(std::move(instruction));
  }

  // `one` in any number, `one` being given what follows it.
  template <typename One>
  Place Loop(Place next, const One& one) {
    if (next == kNowhere) return kNowhere;
    Instruction split;
    split.split = true;
    split.second = next;
    const Place loop = Add(std::move(split));
    const Place first = one(loop);
    code_[loop].next = first;
    return loop;
  }

  template <typename One>
  Place Repeat(int min, int max, Place next, const One& one) {
    Place place = next;
    if (max == kUnbounded) {
      place = Loop(next, one);
    } else {
      for (int i = min; i < max; ++i) place = Split(one(place), next);
    }
    for (int i = 0; i < min; ++i) place = one(place);
    return place;
  }

  Place Build(const Node& node, int frame, Place next) {
    if (next == kNowhere) return kNowhere;
    const Node* const child = node.children.empty() ? nullptr : node.children.data();
    switch (node.kind) {
      case Node::Kind::kAlternation: {
        Place place = kNowhere;
        for (auto i = node.children.rbegin(); i != node.children.rend(); ++i) {
          place = Split(Build(*i, frame, next), place);
        }
        return place;
      }
      case Node::Kind::kConcatenation: {
        Place place = next;
        for (auto i = node.children.rbegin(); i != node.children.rend(); ++i) place = Build(*i, frame, place);
        return place;
      }
      case Node::Kind::kRepetition:
        return Repeat(node.min, node.max, next, [&](Place then) { return Build(*child, frame, then); });
      case Node::Kind::kList:
        return BuildList(node, frame, next);
      case Node::Kind::kRule:
      case Node::Kind::kImport:
        return BuildRule(book_.Resolve(*FrameAt(frame).rule.document, node), frame, next);
      case Node::Kind::kOctets:
        return Terminal(OctetsOf(node), RangeOf(node), frame, next);
      case Node::Kind::kString: {
        Place place = next;
        for (size_t i = node.text.size(); i-- > 0;) {
          place = Terminal(OctetsOf(node, i), StringFrom(node, i), frame, place);
        }
        return place;
      }
      case Node::Kind::kExcept:
        break;
    }
    return kNowhere;
  }

  Place BuildRule(RuleRef rule, int frame, Place next) {
    if (!rule) return kNowhere;
    const auto [known, fresh] = single_octets_.try_emplace(rule.rule);
    if (fresh) known->second = SingleOctets(book_, rule);
    if (known->second) return Terminal(*known->second, rule.rule->name, frame, next);
    int nested = 0;
    for (int i = frame; i >= 0; i = FrameAt(i).above) nested += FrameAt(i).rule == rule ? 1 : 0;
    if (nested >= options_.depth) return kNowhere;
    frames_.push_back({frame, rule});
    return Build(rule.rule->definition, static_cast<int>(frames_.size()) - 1, next);
  }

  // RFC 9110, section 5.6.1.1, what a sender generates; section 5.6.1.2, what a recipient accepts, where an element
  // may be empty and the cardinality cannot be enforced.
  Place BuildList(const Node& node, int frame, Place next) {
    const auto element = [&](Place then) { return Build(node.children[0], frame, then); };
    const auto separator = [&](Place then) {
      return Space(frame, Terminal(Octets().set(','), "\",\"", frame, Space(frame, then)));
    };
    const auto optional = [&](Place then) { return Split(element(then), then); };
    if (options_.lists == ListRule::kRecipient) {
      return optional(Loop(next, [&](Place then) { return separator(optional(then)); }));
    }
    if (node.max == 0) return next;
    const int max = node.max == kUnbounded ? kUnbounded : node.max - 1;
    const Place list =
        element(Repeat(std::max(node.min - 1, 0), max, next, [&](Place then) { return separator(element(then)); }));
    return node.min == 0 ? Split(list, next) : list;
  }

  Place Space(int frame, Place next) {
    if (space_) return BuildRule(space_, frame, next);
    return Loop(next, [&](Place then) { return Terminal(Octets().set(' ').set('\t'), "SP / HTAB", frame, then); });
  }

  // Adds to `places` those with octets, or the end, that are reached from `place` without an octet.
  void Follow(Place place, uint32_t stamp, std::vector<uint32_t>& seen, std::vector<Place>& places) const {
    std::vector<Place> open{place};
    while (!open.empty()) {
      const Place at = open.back();
      open.pop_back();
      if (at == kNowhere || std::exchange(seen[at], stamp) == stamp) continue;
      if (!code_[at].split) {
        places.push_back(at);
        continue;
      }
      open.push_back(code_[at].second);
      open.push_back(code_[at].next);
    }
  }

  std::vector<std::string> Chain(int frame) const {
    std::vector<std::string> rules;
    for (int i = frame; i >= 0; i = FrameAt(i).above) {
      const Rule& rule = *FrameAt(i).rule.rule;
      const bool imports = rule.definition.kind == Node::Kind::kImport;
      if (!rules.empty() && imports && EqualsIgnoreCase(rules.back(), rule.name)) rules.pop_back();
      rules.push_back(rule.name);
    }
    std::reverse(rules.begin(), rules.end());
    return rules;
  }

  Expectations Describe(const std::vector<Place>& places) const {
    Expectations result;
    for (const Place place : places) {
      if (place == kEnd) {
        result.may_end = true;
        continue;
      }
      const Instruction& instruction = code_[place];
      Expectation expectation{instruction.terminal, Chain(instruction.frame), instruction.octets};
      const auto known = std::find_if(result.expected.begin(), result.expected.end(), [&](const Expectation& other) {
        return other.terminal == expectation.terminal && other.rules == expectation.rules;
      });
      if (known == result.expected.end()) {
        result.expected.push_back(std::move(expectation));
      } else {
        known->octets |= expectation.octets;
      }
    }
    return result;
  }

  const RuleBook& book_;
  const CompileOptions options_;
  const RuleRef space_;
  std::map<const Rule*, std::optional<Octets>> single_octets_;
  std::vector<Frame> frames_;
  std::vector<Instruction> code_;
  Place start_ = kNowhere;
};

}  // namespace

std::bitset<256> Expectations::octets() const {
  std::bitset<256> all;
  for (const Expectation& expectation : expected) all |= expectation.octets;
  return all;
}

Expectations ExpectedAfter(const RuleBook& book, RuleRef rule, std::string_view octets, const CompileOptions& options) {
  return Nfa(book, rule, options).After(octets);
}

}  // namespace plumbline::grammar
