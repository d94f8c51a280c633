#include "fuzz/mutator/walker.h"

#include <algorithm>
#include <utility>

#include "fuzz/mutator/words.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {

using grammar::Automaton;
using grammar::State;

Walker::Walker(const Automaton& automaton, std::vector<std::string_view> words)
    : automaton_(automaton),
      words_(std::move(words)),
      edges_(automaton.states()),
      sources_(automaton.states()),
      wrong_(automaton.states()),
      resumed_(automaton.classes(), Automaton::Dead(grammar::kGrammar)),
      distances_(automaton.states() + 1) {
  for (State state = 0; state < automaton.states(); ++state) {
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State next = automaton.NextByClass(state, c);
      if (Automaton::IsDead(next)) {
        wrong_[state] += automaton.OctetsOf(c);
        continue;
      }
      auto edge =
          std::find_if(edges_[state].begin(), edges_[state].end(), [&](const Edge& e) { return e.next == next; });
      if (edge == edges_[state].end()) {
        edge = edges_[state].insert(edge, Edge{next, ""});
        sources_[next].push_back(state);
      }
      edge->octets += automaton.OctetsOf(c);
    }
  }
  // Breadth first, so that the first way to use a class is one of the shortest.
  std::vector<State> queue = {Automaton::kStart};
  std::vector<bool> seen(automaton.states());
  seen[Automaton::kStart] = true;
  for (size_t i = 0; i < queue.size(); ++i) {
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State next = automaton.NextByClass(queue[i], c);
      if (Automaton::IsDead(next)) continue;
      if (Automaton::IsDead(resumed_[c])) resumed_[c] = next;
      if (!seen[next]) queue.push_back(next);
      seen[next] = true;
    }
  }
}

Walker& Walker::Of(Production production) {
  static auto& walkers = *[] {
    auto* all = new std::vector<Walker>;
    all->reserve(kProductions);
    for (size_t i = 0; i < kProductions; ++i) {
      const auto each = static_cast<Production>(i);
      all->emplace_back(AutomatonOf(each), WordsOf(each));
    }
    return all;
  }();
  return walkers[static_cast<size_t>(production)];
}

void Walker::Trace(std::string_view octets, std::vector<State>& states) const {
  State state = Automaton::kStart;
  states.clear();
  states.push_back(state);
  for (const char octet : octets) {
    const size_t octet_class = automaton_.ClassOf(static_cast<uint8_t>(octet));
    State next = automaton_.NextByClass(state, octet_class);
    if (Automaton::IsDead(next)) next = resumed_[octet_class];
    if (!Automaton::IsDead(next)) state = next;
    states.push_back(state);
  }
}

const Walker::Distances& Walker::DistancesTo(size_t goal) {
  Distances& distances = distances_[goal];
  if (!distances.empty()) return distances;
  distances.assign(automaton_.states(), kNever);
  std::vector<State> queue;
  for (State state = 0; state < automaton_.states(); ++state) {
    const bool any = goal == automaton_.states() && automaton_.OutputOf(state).word == grammar::Word::kAccept;
    if (state != goal && !any) continue;
    distances[state] = 0;
    queue.push_back(state);
  }
  for (size_t i = 0; i < queue.size(); ++i) {
    for (const State source : sources_[queue[i]]) {
      if (distances[source] != kNever) continue;
      distances[source] = static_cast<uint16_t>(distances[queue[i]] + 1);
      queue.push_back(source);
    }
  }
  return distances;
}

State Walker::Run(State state, std::string_view word) const {
  for (const char octet : word) {
    state = automaton_.Next(state, static_cast<uint8_t>(octet));
    if (Automaton::IsDead(state)) break;
  }
  return state;
}

bool Walker::Walk(State from, const Distances& distances, size_t slack, Dice& dice, std::string& out) {
  if (distances[from] == kNever) return false;
  State state = from;
  size_t left = distances[from] + dice.Below(slack + 1);  // octets to go, at most
  int words = 2;
  while (distances[state] > 0 || (left > 0 && !dice.OneIn(8))) {
    if (words > 0 && !words_.empty() && dice.OneIn(3)) {
      const std::string_view word = words_[dice.Below(words_.size())];
      const State next = Run(state, word);
      if (!Automaton::IsDead(next) && distances[next] != kNever) {
        out += word;
        state = next;
        left = std::max<size_t>(left - std::min(left, word.size()), distances[next]);
        --words;
        continue;
      }
    }
    const std::vector<Edge>& edges = edges_[state];
    const size_t first = edges.empty() ? 0 : dice.Below(edges.size());
    const Edge* taken = nullptr;
    for (size_t i = 0; i < edges.size() && taken == nullptr; ++i) {
      const Edge& edge = edges[(first + i) % edges.size()];
      if (distances[edge.next] < left) taken = &edge;
    }
    if (taken == nullptr) break;  // at a goal, from which no way comes back in time
    out += taken->octets[dice.Below(taken->octets.size())];
    state = taken->next;
    --left;
  }
  return true;
}

bool Walker::AppendWay(State from, State to, size_t slack, Dice& dice, std::string& out) {
  return Walk(from, DistancesTo(to), slack, dice, out);
}

bool Walker::AppendTail(State from, size_t slack, Dice& dice, std::string& out) {
  return Walk(from, DistancesTo(automaton_.states()), slack, dice, out);
}

void Walker::AppendSentence(size_t slack, Dice& dice, std::string& out) {
  State from = Automaton::kStart;
  if (dice.OneIn(4)) {
    const auto state = static_cast<State>(dice.Below(automaton_.states()));
    if (AppendWay(from, state, 2, dice, out)) from = state;
  }
  AppendTail(from, slack, dice, out);
}

char Walker::WrongOctet(State state, Dice& dice) const {
  const std::string& wrong = wrong_[state];
  // Rather one that tells: at which a careless parser ends, goes on or trims.
  constexpr std::string_view kTelling("\n\r\0 \t\v\f\x7f\x80\xff:,;\"\\", 15);
  const char telling = kTelling[dice.Below(kTelling.size())];
  if (dice.OneIn(2) && wrong.find(telling) != std::string::npos) return telling;
  return wrong.empty() ? static_cast<char>(dice.Below(256)) : wrong[dice.Below(wrong.size())];
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
