// Laws: sentences are sentences, and all of a length alike. Compared with counting by hand, over small random machines.
#include "properties/law.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "grammar/walk.h"
#include "properties/generators/automaton.h"
#include "properties/generators/basic.h"
#include "properties/grammar/steps.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::kGrammar;
using grammar::Random;
using grammar::Sampler;
using grammar::State;
using grammar::Word;

// How many octet strings of exactly this length lead from the state to acceptance, one path after the other.
double CountByHand(const Automaton& automaton, State state, size_t length) {
  if (Automaton::IsDead(state)) return 0;
  if (length == 0) return IsAccepting(automaton, state) ? 1 : 0;
  double count = 0;
  for (size_t c = 0; c < automaton.classes(); ++c) {
    count += static_cast<double>(automaton.OctetsOf(c).size()) *
             CountByHand(automaton, automaton.NextByClass(state, c), length - 1);
  }
  return count;
}

LAW(SamplerLaw, CountsAreExact, ()) {
  const Automaton automaton = AnyAutomaton(5, 3);
  const Sampler sampler(automaton, 6);
  for (size_t length = 0; length <= 6; ++length) {
    RC_ASSERT(sampler.Count(length) == CountByHand(automaton, Automaton::kStart, length));
  }
  RC_ASSERT(sampler.Count(7) == 0);
}

LAW(SamplerLaw, SentencesAreSentences, (uint64_t seed)) {
  const Automaton automaton = AnyAutomaton(8, 4);
  Random random(seed);
  const size_t longest = *InRange<size_t>(0, 12);
  const Sampler sampler(automaton, longest);
  bool any = false;
  for (size_t length = 0; length <= longest; ++length) {
    const std::optional<std::string> sentence = sampler.Sentence(length, random);
    RC_ASSERT(sentence.has_value() == Accepts(automaton, After(automaton, Automaton::kStart, length)));
    if (!sentence) continue;
    any = true;
    RC_ASSERT(sentence->size() == length);
    RC_ASSERT(automaton.Accepts(*sentence));
  }
  const std::optional<std::string> sentence = sampler.Sentence(random);
  RC_ASSERT(sentence.has_value() == any);
  if (sentence) RC_ASSERT(automaton.Accepts(*sentence) && sentence->size() <= longest);
  RC_ASSERT(!sampler.Sentence(longest + 1, random));
  for (State state = 0; state < automaton.states(); ++state) {
    const std::optional<std::string> tail = sampler.Tail(state, longest, random);
    RC_ASSERT(tail.has_value() == Accepts(automaton, After(automaton, state, longest)));
    if (tail) RC_ASSERT(IsAccepting(automaton, Follow(automaton, state, *tail)));
  }
}

// How far the counts of `cells` outcomes are from being all alike, in standard deviations of the normal distribution
// that the chi-square comes to (Wilson and Hilferty).
double Unevenness(const std::map<std::string, size_t>& counts, size_t cells, size_t draws) {
  const double expected = static_cast<double>(draws) / static_cast<double>(cells);
  double chi_square = static_cast<double>(cells - counts.size()) * expected;
  for (const auto& [octets, count] : counts) {
    chi_square += (static_cast<double>(count) - expected) * (static_cast<double>(count) - expected) / expected;
  }
  const double freedom = static_cast<double>(cells - 1);
  return (std::cbrt(chi_square / freedom) - (1 - 2 / (9 * freedom))) / std::sqrt(2 / (9 * freedom));
}

constexpr double kTooUneven = 5;  // one in three million, were the draws independent

// Strings over "a" to "c" without "aa", "b" only in front of "c"; 4 octets: 14 of them.
Automaton Uneven() {
  MooreMachine machine;
  for (int state = 0; state < 3; ++state) {
    machine.next.push_back({});
    machine.next.back().fill(Automaton::Dead(kGrammar));
    machine.outputs.push_back({state == 2 ? Word::kNeedMore : Word::kAccept, kGrammar});
  }
  machine.next[0]['a'] = 1;
  machine.next[0]['b'] = machine.next[1]['b'] = 2;
  machine.next[0]['c'] = machine.next[1]['c'] = machine.next[2]['c'] = 0;
  return Minimal(machine);
}

