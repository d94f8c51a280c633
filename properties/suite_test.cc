// Laws: a suite is complete. Whatever small machine is the reference, and whatever is changed in an implementation of
// it, with k states more or fewer: if the two differ at all, they differ on a string of the suite for k.
#include "properties/law.h"

#include "grammar/suite.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/distinguish.h"
#include "properties/generators_automaton.h"
#include "properties/generators_basic.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::kGrammar;
using grammar::Reading;
using grammar::ReadFrom;
using grammar::State;
using grammar::Suite;
using grammar::Vector;
using grammar::Word;

Automaton AnyAutomaton(size_t max_states, size_t max_kinds) { return Minimal(*AnyMachine(max_states, max_kinds)); }

// Does the suite have a string that the implementation reads otherwise than the automaton?
bool Finds(const Suite& suite, const Automaton& automaton, const Machine& implementation) {
  return !suite.ForEach([&](std::string_view octets) { return automaton.Read(octets) == implementation.Read(octets); });
}

Machine AnyMutant(const Machine& machine) {
  return *Sometimes(4) ? *OutputChanged(machine) : *Redirected(machine);
}

LAW(SuiteLaw, FindsOneChange, ()) {
  const Automaton automaton = AnyAutomaton(10, 5);
  const Machine machine = ToMachine(automaton);
  const Machine mutant = AnyMutant(machine);
  RC_PRE(Difference(machine, mutant));
  RC_ASSERT(Finds(Suite(automaton, 0), automaton, mutant));
}

LAW(SuiteLaw, FindsManyChanges, ()) {
  const Automaton automaton = AnyAutomaton(6, 3);
  const Machine machine = ToMachine(automaton);
  Machine mutant = machine;
  for (int i = *InRange(2, 8); i > 0; --i) mutant = AnyMutant(mutant);
  RC_PRE(Difference(machine, mutant));
  RC_ASSERT(Finds(Suite(automaton, 0), automaton, mutant));
}

// Nothing in common: any machine with no more states.
LAW(SuiteLaw, FindsAnyOtherMachine, ()) {
  const Automaton automaton = AnyAutomaton(4, 2);
  const Machine other = *AnyMachine(automaton.states(), 2);
  RC_PRE(Difference(ToMachine(automaton), other));
  RC_ASSERT(Finds(Suite(automaton, 0), automaton, other));
}

// One state more takes k = 1, and k = 0 would not do.
TEST(SuiteLaw, FindsOneStateMore) {
  int missed_without = 0;
  const auto law = [&missed_without] {
    const Automaton automaton = AnyAutomaton(6, 3);
    const Machine machine = ToMachine(automaton);
    Machine mutant = *StateAdded(machine);
    for (int i = *InRange(0, 3); i > 0; --i) mutant = AnyMutant(mutant);
    RC_PRE(Difference(machine, mutant));
    RC_ASSERT(Finds(Suite(automaton, 1), automaton, mutant));
    if (!Finds(Suite(automaton, 0), automaton, mutant)) ++missed_without;
  };
  CheckLaw(law, 400);
  EXPECT_GT(missed_without, 0);
}

// *"a", and machines that forget it at the second, third and fourth "a".
TEST(SuiteTest, EveryFurtherStateTakesOneOctetMore) {
  const auto up_to = [](size_t count) {
    Machine machine;
    for (size_t state = 0; state <= count; ++state) {
      machine.next.push_back({});
      machine.next.back().fill(Automaton::Dead(kGrammar));
      if (state < count) machine.next.back()['a'] = static_cast<State>(state + 1);
      machine.outputs.push_back({Word::kAccept, kGrammar});
    }
    return machine;
  };
  Machine all = up_to(0);
  all.next[0]['a'] = 0;
  const Automaton automaton = Minimal(all);
  for (int extra = 0; extra <= 2; ++extra) {
    const Suite suite(automaton, extra);
    EXPECT_TRUE(Finds(suite, automaton, up_to(static_cast<size_t>(extra)))) << extra;
    EXPECT_FALSE(Finds(suite, automaton, up_to(static_cast<size_t>(extra) + 1))) << extra;
  }
}

