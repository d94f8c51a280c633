// A cover of an automaton's transitions that stays small where there are hundreds of states.
#ifndef PLUMBLINE_GRAMMAR_TRANSITION_COVER_H_
#define PLUMBLINE_GRAMMAR_TRANSITION_COVER_H_

#include <functional>

#include "grammar/automaton.h"
#include "grammar/suite.h"

namespace plumbline::grammar {

// ForEachVector (suite.h) takes every state and octet class; this takes every state and
//   the shortest way to it, and nothing more;
//   each state that it leads to: an octet that leads there, completed to a sentence where there is one;
//   two errors, one of them printable ASCII if there is such: an octet, and what would have completed the sentence
//   without it.
// The octets take turns, so that over the states all of them occur. No string twice; the order is the same on every run.
void ForEachTransitionVector(const Automaton& automaton, const std::function<void(const Vector&)>& visit);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_TRANSITION_COVER_H_
