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

#include "grammar/walk.h"
#include "properties/generators/automaton.h"
#include "properties/generators/basic.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::kGrammar;
using grammar::Reading;
using grammar::State;
using grammar::Suite;
using grammar::Word;

// Does the suite have a string that the implementation reads otherwise than the automaton?
bool Finds(const Suite& suite, const Automaton& automaton, const MooreMachine& implementation) {
  return !suite.ForEach([&](std::string_view octets) { return automaton.Read(octets) == implementation.Read(octets); });
}

MooreMachine AnyMutant(const MooreMachine& machine) {
  return *Sometimes(4) ? *OutputChanged(machine) : *Redirected(machine);
}

TEST(SuiteLaw, FindsOneChange) {
  const auto law = [] {
    const Automaton automaton = AnyAutomaton(12, 5);
    const MooreMachine machine = ToMachine(automaton);
    const MooreMachine mutant = AnyMutant(machine);
    RC_PRE(Difference(machine, mutant));
    RC_ASSERT(Finds(Suite(automaton, 0), automaton, mutant));
  };
  CheckLaw(law, 5000);
}

TEST(SuiteLaw, FindsManyChanges) {
  const auto law = [] {
    const Automaton automaton = AnyAutomaton(8, 3);
    const MooreMachine machine = ToMachine(automaton);
    MooreMachine mutant = machine;
    for (int i = *InRange(2, 12); i > 0; --i) mutant = AnyMutant(mutant);
    RC_PRE(Difference(machine, mutant));
    RC_ASSERT(Finds(Suite(automaton, 0), automaton, mutant));
  };
  CheckLaw(law, 5000);
}

// Nothing in common: any machine with no more states.
TEST(SuiteLaw, FindsAnyOtherMachine) {
  const auto law = [] {
    const Automaton automaton = AnyAutomaton(4, 2);
    const MooreMachine other = *AnyMachine(automaton.states(), 2);
    RC_PRE(Difference(ToMachine(automaton), other));
    RC_ASSERT(Finds(Suite(automaton, 0), automaton, other));
  };
  CheckLaw(law, 5000);
}

// All machines of two or three states over the octets "a" and "b", with one reason.
MooreMachine SmallMachine(size_t states, uint64_t number) {
  const auto take = [&number](uint64_t bound) {
    const uint64_t taken = number % bound;
    number /= bound;
    return static_cast<State>(taken);
  };
  MooreMachine machine;
  for (size_t state = 0; state < states; ++state) {
    machine.next.push_back({});
    machine.next.back().fill(Automaton::Dead(kGrammar));
    for (const uint8_t octet : {uint8_t{'a'}, uint8_t{'b'}}) {
      const State target = take(states + 1);
      machine.next.back()[octet] = target == states ? Automaton::Dead(kGrammar) : target;
    }
    machine.outputs.push_back({take(2) == 0 ? Word::kNeedMore : Word::kAccept, kGrammar});
  }
  return machine;
}

// What passes the suite is equal, with no exception among the 32768 machines of three states.
TEST(SuiteLaw, NoSmallMachinePassesThatDiffers) {
  constexpr uint64_t kTwoStates = 324;      // (3 * 3 * 2) ^ 2
  constexpr uint64_t kThreeStates = 32768;  // (4 * 4 * 2) ^ 3
  std::vector<MooreMachine> all;
  for (uint64_t i = 0; i < kThreeStates; ++i) all.push_back(SmallMachine(3, i));
  grammar::Random random(9112);
  for (int i = 0; i < 60; ++i) {
    const bool two = i % 2 == 0;
    const Automaton automaton =
        Minimal(two ? SmallMachine(2, random.Below(kTwoStates)) : all[random.Below(kThreeStates)]);
    std::vector<std::pair<std::string, Reading>> strings;  // the others are errors to all of the machines
    const Suite suite(automaton, 3 - static_cast<int>(automaton.states()));
    suite.ForEachWithReading([&strings](std::string_view octets, const Reading& reading) {
      if (octets.find_first_not_of("ab") == octets.npos) strings.push_back({std::string(octets), reading});
      return true;
    });
    const MooreMachine reference = ToMachine(automaton);
    for (const MooreMachine& machine : all) {
      const bool passes = std::all_of(strings.begin(), strings.end(),
                                      [&](const auto& string) { return machine.Read(string.first) == string.second; });
      ASSERT_FALSE(passes && Difference(reference, machine)) << i;
    }
  }
}

