#include "grammar/separator.h"

#include <algorithm>
#include <map>
#include <utility>

#include "grammar/walk.h"

namespace plumbline::grammar {
namespace {

// Bounds of a search: strings gone on with, and octets tried on groups of states.
constexpr size_t kNodes = 100;
constexpr size_t kSteps = 100'000;

constexpr size_t kNone = static_cast<size_t>(-1);

std::vector<uint8_t> OutputNumbers(const Automaton& automaton) {
  std::map<std::pair<Word, Reason>, uint8_t> numbers;
  std::vector<uint8_t> outputs;
  for (State state = 0; state < automaton.states(); ++state) {
    const Automaton::Output output = automaton.OutputOf(state);
    const auto number = static_cast<uint8_t>(numbers.size());
    outputs.push_back(numbers.insert({{output.word, output.reason}, number}).first->second);
  }
  return outputs;
}

}  // namespace

std::string ShortestSeparator(const Automaton& automaton, State a, State b) {
  using Pair = std::pair<State, State>;
  struct Visit {
    Pair pair;
    size_t before;
    char octet;
  };
  const std::vector<uint8_t> output = OutputNumbers(automaton);
  std::vector<Visit> visits = {{{a, b}, 0, 0}};
  std::set<Pair> seen = {{a, b}};
  const auto path = [&visits](size_t i) {
    std::string octets;
    for (; i > 0; i = visits[i].before) octets += visits[i].octet;
    std::reverse(octets.begin(), octets.end());
    return octets;
  };
  if (output[a] != output[b]) return {};
  for (size_t i = 0; i < visits.size(); ++i) {
    const Pair pair = visits[i].pair;
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const Pair next = {automaton.NextByClass(pair.first, c), automaton.NextByClass(pair.second, c)};
      if (next.first == next.second) continue;
      const char octet = Representative(automaton, c);
      if (Automaton::IsDead(next.first) || Automaton::IsDead(next.second)) return path(i) + octet;
      if (output[next.first] != output[next.second]) return path(i) + octet;
      if (seen.insert(next).second) visits.push_back({next, i, octet});
    }
  }
  return {};
}

SeparatorSearch::SeparatorSearch(const Automaton& automaton)
    : automaton_(automaton),
      output_(OutputNumbers(automaton)),
      place_(automaton.states(), kNone),
      outcomes_(automaton.classes()) {}

std::string SeparatorSearch::Run(State self, const std::vector<State>& others) {
  Reset();
  Node root;
  root.self = self;
  size_t unseparated = 0;
  for (const State other : others) {
    root.others.push_back({other, 1});
    if (output_[other] == output_[self]) ++unseparated;
  }
  nodes_.push_back(std::move(root));
  best_unseparated_ = unseparated;
  best_class_ = kNone;
  best_node_ = 0;
  best_depth_ = 0;
  Expand(0);
  for (size_t i = 1; i < kNodes && steps_ < kSteps && !queue_.empty() && best_unseparated_ > 0; ++i) {
    const size_t node = queue_.top().node;
    queue_.pop();
    if (Fill(node)) Expand(node);
  }
  std::string word = Word(best_node_);
  if (best_class_ != kNone) word += Representative(automaton_, best_class_);
  return word;
}

void SeparatorSearch::Reset() {
  nodes_.clear();
  queue_ = {};
  seen_.clear();
  steps_ = 0;
}

// Where the others are at the node; false where another node has the same.
bool SeparatorSearch::Fill(size_t index) {
  Node& node = nodes_[index];
  for (const Group& group : nodes_[node.parent].others) {
    const State to = automaton_.NextByClass(group.state, node.octet_class);
    if (Automaton::IsDead(to) || to == node.self) continue;
    if (place_[to] == kNone) {
      place_[to] = node.others.size();
      node.others.push_back({to, 0});
    }
    node.others[place_[to]].size += group.size;
  }
  for (const Group& group : node.others) place_[group.state] = kNone;
  std::sort(node.others.begin(), node.others.end());
  return seen_.insert({node.self, node.others}).second;
}

void SeparatorSearch::Expand(size_t index) {
  const size_t classes = automaton_.classes();
  const State self = nodes_[index].self;
  const size_t depth = nodes_[index].depth + 1;
  steps_ += classes * nodes_[index].others.size();
  std::fill(outcomes_.begin(), outcomes_.end(), Outcome{nodes_[index].lost, 0, 0});
  for (const Group& group : nodes_[index].others) {
    for (size_t c = 0; c < classes; ++c) {
      const State to = automaton_.NextByClass(group.state, c);
      const State self_to = automaton_.NextByClass(self, c);
      Outcome& outcome = outcomes_[c];
      if (to == self_to) {
        outcome.lost += group.size;
      } else if (!Automaton::IsDead(to) && !Automaton::IsDead(self_to)) {
        outcome.viable += group.size;
        if (output_[to] == output_[self_to]) outcome.unseparated += group.size;
      }
    }
  }
  for (size_t c = 0; c < classes; ++c) {
    const Outcome& outcome = outcomes_[c];
    Consider(outcome.lost + outcome.unseparated, depth, index, c);
    if (outcome.viable == 0 || outcome.lost >= best_unseparated_) continue;
    Node next;
    next.parent = index;
    next.octet_class = c;
    next.depth = depth;
    next.self = automaton_.NextByClass(self, c);
    next.lost = outcome.lost;
    queue_.push({2 * outcome.lost + outcome.viable, depth, nodes_.size()});
    nodes_.push_back(std::move(next));
  }
}

void SeparatorSearch::Consider(size_t unseparated, size_t depth, size_t node, size_t octet_class) {
  if (unseparated > best_unseparated_ || (unseparated == best_unseparated_ && depth >= best_depth_)) return;
  best_unseparated_ = unseparated;
  best_depth_ = depth;
  best_node_ = node;
  best_class_ = octet_class;
}

std::string SeparatorSearch::Word(size_t node) const {
  std::string octets;
  for (; node != 0; node = nodes_[node].parent) octets += Representative(automaton_, nodes_[node].octet_class);
  std::reverse(octets.begin(), octets.end());
  return octets;
}

}  // namespace plumbline::grammar
