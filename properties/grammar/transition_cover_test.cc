// Laws: the cover takes every transition, with every octet somewhere; what is exported says what an NFA over the rules
// says, which shares nothing with the automata.
#include "properties/law.h"

#include "grammar/transition_cover.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "grammar/compile.h"
#include "grammar/describe.h"
#include "grammar/exported.h"
#include "grammar/walk.h"
#include "properties/generators/automaton.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::State;
using grammar::Vector;
using grammar::Word;

LAW(TransitionCoverLaw, EveryTransitionEveryOctet, ()) {
  const Automaton automaton = AnyAutomaton(8, 6);
  const bool by_class = *rc::gen::arbitrary<bool>();
  std::set<std::string> seen;
  std::set<State> ends;
  std::set<std::pair<State, size_t>> taken;  // state and class, or state and target
  std::set<std::pair<char, bool>> octets;    // and whether it was an error
  const auto kind = [&](State state, size_t octet) {
    const State next = automaton.Next(state, static_cast<uint8_t>(octet));
    return std::pair<State, size_t>(state, by_class ? automaton.ClassOf(static_cast<uint8_t>(octet)) : next);
  };
  const auto cover = by_class ? grammar::Cover::kClasses : grammar::Cover::kTransitions;
  grammar::ForEachTransitionVector(automaton, cover, [&](const Vector& vector) {
    RC_ASSERT(seen.insert(vector.octets).second);
    RC_ASSERT(vector.expected == automaton.Read(vector.octets));
    State state = Automaton::kStart;
    for (const char octet : vector.octets) {
      taken.insert(kind(state, static_cast<uint8_t>(octet)));
      state = automaton.Next(state, static_cast<uint8_t>(octet));
      octets.emplace(octet, Automaton::IsDead(state));
      if (Automaton::IsDead(state)) break;
    }
    ends.insert(state);
  });
  for (State state = 0; state < automaton.states(); ++state) {
    RC_ASSERT(ends.count(state) == 1);
    for (size_t octet = 0; octet < 256; ++octet) {
      RC_ASSERT(taken.count(kind(state, octet)) == 1);
      const bool error = Automaton::IsDead(automaton.Next(state, static_cast<uint8_t>(octet)));
      RC_ASSERT(octets.count({static_cast<char>(octet), error}) == 1);
    }
  }
}

// HTTP-name is sensitive to case (RFC 9112, section 2.3).
TEST(TransitionCover, TriesTheOtherCase) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  const Automaton automaton = Compile(book, book.Find("HTTP-version"));
  std::set<std::string> seen;
  grammar::ForEachTransitionVector(automaton, grammar::Cover::kTransitions,
                                   [&](const Vector& vector) { seen.insert(vector.octets.substr(0, 4)); });
  for (const char* const begin : {"hHTT", "HtTT", "HTtT", "HTTp"}) EXPECT_EQ(seen.count(begin), 1U) << begin;
}

// The verdict that the NFA gives, over all prefixes.
grammar::Reading ReadByExpectations(grammar::RuleRef rule, const std::string& octets, size_t claimed) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  const std::string_view text = octets;
  const auto before = ExpectedAfter(book, rule, text.substr(0, claimed));
  if (before.expected.empty() && !before.may_end) return {Word::kReject, octets.size() + 1};  // not viable so far
  if (claimed < octets.size()) {
    const bool viable = before.octets()[static_cast<uint8_t>(octets[claimed])];
    return {viable ? Word::kNeedMore : Word::kReject, claimed};
  }
  return {before.may_end ? Word::kAccept : Word::kNeedMore, claimed};
}

TEST(ExportedVectors, SayWhatTheRulesSay) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  for (const grammar::ExportedProduction& production : grammar::ExportedProductions()) {
    std::set<Word> words;
    std::set<std::string> octets;
    ForEachExportedVector(book, production, {}, [&](const grammar::ExportedVector& vector) {
      words.insert(vector.abnf.word);
      EXPECT_TRUE(octets.insert(vector.octets).second);
      EXPECT_EQ(ReadByExpectations(book.Find(production.rule), vector.octets, vector.abnf.offset), vector.abnf)
          << production.rule << " " << testing::PrintToString(vector.octets);
      const bool same = vector.abnf.word == vector.strict.word && vector.abnf.offset == vector.strict.offset;
      EXPECT_EQ(vector.clause.empty(), same);
    });
    EXPECT_GE(words.size(), 2U) << production.rule;
  }
}

}  // namespace
}  // namespace plumbline::properties
