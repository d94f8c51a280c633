#include "grammar/distinguish.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "grammar/separator.h"

namespace plumbline::grammar {
namespace {

// Strings and how they part the states: states that read alike after the string are of one block.
class Candidates {
 public:
  explicit Candidates(const Automaton& automaton) : automaton_(automaton) { Add(""); }

  size_t Add(const std::string& octets) {
    const auto [place, is_new] = index_.insert({octets, strings_.size()});
    if (!is_new) return place->second;
    std::map<std::tuple<Word, size_t, Reason>, uint32_t> blocks;
    std::vector<uint32_t> block(automaton_.states());
    std::vector<size_t> members;
    for (State state = 0; state < automaton_.states(); ++state) {
      const Reading reading = ReadFrom(automaton_, state, octets);
      const auto number = static_cast<uint32_t>(blocks.size());
      block[state] = blocks.insert({{reading.word, reading.offset, reading.reason}, number}).first->second;
      members.resize(blocks.size());
      ++members[block[state]];
    }
    strings_.push_back(octets);
    blocks_.push_back(std::move(block));
    members_.push_back(std::move(members));
    return place->second;
  }

  size_t size() const { return strings_.size(); }
  const std::string& operator[](size_t index) const { return strings_[index]; }
  bool Parts(size_t index, State a, State b) const { return blocks_[index][a] != blocks_[index][b]; }
  // How many states read differently from this one.
  size_t Parted(size_t index, State state) const {
    return automaton_.states() - members_[index][blocks_[index][state]];
  }
  bool Identifies(size_t index, State state) const { return Parted(index, state) + 1 == automaton_.states(); }

 private:
  const Automaton& automaton_;
  std::map<std::string, size_t> index_;
  std::vector<std::string> strings_;
  std::vector<std::vector<uint32_t>> blocks_;
  std::vector<std::vector<size_t>> members_;  // of each block
};

// The same words and offsets, without reasons; no longer minimal where states differ by reasons alone.
Automaton WithoutReasons(const Automaton& automaton) {
  std::array<uint8_t, 256> class_of = {};
  for (size_t octet = 0; octet < class_of.size(); ++octet) {
    class_of[octet] = automaton.ClassOf(static_cast<uint8_t>(octet));
  }
  std::vector<State> next;
  std::vector<Automaton::Output> outputs;
  for (State state = 0; state < automaton.states(); ++state) {
    outputs.push_back({automaton.OutputOf(state).word, kGrammar});
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State to = automaton.NextByClass(state, c);
      next.push_back(Automaton::IsDead(to) ? Automaton::Dead(kGrammar) : to);
    }
  }
  return {class_of, std::move(next), std::move(outputs)};
}

std::vector<State> AllBut(State state, size_t states) {
  std::vector<State> others;
  for (State other = 0; other < states; ++other) {
    if (other != state) others.push_back(other);
  }
  return others;
}

// Strings that together tell `state` from every other one, found one after the other; all are added. `equal`: the
// others that no string tells from it.
std::vector<size_t> Identify(const Automaton& automaton, SeparatorSearch& search, State state, Candidates& candidates,
                             std::vector<State>& equal) {
  std::vector<State> others = AllBut(state, automaton.states());
  std::vector<size_t> chosen;
  while (!others.empty()) {
    size_t index = candidates.Add(search.Run(state, others));
    const auto parted = [&](State other) { return candidates.Parts(index, state, other); };
    if (std::none_of(others.begin(), others.end(), parted)) {
      index = candidates.Add(ShortestSeparator(automaton, state, others.front()));
      if (!parted(others.front())) {
        equal.push_back(others.front());
        others.erase(others.begin());
        continue;
      }
    }
    others.erase(std::remove_if(others.begin(), others.end(), parted), others.end());
    chosen.push_back(index);
  }
  return chosen;
}

// The strings that identify a state alone, as few different ones as is easily seen: greedily the one that identifies
// most of the states that are left.
void ChooseSingles(const Candidates& candidates, std::vector<std::vector<size_t>>& of_state) {
  std::vector<State> left;
  for (State state = 0; state < of_state.size(); ++state) {
    if (of_state[state].size() == 1) left.push_back(state);
  }
  while (!left.empty()) {
    size_t best = 0;
    size_t best_count = 0;
    for (size_t index = 0; index < candidates.size(); ++index) {
      size_t count = 0;
      for (const State state : left) count += candidates.Identifies(index, state) ? 1 : 0;
      if (count > best_count || (count == best_count && candidates[index].size() < candidates[best].size())) {
        best = index;
        best_count = count;
      }
    }
    if (best_count == 0) return;  // not minimal
    const auto identified = [&](State state) { return candidates.Identifies(best, state); };
    for (const State state : left) {
      if (identified(state)) of_state[state] = {best};
    }
    left.erase(std::remove_if(left.begin(), left.end(), identified), left.end());
  }
}

// The string that parts most of `others` from the state; of those that part as many the one that is used most. `all`:
// the others are all but the state.
size_t BestParting(const Candidates& candidates, const std::vector<size_t>& uses, State state,
                   const std::vector<State>& others, bool all) {
  std::pair<size_t, size_t> best_rank = {0, 0};
  size_t best = 0;
  for (size_t index = 0; index < candidates.size(); ++index) {
    std::pair<size_t, size_t> rank = {all ? candidates.Parted(index, state) : 0, uses[index]};
    for (size_t i = 0; i < others.size() && !all; ++i) rank.first += candidates.Parts(index, state, others[i]) ? 1 : 0;
    if (rank <= best_rank) continue;
    best_rank = rank;
    best = index;
  }
  return best;
}

// The same for states that take several strings: with all that have been found by now, perhaps others do.
void ChooseSeveral(const Candidates& candidates, std::vector<std::vector<size_t>>& of_state) {
  std::vector<size_t> uses(candidates.size(), 0);
  for (const std::vector<size_t>& indices : of_state) {
    for (const size_t index : indices) ++uses[index];
  }
  for (State state = 0; state < of_state.size(); ++state) {
    std::vector<size_t>& current = of_state[state];
    if (current.size() == 1) continue;
    for (const size_t index : current) --uses[index];
    std::vector<State> others = AllBut(state, of_state.size());
    std::vector<size_t> chosen;
    while (!others.empty() && chosen.size() < current.size()) {
      chosen.push_back(BestParting(candidates, uses, state, others, chosen.empty()));
      const auto parted = [&](State other) { return candidates.Parts(chosen.back(), state, other); };
      others.erase(std::remove_if(others.begin(), others.end(), parted), others.end());
    }
    if (others.empty()) current = std::move(chosen);
    for (const size_t index : current) ++uses[index];
  }
}

// The same for states that only reasons tell from this one.
void AddForReasons(const Automaton& automaton, State state, const std::vector<State>& equal, Candidates& candidates,
                   std::vector<size_t>& chosen) {
  for (const State other : equal) {
    const auto parts = [&](size_t index) {
      return !(ReadFrom(automaton, state, candidates[index]) == ReadFrom(automaton, other, candidates[index]));
    };
    if (std::any_of(chosen.begin(), chosen.end(), parts)) continue;
    chosen.push_back(candidates.Add(ShortestSeparator(automaton, state, other)));
  }
}

}  // namespace

