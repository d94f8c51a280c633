// Ways through an automaton, for the mutator: where octets are, and octets that lead from here to there.
#ifndef PLUMBLINE_FUZZ_MUTATOR_WALKER_H_
#define PLUMBLINE_FUZZ_MUTATOR_WALKER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/mutator/automata.h"
#include "fuzz/mutator/dice.h"
#include "grammar/automaton.h"

namespace plumbline::fuzz {

class Walker {
 public:
  // Words are what the ABNF does not know to be special, "close" or "chunked": a walk takes one now and then, where
  // all of its octets are viable.
  Walker(const grammar::Automaton& automaton, std::vector<std::string_view> words);

  // The walker of a production, with the words of RFC 9110 and 9112 for it. Lives as long as the program.
  static Walker& Of(Production production);

  // The state before each octet, and after the last. After an octet that is not viable the walk goes on at the state
  // to which such an octet leads from the start by the fewest octets, or where it was if it leads nowhere.
  void Trace(std::string_view octets, std::vector<grammar::State>& states) const;

  // Appends octets that lead from `from` to `to`, chosen at random; a few more than `slack` beyond the fewest that do,
  // at most. False if there are none: nothing is appended.
  bool AppendWay(grammar::State from, grammar::State to, size_t slack, Dice& dice, std::string& out);
  // The same to any accepting state.
  bool AppendTail(grammar::State from, size_t slack, Dice& dice, std::string& out);
  // A sentence; now and then one that takes its way through a state that is as likely as any other.
  void AppendSentence(size_t slack, Dice& dice, std::string& out);

  // An octet that is not viable at the state; any octet where all are.
  char WrongOctet(grammar::State state, Dice& dice) const;

  const grammar::Automaton& automaton() const { return automaton_; }

 private:
  using Distances = std::vector<uint16_t>;  // by state, the fewest octets to a goal
  static constexpr uint16_t kNever = 65535;

  // What leads from one state to another.
  struct Edge {
    grammar::State next;
    std::string octets;
  };

  const Distances& DistancesTo(size_t goal);  // a state, or states() for any accepting one
  bool Walk(grammar::State from, const Distances& distances, size_t slack, Dice& dice, std::string& out);
  // The state after a word, or a dead one.
  grammar::State Run(grammar::State state, std::string_view word) const;

  const grammar::Automaton& automaton_;
  std::vector<std::string_view> words_;
  std::vector<std::vector<Edge>> edges_;              // by state, in the order of the states that they lead to
  std::vector<std::vector<grammar::State>> sources_;  // by state, the states that lead to it
  std::vector<std::string> wrong_;                    // by state, the octets that are not viable
  std::vector<grammar::State> resumed_;  // by class, where a walk goes on after an octet that is not viable
  std::vector<Distances> distances_;     // by goal; empty until asked for
};

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_MUTATOR_WALKER_H_
