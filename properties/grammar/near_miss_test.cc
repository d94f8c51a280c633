// Laws: near misses miss, and are near. There is one at every place where one can be.
#include "properties/law.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grammar/walk.h"
#include "properties/generators/automaton.h"
#include "properties/generators/basic.h"
#include "properties/grammar/steps.h"

namespace plumbline::properties {
namespace {

using grammar::AccessStrings;
using grammar::Automaton;
using grammar::Completions;
using grammar::kGrammar;
using grammar::NearMiss;
using grammar::Random;
using grammar::Sampler;
using grammar::State;
using grammar::Word;

// Is the string a sentence once the octet at `offset` is taken out, or made another?
bool IsNear(const Automaton& automaton, const std::string& octets, size_t offset) {
  if (automaton.Accepts(octets.substr(0, offset) + octets.substr(offset + 1))) return true;
  for (int octet = 0; octet < 256; ++octet) {
    std::string other = octets;
    other[offset] = static_cast<char>(octet);
    if (automaton.Accepts(other)) return true;
  }
  return false;
}

LAW(NearMissLaw, OneAtEveryState, (uint64_t seed)) {
  const Automaton automaton = AnyAutomaton(8, 4);
  const std::vector<std::string> access = AccessStrings(automaton);
  const std::vector<std::optional<std::string>> completions = Completions(automaton);
  const size_t slack = *InRange<size_t>(0, 6);
  Random random(seed);
  std::multiset<std::pair<State, size_t>> errors;
  std::multiset<State> early;
  ForEachNearMiss(automaton, random, slack, [&](const NearMiss& miss) {
    RC_ASSERT(miss.expected == automaton.Read(miss.octets));
    RC_ASSERT(miss.expected.word != Word::kAccept);
    const bool is_error = miss.expected.word == Word::kReject;
    const std::string way = is_error ? miss.octets.substr(0, miss.expected.offset) : miss.octets;
    const State state = Follow(automaton, Automaton::kStart, way);
    RC_ASSERT(way.size() <= access[state].size() + slack);
    if (!is_error) {
      early.insert(state);
      return true;
    }
    errors.insert({state, automaton.ClassOf(static_cast<uint8_t>(miss.octets[way.size()]))});
    if (completions[state]) RC_ASSERT(IsNear(automaton, miss.octets, way.size()));
    size_t longest = completions[state] ? completions[state]->size() : 0;
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State next = automaton.NextByClass(state, c);
      if (!Automaton::IsDead(next) && completions[next]) longest = std::max(longest, completions[next]->size());
    }
    RC_ASSERT(miss.octets.size() - way.size() - 1 <= longest + slack);
    return true;
  });
  for (State state = 0; state < automaton.states(); ++state) {
    RC_ASSERT(early.count(state) == (IsAccepting(automaton, state) ? 0u : 1u));
    for (size_t c = 0; c < automaton.classes(); ++c) {
      RC_ASSERT(errors.count({state, c}) == (Automaton::IsDead(automaton.NextByClass(state, c)) ? 1u : 0u));
    }
  }
}

LAW(NearMissLaw, StopsWhenTold, (uint64_t seed)) {
  const Automaton automaton = AnyAutomaton(4, 3);
  Random random(seed);
  size_t all = 0;
  ForEachNearMiss(automaton, random, 2, [&](const NearMiss&) { return ++all > 0; });
  RC_PRE(all > 0u);
  const size_t stop = *InRange<size_t>(1, all + 1);
  size_t count = 0;
  ForEachNearMiss(automaton, random, 2, [&](const NearMiss&) { return ++count < stop; });
  RC_ASSERT(count == stop);
}

LAW(NearMissLaw, OneAtRandom, (uint64_t seed)) {
  const Automaton automaton = AnyAutomaton(8, 4);
  const Sampler sampler(automaton, *InRange<size_t>(0, 10));
  Random random(seed);
  const bool has_sentences = sampler.Sentence(random).has_value();
  for (int i = 0; i < 10; ++i) {
    const NearMiss miss = RandomNearMiss(automaton, sampler, random);
    RC_ASSERT(miss.expected == automaton.Read(miss.octets));
    if (miss.expected.word == Word::kAccept) {
      // There is no place for an error, nor to stop, all along a sentence.
      State state = Automaton::kStart;
      for (size_t place = 0; place <= miss.octets.size(); ++place) {
        RC_ASSERT(IsAccepting(automaton, state));
        for (size_t c = 0; c < automaton.classes(); ++c) {
          RC_ASSERT(!Automaton::IsDead(automaton.NextByClass(state, c)));
        }
        if (place < miss.octets.size()) state = automaton.Next(state, static_cast<uint8_t>(miss.octets[place]));
      }
    } else if (miss.expected.word == Word::kReject && has_sentences) {
      RC_ASSERT(IsNear(automaton, miss.octets, miss.expected.offset));
    }
  }
}

// *"a" "b": what there is room for is drawn.
TEST(NearMissTest, WaysAndTailsOfAllLengths) {
  MooreMachine machine;
  for (int state = 0; state < 2; ++state) {
    machine.next.emplace_back().fill(Automaton::Dead(kGrammar));
    machine.outputs.push_back({state == 1 ? Word::kAccept : Word::kNeedMore, kGrammar});
  }
  machine.next[0]['a'] = 0;
  machine.next[0]['b'] = 1;
  const Automaton automaton = Minimal(machine);
  Random random(9112);
  std::set<size_t> ways;
  std::set<std::string> tails;
  for (int i = 0; i < 1000; ++i) {
    ForEachNearMiss(automaton, random, 3, [&](const NearMiss& miss) {
      const bool is_error = miss.expected.word == Word::kReject;
      ways.insert(is_error ? miss.expected.offset : miss.octets.size());
      if (is_error) tails.insert(miss.octets.substr(miss.expected.offset + 1));
      return true;
    });
  }
  EXPECT_EQ(ways, (std::set<size_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(tails, (std::set<std::string>{"", "b", "ab", "aab", "aaab"}));
}

// One word: put in, replaced and cut short at every place.
TEST(NearMissTest, AtEveryPlace) {
  const std::string word = "abcd";
  MooreMachine machine;
  for (size_t i = 0; i <= word.size(); ++i) {
    machine.next.emplace_back().fill(Automaton::Dead(kGrammar));
    if (i < word.size()) machine.next[i][static_cast<uint8_t>(word[i])] = static_cast<State>(i + 1);
    machine.outputs.push_back({i == word.size() ? Word::kAccept : Word::kNeedMore, kGrammar});
  }
  const Automaton automaton = Minimal(machine);
  const Sampler sampler(automaton, 10);
  Random random(9112);
  std::set<std::pair<size_t, size_t>> errors;  // offset, octets
  std::set<size_t> cut;
  for (int i = 0; i < 2000; ++i) {
    const NearMiss miss = RandomNearMiss(automaton, sampler, random);
    if (miss.expected.word == Word::kReject)
      errors.insert({miss.expected.offset, miss.octets.size()});
    else
      cut.insert(miss.octets.size());
  }
  EXPECT_EQ(errors.size(), 4u * 2 + 1);  // after the word nothing can be replaced
  EXPECT_EQ(cut.size(), 4u);

  const auto errors_at_random = errors;
  errors.clear();
  for (int i = 0; i < 20; ++i) {
    ForEachNearMiss(automaton, random, 3, [&errors](const NearMiss& miss) {
      if (miss.expected.word == Word::kReject) errors.insert({miss.expected.offset, miss.octets.size()});
      return true;
    });
  }
  EXPECT_EQ(errors, errors_at_random);
}

}  // namespace
}  // namespace plumbline::properties
