// Paths through an automaton: shortest access, shortest completion, random sentences, near misses.
#ifndef PLUMBLINE_GRAMMAR_WALK_H_
#define PLUMBLINE_GRAMMAR_WALK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "grammar/automaton.h"

namespace plumbline::grammar {

// Random numbers that are the same on every machine: splitmix64.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  size_t Below(size_t bound);  // 0 to bound - 1; bound > 0
  double Unit();               // at least 0, less than 1

 private:
  uint64_t state_;
};

// For each state the shortest octets that lead there from the start; of those the first by class order, with the first
// octet of every class that is printable, if there is one.
std::vector<std::string> AccessStrings(const Automaton& automaton);

// For each state the shortest octets from there to an accepting state, chosen likewise; none where there are none (an
// automaton with prose can have such states).
std::vector<std::optional<std::string>> Completions(const Automaton& automaton);

// Draws sentences of the language, each string of a length as likely as any other of that length.
class Sampler {
 public:
  // Prepares lengths up to `longest` octets: memory is states × (longest + 1) numbers.
  Sampler(const Automaton& automaton, size_t longest);

  // How many sentences have this length, as a floating point number that may be infinite.
  double Count(size_t length) const;
  // A sentence of exactly this length; none if there is none.
  std::optional<std::string> Sentence(size_t length, Random& random) const;
  // A sentence of a length up to `longest`, drawn among the lengths that have any.
  std::optional<std::string> Sentence(Random& random) const;
  // Octets that lead from `from` to acceptance in exactly `length` octets.
  std::optional<std::string> Tail(State from, size_t length, Random& random) const;

 private:
  const Automaton& automaton_;
  size_t longest_;
  std::vector<double> log_counts_;  // [length * states + state], natural logarithm; -inf: none
};

// A string one step from the language: at some state an octet comes that is not acceptable there, or the string ends
// too early.
struct NearMiss {
  std::string octets;
  Reading expected;
};

// For every state and every octet class that is dead there: a random way to the state, an octet of the class, and a
// random tail that could have followed. Then, for every state that does not accept: a random way there. `visit`
// returns false to stop. Ways take at most `slack` octets more than the shortest.
void ForEachNearMiss(const Automaton& automaton, Random& random, size_t slack,
                     const std::function<bool(const NearMiss&)>& visit);

// One random near miss.
NearMiss RandomNearMiss(const Automaton& automaton, const Sampler& sampler, Random& random);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_WALK_H_