TEST(SamplerTest, DrawsAllAlike) {
  const Automaton automaton = Uneven();
  const Sampler sampler(automaton, 6);
  Random random(9112);
  for (size_t length = 2; length <= 6; ++length) {
    const size_t cells = static_cast<size_t>(sampler.Count(length));
    std::map<std::string, size_t> counts;
    for (size_t i = 0; i < 1000 * cells; ++i) ++counts[*sampler.Sentence(length, random)];
    EXPECT_EQ(counts.size(), cells);
    EXPECT_LT(Unevenness(counts, cells, 1000 * cells), kTooUneven) << length;
  }
}

// The measure sees what it should: octet by octet at random is not all alike.
TEST(SamplerTest, OctetByOctetIsNotAllAlike) {
  const Automaton automaton = Uneven();
  const size_t cells = static_cast<size_t>(Sampler(automaton, 4).Count(4));
  Random random(9112);
  std::map<std::string, size_t> counts;
  size_t draws = 0;
  while (draws < 1000 * cells) {
    std::string octets;
    State state = Automaton::kStart;
    for (int i = 0; i < 4; ++i) {
      uint8_t octet = 0;
      do octet = static_cast<uint8_t>("abc"[random.Below(3)]);
      while (Automaton::IsDead(automaton.Next(state, octet)));
      octets += static_cast<char>(octet);
      state = automaton.Next(state, octet);
    }
    if (!IsAccepting(automaton, state)) continue;
    ++counts[octets];
    ++draws;
  }
  EXPECT_GT(Unevenness(counts, cells, draws), kTooUneven);
}

TEST(SamplerLaw, DrawsAllAlike) {
  int measured = 0;
  const auto law = [&measured](uint64_t seed) {
    const Automaton automaton = AnyAutomaton(5, 4);
    const Sampler sampler(automaton, 4);
    Random random(seed);
    for (size_t length = 1; length <= 4; ++length) {
      const size_t cells = static_cast<size_t>(std::min(sampler.Count(length), 1000.0));
      if (cells < 2 || cells == 1000) continue;
      std::map<std::string, size_t> counts;
      for (size_t i = 0; i < 20 * cells; ++i) ++counts[*sampler.Sentence(length, random)];
      RC_ASSERT(Unevenness(counts, cells, 20 * cells) < kTooUneven);
      ++measured;
    }
  };
  CheckLaw(law, 3000);
  EXPECT_GT(measured, 500);
}

TEST(SamplerTest, DrawsAllLengths) {
  const Automaton automaton = Uneven();
  const Sampler sampler(automaton, 10);
  Random random(9112);
  std::set<size_t> lengths;
  for (int i = 0; i < 500; ++i) lengths.insert(sampler.Sentence(random)->size());
  EXPECT_EQ(lengths.size(), 11u);
}

// "x" 400OCTET / "y" 400"y": more strings than a double can count, and one string beside them.
TEST(SamplerTest, LongStrings) {
  MooreMachine machine;
  for (int state = 0; state < 3; ++state) {
    machine.next.push_back({});
    machine.next.back().fill(Automaton::Dead(kGrammar));
    machine.outputs.push_back({state == 0 ? Word::kNeedMore : Word::kAccept, kGrammar});
  }
  machine.next[0]['x'] = 1;
  machine.next[0]['y'] = 2;
  machine.next[1].fill(1);
  machine.next[2]['y'] = 2;
  const Automaton automaton = Minimal(machine);
  const Sampler sampler(automaton, 400);
  EXPECT_EQ(sampler.Count(1), 2);
  EXPECT_EQ(sampler.Count(2), 257);
  EXPECT_TRUE(std::isinf(sampler.Count(400)));
  Random random(1);
  EXPECT_TRUE(automaton.Accepts(*sampler.Sentence(400, random)));
  EXPECT_EQ(*sampler.Tail(automaton.Next(0, 'y'), 400, random), std::string(400, 'y'));
}

}  // namespace
}  // namespace plumbline::properties
