// The tables are the grammar's automata, and ways through them lead where they are to.
#include "fuzz/mutator/walker.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fuzz/mutator/automata.h"
#include "fuzz/mutator/dice.h"
#include "fuzz/mutator/words.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"

namespace plumbline::fuzz {
namespace {

using grammar::Automaton;
using grammar::State;

constexpr State kNowhere = Automaton::Dead(grammar::kGrammar);

State Follow(const Automaton& automaton, State state, std::string_view octets) {
  for (const char octet : octets) {
    state = automaton.Next(state, static_cast<uint8_t>(octet));
    if (Automaton::IsDead(state)) return kNowhere;
  }
  return state;
}

class EachProduction : public testing::TestWithParam<size_t> {
 protected:
  Production production() const { return static_cast<Production>(GetParam()); }
  const Automaton& automaton() const { return AutomatonOf(production()); }
};

TEST_P(EachProduction, TableIsTheGrammars) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  grammar::CompileOptions options;
  options.depth = kCommentDepth;
  const Automaton compiled = grammar::Compile(book, book.Find(kRules[GetParam()]), options);
  EXPECT_EQ(grammar::Difference(automaton(), compiled), std::nullopt) << "run ci/generate";
  EXPECT_EQ(automaton().states(), compiled.states()) << "run ci/generate";
  EXPECT_EQ(automaton().classes(), compiled.classes()) << "run ci/generate";
}

TEST_P(EachProduction, TableOfATableIsTheSame) {
  const Table table = ToTable(automaton());
  EXPECT_EQ(ToTable(FromTable(table.data())), table);
}

TEST_P(EachProduction, WaysLeadFromStateToState) {
  Walker& walker = Walker::Of(production());
  Dice dice(GetParam());
  for (int i = 0; i < 5000; ++i) {
    const State from = static_cast<State>(dice.Below(automaton().states()));
    const State to = static_cast<State>(dice.Below(automaton().states()));
    std::string way = "x";
    if (walker.AppendWay(from, to, dice.Below(20), dice, way)) {
      ASSERT_EQ(Follow(automaton(), from, std::string_view(way).substr(1)), to);
    } else {
      ASSERT_EQ(way, "x") << "nothing is appended";
    }
  }
}

TEST_P(EachProduction, EveryStateIsReachedAndCompleted) {
  Walker& walker = Walker::Of(production());
  Dice dice(GetParam());
  for (State state = 0; state < automaton().states(); ++state) {
    std::string octets;
    ASSERT_TRUE(walker.AppendWay(Automaton::kStart, state, 3, dice, octets));
    ASSERT_TRUE(walker.AppendTail(state, 3, dice, octets));
    ASSERT_TRUE(automaton().Accepts(octets)) << octets;
  }
}

TEST_P(EachProduction, SentencesAreSentencesAndTakeEveryTransition) {
  Walker& walker = Walker::Of(production());
  Dice dice(GetParam());
  std::vector<std::vector<bool>> taken(automaton().states(), std::vector<bool>(automaton().states()));
  for (int i = 0; i < 400000; ++i) {
    std::string sentence;
    walker.AppendSentence(size_t{2} << dice.Few(5), dice, sentence);
    State state = Automaton::kStart;
    for (const char octet : sentence) {
      const State next = automaton().Next(state, static_cast<uint8_t>(octet));
      ASSERT_FALSE(Automaton::IsDead(next)) << sentence;
      taken[state][next] = true;
      state = next;
    }
    ASSERT_EQ(automaton().OutputOf(state).word, grammar::Word::kAccept) << sentence;
  }
  for (State state = 0; state < automaton().states(); ++state) {
    for (size_t c = 0; c < automaton().classes(); ++c) {
      const State next = automaton().NextByClass(state, c);
      ASSERT_TRUE(Automaton::IsDead(next) || taken[state][next]) << "from state " << state << " to " << next;
    }
  }
}

TEST_P(EachProduction, WrongOctetsAreWrong) {
  const Walker& walker = Walker::Of(production());
  Dice dice(GetParam());
  for (State state = 0; state < automaton().states(); ++state) {
    const char octet = walker.WrongOctet(state, dice);
    bool any = false;
    for (size_t c = 0; c < automaton().classes(); ++c) any |= Automaton::IsDead(automaton().NextByClass(state, c));
    EXPECT_EQ(Automaton::IsDead(automaton().Next(state, static_cast<uint8_t>(octet))), any);
  }
}

// A word that no sentence holds would be drawn in vain.
TEST_P(EachProduction, EveryWordStandsInSomeSentence) {
  Walker& walker = Walker::Of(production());
  Dice dice(GetParam());
  for (const std::string_view word : WordsOf(production())) {
    bool stands = false;
    for (State state = 0; state < automaton().states() && !stands; ++state) {
      const State after = Follow(automaton(), state, word);
      std::string tail;
      stands = !Automaton::IsDead(after) && walker.AppendTail(after, 0, dice, tail);
    }
    EXPECT_TRUE(stands) << kRules[GetParam()] << " has no sentence with " << word;
  }
}

INSTANTIATE_TEST_SUITE_P(Productions, EachProduction, testing::Range<size_t>(0, kProductions));

TEST(Walker, TraceFollowsAndResumes) {
  const Walker& walker = Walker::Of(Production::kConnection);
  const Automaton& automaton = walker.automaton();
  std::vector<State> states;
  walker.Trace("close, te", states);
  ASSERT_EQ(states.size(), 10u);
  for (size_t i = 0; i < states.size(); ++i) {
    EXPECT_EQ(states[i], Follow(automaton, Automaton::kStart, std::string("close, te").substr(0, i)));
  }
  // "@" is viable nowhere: the walk stays. A token after a token's whitespace is one elsewhere, and goes on so.
  walker.Trace("a@ b", states);
  const State token = Follow(automaton, Automaton::kStart, "a");
  EXPECT_EQ(states, (std::vector<State>{Automaton::kStart, token, token, Follow(automaton, token, " "), token}));
}

TEST(Words, NamesAndProductionsBelongTogether) {
  for (size_t i = 0; i < kProductions; ++i) {
    const auto production = static_cast<Production>(i);
    if (FieldNameOf(production).empty()) continue;
    EXPECT_EQ(ValueOf(FieldNameOf(production)), production);
  }
  EXPECT_EQ(FieldNameOf(Production::kVia), "Via");
  EXPECT_EQ(ValueOf("tRANSFER-eNCODING"), Production::kTransferEncoding);
  EXPECT_EQ(ValueOf("Accept"), Production::kFieldValue);
}

}  // namespace
}  // namespace plumbline::fuzz
