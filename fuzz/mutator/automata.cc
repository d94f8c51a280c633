#include "fuzz/mutator/automata.h"

#include <map>
#include <utility>

#include "witness/uncovered.h"

namespace plumbline::fuzz {
namespace {

using grammar::Automaton;
using grammar::State;

constexpr uint32_t kEndOfClasses = 65536;

#include "fuzz/mutator/automata.inc"

}  // namespace

PLUMBLINE_UNCOVERED_BEGIN

Table ToTable(const Automaton& automaton) {
  Table table = {static_cast<uint32_t>(automaton.states()), static_cast<uint32_t>(automaton.classes())};
  for (uint32_t octet = 0; octet < 256; ++octet) {
    const uint8_t octet_class = automaton.ClassOf(static_cast<uint8_t>(octet));
    if (octet > 0 && octet_class == automaton.ClassOf(static_cast<uint8_t>(octet - 1))) continue;
    table.push_back(octet * 256 + octet_class);
  }
  table.push_back(kEndOfClasses);
  for (State state = 0; state < automaton.states(); ++state) {
    std::map<State, uint32_t> classes_to;
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State next = automaton.NextByClass(state, c);
      if (!Automaton::IsDead(next)) classes_to[next] |= uint32_t{1} << c;
    }
    table.push_back(automaton.OutputOf(state).word == grammar::Word::kAccept ? 1 : 0);
    table.push_back(static_cast<uint32_t>(classes_to.size()));
    for (const auto& [next, classes] : classes_to) table.insert(table.end(), {classes, next});
  }
  return table;
}

Automaton FromTable(const uint32_t* table) {
  const size_t states = *table++;
  const size_t classes = *table++;
  std::array<uint8_t, 256> class_of;
  for (; *table != kEndOfClasses; ++table) {
    for (size_t octet = *table / 256; octet < 256; ++octet) class_of[octet] = static_cast<uint8_t>(*table % 256);
  }
  ++table;
  std::vector<State> next(states * classes, Automaton::Dead(grammar::kGrammar));
  std::vector<Automaton::Output> outputs(states);
  for (size_t state = 0; state < states; ++state) {
    outputs[state].word = *table++ != 0 ? grammar::Word::kAccept : grammar::Word::kNeedMore;
    for (uint32_t left = *table++; left > 0; --left, table += 2) {
      for (size_t c = 0; c < classes; ++c) {
        if ((table[0] >> c & 1) != 0) next[state * classes + c] = table[1];
      }
    }
  }
  return Automaton(class_of, std::move(next), std::move(outputs));
}

const Automaton& AutomatonOf(Production production) {
  static const auto& automata = *[] {
    auto* all = new std::vector<Automaton>;
    for (const uint32_t* table : kTables) all->push_back(FromTable(table));
    return all;
  }();
  return automata[static_cast<size_t>(production)];
}

PLUMBLINE_UNCOVERED_END
}  // namespace plumbline::fuzz
