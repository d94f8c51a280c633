// Regular languages over labels, on OpenFst: the one place that knows it. What a label stands for is the caller's: a
// class of octets, or the word of a state.
#ifndef PLUMBLINE_GRAMMAR_LANGUAGE_H_
#define PLUMBLINE_GRAMMAR_LANGUAGE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "grammar/automaton.h"

namespace plumbline::grammar {

using Label = int;  // from 0

// A deterministic automaton: state 0 is the start, `next` has a row of labels a state, with Automaton::Dead(…) where
// nothing follows.
struct Table {
  size_t labels = 0;
  std::vector<State> next;
  std::vector<bool> accepts;  // a state each
};

// A set of strings. Immutable. Every operation takes time in proportion to its operands and makes a larger machine of
// them; Minimal() makes it small again, which takes the most time, and is for whoever uses a language more than once.
class Language {
 public:
  Language();  // no string at all

  static Language OfString(const std::vector<std::vector<Label>>& labels);  // at each place one of some labels
  static Language OfTable(const Table& table);
  static Language Union(const std::vector<Language>& languages);
  static Language Concatenation(const std::vector<Language>& languages);
  // At least `min` and at most `max` of `language` in a row; kUnbounded: no bound.
  static Language Repetition(const Language& language, int min, int max);
  // `without` is minimal.
  static Language Difference(const Language& all, const Language& without);

  // The same strings, by a deterministic automaton without states that lead nowhere and as small as can be.
  Language Minimal() const;

  // A minimal language's automaton, over so many labels. States are numbered as a breadth-first search meets them,
  // labels in order: equal languages have equal tables. The empty language has one state.
  Table ToTable(size_t labels) const;

 private:
  struct Machine;
  explicit Language(Machine machine);

  std::shared_ptr<const Machine> machine_;
};

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_LANGUAGE_H_
