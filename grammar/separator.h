// Strings after which states of an automaton read differently: the search for one.
#ifndef PLUMBLINE_GRAMMAR_SEPARATOR_H_
#define PLUMBLINE_GRAMMAR_SEPARATOR_H_

#include <cstddef>
#include <cstdint>
#include <queue>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grammar/automaton.h"

namespace plumbline::grammar {

// The shortest octets after which two states read differently; none, "", also if they are equal.
std::string ShortestSeparator(const Automaton& automaton, State a, State b);

// Looks for one string after which as many other states as possible read differently from one: best first over what a
// string leaves to be told apart, within bounds of time. Keeps a reference to the automaton.
class SeparatorSearch {
 public:
  explicit SeparatorSearch(const Automaton& automaton);

  // `others` are different from `self`. What is found may separate none of them, where they differ only far ahead.
  std::string Run(State self, const std::vector<State>& others);

 private:
  // Where one of the others is, and how many of them.
  struct Group {
    State state;
    size_t size;
    friend bool operator<(const Group& a, const Group& b) {
      return a.state != b.state ? a.state < b.state : a.size < b.size;
    }
  };
  struct Node {
    size_t parent = 0;
    size_t octet_class = 0;
    size_t depth = 0;
    State self = 0;
    size_t lost = 0;            // others that are where `self` is: no longer to be told apart
    std::vector<Group> others;  // sorted; made when the node is taken from the queue
  };
  struct Key {
    size_t open;  // how much there is still to be told apart
    size_t depth;
    size_t node;
    friend bool operator<(const Key& a, const Key& b) {
      if (a.open != b.open) return a.open > b.open;
      return a.depth != b.depth ? a.depth > b.depth : a.node > b.node;
    }
  };
  // What a string does that is one octet longer than a node's.
  struct Outcome {
    size_t lost = 0;
    size_t viable = 0;       // others that are elsewhere, and viable
    size_t unseparated = 0;  // if the string ends here
  };

  void Reset();
  bool Fill(size_t node);
  void Expand(size_t node);
  void Consider(size_t unseparated, size_t depth, size_t node, size_t octet_class);
  std::string Word(size_t node) const;

  const Automaton& automaton_;
  std::vector<uint8_t> output_;    // of each state, as a number
  std::vector<size_t> place_;      // of a state in the groups that are being made
  std::vector<Outcome> outcomes_;  // by class
  std::vector<Node> nodes_;
  std::priority_queue<Key> queue_;
  std::set<std::pair<State, std::vector<Group>>> seen_;
  size_t steps_ = 0;

  size_t best_unseparated_ = 0;
  size_t best_depth_ = 0;
  size_t best_node_ = 0;
  size_t best_class_ = 0;
};

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_SEPARATOR_H_
