// Vectors for other people's parsers: they cover an automaton's transitions and, unlike a cover by classes alone
// (ForEachVector in suite.h), every octet: that octets are of one class is a claim about this automaton, not about a
// parser.
#ifndef PLUMBLINE_GRAMMAR_TRANSITION_COVER_H_
#define PLUMBLINE_GRAMMAR_TRANSITION_COVER_H_

#include <functional>

#include "grammar/automaton.h"
#include "grammar/suite.h"

namespace plumbline::grammar {

// For every state
//   the shortest way to it;
//   for each octet class, or kTransitions: each state that it leads to, an octet completed to a sentence if there is
//   one; for each octet class that is an error there, or kTransitions: each reason for one, an octet, and after it what
//   would have completed the sentence without it;
//   such errors, too, with the letters of which only the other case may stand there.
// Octets take turns. Those that then have not occurred as an error, or without being one, although they can, do so in
// the vectors that follow. No string twice; the order is the same on every run.
enum class Cover { kClasses, kTransitions };
void ForEachTransitionVector(const Automaton& automaton, Cover cover, const std::function<void(const Vector&)>& visit);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_TRANSITION_COVER_H_