// One state more takes k = 1, and k = 0 would not do.
TEST(SuiteLaw, FindsOneStateMore) {
  int missed_without = 0;
  const auto law = [&missed_without] {
    const Automaton automaton = AnyAutomaton(6, 3);
    const MooreMachine machine = ToMachine(automaton);
    MooreMachine mutant = *StateAdded(machine);
    for (int i = *InRange(0, 6) - 2; i > 0; --i) mutant = AnyMutant(mutant);
    RC_PRE(Difference(machine, mutant));
    RC_ASSERT(Finds(Suite(automaton, 1), automaton, mutant));
    if (!Finds(Suite(automaton, 0), automaton, mutant)) ++missed_without;
  };
  CheckLaw(law, 2000);
  EXPECT_GT(missed_without, 50);
}

// *"a", and machines that forget it at the second, third and fourth "a".
TEST(SuiteTest, EveryFurtherStateTakesOneOctetMore) {
  const auto up_to = [](size_t count) {
    MooreMachine machine;
    for (size_t state = 0; state <= count; ++state) {
      machine.next.push_back({});
      machine.next.back().fill(Automaton::Dead(kGrammar));
      if (state < count) machine.next.back()['a'] = static_cast<State>(state + 1);
      machine.outputs.push_back({Word::kAccept, kGrammar});
    }
    return machine;
  };
  MooreMachine all = up_to(0);
  all.next[0]['a'] = 0;
  const Automaton automaton = Minimal(all);
  for (int extra = 0; extra <= 2; ++extra) {
    const Suite suite(automaton, extra);
    EXPECT_TRUE(Finds(suite, automaton, up_to(static_cast<size_t>(extra)))) << extra;
    EXPECT_FALSE(Finds(suite, automaton, up_to(static_cast<size_t>(extra) + 1))) << extra;
  }
}

// The strings are those that suite.h says, put together here without thought for speed.
class Literally {
 public:
  Literally(const Automaton& automaton, const Suite& suite) : automaton_(automaton), suite_(suite) {
    for (const std::string& way : grammar::AccessStrings(automaton)) After(way, 0);
  }

  // Octets after an error of the first octet are left out: suite.h does not say which.
  const std::set<std::string>& strings() const { return strings_; }

 private:
  State After(const std::string& octets) const {
    State state = Automaton::kStart;
    for (const char octet : octets) state = automaton_.Next(state, static_cast<uint8_t>(octet));
    return state;
  }

  void After(const std::string& octets, int level) {
    const State state = After(octets);
    const auto& suffixes = level <= suite_.extra() ? suite_.characterising_set() : suite_.identification_set(state);
    for (const std::string& suffix : suffixes) strings_.insert(octets + suffix);
    if (level == 1) strings_.insert(octets);
    for (int octet = 0; octet < 256 && level <= suite_.extra(); ++octet) {
      const std::string longer = octets + static_cast<char>(octet);
      if (Automaton::IsDead(automaton_.Next(state, static_cast<uint8_t>(octet))))
        strings_.insert(longer);
      else
        After(longer, level + 1);
    }
  }

  const Automaton& automaton_;
  const Suite& suite_;
  std::set<std::string> strings_;
};

TEST(SuiteLaw, HoldsWhatItSays) {
  const auto law = [] {
    const int extra = *Sometimes(20) ? 1 : 0;
    const Automaton automaton = extra == 0 ? AnyAutomaton(8, 4) : AnyAutomaton(2, 3);
    const Suite suite(automaton, extra);
    std::set<std::string> strings;
    suite.ForEach([&strings](std::string_view octets) { return strings.emplace(octets), true; });
    const Literally literally(automaton, suite);
    RC_ASSERT(std::includes(strings.begin(), strings.end(), literally.strings().begin(), literally.strings().end()));
    for (const std::string& octets : strings) {
      const Reading reading = automaton.Read(octets);
      RC_ASSERT(literally.strings().count(octets) != 0 ||
                (reading.word == Word::kReject && reading.offset + 1 < octets.size()));
    }
  };
  CheckLaw(law, 300);
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
  const uint64_t strings = Suite(automaton, *InRange(0, 4)).size() + seed % 3 - 1;  // just not, just, and one to spare
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

// Errors are final: every octet that is an error at a state is tried there as the last one, and with octets after it.
LAW(SuiteLaw, TriesOctetsAfterErrors, ()) {
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

}  // namespace
}  // namespace plumbline::properties
