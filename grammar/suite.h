// Complete test suites for an automaton: the Wp-method, with the errors' offsets as part of what is observed.
//
//   const Suite suite(automaton, 1);
//   suite.ForEach([&](std::string_view octets) { return Parse(octets) == automaton.Read(octets); });
//
// The claim. Let an implementation be an automaton itself, whose errors are final (octets after an error change
// neither offset nor reason), with at most k live states more than this one. If it reads every string of the suite as
// this one does (word, offset, reason), it reads every string so.
//
// What is tried. P: the shortest way to every state. W: strings after which any two states read differently. W(q), part
// of W: strings, one at least, after which every other state reads differently from q; by word or offset where these
// can tell, so that the claim holds for words and offsets also if reasons are not compared. Then
//   P and every string of up to k octets, where still viable, with every string of W after it;
//   P and every string of k + 1 octets, where viable, with every string of W(q) after it, q being the state reached;
//   P and every string of up to k + 1 octets whose last is an error.
// All 256 octets are tried, not one of each class: that octets are of one class is a claim about this automaton, not
// about the implementation. Two things are added that the claim does not need: after P and one octet also nothing,
// and after P and an error also octets that would have led to acceptance had the error been skipped, since errors
// ought to be final.
//
// Why it is enough. W gives the n states P leads to n different states of the implementation; with k more there is
// none that P and k octets do not reach. Each was seen to read as exactly one state here does on all of W, and W(q)
// after one more octet leaves only q's counterpart: every transition leads where it leads here.
//
// T. S. Chow, Testing software design modeled by finite-state machines, IEEE Transactions on Software Engineering 4(3),
// 1978 (W). S. Fujiwara, G. v. Bochmann, F. Khendek, M. Amalou, A. Ghedamsi, Test selection based on finite state
// models, the same 17(6), 1991 (Wp: W(q) in the last step).
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

// Keeps a reference to the automaton, which has to live as long.
class Suite {
 public:
  // `extra`: k, 0 or more; every further one makes the suite about 256 times as large.
  Suite(const Automaton& automaton, int extra);
  Suite(const Automaton&& automaton, int extra) = delete;
  // k is the largest, up to `most_extra`, for which there are at most `most_strings` strings; 0 where there is none.
  Suite(const Automaton& automaton, int most_extra, uint64_t most_strings);
  Suite(const Automaton&& automaton, int most_extra, uint64_t most_strings) = delete;

  int extra() const { return extra_; }

  // The number of strings that ForEach makes, without making them; saturates.
  uint64_t size() const { return SizeWith(extra_); }
  // All strings, each once or more often; the view lives for the call. `visit` returns false to stop. True if not
  // stopped.
  bool ForEach(const std::function<bool(std::string_view)>& visit) const;
  // The same, with what the automaton's Read() makes of each: known on the way, without reading the string.
  bool ForEachWithReading(const std::function<bool(std::string_view, const Reading&)>& visit) const;

  // W: strings after which any two states read differently; the empty one is the first.
  const std::vector<std::string>& characterising_set() const { return characterising_set_; }
  // W(q): strings, of W, after which every other state reads differently from this one.
  const std::vector<std::string>& identification_set(State state) const { return identification_sets_[state]; }

 private:
  template <typename Visit>
  class Walk;

  void Prepare();
  // What is put after P and `level` octets, which lead to `state`: indices into W.
  const std::vector<size_t>& SuffixesAt(State state, int level, int extra) const;
  uint64_t SizeWith(int extra) const;

  const Automaton& automaton_;
  int extra_;
  std::vector<std::string> access_;
  std::vector<std::string> characterising_set_;
  std::vector<size_t> all_suffixes_;
  // By state: W(q); W(q) as indices; the same and the empty string; how W reads from there; what follows an error.
  std::vector<std::vector<std::string>> identification_sets_;
  std::vector<std::vector<size_t>> own_suffixes_;
  std::vector<std::vector<size_t>> own_suffixes_and_none_;
  std::vector<std::vector<Reading>> readings_;
  std::vector<std::string> wrong_tails_;
};

// All strings of at most `length` classes, shorter ones first. Each class takes its octets in turn, so that over a run
// all occur; the view lives for the call. `visit` returns false to stop. True if not stopped.
bool ForEachClassString(const Automaton& automaton, size_t length, const std::function<bool(std::string_view)>& visit);
// How many those are; saturates.
uint64_t CountClassStrings(const Automaton& automaton, size_t length);

// The transition cover by classes, as vectors to ship.
struct Vector {
  std::string octets;
  Reading expected;
};
// The empty string; then for every state and class the way to the state and one octet of the class. Where that is
// viable, also completed to a sentence; where it is an error, with octets after it that would have completed the
// sentence without the error. No string twice; the order is the same on every run.
void ForEachVector(const Automaton& automaton, const std::function<void(const Vector&)>& visit);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_SUITE_H_
