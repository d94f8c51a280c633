// A deterministic automaton over octets that says what a parser has to say: complete, need more, or error at an octet.
//
//   Automaton machine = …;                        // Compile(), see compile.h
//   Reading reading = machine.Read("timeout=5");  // {kAccept, 9, kGrammar}
#ifndef PLUMBLINE_GRAMMAR_AUTOMATON_H_
#define PLUMBLINE_GRAMMAR_AUTOMATON_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::grammar {

using State = uint32_t;

// Why an octet is not acceptable, or a string not complete: kGrammar for the ABNF, else an index into the prose
// rules that the automaton was made with.
using Reason = int;
inline constexpr Reason kGrammar = -1;

enum class Word : uint8_t { kAccept, kNeedMore, kReject };

struct Reading {
  Word word = Word::kNeedMore;
  size_t offset = 0;         // of the octet that decided, if kReject; else the number of octets
  Reason reason = kGrammar;  // of kReject, or of kNeedMore where the ABNF alone would accept

  friend bool operator==(const Reading& a, const Reading& b) {
    return a.word == b.word && a.offset == b.offset && a.reason == b.reason;
  }
};

// Minimal, complete but for the dead states, which stand for an error at the octet that led there: they have no way
// out, and one exists for each reason. States count from 0, the start. Immutable once made.
class Automaton {
 public:
  static constexpr State kStart = 0;

  // A state's own word: kAccept or kNeedMore; the reason for a kNeedMore that is prose's.
  struct Output {
    Word word = Word::kNeedMore;
    Reason reason = kGrammar;
  };

  // `class_of` gives each octet its class, 0 to the number of classes - 1; `next` has a row of classes a state, with
  // Dead(reason) for an error. The caller has seen to it that the automaton is minimal and every state reachable.
  Automaton(std::array<uint8_t, 256> class_of, std::vector<State> next, std::vector<Output> outputs);
  Automaton() : Automaton({}, {Dead(kGrammar)}, {Output{}}) {}  // nothing is accepted or viable

  static constexpr State Dead(Reason reason) {
    return std::numeric_limits<State>::max() - static_cast<State>(reason + 1);
  }
  static constexpr bool IsDead(State state) { return state >= std::numeric_limits<State>::max() / 2; }
  static constexpr Reason ReasonOf(State dead) {
    return static_cast<Reason>(std::numeric_limits<State>::max() - dead) - 1;
  }

  State Next(State state, uint8_t octet) const { return NextByClass(state, class_of_[octet]); }
  State NextByClass(State state, size_t octet_class) const { return next_[state * classes_.size() + octet_class]; }

  Reading Read(std::string_view octets) const;
  bool Accepts(std::string_view octets) const { return Read(octets).word == Word::kAccept; }

  size_t states() const { return outputs_.size(); }
  Output OutputOf(State state) const { return outputs_[state]; }

  // Octets that no state tells apart are a class.
  size_t classes() const { return classes_.size(); }
  uint8_t ClassOf(uint8_t octet) const { return class_of_[octet]; }
  const std::string& OctetsOf(size_t octet_class) const { return classes_[octet_class]; }  // in order, at least one

 private:
  std::array<uint8_t, 256> class_of_;
  std::vector<std::string> classes_;
  std::vector<State> next_;
  std::vector<Output> outputs_;
};

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_AUTOMATON_H_
