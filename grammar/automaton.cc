#include "grammar/automaton.h"

#include <algorithm>
#include <utility>

namespace plumbline::grammar {

Automaton::Automaton(std::array<uint8_t, 256> class_of, std::vector<State> next, std::vector<Output> outputs)
    : class_of_(class_of), next_(std::move(next)), outputs_(std::move(outputs)) {
  classes_.resize(static_cast<size_t>(*std::max_element(class_of_.begin(), class_of_.end())) + 1);
  for (size_t octet = 0; octet < 256; ++octet) classes_[class_of_[octet]] += static_cast<char>(octet);
}

Reading Automaton::Read(std::string_view octets) const {
  State state = kStart;
  for (size_t i = 0; i < octets.size(); ++i) {
    state = Next(state, static_cast<uint8_t>(octets[i]));
    if (IsDead(state)) return {Word::kReject, i, ReasonOf(state)};
  }
  return {outputs_[state].word, octets.size(), outputs_[state].reason};
}

}  // namespace plumbline::grammar
