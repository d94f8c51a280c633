#include "grammar/octet_classes.h"

#include <utility>
#include <vector>

namespace plumbline::grammar {

std::string OctetClasses::FirstOctets() const {
  std::string octets;
  for (size_t octet = 0; octet < 256; ++octet)
    if (class_of_[octet] == octets.size()) octets += static_cast<char>(octet);
  return octets;
}

Automaton OverOctets(const OctetClasses& classes, const Table& table, std::vector<Automaton::Output> outputs) {
  const size_t states = table.accepts.size();
  const auto column = [&](uint8_t octet) {
    std::vector<State> rows(states);
    for (size_t state = 0; state < states; ++state) rows[state] = table.next[state * table.labels + classes.Of(octet)];
    return rows;
  };
  OctetClasses coarse;
  coarse.SplitBy(column);

  std::vector<State> next(states * coarse.size());
  for (size_t octet = 0; octet < 256; ++octet) {
    const std::vector<State> rows = column(static_cast<uint8_t>(octet));
    const size_t to = coarse.Of(static_cast<uint8_t>(octet));
    for (size_t state = 0; state < states; ++state) next[state * coarse.size() + to] = rows[state];
  }
  return Automaton(coarse.table(), std::move(next), std::move(outputs));
}

}  // namespace plumbline::grammar