Reading ReadFrom(const Automaton& automaton, State state, std::string_view octets) {
  for (size_t i = 0; i < octets.size(); ++i) {
    state = automaton.Next(state, static_cast<uint8_t>(octets[i]));
    if (Automaton::IsDead(state)) return {Word::kReject, i, Automaton::ReasonOf(state)};
  }
  const Automaton::Output output = automaton.OutputOf(state);
  return {output.word, octets.size(), output.reason};
}

Identifiers IdentifyStates(const Automaton& automaton) {
  const Automaton plain = WithoutReasons(automaton);
  SeparatorSearch search(plain);
  Candidates candidates(plain);
  std::vector<std::vector<State>> equal(automaton.states());  // but for reasons
  std::vector<std::vector<size_t>> of_state(automaton.states());
  for (State state = 0; state < automaton.states(); ++state) {
    for (size_t index = 0; index < candidates.size() && of_state[state].empty(); ++index) {
      if (candidates.Identifies(index, state)) of_state[state] = {index};
    }
    if (of_state[state].empty()) of_state[state] = Identify(plain, search, state, candidates, equal[state]);
  }
  ChooseSingles(candidates, of_state);
  ChooseSeveral(candidates, of_state);
  for (State state = 0; state < automaton.states(); ++state) {
    AddForReasons(automaton, state, equal[state], candidates, of_state[state]);
  }

  Identifiers identifiers;
  identifiers.strings = {""};
  std::map<size_t, size_t> places = {{0, 0}};
  for (std::vector<size_t>& indices : of_state) {
    for (size_t& index : indices) {
      const auto [place, is_new] = places.insert({index, identifiers.strings.size()});
      if (is_new) identifiers.strings.push_back(candidates[index]);
      index = place->second;
    }
  }
  identifiers.of_state = std::move(of_state);
  return identifiers;
}

}  // namespace plumbline::grammar
