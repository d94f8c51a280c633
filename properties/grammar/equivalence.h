// Parser ≡ grammar: a production's entry point and its automaton read the same strings, and have to say the same.
//
// Compared are the outcome, the offset of an error and, as far as it is known, its clause: where a sentence of prose
// decides, that sentence's; where the ABNF decides, one of those that the production lists. Three engines make strings.
// - Exhaustive: all strings over the automaton's octet classes up to a length.
// - Suite: the W-method's (grammar/suite.h), with all 256 octets on every transition.
// - Random: sentences of random lengths, and near misses.
#ifndef PLUMBLINE_PROPERTIES_GRAMMAR_EQUIVALENCE_H_
#define PLUMBLINE_PROPERTIES_GRAMMAR_EQUIVALENCE_H_

#include <bitset>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/suite.h"
#include "properties/grammar/productions.h"

namespace plumbline::properties {

struct Effort {
  uint64_t exhaustive = 0;       // strings that the bound has to yield at least
  uint64_t exhaustive_most = 0;  // and at most, where both cannot be
  uint64_t suite = 0;            // strings at most for a suite with k > 0; with k = 0 there is no bound
  size_t suite_states = 0;       // of an automaton with more, only the transition cover is tried
  uint64_t random = 0;           // sentences, and as many near misses
  bool exact_copies = false;     // each string in an allocation of its own size, for AddressSanitizer
};
Effort FullEffort();
Effort QuickEffort();  // for builds with sanitizers

enum class Engine { kExhaustive, kSuite, kRandom };
inline constexpr Engine kEngines[] = {Engine::kExhaustive, Engine::kSuite, Engine::kRandom};

// A string that the two read differently.
struct Disagreement {
  std::string octets;
  std::string grammar;  // what each says, as a line
  std::string parser;
};

// What an engine found.
struct Findings {
  uint64_t strings = 0;
  uint64_t beyond = 0;  // of these, not compared to their end
  uint64_t disagreements = 0;
  std::optional<Disagreement> shortest;
  std::bitset<256> grammar_clauses;  // given where the ABNF decided, by Clause
  std::vector<bool> reasons;         // of the prose: which decided at least once

  void Add(const Findings& other);
};

// The strings to try on a machine. Productions with the same machine share it.
class Trial {
 public:
  Trial(const Production& production, const Effort& effort);

  const Machine& machine() const { return machine_; }
  const Effort& effort() const { return effort_; }
  size_t exhaustive_length() const { return exhaustive_length_; }
  const grammar::Suite* suite() const { return suite_ ? &*suite_ : nullptr; }  // none: the transition cover
  // How many strings the engine tries.
  uint64_t Strings(Engine engine) const;

  // The same seed makes the same strings. The reading is that of the machine with prose.
  using Visit = std::function<void(std::string_view, const grammar::Reading&)>;
  void Run(Engine engine, uint64_t seed, const Visit& visit) const;

 private:
  const Effort effort_;
  const Machine machine_;
  const size_t exhaustive_length_;
  std::optional<grammar::Suite> suite_;
};

// A production and the machine that it has to be equal to; both have to live as long.
class Comparison {
 public:
  Comparison(const Production& production, const Trial& trial) : production_(production), trial_(trial) {}

  const Production& production() const { return production_; }
  const Trial& trial() const { return trial_; }

  Findings Run(Engine engine, uint64_t seed) const;
  // Whether the two read these octets alike.
  bool Alike(std::string_view octets) const;
  // Both readings, alike or not.
  Disagreement Show(std::string_view octets) const;

 private:
  void Try(std::string_view octets, const grammar::Reading& expected, Findings& findings) const;
  bool Same(const Verdict& verdict, const grammar::Reading& expected, std::optional<size_t> end) const;
  std::string Shrink(std::string octets) const;

  const Production& production_;
  const Trial& trial_;
};

// What is wrong with a row itself, given all that its engines found: clauses that it lists and nothing ever gave,
// sentences that never decided. A line each.
std::vector<std::string> Unused(const Comparison& comparison, const Findings& findings);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GRAMMAR_EQUIVALENCE_H_