LAW(SuiteLaw, SizeIsTheNumberOfStrings, ()) {
  const Automaton automaton = AnyAutomaton(8, 4);
  for (int extra = 0; extra <= (*Sometimes(20) ? 1 : 0); ++extra) {
    const Suite suite(automaton, extra);
    uint64_t count = 0;
    RC_ASSERT(suite.ForEach([&count](std::string_view) { return ++count > 0; }));
    RC_ASSERT(count == suite.size());
    RC_ASSERT(Suite(automaton, extra, count - 1).extra() == 0);
  }
}

LAW(SuiteLaw, TakesTheLargestExtraThatFits, (uint64_t seed)) {
  const Automaton automaton = AnyAutomaton(8, 4);
  const int most = *InRange(0, 4);
  const uint64_t strings = seed % (2 * Suite(automaton, most).size());
  const Suite suite(automaton, most, strings);
  RC_ASSERT(suite.extra() >= 0 && suite.extra() <= most);
  RC_ASSERT(suite.extra() == 0 || suite.size() <= strings);
  RC_ASSERT(suite.extra() == most || Suite(automaton, suite.extra() + 1).size() > strings);
}

LAW(SuiteLaw, ReadingsAreTheAutomatons, ()) {
  const Automaton automaton = AnyAutomaton(8, 4);
  const Suite suite(automaton, *Sometimes(20) ? 1 : 0);
  std::vector<std::string> plain;
  suite.ForEach([&plain](std::string_view octets) { return plain.emplace_back(octets), true; });
  size_t count = 0;
  RC_ASSERT(suite.ForEachWithReading([&](std::string_view octets, const Reading& reading) {
    return octets == plain.at(count++) && reading == automaton.Read(octets);
  }));
  RC_ASSERT(count == plain.size());
}

LAW(SuiteLaw, StopsWhenTold, ()) {
  const Automaton automaton = AnyAutomaton(4, 3);
  const Suite suite(automaton, 0);
  const uint64_t stop = *InRange<uint64_t>(1, suite.size() + 1);
  uint64_t count = 0;
  RC_ASSERT(!suite.ForEach([&](std::string_view) { return ++count < stop; }));
  RC_ASSERT(count == stop);
}

// Errors are final: every octet that is an error at a state is tried there as the last one, and with octets behind it.
LAW(SuiteLaw, TriesOctetsBehindErrors, ()) {
  const Automaton automaton = AnyAutomaton(6, 4);
  std::set<std::pair<State, char>> last;
  std::set<std::pair<State, char>> inner;
  Suite(automaton, 0).ForEach([&](std::string_view octets) {
    State state = Automaton::kStart;
    for (size_t i = 0; i < octets.size(); ++i) {
      const State next = automaton.Next(state, static_cast<uint8_t>(octets[i]));
      if (Automaton::IsDead(next)) {
        (i + 1 == octets.size() ? last : inner).insert({state, octets[i]});
        break;
      }
      state = next;
    }
    return true;
  });
  size_t errors = 0;
  for (State state = 0; state < automaton.states(); ++state) {
    for (int octet = 0; octet < 256; ++octet) {
      errors += Automaton::IsDead(automaton.Next(state, static_cast<uint8_t>(octet))) ? 1 : 0;
    }
  }
  RC_ASSERT(last.size() == errors);
  RC_ASSERT(inner.size() == errors);
}

