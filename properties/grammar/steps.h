// Steps of an automaton, one octet after the other: what the laws of walks, samples and near misses count by hand.
#ifndef PLUMBLINE_PROPERTIES_GRAMMAR_STEPS_H_
#define PLUMBLINE_PROPERTIES_GRAMMAR_STEPS_H_

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>

#include "grammar/automaton.h"

namespace plumbline::properties {

inline bool IsAccepting(const grammar::Automaton& automaton, grammar::State state) {
  return automaton.OutputOf(state).word == grammar::Word::kAccept;
}

// Where the octets lead; they are viable.
inline grammar::State Follow(const grammar::Automaton& automaton, grammar::State state, const std::string& octets) {
  for (const char octet : octets) {
    state = automaton.Next(state, static_cast<uint8_t>(octet));
    RC_ASSERT(!grammar::Automaton::IsDead(state));
  }
  return state;
}

// The states in which `from` can be after exactly so many octets.
inline std::set<grammar::State> After(const grammar::Automaton& automaton, grammar::State from, size_t length) {
  std::set<grammar::State> states = {from};
  for (; length > 0; --length) {
    std::set<grammar::State> next;
    for (const grammar::State state : states) {
      for (size_t octet = 0; octet < 256; ++octet) next.insert(automaton.Next(state, static_cast<uint8_t>(octet)));
    }
    states.clear();
    std::copy_if(next.begin(), next.end(), std::inserter(states, states.end()),
                 [](grammar::State state) { return !grammar::Automaton::IsDead(state); });
  }
  return states;
}

inline bool Accepts(const grammar::Automaton& automaton, const std::set<grammar::State>& states) {
  return std::any_of(states.begin(), states.end(), [&](grammar::State state) { return IsAccepting(automaton, state); });
}

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GRAMMAR_STEPS_H_
