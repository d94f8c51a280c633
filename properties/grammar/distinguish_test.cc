// Laws: the strings that tell the states of an automaton apart do, and are few.
#include "properties/law.h"

#include "grammar/distinguish.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/separator.h"
#include "grammar/suite.h"
#include "properties/generators/automaton.h"
#include "properties/generators/basic.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::kGrammar;
using grammar::ReadFrom;
using grammar::Reading;
using grammar::State;
using grammar::Suite;
using grammar::Word;

LAW(DistinguishLaw, SetsTellStatesApart, ()) {
  const Automaton automaton = AnyAutomaton(30, 4);
  const Suite suite(automaton, 0);
  const std::vector<std::string>& all = suite.characterising_set();
  RC_ASSERT(all.front().empty());
  for (State state = 0; state < automaton.states(); ++state) {
    const std::vector<std::string>& own = suite.identification_set(state);
    for (const std::string& octets : own) RC_ASSERT(std::find(all.begin(), all.end(), octets) != all.end());
    for (State other = 0; other < automaton.states(); ++other) {
      const auto differ = [&](const std::string& octets) {
        return !(ReadFrom(automaton, state, octets) == ReadFrom(automaton, other, octets));
      };
      RC_ASSERT(std::any_of(own.begin(), own.end(), differ) == (state != other));
    }
  }
}

// [a][b]: whether some octets lead the two to different words or offsets, whatever the reasons.
std::vector<std::vector<bool>> ToldByWords(const Automaton& automaton) {
  std::vector<std::vector<bool>> told(automaton.states(), std::vector<bool>(automaton.states()));
  const auto tells = [&](State a, State b) {
    if (automaton.OutputOf(a).word != automaton.OutputOf(b).word) return true;
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State to_a = automaton.NextByClass(a, c);
      const State to_b = automaton.NextByClass(b, c);
      if (Automaton::IsDead(to_a) != Automaton::IsDead(to_b)) return true;
      if (!Automaton::IsDead(to_a) && told[to_a][to_b]) return true;
    }
    return false;
  };
  for (bool more = true; more;) {
    more = false;
    for (State a = 0; a < automaton.states(); ++a) {
      for (State b = 0; b < automaton.states(); ++b) {
        if (told[a][b] || !tells(a, b)) continue;
        told[a][b] = true;
        more = true;
      }
    }
  }
  return told;
}

// A parser need not show the reasons: where words and offsets can tell, they do.
LAW(DistinguishLaw, ReasonsTellOnlyWhatWordsDoNot, ()) {
  const Automaton automaton = AnyAutomaton(20, 3);
  const Suite suite(automaton, 0);
  const std::vector<std::vector<bool>> told = ToldByWords(automaton);
  for (State state = 0; state < automaton.states(); ++state) {
    const std::vector<std::string>& own = suite.identification_set(state);
    for (State other = 0; other < automaton.states(); ++other) {
      const auto differ = [&](const std::string& octets) {
        const Reading a = ReadFrom(automaton, state, octets);
        const Reading b = ReadFrom(automaton, other, octets);
        return a.word != b.word || a.offset != b.offset;
      };
      RC_ASSERT(std::any_of(own.begin(), own.end(), differ) == told[state][other]);
    }
  }
}

// No short string tells more states apart than the one that is found.
LAW(SeparatorLaw, NoShortStringIsBetter, ()) {
  const Automaton automaton = AnyAutomaton(6, 3);
  grammar::SeparatorSearch search(automaton);
  const auto separated = [&automaton](State self, const std::vector<State>& others, std::string_view octets) {
    return std::count_if(others.begin(), others.end(), [&](State other) {
      return !(ReadFrom(automaton, self, octets) == ReadFrom(automaton, other, octets));
    });
  };
  for (State self = 0; self < automaton.states(); ++self) {
    std::vector<State> others;
    for (State other = 0; other < automaton.states(); ++other) {
      if (other != self && !*Sometimes(8)) others.push_back(other);
    }
    const std::string found = search.Run(self, others);
    const auto most = separated(self, others, found);
    ForEachClassString(automaton, 3, [&](std::string_view octets) {
      RC_ASSERT(separated(self, others, octets) <= most);
      return true;
    });
  }
}

LAW(SeparatorLaw, TheShortestIsShortest, ()) {
  const Automaton automaton = AnyAutomaton(6, 3);
  for (State a = 0; a < automaton.states(); ++a) {
    for (State b = 0; b < automaton.states(); ++b) {
      const std::string found = grammar::ShortestSeparator(automaton, a, b);
      RC_ASSERT((ReadFrom(automaton, a, found) == ReadFrom(automaton, b, found)) == (a == b));
      if (found.empty()) continue;
      ForEachClassString(automaton, std::min<size_t>(found.size() - 1, 4), [&](std::string_view octets) {
        RC_ASSERT(ReadFrom(automaton, a, octets) == ReadFrom(automaton, b, octets));
        return true;
      });
    }
  }
}

// A count of octets up to `last`; what then comes is a state of its own, or an error.
MooreMachine Count(State last, bool ends) {
  MooreMachine count;
  for (State state = 0; state <= last; ++state) {
    count.next.push_back({});
    const State stay = ends ? Automaton::Dead(kGrammar) : last;
    count.next.back().fill(state == last ? stay : state + 1);
    count.outputs.push_back({state == last && !ends ? Word::kAccept : Word::kNeedMore, kGrammar});
  }
  return count;
}

// States that differ only far ahead. A state is the one that accepts, or fails, after so many octets and not after
// one less.
TEST(DistinguishTest, LongWaysToADifference) {
  constexpr State kLast = 150;
  for (const bool ends : {false, true}) {
    const Automaton automaton = Minimal(Count(kLast, ends));
    ASSERT_EQ(automaton.states(), kLast + 1);
    const Suite suite(automaton, 0);
    for (State state = 0; state <= kLast; ++state) {
      const std::vector<std::string>& own = suite.identification_set(state);
      EXPECT_LE(own.size(), 2u);
      for (State other = 0; other <= kLast; ++other) {
        EXPECT_EQ(other != state,
                  std::any_of(own.begin(), own.end(),
                              [&](const std::string& octets) {
                                return !(ReadFrom(automaton, state, octets) == ReadFrom(automaton, other, octets));
                              }))
            << state << " " << other;
      }
    }
  }
}

// What is left of a word is in itself enough to tell where in the word one is.
TEST(DistinguishTest, OneStringWhereOneIsEnough) {
  const std::string word = "HTTP/1.1 HTTP/1.1";
  MooreMachine machine;
  for (size_t i = 0; i <= word.size(); ++i) {
    machine.next.push_back({});
    machine.next.back().fill(Automaton::Dead(kGrammar));
    if (i < word.size()) machine.next.back()[static_cast<uint8_t>(word[i])] = static_cast<State>(i + 1);
    machine.outputs.push_back({i == word.size() ? Word::kAccept : Word::kNeedMore, kGrammar});
  }
  const Automaton automaton = Minimal(machine);
  const Suite suite(automaton, 0);
  for (State state = 0; state < automaton.states(); ++state) EXPECT_EQ(suite.identification_set(state).size(), 1u);
}

}  // namespace
}  // namespace plumbline::properties
