#include "properties/generators/automaton.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "properties/generators/basic.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

namespace gen = rc::gen;

using grammar::Automaton;
using grammar::kGrammar;
using grammar::Reading;
using grammar::State;
using grammar::Word;

constexpr size_t kReasons = 3;  // kGrammar, 0, 1

rc::Gen<Automaton::Output> AnyOutput(size_t reasons) {
  std::vector<Automaton::Output> outputs = {{Word::kNeedMore, kGrammar}, {Word::kAccept, kGrammar}};
  for (int reason = 0; reason + 1 < static_cast<int>(reasons); ++reason) outputs.push_back({Word::kNeedMore, reason});
  return OneOfThese(outputs);
}

// One of so many states, or an error by one of so many reasons.
rc::Gen<State> AnyTarget(size_t states, size_t reasons) {
  return gen::map(InRange<size_t>(0, states + reasons), [states](size_t number) {
    return number < states ? static_cast<State>(number) : Automaton::Dead(static_cast<int>(number - states) - 1);
  });
}

// A number for each state; the same number where outputs are the same and all octets lead to the same `blocks`.
std::vector<State> Refined(const MooreMachine& machine, const std::vector<State>& blocks) {
  std::map<std::pair<State, MooreMachine::Row>, State> numbers;
  std::vector<State> refined;
  for (size_t state = 0; state < machine.states(); ++state) {
    MooreMachine::Row row = machine.next[state];
    for (State& next : row) next = Automaton::IsDead(next) ? next : blocks[next];
    refined.push_back(numbers.insert({{blocks[state], row}, static_cast<State>(numbers.size())}).first->second);
  }
  return refined;
}

// The states that read alike have the same number.
std::vector<State> Blocks(const MooreMachine& machine) {
  std::map<std::pair<Word, int>, State> numbers;
  std::vector<State> blocks;
  for (const Automaton::Output& output : machine.outputs) {
    const auto place = numbers.insert({{output.word, output.reason}, static_cast<State>(numbers.size())});
    blocks.push_back(place.first->second);
  }
  for (;;) {
    std::vector<State> refined = Refined(machine, blocks);
    if (std::set<State>(refined.begin(), refined.end()).size() ==
        std::set<State>(blocks.begin(), blocks.end()).size()) {
      return blocks;
    }
    blocks = std::move(refined);
  }
}

}  // namespace

Reading MooreMachine::Read(std::string_view octets, State from) const {
  State state = from;
  for (size_t i = 0; i < octets.size(); ++i) {
    state = next[state][static_cast<uint8_t>(octets[i])];
    if (Automaton::IsDead(state)) return {Word::kReject, i, Automaton::ReasonOf(state)};
  }
  return {outputs[state].word, octets.size(), outputs[state].reason};
}

void showValue(const MooreMachine& machine, std::ostream& os) {
  for (size_t state = 0; state < machine.states(); ++state) {
    const Automaton::Output& output = machine.outputs[state];
    os << state << (output.word == Word::kAccept ? " accepts" : " needs more") << ", reason " << output.reason;
    std::map<State, std::string> octets;
    for (int octet = 0; octet < 256; ++octet) {
      octets[machine.next[state][static_cast<size_t>(octet)]] += static_cast<char>(octet);
    }
    for (const auto& [target, list] : octets) {
      if (target == Automaton::Dead(kGrammar)) continue;
      os << "\n  to ";
      if (Automaton::IsDead(target))
        os << "error " << Automaton::ReasonOf(target);
      else
        os << target;
      os << " by " << Escape(list);
    }
    os << "\n";
  }
}

MooreMachine ToMachine(const Automaton& automaton) {
  MooreMachine machine;
  for (State state = 0; state < automaton.states(); ++state) {
    MooreMachine::Row row;
    for (size_t octet = 0; octet < 256; ++octet) row[octet] = automaton.Next(state, static_cast<uint8_t>(octet));
    machine.next.push_back(row);
    machine.outputs.push_back(automaton.OutputOf(state));
  }
  return machine;
}

Automaton Minimal(const MooreMachine& machine) {
  const std::vector<State> blocks = Blocks(machine);
  std::map<State, State> number = {{blocks[0], 0}};  // of a block
  std::vector<State> members = {0};                  // a state of each block, breadth first
  std::vector<MooreMachine::Row> rows;
  std::vector<Automaton::Output> outputs;
  for (size_t i = 0; i < members.size(); ++i) {
    MooreMachine::Row row = machine.next[members[i]];
    for (State& next : row) {
      if (Automaton::IsDead(next)) continue;
      const auto [place, is_new] = number.insert({blocks[next], static_cast<State>(members.size())});
      if (is_new) members.push_back(next);
      next = place->second;
    }
    rows.push_back(row);
    outputs.push_back(machine.outputs[members[i]]);
  }

  std::map<std::vector<State>, uint8_t> classes;  // by column
  std::array<uint8_t, 256> class_of = {};
  for (size_t octet = 0; octet < 256; ++octet) {
    std::vector<State> column;
    for (const MooreMachine::Row& row : rows) column.push_back(row[octet]);
    class_of[octet] = classes.insert({column, static_cast<uint8_t>(classes.size())}).first->second;
  }
  std::vector<State> next(rows.size() * classes.size());
  for (const auto& [column, octet_class] : classes) {
    for (size_t state = 0; state < column.size(); ++state) next[state * classes.size() + octet_class] = column[state];
  }
  return Automaton(class_of, std::move(next), std::move(outputs));
}

