// Random machines over octets, and mutants of them: the reference and the implementation in the laws of suites.
//
// A machine is what an automaton is, but plain: a row of 256 octets a state, not minimal, made to be changed.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_AUTOMATON_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_AUTOMATON_H_

#include <rapidcheck.h>

#include <array>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/automaton.h"

namespace plumbline::properties {

struct MooreMachine {
  using Row = std::array<grammar::State, 256>;
  std::vector<Row> next;  // states, or Automaton::Dead(reason)
  std::vector<grammar::Automaton::Output> outputs;

  size_t states() const { return outputs.size(); }
  grammar::Reading Read(std::string_view octets, grammar::State from = 0) const;
};
void showValue(const MooreMachine& machine, std::ostream& os);

MooreMachine ToMachine(const grammar::Automaton& automaton);

// The minimal automaton that reads as the machine does: what is not reachable left out, states that read alike made
// one (Moore's refinement of partitions).
grammar::Automaton Minimal(const MooreMachine& machine);

// The shortest octets that the two read differently; none if they are equal.
std::optional<std::string> Difference(const MooreMachine& a, const MooreMachine& b);

// At most so many states and so many kinds of octets, with no errors or errors of up to three reasons, with many or few
// states that accept or wait for a reason; there may be states from which nothing is accepted.
rc::Gen<MooreMachine> AnyMachine(size_t max_states, size_t max_kinds);
// Within a law: one such machine, made minimal.
grammar::Automaton AnyAutomaton(size_t max_states, size_t max_kinds);

// One transition, of one octet, leads elsewhere: to another state, or to an error.
rc::Gen<MooreMachine> Redirected(MooreMachine machine);
// One state's output is another.
rc::Gen<MooreMachine> OutputChanged(MooreMachine machine);
// One transition leads to a new state, a copy of where it led, and one transition or the output of the new state is
// changed.
rc::Gen<MooreMachine> StateAdded(MooreMachine machine);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_AUTOMATON_H_
