// Laws: what is drawn from an automaton is what it says to be. Ways are shortest, sentences are sentences and all alike,
// near misses are misses and near. Compared with counting by hand, over small random machines.
#include "properties/law.h"

#include "grammar/walk.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grammar/distinguish.h"
#include "properties/generators_automaton.h"
#include "properties/generators_basic.h"

namespace plumbline::properties {
namespace {

using grammar::AccessStrings;
using grammar::Automaton;
using grammar::Completions;
using grammar::kGrammar;
using grammar::NearMiss;
using grammar::Random;
using grammar::ReadFrom;
using grammar::Sampler;
using grammar::State;
using grammar::Word;

bool IsAccepting(const Automaton& automaton, State state) { return automaton.OutputOf(state).word == Word::kAccept; }

// Where the octets lead; they are viable.
State Follow(const Automaton& automaton, State state, const std::string& octets) {
  for (const char octet : octets) {
    state = automaton.Next(state, static_cast<uint8_t>(octet));
    RC_ASSERT(!Automaton::IsDead(state));
  }
  return state;
}

// The states in which `from` can be after exactly so many octets.
std::set<State> After(const Automaton& automaton, State from, size_t length) {
  std::set<State> states = {from};
  for (; length > 0; --length) {
    std::set<State> next;
    for (const State state : states) {
      for (size_t octet = 0; octet < 256; ++octet) next.insert(automaton.Next(state, static_cast<uint8_t>(octet)));
    }
    states.clear();
    std::copy_if(next.begin(), next.end(), std::inserter(states, states.end()),
                 [](State state) { return !Automaton::IsDead(state); });
  }
  return states;
}

bool Accepts(const Automaton& automaton, const std::set<State>& states) {
  return std::any_of(states.begin(), states.end(), [&](State state) { return IsAccepting(automaton, state); });
}

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

TEST(RandomTest, IsSplitmix64) {
  Random random(1234567);
  EXPECT_EQ(random.Next(), 6457827717110365317u);
  EXPECT_EQ(random.Next(), 3203168211198807973u);
  EXPECT_EQ(random.Next(), 9817491932198370423u);
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
  RC_ASSERT(!sentence || (automaton.Accepts(*sentence) && sentence->size() <= longest));
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
  Machine machine;
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

// "x" 400OCTET / "y" 400"y": more strings than a double can count, and one string beside them.
TEST(SamplerTest, LongStrings) {
  Machine machine;
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

}  // namespace
}  // namespace plumbline::properties
