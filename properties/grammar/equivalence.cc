#include "properties/grammar/equivalence.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "grammar/walk.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::kGrammar;
using grammar::Reading;
using grammar::Reason;
using grammar::State;
using grammar::Word;

constexpr size_t kLongestSentence = 160;
constexpr int kMostExtra = 2;  // k of a suite

std::string IdOf(Clause clause) {
  const absl::string_view id = Info(clause).id;
  return std::string(id.data(), id.size());
}

std::string VerdictText(const Reading& reading, const std::vector<Clause>& reasons) {
  const std::string reason = reading.reason == kGrammar ? "" : ", by " + IdOf(reasons[reading.reason]);
  if (reading.word == Word::kAccept) return "accept";
  if (reading.word == Word::kNeedMore) return "need more" + reason;
  return "reject at octet " + std::to_string(reading.offset) + (reason.empty() ? ", by the ABNF" : reason);
}

std::string VerdictText(const Verdict& verdict) {
  if (verdict.outcome == Outcome::kComplete) return "accept";
  if (verdict.outcome == Outcome::kNeedMore) return "need more";
  return "reject at octet " + std::to_string(verdict.offset) +
         (verdict.clause ? ", by " + IdOf(*verdict.clause) : ", where the production has ended");
}

// The length of the shortest prefix that `automaton` accepts; none if it accepts none.
std::optional<size_t> FirstAccepted(const Automaton& automaton, std::string_view octets) {
  State state = Automaton::kStart;
  for (size_t size = 0;; ++size) {
    if (automaton.OutputOf(state).word == Word::kAccept) return size;
    if (size == octets.size()) return std::nullopt;
    state = automaton.Next(state, static_cast<uint8_t>(octets[size]));
    if (Automaton::IsDead(state)) return std::nullopt;
  }
}

// After how many octets the automaton is bounded, and the two are no longer compared; none if they are to the end.
std::optional<size_t> EndOfComparison(const Machine& machine, const Reading& expected, std::string_view octets) {
  if (machine.has_beyond) {
    const std::optional<size_t> beyond = FirstAccepted(machine.beyond, octets);
    if (beyond && (expected.word != Word::kReject || expected.offset + 1 >= *beyond)) return beyond;
  }
  if (machine.has_deeper && expected.word == Word::kReject) {
    const Reading deeper = machine.deeper.Read(octets);
    if (deeper.word != Word::kReject || deeper.offset > expected.offset) return expected.offset + 1;
  }
  return std::nullopt;
}

bool SameOutcome(const Verdict& verdict, const Reading& expected) {
  switch (expected.word) {
    case Word::kAccept:
      return verdict.outcome == Outcome::kComplete;
    case Word::kNeedMore:
      return verdict.outcome == Outcome::kNeedMore;
    case Word::kReject:
      return verdict.outcome == Outcome::kError && verdict.offset == expected.offset;
  }
  return false;
}

// Clauses are compared where the parser gives one. Where prose decides it has to.
bool SameClause(const Production& production, const Machine& machine, const Verdict& verdict, const Reading& expected) {
  if (expected.word != Word::kReject) return true;
  if (expected.reason != kGrammar) return verdict.clause == machine.reasons[expected.reason];
  const std::vector<Clause>& clauses = production.clauses;
  return !verdict.clause || std::find(clauses.begin(), clauses.end(), *verdict.clause) != clauses.end();
}

// The longest length of class strings that the effort allows, or the first that yields enough.
size_t ExhaustiveLength(const Automaton& automaton, const Effort& effort) {
  size_t length = 1;
  while (CountClassStrings(automaton, length) < effort.exhaustive &&
         CountClassStrings(automaton, length + 1) <= effort.exhaustive_most) {
    ++length;
  }
  return length;
}

}  // namespace

