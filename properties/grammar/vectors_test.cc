// Laws: strings over octet classes are all there, once, with all octets; vectors cover every transition.
#include "properties/law.h"

#include "grammar/suite.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "properties/generators/automaton.h"
#include "properties/generators/basic.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::kGrammar;
using grammar::State;
using grammar::Vector;

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
  MooreMachine many;
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
