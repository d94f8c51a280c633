// Laws: ways through an automaton are the shortest, and of those the first. Random numbers are those of splitmix64.
#include "properties/law.h"

#include "grammar/walk.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "properties/generators/automaton.h"
#include "properties/generators/basic.h"
#include "properties/grammar/steps.h"

namespace plumbline::properties {
namespace {

using grammar::AccessStrings;
using grammar::Automaton;
using grammar::Completions;
using grammar::kGrammar;
using grammar::Random;
using grammar::State;
using grammar::Word;

TEST(RandomTest, IsSplitmix64) {
  Random random(1234567);
  EXPECT_EQ(random.Next(), 6457827717110365317u);
  EXPECT_EQ(random.Next(), 3203168211198807973u);
  EXPECT_EQ(random.Next(), 9817491932198370423u);
}

// Numbers up to three quarters of 2^64: without care the first third would come twice as often as the others.
TEST(RandomTest, BelowIsEven) {
  Random random(9112);
  const uint64_t third = uint64_t{1} << 62;
  std::array<int, 3> counts = {};
  for (int i = 0; i < 30000; ++i) ++counts.at(random.Below(3 * third) / third);
  for (const int count : counts) EXPECT_NEAR(count, 10000, 500);  // six standard deviations
}

TEST(RepresentativeTest, PrefersWhatCanBeRead) {
  const std::vector<std::pair<std::string, char>> octets_and_representative = {
      {"\x01\x02", '\x01'}, {"\x01\t ~\xff", ' '}, {"\x01!AZ", '!'}, {"\x02!Azb\x7f", 'b'}, {"\x7f\xff", '\x7f'}};
  for (const auto& [octets, representative] : octets_and_representative) {
    MooreMachine machine;
    machine.outputs = {{Word::kAccept, kGrammar}};
    machine.next.emplace_back().fill(Automaton::Dead(kGrammar));
    for (const char octet : octets) machine.next[0][static_cast<uint8_t>(octet)] = 0;
    const Automaton automaton = Minimal(machine);
    EXPECT_EQ(Representative(automaton, automaton.ClassOf(static_cast<uint8_t>(octets.back()))), representative);
  }
}

// The classes of octets that stand for their class.
std::vector<size_t> ClassesOf(const Automaton& automaton, const std::string& octets) {
  std::vector<size_t> classes;
  for (const char octet : octets) {
    classes.push_back(automaton.ClassOf(static_cast<uint8_t>(octet)));
    RC_ASSERT(Representative(automaton, classes.back()) == octet);
  }
  return classes;
}

// All strings of this length from `from` on that end as `wanted` says, by classes, in order.
template <typename Wanted>
void EveryWay(const Automaton& automaton, State from, size_t length, const Wanted& wanted, std::vector<size_t>& classes,
              std::vector<std::vector<size_t>>& ways) {
  if (classes.size() == length) {
    if (wanted(from)) ways.push_back(classes);
    return;
  }
  for (size_t c = 0; c < automaton.classes(); ++c) {
    const State next = automaton.NextByClass(from, c);
    if (Automaton::IsDead(next)) continue;
    classes.push_back(c);
    EveryWay(automaton, next, length, wanted, classes, ways);
    classes.pop_back();
  }
}

LAW(WalkLaw, TheFirstOfTheShortestByClasses, ()) {
  const Automaton automaton = AnyAutomaton(6, 3);
  const std::vector<std::string> access = AccessStrings(automaton);
  const std::vector<std::optional<std::string>> completions = Completions(automaton);
  for (State state = 0; state < automaton.states(); ++state) {
    std::vector<size_t> classes;
    std::vector<std::vector<size_t>> ways;
    const auto is_state = [state](State other) { return other == state; };
    EveryWay(automaton, Automaton::kStart, access[state].size(), is_state, classes, ways);
    RC_ASSERT(ways.at(0) == ClassesOf(automaton, access[state]));
    if (!completions[state]) continue;
    ways.clear();
    const auto accepts = [&automaton](State other) { return IsAccepting(automaton, other); };
    EveryWay(automaton, state, completions[state]->size(), accepts, classes, ways);
    RC_ASSERT(ways.at(0) == ClassesOf(automaton, *completions[state]));
  }
}

LAW(WalkLaw, AccessStringsAreShortest, ()) {
  const Automaton automaton = AnyAutomaton(8, 4);
  const std::vector<std::string> access = AccessStrings(automaton);
  RC_ASSERT(access.size() == automaton.states());
  for (State state = 0; state < automaton.states(); ++state) {
    RC_ASSERT(Follow(automaton, Automaton::kStart, access[state]) == state);
    for (size_t length = 0; length < access[state].size(); ++length) {
      RC_ASSERT(After(automaton, Automaton::kStart, length).count(state) == 0u);
      const std::string prefix = access[state].substr(0, length);
      RC_ASSERT(std::count(access.begin(), access.end(), prefix) == 1);
    }
  }
}

LAW(WalkLaw, CompletionsAreShortest, ()) {
  const Automaton automaton = AnyAutomaton(8, 4);
  const std::vector<std::optional<std::string>> completions = Completions(automaton);
  RC_ASSERT(completions.size() == automaton.states());
  for (State state = 0; state < automaton.states(); ++state) {
    if (completions[state]) RC_ASSERT(IsAccepting(automaton, Follow(automaton, state, *completions[state])));
    // A shortest way visits no state twice.
    const size_t shorter = completions[state] ? completions[state]->size() : automaton.states();
    for (size_t length = 0; length < shorter; ++length) {
      RC_ASSERT(!Accepts(automaton, After(automaton, state, length)));
    }
  }
}

}  // namespace
}  // namespace plumbline::properties