std::optional<std::string> Difference(const MooreMachine& a, const MooreMachine& b) {
  std::map<std::pair<State, State>, std::string> paths = {{{0, 0}, ""}};
  std::vector<std::pair<State, State>> queue = {{0, 0}};
  for (size_t i = 0; i < queue.size(); ++i) {
    const auto [x, y] = queue[i];
    const std::string path = paths[queue[i]];
    if (!(a.Read("", x) == b.Read("", y))) return path;
    for (size_t octet = 0; octet < 256; ++octet) {
      const std::pair<State, State> next = {a.next[x][octet], b.next[y][octet]};
      const std::string longer = path + static_cast<char>(octet);
      if (Automaton::IsDead(next.first) || Automaton::IsDead(next.second)) {
        if (next.first != next.second) return longer;
      } else if (paths.insert({next, longer}).second) {
        queue.push_back(next);
      }
    }
  }
  return std::nullopt;
}

rc::Gen<MooreMachine> AnyMachine(size_t max_states, size_t max_kinds) {
  return gen::exec([max_states, max_kinds] {
    const size_t states = *InRange<size_t>(1, max_states + 1);
    const size_t kinds = *InRange<size_t>(1, max_kinds + 1);
    // The less there is to be seen of the states, the longer are the strings that tell them apart.
    const size_t reasons = *InRange<size_t>(0, kReasons + 1);
    const int outputs_in = *OneOfThese<int>({1, 3, 8});
    const auto targets = *gen::container<std::vector<State>>(states * kinds, AnyTarget(states, reasons));
    const auto outputs = *gen::container<std::vector<Automaton::Output>>(
        states, gen::mapcat(Sometimes(outputs_in),
                            [reasons](bool any) { return any ? AnyOutput(reasons) : gen::just(Automaton::Output()); }));
    // Ranges of octets get their kind one over the other; what is left over is of kind 0.
    const auto ranges = *gen::container<std::vector<std::pair<int, int>>>(
        2 * kinds, gen::pair(InRange(0, 256), gen::oneOf(InRange(1, 3), InRange(1, 128))));
    std::array<size_t, 256> kind_of = {};
    for (size_t i = 0; i < ranges.size(); ++i) {
      for (int octet = ranges[i].first; octet < std::min(256, ranges[i].first + ranges[i].second); ++octet) {
        kind_of[static_cast<size_t>(octet)] = i % kinds;
      }
    }
    MooreMachine machine;
    machine.outputs = outputs;
    for (size_t state = 0; state < states; ++state) {
      MooreMachine::Row row;
      for (size_t octet = 0; octet < 256; ++octet) {
        row[octet] = targets[state * kinds + kind_of[octet]];
      }
      machine.next.push_back(row);
    }
    return machine;
  });
}

Automaton AnyAutomaton(size_t max_states, size_t max_kinds) { return Minimal(*AnyMachine(max_states, max_kinds)); }

rc::Gen<MooreMachine> Redirected(MooreMachine machine) {
  return gen::exec([machine] {
    MooreMachine mutant = machine;
    State& target = mutant.next[*InRange<size_t>(0, machine.states())][*InRange<size_t>(0, 256)];
    target = *AnyTarget(machine.states(), kReasons);
    return mutant;
  });
}

rc::Gen<MooreMachine> OutputChanged(MooreMachine machine) {
  return gen::exec([machine] {
    MooreMachine mutant = machine;
    mutant.outputs[*InRange<size_t>(0, machine.states())] = *AnyOutput(kReasons);
    return mutant;
  });
}

rc::Gen<MooreMachine> StateAdded(MooreMachine machine) {
  return gen::exec([machine] {
    MooreMachine mutant = machine;
    std::vector<std::pair<size_t, size_t>> live;
    for (size_t state = 0; state < machine.states(); ++state) {
      for (size_t octet = 0; octet < 256; ++octet) {
        if (!Automaton::IsDead(machine.next[state][octet])) live.push_back({state, octet});
      }
    }
    if (live.empty()) return mutant;
    const auto [state, octet] = live[*InRange<size_t>(0, live.size())];
    const State original = machine.next[state][octet];
    const State copy = static_cast<State>(machine.states());
    mutant.next.push_back(machine.next[original]);
    mutant.outputs.push_back(machine.outputs[original]);
    mutant.next[state][octet] = copy;
    if (*Sometimes(8)) {
      mutant.outputs[copy] = *AnyOutput(kReasons);
    } else {
      mutant.next[copy][*InRange<size_t>(0, 256)] = *AnyTarget(mutant.states(), kReasons);
    }
    return mutant;
  });
}

}  // namespace plumbline::properties
