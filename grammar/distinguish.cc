#include "grammar/distinguish.h"

#include <algorithm>
#include <map>
#include <queue>
#include <set>
#include <tuple>
#include <utility>

#include "grammar/walk.h"

namespace plumbline::grammar {
namespace {

// How many strings the search for one state looks at.
constexpr size_t kNodes = 100;

bool SameOutput(const Automaton& automaton, State a, State b) {
  const Automaton::Output x = automaton.OutputOf(a);
  const Automaton::Output y = automaton.OutputOf(b);
  return x.word == y.word && x.reason == y.reason;
}

// The shortest octets after which two states read differently, breadth first over pairs.
std::string Separator(const Automaton& automaton, State a, State b) {
  using Pair = std::pair<State, State>;
  struct Visit {
    Pair pair;
    size_t before;
    char octet;
  };
  std::vector<Visit> visits = {{{a, b}, 0, 0}};
  std::set<Pair> seen = {{a, b}};
  const auto path = [&visits](size_t i) {
    std::string octets;
    for (; i > 0; i = visits[i].before) octets += visits[i].octet;
    std::reverse(octets.begin(), octets.end());
    return octets;
  };
  for (size_t i = 0; i < visits.size(); ++i) {
    const Pair pair = visits[i].pair;
    if (!SameOutput(automaton, pair.first, pair.second)) return path(i);
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const Pair next = {automaton.NextByClass(pair.first, c), automaton.NextByClass(pair.second, c)};
      if (next.first == next.second) continue;
      const char octet = Representative(automaton, c);
      if (Automaton::IsDead(next.first) || Automaton::IsDead(next.second)) return path(i) + octet;
      if (seen.insert(next).second) visits.push_back({next, i, octet});
    }
  }
  return {};  // equal: the automaton is not minimal
}

// Looks for one string after which as many as possible of `others` read differently from `self`: best first, over
// what a string leaves to be told apart.
class StringSearch {
 public:
  StringSearch(const Automaton& automaton, const std::string& octets) : automaton_(automaton), octets_(octets) {}

  std::string Run(State self, const std::vector<State>& others) {
    Node root;
    root.self = self;
    for (const State other : others) root.others.push_back({other, 1});
    Consider(Unseparated(root), root.word);
    Push(std::move(root));
    for (size_t i = 0; i < kNodes && !queue_.empty() && best_unseparated_ > 0; ++i) {
      const Node node = std::move(nodes_[std::get<2>(queue_.top())]);
      queue_.pop();
      for (size_t c = 0; c < octets_.size(); ++c) Step(node, c);
    }
    return best_;
  }

 private:
  struct Node {
    std::string word;
    State self = 0;
    std::vector<std::pair<State, size_t>> others;  // where the others are now, and how many of them; sorted
    size_t lost = 0;                               // others that are where `self` is: no longer to be told apart
  };

  size_t Unseparated(const Node& node) const {
    size_t count = node.lost;
    for (const auto& [other, number] : node.others) {
      if (SameOutput(automaton_, node.self, other)) count += number;
    }
    return count;
  }

  void Consider(size_t unseparated, const std::string& word) {
    if (unseparated > best_unseparated_) return;
    if (unseparated == best_unseparated_ && word.size() >= best_.size()) return;
    best_unseparated_ = unseparated;
    best_ = word;
  }

  void Step(const Node& node, size_t octet_class) {
    Node next;
    next.self = automaton_.NextByClass(node.self, octet_class);
    next.lost = node.lost;
    const bool dead = Automaton::IsDead(next.self);
    for (const auto& [other, number] : node.others) {
      const State to = automaton_.NextByClass(other, octet_class);
      if (to == next.self) next.lost += number;
      else if (!dead && !Automaton::IsDead(to)) next.others.push_back({to, number});
    }
    if (next.lost >= best_unseparated_) return;
    next.word = node.word + octets_[octet_class];
    Merge(next.others);
    Consider(dead ? next.lost : Unseparated(next), next.word);
    if (!dead && !next.others.empty()) Push(std::move(next));
  }

  static void Merge(std::vector<std::pair<State, size_t>>& others) {
    std::sort(others.begin(), others.end());
    size_t kept = 0;
    for (size_t i = 0; i < others.size(); ++i) {
      if (kept > 0 && others[kept - 1].first == others[i].first) others[kept - 1].second += others[i].second;
      else others[kept++] = others[i];
    }
    others.resize(kept);
  }

