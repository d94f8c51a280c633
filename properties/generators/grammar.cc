#include "properties/generators/grammar.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "grammar/walk.h"
#include "properties/grammar/productions.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::State;
using grammar::Word;

constexpr size_t kNever = static_cast<size_t>(-1);

// What drawing needs to know of an automaton; made once for each.
class Drawer {
 public:
  static const Drawer& Of(const Automaton& automaton, size_t longest) {
    static auto& drawers = *new std::map<std::pair<const Automaton*, size_t>, std::unique_ptr<Drawer>>;
    std::unique_ptr<Drawer>& drawer = drawers[{&automaton, longest}];
    if (drawer == nullptr) drawer.reset(new Drawer(automaton, longest));
    return *drawer;
  }

  std::string Sentence(grammar::Random& random) const {
    if (random.Below(2) == 0) return *sampler_->Sentence(random);
    return Wander(Automaton::kStart, random.Below(longest_ + 1), random);
  }
  // Octets from a state to acceptance: `slack` more than the fewest, at most. None if there are none.
  std::string Wander(State state, size_t slack, grammar::Random& random) const {
    std::string octets;
    if (distances_[state] == kNever) return octets;
    size_t left = std::max(distances_[state], std::min(longest_, slack));
    while (distances_[state] > 0 || left > 0) {
      std::vector<State> next;
      for (size_t c = 0; c < automaton_.classes(); ++c) {
        const State to = automaton_.NextByClass(state, c);
        if (Automaton::IsDead(to) || distances_[to] >= left) continue;
        if (std::find(next.begin(), next.end(), to) == next.end()) next.push_back(to);
      }
      if (next.empty()) break;
      const State taken = next[random.Below(next.size())];
      std::string choices;
      for (size_t c = 0; c < automaton_.classes(); ++c) {
        if (automaton_.NextByClass(state, c) == taken) choices += automaton_.OctetsOf(c);
      }
      octets += choices[random.Below(choices.size())];
      state = taken;
      --left;
    }
    return octets;
  }

  const Automaton& automaton() const { return automaton_; }

 private:
  Drawer(const Automaton& automaton, size_t longest) : automaton_(automaton) {
    for (const std::optional<std::string>& completion : grammar::Completions(automaton)) {
      distances_.push_back(completion ? completion->size() : kNever);
    }
    longest_ = std::max(longest, distances_[Automaton::kStart]);
    sampler_ = std::make_unique<grammar::Sampler>(automaton, longest_);
  }

  const Automaton& automaton_;
  size_t longest_ = 0;
  std::vector<size_t> distances_;  // to acceptance
  std::unique_ptr<grammar::Sampler> sampler_;
};

// The states before each octet and after the last, of octets that are viable.
std::vector<State> Trace(const Automaton& automaton, const std::string& octets) {
  std::vector<State> states = {Automaton::kStart};
  for (const char octet : octets) states.push_back(automaton.Next(states.back(), static_cast<uint8_t>(octet)));
  return states;
}

// Viable octets that lead where these lead: with a loop less, the longest first; then with a plainer octet.
std::vector<std::string> Simpler(const Automaton& automaton, const std::string& octets) {
  std::vector<std::string> simpler;
  const std::vector<State> states = Trace(automaton, octets);
  for (size_t size = octets.size(); size > 0; --size) {
    for (size_t begin = 0; begin + size <= octets.size(); ++begin) {
      if (states[begin] == states[begin + size]) simpler.push_back(std::string(octets).erase(begin, size));
    }
  }
  for (size_t i = 0; i < octets.size(); ++i) {
    const char plain = grammar::Representative(automaton, automaton.ClassOf(static_cast<uint8_t>(octets[i])));
    if (octets[i] == plain) continue;
    simpler.push_back(octets);
    simpler.back()[i] = plain;
  }
  return simpler;
}

