// Paths through an automaton: shortest access, shortest completion, random sentences, near misses.
//
//   Sampler sampler(automaton, 40);
//   Random random(1);
//   std::optional<std::string> sentence = sampler.Sentence(random);  // none: the language has no string so short
//
// An automaton with prose may have states from which no sentence can be reached; everything here copes with them.
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
  size_t Below(size_t bound);  // 0 to bound - 1, all alike; bound > 0
  double Unit();               // at least 0, less than 1

 private:
  uint64_t state_;
};

// The octet that stands for a class: its first lower-case letter, else its first printable octet, else its first.
char Representative(const Automaton& automaton, size_t octet_class);

// For each state the shortest octets that lead there from the start, of those the first by class order, made of
// representatives. With a string every prefix of it is an access string.
std::vector<std::string> AccessStrings(const Automaton& automaton);

// For each state the shortest octets from there to an accepting state, chosen likewise; none where there are none.
std::vector<std::optional<std::string>> Completions(const Automaton& automaton);

// Draws sentences of the language, each string of a length as likely as any other of that length. The same seed
// draws the same sentences on every machine with IEEE 754 doubles. Holds nothing of the automaton.
class Sampler {
 public:
  // Prepares lengths up to `longest` octets: memory is states × (longest + 1) numbers of 16 octets.
  Sampler(const Automaton& automaton, size_t longest);

  size_t longest() const { return longest_; }

  // How many sentences have this length: exact up to 2^53, infinite beyond the range of double, 0 for a length that
  // is not prepared.
  double Count(size_t length) const;
  // A sentence of exactly this length; none if there is none, or the length is not prepared.
  std::optional<std::string> Sentence(size_t length, Random& random) const;
  // A sentence of a length up to `longest`, drawn among the lengths that have any.
  std::optional<std::string> Sentence(Random& random) const;
  // Octets that lead from `from`, which is not dead, to acceptance in exactly `length` octets.
  std::optional<std::string> Tail(State from, size_t length, Random& random) const;

 private:
  // A number of strings: mantissa × 2^exponent, as doubles end where 130 octets of 256 kinds begin.
  struct Number {
    double mantissa = 0;  // 0, or at least 0.5 and less than 1
    int exponent = 0;
  };
  // All octets that lead from one state to another.
  struct Edge {
    State target;
    std::string octets;
  };

  const Number& At(size_t length, State state) const { return numbers_[length * edges_.size() + state]; }
  // The edge's part of the strings of `length` octets, as a multiple of 2^exponent.
  double Weight(const Edge& edge, size_t length, int exponent) const;
  Number Sum(State state, size_t length) const;

  size_t longest_;
  std::vector<std::vector<Edge>> edges_;  // by state
  std::vector<Number> numbers_;           // [length * states + state]: ways to accept in exactly `length` octets
  std::vector<size_t> lengths_;           // those that have sentences
};

// A string one step from the language: at some state an octet comes that is not acceptable there, or the string ends
// too early.
struct NearMiss {
  std::string octets;
  Reading expected;  // as the automaton reads it
};

// For every state and every octet class that is dead there: a random way to the state, an octet of the class, and a
// random tail that could have followed had the octet not been there, or been another. Then, for every state that does
// not accept: a random way there. Ways and tails take at most `slack` octets more than the shortest. `visit` returns
// false to stop.
void ForEachNearMiss(const Automaton& automaton, Random& random, size_t slack,
                     const std::function<bool(const NearMiss&)>& visit);

// One random near miss: a sentence of the sampler, which is of this automaton, with an octet put in or replaced or
// cut short. Where there are no near misses, as every string is a sentence: a sentence.
NearMiss RandomNearMiss(const Automaton& automaton, const Sampler& sampler, Random& random);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_WALK_H_