  void Push(Node node) {
    if (!seen_.insert({node.self, node.others}).second) return;
    size_t open = 2 * node.lost;
    for (const auto& [other, number] : node.others) open += number;
    queue_.push({open, node.word.size(), nodes_.size()});
    nodes_.push_back(std::move(node));
  }

  using Key = std::tuple<size_t, size_t, size_t>;  // what is open, octets, node
  const Automaton& automaton_;
  const std::string& octets_;  // a representative of each class
  std::vector<Node> nodes_;
  std::priority_queue<Key, std::vector<Key>, std::greater<>> queue_;
  std::set<std::pair<State, std::vector<std::pair<State, size_t>>>> seen_;
  size_t best_unseparated_ = static_cast<size_t>(-1);
  std::string best_;
};

// Strings and how they part the states: states that read alike after the string are of one block.
class Candidates {
 public:
  explicit Candidates(const Automaton& automaton) : automaton_(automaton) { Add(""); }

  size_t Add(const std::string& octets) {
    const auto [place, is_new] = index_.insert({octets, strings_.size()});
    if (!is_new) return place->second;
    std::map<std::tuple<Word, size_t, Reason>, size_t> blocks;
    std::vector<size_t> block(automaton_.states());
    std::vector<size_t> members;
    for (State state = 0; state < automaton_.states(); ++state) {
      const Reading reading = ReadFrom(automaton_, state, octets);
      block[state] = blocks.insert({{reading.word, reading.offset, reading.reason}, blocks.size()}).first->second;
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
  bool Identifies(size_t index, State state) const { return members_[index][blocks_[index][state]] == 1; }

 private:
  const Automaton& automaton_;
  std::map<std::string, size_t> index_;
  std::vector<std::string> strings_;
  std::vector<std::vector<size_t>> blocks_;
  std::vector<std::vector<size_t>> members_;  // of each block
};

std::vector<State> AllBut(State state, size_t states) {
  std::vector<State> others;
  for (State other = 0; other < states; ++other) {
    if (other != state) others.push_back(other);
  }
  return others;
}

// Strings that together tell `state` from every other one, found one after the other; all are added.
std::vector<size_t> Identify(const Automaton& automaton, const std::string& octets, State state,
                             Candidates& candidates) {
  std::vector<State> others = AllBut(state, automaton.states());
  std::vector<size_t> chosen;
  while (!others.empty()) {
    size_t index = candidates.Add(StringSearch(automaton, octets).Run(state, others));
    const auto parted = [&](State other) { return candidates.Parts(index, state, other); };
    if (std::none_of(others.begin(), others.end(), parted)) {
      index = candidates.Add(Separator(automaton, state, others.front()));
      if (!parted(others.front())) break;  // not minimal
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

// The string that parts most of `others` from the state; of those that part as many the one that is used most.
size_t BestParting(const Candidates& candidates, const std::vector<size_t>& uses, State state,
                   const std::vector<State>& others) {
  std::pair<size_t, size_t> best_rank = {0, 0};
  size_t best = 0;
  for (size_t index = 0; index < candidates.size(); ++index) {
    std::pair<size_t, size_t> rank = {0, uses[index]};
    for (const State other : others) rank.first += candidates.Parts(index, state, other) ? 1 : 0;
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
      chosen.push_back(BestParting(candidates, uses, state, others));
      const auto parted = [&](State other) { return candidates.Parts(chosen.back(), state, other); };
      others.erase(std::remove_if(others.begin(), others.end(), parted), others.end());
    }
    if (others.empty()) current = std::move(chosen);
    for (const size_t index : current) ++uses[index];
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
  std::string octets;
  for (size_t c = 0; c < automaton.classes(); ++c) octets += Representative(automaton, c);

  Candidates candidates(automaton);
  std::vector<std::vector<size_t>> of_state(automaton.states());
  for (State state = 0; state < automaton.states(); ++state) {
    for (size_t index = 0; index < candidates.size() && of_state[state].empty(); ++index) {
      if (candidates.Identifies(index, state)) of_state[state] = {index};
    }
    if (of_state[state].empty()) of_state[state] = Identify(automaton, octets, state, candidates);
  }
  ChooseSingles(candidates, of_state);
  ChooseSeveral(candidates, of_state);

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
