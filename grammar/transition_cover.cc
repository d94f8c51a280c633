#include "grammar/transition_cover.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grammar/walk.h"

namespace plumbline::grammar {

void ForEachTransitionVector(const Automaton& automaton, const std::function<void(const Vector&)>& visit) {
  const std::vector<std::string> access = AccessStrings(automaton);
  const std::vector<std::optional<std::string>> completions = Completions(automaton);
  std::set<std::string> known;
  std::map<std::string, size_t> turns;  // of sets of octets
  const auto give = [&](std::string octets) {
    const auto [added, fresh] = known.insert(std::move(octets));
    if (fresh) visit({*added, automaton.Read(*added)});
  };
  const auto take_turn = [&](const std::string& octets) { return octets[turns[octets]++ % octets.size()]; };
  for (State state = 0; state < automaton.states(); ++state) {
    give(access[state]);
    std::map<State, std::string> live;
    std::map<std::pair<State, bool>, std::string> dead;  // by reason, and whether printable
    for (int octet = 0; octet < 256; ++octet) {
      const State next = automaton.Next(state, static_cast<uint8_t>(octet));
      const bool printable = octet >= ' ' && octet <= '~';
      (Automaton::IsDead(next) ? dead[{next, printable}] : live[next]) += static_cast<char>(octet);
    }
    for (const auto& [next, octets] : live) {
      give(access[state] + take_turn(octets) + completions[next].value_or(""));
    }
    for (const auto& [kind, octets] : dead) {
      give(access[state] + take_turn(octets) + completions[state].value_or(""));
    }
  }
}

}  // namespace plumbline::grammar
