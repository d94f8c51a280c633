#include "grammar/walk.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace plumbline::grammar {
namespace {

constexpr bool IsPrintable(char c) { return c >= ' ' && c <= '~'; }
constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

constexpr size_t kNoWay = static_cast<size_t>(-1);

// The number of octets from each state to the next accepting one, or kNoWay.
std::vector<size_t> DistancesToAccept(const Automaton& automaton) {
  std::vector<std::vector<State>> sources(automaton.states());
  std::vector<State> queue;
  std::vector<size_t> distance(automaton.states(), kNoWay);
  for (State state = 0; state < automaton.states(); ++state) {
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State next = automaton.NextByClass(state, c);
      if (!Automaton::IsDead(next)) sources[next].push_back(state);
    }
    if (automaton.OutputOf(state).word != Word::kAccept) continue;
    distance[state] = 0;
    queue.push_back(state);
  }
  for (size_t i = 0; i < queue.size(); ++i) {
    for (const State source : sources[queue[i]]) {
      if (distance[source] != kNoWay) continue;
      distance[source] = distance[queue[i]] + 1;
      queue.push_back(source);
    }
  }
  return distance;
}

}  // namespace

uint64_t Random::Next() {
  uint64_t z = state_ += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

size_t Random::Below(size_t bound) {
  const uint64_t surplus = (uint64_t{0} - bound) % bound;  // 2^64 modulo bound
  uint64_t number = Next();
  while (number < surplus) number = Next();
  return static_cast<size_t>(number % bound);
}

double Random::Unit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }

char Representative(const Automaton& automaton, size_t octet_class) {
  const std::string& octets = automaton.OctetsOf(octet_class);
  auto best = std::find_if(octets.begin(), octets.end(), IsLower);
  if (best == octets.end()) best = std::find_if(octets.begin(), octets.end(), IsPrintable);
  return best == octets.end() ? octets.front() : *best;
}

std::vector<std::string> AccessStrings(const Automaton& automaton) {
  std::vector<std::string> access(automaton.states());
  std::vector<bool> seen(automaton.states(), false);
  std::vector<State> queue = {Automaton::kStart};
  seen[Automaton::kStart] = true;
  for (size_t i = 0; i < queue.size(); ++i) {
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State next = automaton.NextByClass(queue[i], c);
      if (Automaton::IsDead(next) || seen[next]) continue;
      seen[next] = true;
      access[next] = access[queue[i]] + Representative(automaton, c);
      queue.push_back(next);
    }
  }
  return access;
}

std::vector<std::optional<std::string>> Completions(const Automaton& automaton) {
  const std::vector<size_t> distance = DistancesToAccept(automaton);
  std::vector<std::optional<std::string>> completions(automaton.states());
  for (State start = 0; start < automaton.states(); ++start) {
    if (distance[start] == kNoWay) continue;
    std::string& octets = completions[start].emplace();
    for (State state = start; distance[state] > 0;) {
      size_t c = 0;
      State next = automaton.NextByClass(state, c);
      while (Automaton::IsDead(next) || distance[next] != distance[state] - 1) {
        next = automaton.NextByClass(state, ++c);
      }
      octets += Representative(automaton, c);
      state = next;
    }
  }
  return completions;
}

Sampler::Sampler(const Automaton& automaton, size_t longest) : longest_(longest), edges_(automaton.states()) {
  for (State state = 0; state < automaton.states(); ++state) {
    std::vector<Edge>& edges = edges_[state];
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State next = automaton.NextByClass(state, c);
      if (Automaton::IsDead(next)) continue;
      auto edge = std::find_if(edges.begin(), edges.end(), [next](const Edge& e) { return e.target == next; });
      if (edge == edges.end()) edge = edges.insert(edges.end(), {next, {}});
      edge->octets += automaton.OctetsOf(c);
    }
  }
  numbers_.reserve((longest + 1) * automaton.states());
  for (State state = 0; state < automaton.states(); ++state) {
    const bool accepts = automaton.OutputOf(state).word == Word::kAccept;
    numbers_.push_back(accepts ? Number{0.5, 1} : Number{});
  }
  for (size_t length = 1; length <= longest; ++length) {
    for (State state = 0; state < automaton.states(); ++state) numbers_.push_back(Sum(state, length));
  }
  for (size_t length = 0; length <= longest; ++length) {
    if (At(length, Automaton::kStart).mantissa > 0) lengths_.push_back(length);
  }
}

double Sampler::Weight(const Edge& edge, size_t length, int exponent) const {
  const Number& tails = At(length - 1, edge.target);
  return std::ldexp(tails.mantissa * static_cast<double>(edge.octets.size()), tails.exponent - exponent);
}

Sampler::Number Sampler::Sum(State state, size_t length) const {
  bool any = false;
  int exponent = 0;
  for (const Edge& edge : edges_[state]) {
    const Number& tails = At(length - 1, edge.target);
    if (tails.mantissa > 0) exponent = any ? std::max(exponent, tails.exponent) : tails.exponent;
    any = any || tails.mantissa > 0;
  }
  double sum = 0;
  for (const Edge& edge : edges_[state]) sum += Weight(edge, length, exponent);
  Number number;
  number.mantissa = std::frexp(sum, &number.exponent);
  number.exponent += any ? exponent : 0;
  return number;
}

double Sampler::Count(size_t length) const {
  if (length > longest_) return 0;
  const Number& number = At(length, Automaton::kStart);
  return std::ldexp(number.mantissa, number.exponent);
}

std::optional<std::string> Sampler::Sentence(size_t length, Random& random) const {
  return Tail(Automaton::kStart, length, random);
}

std::optional<std::string> Sampler::Sentence(Random& random) const {
  if (lengths_.empty()) return std::nullopt;
  return Sentence(lengths_[random.Below(lengths_.size())], random);
}

std::optional<std::string> Sampler::Tail(State from, size_t length, Random& random) const {
  if (length > longest_ || At(length, from).mantissa == 0) return std::nullopt;
  std::string octets;
  octets.reserve(length);
  for (State state = from; length > 0; --length) {
    const Number& all = At(length, state);
    double place = random.Unit() * all.mantissa;
    const Edge* chosen = nullptr;
    for (const Edge& edge : edges_[state]) {
      const double weight = Weight(edge, length, all.exponent);
      if (weight == 0) continue;
      chosen = &edge;  // the last one, should rounding leave a rest
      if (place < weight) break;
      place -= weight;
    }
    octets += chosen->octets[random.Below(chosen->octets.size())];
    state = chosen->target;
  }
  return octets;
}

}  // namespace plumbline::grammar