std::vector<BrokenSentence> SimplerBroken(const Automaton& automaton, const BrokenSentence& broken) {
  std::vector<BrokenSentence> simpler;
  if (!broken.tail.empty()) simpler.push_back({broken.octets, broken.rejected, ""});
  const size_t viable = broken.octets.size() - (broken.rejected ? 1 : 0);
  for (const std::string& octets : Simpler(automaton, broken.octets.substr(0, viable))) {
    simpler.push_back({octets + broken.octets.substr(viable), broken.rejected, broken.tail});
  }
  return simpler;
}

// A way through a sentence up to some place, and there an octet that is not viable, or no more.
BrokenSentence Break(const Drawer& drawer, grammar::Random& random) {
  const Automaton& automaton = drawer.automaton();
  for (;;) {  // until there is something wrong to do: some state has an octet that is not viable
    const std::string sentence = drawer.Sentence(random);
    const size_t place = random.Below(sentence.size() + 1);
    BrokenSentence broken = {sentence.substr(0, place), false, sentence.substr(place)};
    const State state = Trace(automaton, broken.octets).back();
    if (random.Below(8) == 0 && automaton.OutputOf(state).word == Word::kNeedMore) {
      broken.tail.clear();
      return broken;
    }
    std::vector<char> wrong;
    for (size_t c = 0; c < automaton.classes(); ++c) {
      if (!Automaton::IsDead(automaton.NextByClass(state, c))) continue;
      // One of each class: a delimiter at the wrong place is as likely as one of the many that are viable nowhere.
      const std::string& octets = automaton.OctetsOf(c);
      wrong.push_back(octets[random.Below(octets.size())]);
    }
    if (wrong.empty()) continue;
    broken.octets += wrong[random.Below(wrong.size())];
    broken.rejected = true;
    return broken;
  }
}

template <typename Map, typename Make>
const Automaton& Once(Map& automata, const std::string& rule, Make make) {
  const auto found = automata.find(rule);
  return found != automata.end() ? found->second : automata.emplace(rule, make()).first->second;
}

}  // namespace

const Automaton& StrictAutomaton(const std::string& rule) {
  static auto& automata = *new std::map<std::string, Automaton>;
  return Once(automata, rule, [&] {
    for (const Production& production : Productions()) {
      if (production.rule == rule) return MakeMachine(production).strict;
    }
    const grammar::RuleBook& book = grammar::RuleBook::Standard();
    return Compile(book, book.Find(rule));
  });
}

const Automaton& SendersAutomaton(const std::string& rule) {
  static auto& automata = *new std::map<std::string, Automaton>;
  return Once(automata, rule, [&] {
    const grammar::RuleBook& book = grammar::RuleBook::Standard();
    grammar::CompileOptions options;
    options.lists = grammar::ListRule::kSender;
    return Compile(book, book.Find(rule), options);
  });
}

rc::Gen<std::string> GrammarSentence(const Automaton& automaton, size_t longest) {
  const Drawer& drawer = Drawer::Of(automaton, longest);
  return rc::Gen<std::string>([&drawer](const rc::Random& random, int) {
    grammar::Random numbers(rc::Random(random).next());
    return rc::shrinkable::shrinkRecur(drawer.Sentence(numbers), [&drawer](const std::string& sentence) {
      return rc::seq::fromContainer(Simpler(drawer.automaton(), sentence));
    });
  });
}

void showValue(const BrokenSentence& broken, std::ostream& os) {
  os << Escape(broken.octets) << (broken.rejected ? ", rejected at its last octet, then " : ", needs more");
  if (broken.rejected) os << Escape(broken.tail);
}

rc::Gen<BrokenSentence> GrammarNearMiss(const Automaton& automaton, size_t longest) {
  const Drawer& drawer = Drawer::Of(automaton, longest);
  return rc::Gen<BrokenSentence>([&drawer](const rc::Random& random, int) {
    grammar::Random numbers(rc::Random(random).next());
    return rc::shrinkable::shrinkRecur(Break(drawer, numbers), [&drawer](const BrokenSentence& broken) {
      return rc::seq::fromContainer(SimplerBroken(drawer.automaton(), broken));
    });
  });
}

}  // namespace plumbline::properties
