// Near misses: see walk.h.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "grammar/walk.h"

namespace plumbline::grammar {
namespace {

constexpr size_t kNowhere = static_cast<size_t>(-1);

char AnyOctetOf(const Automaton& automaton, size_t octet_class, Random& random) {
  const std::string& octets = automaton.OctetsOf(octet_class);
  return octets[random.Below(octets.size())];
}

// Random ways to a state and from it, drawn class by class, so that delimiters are as likely as letters.
class Ways {
 public:
  Ways(const Automaton& automaton, size_t slack) : automaton_(automaton), slack_(slack), into_(automaton.states()) {
    for (State state = 0; state < automaton.states(); ++state) {
      for (size_t c = 0; c < automaton.classes(); ++c) {
        const State next = automaton.NextByClass(state, c);
        if (!Automaton::IsDead(next)) into_[next].push_back({state, c});
      }
    }
    for (const std::string& octets : AccessStrings(automaton)) from_start_.push_back(octets.size());
    for (const auto& octets : Completions(automaton)) to_accept_.push_back(octets ? octets->size() : kNowhere);
  }

  // Backwards, within a budget of octets, until the start is reached.
  std::string To(State state, Random& random) const {
    std::string octets;
    size_t budget = from_start_[state] + random.Below(slack_ + 1);
    std::vector<Step> steps;
    while (state != Automaton::kStart || (budget > 0 && random.Below(2) == 0)) {
      steps.clear();
      for (const Step& step : into_[state]) {
        if (from_start_[step.state] < budget) steps.push_back(step);
      }
      if (steps.empty()) break;  // the start, and no way back to it
      const Step& step = steps[random.Below(steps.size())];
      octets += AnyOctetOf(automaton_, step.octet_class, random);
      state = step.state;
      --budget;
    }
    std::reverse(octets.begin(), octets.end());
    return octets;
  }

  // Onwards, within a budget of octets, until an accepting state is reached; nothing where none can be reached.
  std::string From(State state, Random& random) const {
    std::string octets;
    if (to_accept_[state] == kNowhere) return octets;
    size_t budget = to_accept_[state] + random.Below(slack_ + 1);
    std::vector<Step> steps;
    while (to_accept_[state] > 0 || (budget > 0 && random.Below(2) == 0)) {
      steps.clear();
      for (size_t c = 0; c < automaton_.classes(); ++c) {
        const State next = automaton_.NextByClass(state, c);
        if (!Automaton::IsDead(next) && to_accept_[next] < budget) steps.push_back({next, c});
      }
      if (steps.empty()) break;  // accepting, and nothing can follow
      const Step& step = steps[random.Below(steps.size())];
      octets += AnyOctetOf(automaton_, step.octet_class, random);
      state = step.state;
      --budget;
    }
    return octets;
  }

  // What could have followed at `state`, or after one of the octets that are acceptable there.
  std::string Tail(State state, Random& random) const {
    std::vector<State> nexts = {state};
    for (size_t c = 0; c < automaton_.classes(); ++c) {
      const State next = automaton_.NextByClass(state, c);
      if (!Automaton::IsDead(next) && to_accept_[next] != kNowhere) nexts.push_back(next);
    }
    const bool stay = nexts.size() == 1 || random.Below(2) == 0;
    return From(stay ? state : nexts[1 + random.Below(nexts.size() - 1)], random);
  }

 private:
  struct Step {
    State state;  // the other end
    size_t octet_class;
  };

  const Automaton& automaton_;
  size_t slack_;
  std::vector<std::vector<Step>> into_;
  std::vector<size_t> from_start_;  // octets of the shortest way
  std::vector<size_t> to_accept_;   // likewise, or kNowhere
};

// An octet that is not acceptable at `state`, all classes of them alike; none if there is none.
std::optional<char> DeadOctet(const Automaton& automaton, State state, Random& random) {
  size_t seen = 0;
  size_t chosen = 0;
  for (size_t c = 0; c < automaton.classes(); ++c) {
    if (Automaton::IsDead(automaton.NextByClass(state, c)) && random.Below(++seen) == 0) chosen = c;
  }
  if (seen == 0) return std::nullopt;
  return AnyOctetOf(automaton, chosen, random);
}

}  // namespace

void ForEachNearMiss(const Automaton& automaton, Random& random, size_t slack,
                     const std::function<bool(const NearMiss&)>& visit) {
  const Ways ways(automaton, slack);
  NearMiss miss;
  for (State state = 0; state < automaton.states(); ++state) {
    for (size_t c = 0; c < automaton.classes(); ++c) {
      if (!Automaton::IsDead(automaton.NextByClass(state, c))) continue;
      miss.octets = ways.To(state, random);
      miss.octets += AnyOctetOf(automaton, c, random);
      miss.octets += ways.Tail(state, random);
      miss.expected = automaton.Read(miss.octets);
      if (!visit(miss)) return;
    }
  }
  for (State state = 0; state < automaton.states(); ++state) {
    if (automaton.OutputOf(state).word == Word::kAccept) continue;
    miss.octets = ways.To(state, random);
    miss.expected = automaton.Read(miss.octets);
    if (!visit(miss)) return;
  }
}

NearMiss RandomNearMiss(const Automaton& automaton, const Sampler& sampler, Random& random) {
  std::string octets = sampler.Sentence(random).value_or("");
  std::vector<State> states = {Automaton::kStart};
  for (const char octet : octets) states.push_back(automaton.Next(states.back(), static_cast<uint8_t>(octet)));

  // Places are tried in turn from a random one on; at one in eight the string is cut, if it may be.
  const size_t first = random.Below(states.size());
  const bool cut = random.Below(8) == 0;
  for (size_t tries = 0; tries < 2 * states.size(); ++tries) {
    const size_t place = (first + tries) % states.size();
    if (cut == (tries < states.size())) {
      if (automaton.OutputOf(states[place]).word == Word::kAccept) continue;
      octets.resize(place);
      break;
    }
    const std::optional<char> dead = DeadOctet(automaton, states[place], random);
    if (!dead) continue;
    const bool replace = place < octets.size() && random.Below(2) == 0;
    octets.replace(place, replace ? 1 : 0, 1, *dead);
    break;
  }
  const Reading expected = automaton.Read(octets);
  return {std::move(octets), expected};
}

}  // namespace plumbline::grammar