Effort FullEffort() { return {1'000'000, 30'000'000, 50'000'000, 100'000, 20'000, false}; }
Effort QuickEffort() { return {20'000, 200'000, 0, 1'000, 500, true}; }

void Findings::Add(const Findings& other) {
  strings += other.strings;
  beyond += other.beyond;
  disagreements += other.disagreements;
  const bool shorter = other.shortest && (!shortest || other.shortest->octets.size() < shortest->octets.size());
  if (shorter) shortest = other.shortest;
  grammar_clauses |= other.grammar_clauses;
  reasons.resize(std::max(reasons.size(), other.reasons.size()));
  for (size_t i = 0; i < other.reasons.size(); ++i) reasons[i] = reasons[i] || other.reasons[i];
}

Trial::Trial(const Production& production, const Effort& effort)
    : effort_(effort),
      machine_(MakeMachine(production)),
      exhaustive_length_(ExhaustiveLength(machine_.strict, effort)) {
  if (machine_.strict.states() <= effort.suite_states) suite_.emplace(machine_.strict, kMostExtra, effort.suite);
}

uint64_t Trial::Strings(Engine engine) const {
  switch (engine) {
    case Engine::kExhaustive:
      return CountClassStrings(machine_.strict, exhaustive_length_);
    case Engine::kSuite:
      return suite_ ? suite_->size() : machine_.strict.states() * machine_.strict.classes();
    case Engine::kRandom:
      break;
  }
  return 2 * effort_.random;
}

void Trial::Run(Engine engine, uint64_t seed, const Visit& visit) const {
  const Automaton& automaton = machine_.strict;
  const auto read = [&](std::string_view octets) { visit(octets, automaton.Read(octets)); };
  if (engine == Engine::kExhaustive) {
    ForEachClassString(automaton, exhaustive_length_, [&](std::string_view octets) { return read(octets), true; });
  } else if (engine == Engine::kSuite && suite_) {
    suite_->ForEachWithReading(
        [&](std::string_view octets, const Reading& reading) { return visit(octets, reading), true; });
  } else if (engine == Engine::kSuite) {
    ForEachVector(automaton, [&](const grammar::Vector& vector) { visit(vector.octets, vector.expected); });
  } else {
    grammar::Random random(seed);
    const grammar::Sampler sampler(automaton, kLongestSentence);
    for (uint64_t i = 0; i < effort_.random; ++i) {
      if (const std::optional<std::string> sentence = sampler.Sentence(random)) read(*sentence);
      read(RandomNearMiss(automaton, sampler, random).octets);
    }
  }
}

Findings Comparison::Run(Engine engine, uint64_t seed) const {
  Findings findings;
  findings.reasons.resize(trial_.machine().reasons.size());
  trial_.Run(engine, seed, [&](std::string_view octets, const Reading& expected) {
    if (!trial_.effort().exact_copies) return Try(octets, expected, findings);
    const auto copy = std::make_unique<char[]>(octets.size());
    std::copy(octets.begin(), octets.end(), copy.get());
    Try({copy.get(), octets.size()}, expected, findings);
  });
  if (findings.shortest) findings.shortest = Show(Shrink(findings.shortest->octets));
  return findings;
}

void Comparison::Try(std::string_view octets, const Reading& expected, Findings& findings) const {
  const Verdict verdict = production_.read({octets.data(), octets.size()});
  const std::optional<size_t> end = EndOfComparison(trial_.machine(), expected, octets);
  ++findings.strings;
  findings.beyond += end ? 1 : 0;
  if (!Same(verdict, expected, end)) {
    ++findings.disagreements;
    if (!findings.shortest || octets.size() < findings.shortest->octets.size())
      findings.shortest = Disagreement{std::string(octets), "", ""};
  } else if (!end && expected.reason != kGrammar) {
    findings.reasons[static_cast<size_t>(expected.reason)] = true;
  } else if (!end && expected.word == Word::kReject && verdict.clause) {
    findings.grammar_clauses.set(static_cast<size_t>(*verdict.clause));
  }
}

bool Comparison::Same(const Verdict& verdict, const Reading& expected, std::optional<size_t> end) const {
  if (production_.yes_or_no) return (verdict.outcome == Outcome::kComplete) == (expected.word == Word::kAccept);
  if (end) return verdict.outcome != Outcome::kError || verdict.offset >= *end;
  return SameOutcome(verdict, expected) && SameClause(production_, trial_.machine(), verdict, expected);
}

// Octets taken out one by one, as long as the rest is read differently too.
std::string Comparison::Shrink(std::string octets) const {
  for (size_t i = 0; i < octets.size();) {
    std::string shorter = octets;
    shorter.erase(i, 1);
    const bool alike = Alike(shorter);
    if (!alike) octets = std::move(shorter);
    i = alike ? i + 1 : 0;
  }
  return octets;
}

bool Comparison::Alike(std::string_view octets) const {
  const Reading expected = trial_.machine().strict.Read(octets);
  return Same(production_.read({octets.data(), octets.size()}), expected,
              EndOfComparison(trial_.machine(), expected, octets));
}

Disagreement Comparison::Show(std::string_view octets) const {
  const Machine& machine = trial_.machine();
  const Reading expected = machine.strict.Read(octets);
  std::string grammar = VerdictText(expected, machine.reasons);
  if (const auto end = EndOfComparison(machine, expected, octets))
    grammar = "no reject up to octet " + std::to_string(*end - 1) + ", not compared after it";
  return {std::string(octets), grammar, VerdictText(production_.read({octets.data(), octets.size()}))};
}

std::vector<std::string> Unused(const Comparison& comparison, const Findings& findings) {
  std::vector<std::string> lines;
  if (comparison.trial().suite() == nullptr) return {};  // a transition cover need not meet them all
  if (comparison.trial().machine().has_beyond && findings.beyond == 0)
    lines.push_back("has prose/" + comparison.production().beyond + ", which no string reaches");
  for (const Clause clause : comparison.production().clauses) {
    if (findings.grammar_clauses.test(static_cast<size_t>(clause))) continue;
    lines.push_back("lists " + IdOf(clause) + ", which is never given where the ABNF decides");
  }
  for (size_t i = 0; i < findings.reasons.size(); ++i) {
    if (!findings.reasons[i])
      lines.push_back("has prose/" + comparison.production().prose[i] + ", which never decides");
  }
  return lines;
}

}  // namespace plumbline::properties
