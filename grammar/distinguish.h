// Strings that tell the states of an automaton apart.
#ifndef PLUMBLINE_GRAMMAR_DISTINGUISH_H_
#define PLUMBLINE_GRAMMAR_DISTINGUISH_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/automaton.h"

namespace plumbline::grammar {

// How the octets read from a state on, which is not dead; offsets count from there.
Reading ReadFrom(const Automaton& automaton, State state, std::string_view octets);

struct Identifiers {
  // A characterising set: after one of these any two states read differently. The first is the empty string.
  std::vector<std::string> strings;
  // For each state indices into `strings`, one at least: after one of these every other state reads differently from
  // this one. One index where one string does it (a unique input/output sequence).
  std::vector<std::vector<size_t>> of_state;
};

// A small set, with few strings a state. States that words and offsets tell apart are told apart by them, so that it
// holds also for who does not see the reasons; reasons count for the others. The automaton has to be minimal.
// Deterministic.
Identifiers IdentifyStates(const Automaton& automaton);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_DISTINGUISH_H_
