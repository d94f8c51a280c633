// Laws: the smaller cover takes every transition and shows errors at every state; what is exported of the parser's
// productions says what an NFA over the rules says, which shares nothing with the automata.
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
#include "properties/generators_automaton.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::State;
using grammar::Vector;
using grammar::Word;

LAW(TransitionCoverLaw, EveryTransitionAndErrorsEverywhere, ()) {
  const Automaton automaton = AnyAutomaton(8, 6);
  std::set<std::string> seen;
  std::set<std::pair<State, State>> taken;  // with Dead() as a target
  std::set<State> ends;
  grammar::ForEachTransitionVector(automaton, [&](const Vector& vector) {
    RC_ASSERT(seen.insert(vector.octets).second);
    RC_ASSERT(vector.expected == automaton.Read(vector.octets));
    State state = Automaton::kStart;
    for (const char octet : vector.octets) {
      if (Automaton::IsDead(state)) break;
      const State next = automaton.Next(state, static_cast<uint8_t>(octet));
      taken.insert({state, next});
      state = next;
    }
    ends.insert(state);
  });
  for (State state = 0; state < automaton.states(); ++state) {
    RC_ASSERT(ends.count(state) == 1);
    for (size_t octet = 0; octet < 256; ++octet) {
      RC_ASSERT(taken.count({state, automaton.Next(state, static_cast<uint8_t>(octet))}) == 1);
    }
  }
}

// All octets occur, where the states are many.
TEST(TransitionCover, OctetsTakeTurns) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  std::set<char> octets;
  grammar::ForEachTransitionVector(Compile(book, book.Find("request-line")), [&](const Vector& vector) {
    octets.insert(vector.octets.begin(), vector.octets.end());
  });
  EXPECT_EQ(octets.size(), 256U);
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