LAW(SuiteLaw, SetsTellStatesApart, ()) {
  const Automaton automaton = AnyAutomaton(12, 4);
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

// States that differ only far ahead: a count of octets up to 40. No one string tells all of them apart, but each is
// told apart by one.
TEST(SuiteTest, LongWaysToADifference) {
  Machine count;
  for (size_t state = 0; state <= 40; ++state) {
    count.next.push_back({});
    count.next.back().fill(static_cast<State>(std::min<size_t>(state + 1, 40)));
    count.outputs.push_back({state == 40 ? Word::kAccept : Word::kNeedMore, kGrammar});
  }
  const Automaton automaton = Minimal(count);
  ASSERT_EQ(automaton.states(), 41u);
  const Suite suite(automaton, 0);
  for (State state = 0; state < automaton.states(); ++state) {
    for (State other = 0; other < state; ++other) {
      const std::vector<std::string>& own = suite.identification_set(state);
      EXPECT_TRUE(std::any_of(own.begin(), own.end(), [&](const std::string& octets) {
        return !(ReadFrom(automaton, state, octets) == ReadFrom(automaton, other, octets));
      })) << state << " " << other;
    }
  }
}

LAW(ClassStringLaw, EachWordOnceAndEveryOctet, ()) {
  const Automaton automaton = AnyAutomaton(5, 4);
  const size_t length = *InRange<size_t>(0, 6);
  std::set<std::string> words;
  std::set<char> octets;
  uint64_t count = 0;
  RC_ASSERT(ForEachClassString(automaton, length, [&](std::string_view text) {
    ++count;
    std::string word;
    for (const char octet : text) word += static_cast<char>(automaton.ClassOf(static_cast<uint8_t>(octet)));
    RC_ASSERT(word.size() <= length);
    words.insert(word);
    octets.insert(text.begin(), text.end());
    return true;
  }));
  RC_ASSERT(count == words.size());
  RC_ASSERT(count == CountClassStrings(automaton, length));
  // The last place takes every class once in so many strings, so that each class has had so many turns at least.
  const uint64_t turns = count / automaton.classes() / 2;
  for (size_t c = 0; c < automaton.classes(); ++c) {
    const std::string& all = automaton.OctetsOf(c);
    const auto had = std::count_if(all.begin(), all.end(), [&](char octet) { return octets.count(octet) != 0; });
    RC_ASSERT(static_cast<uint64_t>(had) >= std::min<uint64_t>(turns, all.size()));
  }
}

TEST(ClassStringTest, CountSaturates) {
  const Automaton automaton = Minimal(ToMachine(Automaton()));
  EXPECT_EQ(CountClassStrings(automaton, 5), 6u);  // one class
  Machine many;
  many.next.push_back({});
  for (size_t octet = 0; octet < 256; ++octet) many.next[0][octet] = octet == 0 ? 0 : Automaton::Dead(kGrammar);
  many.outputs.push_back({});
  EXPECT_EQ(CountClassStrings(Minimal(many), 62), (uint64_t{1} << 63) - 1);
  EXPECT_EQ(CountClassStrings(Minimal(many), 63), ~uint64_t{0});
  EXPECT_EQ(CountClassStrings(Minimal(many), 1000), ~uint64_t{0});
}

LAW(VectorLaw, CoverEveryTransition, ()) {
  const Automaton automaton = AnyAutomaton(8, 5);
  std::set<std::string> seen;
  std::set<std::pair<State, size_t>> transitions;
  ForEachVector(automaton, [&](const Vector& vector) {
    RC_ASSERT(seen.insert(vector.octets).second);
    RC_ASSERT(vector.expected == automaton.Read(vector.octets));
    State state = Automaton::kStart;
    for (const char octet : vector.octets) {
      transitions.insert({state, automaton.ClassOf(static_cast<uint8_t>(octet))});
      state = automaton.Next(state, static_cast<uint8_t>(octet));
      if (Automaton::IsDead(state)) break;
    }
  });
  RC_ASSERT(seen.count("") == 1u);
  RC_ASSERT(transitions.size() == automaton.states() * automaton.classes());
  RC_ASSERT(seen.size() <= 1 + 2 * transitions.size());
}

}  // namespace
}  // namespace plumbline::properties
