// Complete test suites for an automaton (Chow's W-method).
//
// A suite is made of prefixes (the transition cover: a way to every state, then every octet), k more octets, and
// suffixes that tell states apart. An implementation that is itself an automaton with at most k states more than this
// one, and reads every string of the suite as this one does, reads every string so.
#ifndef PLUMBLINE_GRAMMAR_SUITE_H_
#define PLUMBLINE_GRAMMAR_SUITE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/automaton.h"

namespace plumbline::grammar {

class Suite {
 public:
  // `extra`: k, the states that an implementation may have more, 0 or 1. Of the k extra octets all 256 are tried,
  // as of every transition.
  Suite(const Automaton& automaton, int extra);

  // The number of strings, before they are made.
  uint64_t size() const;
  // All strings, each once or more often; the view lives for the call. `visit` returns false to stop. True if not
  // stopped.
  bool ForEach(const std::function<bool(std::string_view)>& visit) const;

  // Strings after which any two states read differently; the empty one is among them.
  const std::vector<std::string>& characterising_set() const { return suffixes_; }

 private:
  const Automaton& automaton_;
  int extra_;
  std::vector<std::string> access_;
  std::vector<std::string> suffixes_;
};

// All strings of at most `length` classes, with octets of each class in turn; the view lives for the call.
bool ForEachClassString(const Automaton& automaton, size_t length,
                        const std::function<bool(std::string_view)>& visit);
// How many those are; saturates.
uint64_t CountClassStrings(const Automaton& automaton, size_t length);

// The transition cover by classes, as vectors to ship: for every state and class the way to the state and one octet
// of the class; where that is viable, completed to a sentence.
struct Vector {
  std::string octets;
  Reading expected;
};
void ForEachVector(const Automaton& automaton, const std::function<void(const Vector&)>& visit);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_SUITE_H_
