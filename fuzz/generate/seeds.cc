#include <algorithm>
#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/generate/generate.h"
#include "fuzz/mutator/dice.h"
#include "fuzz/mutator/walker.h"
#include "fuzz/mutator/words.h"

namespace plumbline::fuzz {
namespace {

using grammar::Automaton;
using grammar::State;

constexpr int kDraws = 500;

// A string, and what of the automaton it shows.
struct Candidate {
  std::string octets;
  std::set<std::pair<State, State>> shows;
};

// The automaton's part of the octets from its start up to an error: where it went.
Candidate Shown(const Automaton& automaton, std::string octets) {
  Candidate candidate = {std::move(octets), {}};
  State state = Automaton::kStart;
  for (const char octet : candidate.octets) {
    const State next = automaton.Next(state, static_cast<uint8_t>(octet));
    candidate.shows.insert({state, next});
    if (Automaton::IsDead(next)) break;
    state = next;
  }
  return candidate;
}

std::string Sentence(Walker& walker, Dice& dice) {
  std::string octets;
  walker.AppendSentence(size_t{2} << dice.Few(4), dice, octets);
  return octets;
}

// A sentence with one octet that is not viable in front of one of its octets, in place of it, or at the end.
std::string NearMiss(Walker& walker, Dice& dice) {
  std::string octets = Sentence(walker, dice);
  std::vector<State> states;
  walker.Trace(octets, states);
  const size_t at = dice.Below(states.size());
  octets.replace(at, at < octets.size() ? dice.Below(2) : 0, 1, walker.WrongOctet(states[at], dice));
  return octets;
}

// Of many draws those few that show most, each beside the ones before it.
std::vector<std::string> Choose(const Automaton& automaton, size_t most, const std::function<std::string()>& draw) {
  std::vector<Candidate> candidates;
  for (int i = 0; i < kDraws; ++i) candidates.push_back(Shown(automaton, draw()));
  std::vector<std::string> chosen;
  while (chosen.size() < most) {
    const auto best =
        std::max_element(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
          return std::make_pair(a.shows.size(), b.octets.size()) < std::make_pair(b.shows.size(), a.octets.size());
        });
    if (best->shows.empty()) break;
    chosen.push_back(best->octets);
    const auto shown = best->shows;
    for (Candidate& candidate : candidates) {
      for (const auto& step : shown) candidate.shows.erase(step);
    }
  }
  return chosen;
}

// Where sentences of a production are seeds, and what stands around them there.
struct Place {
  const char* target;
  const char* before;
  Production production;
  const char* after;
  size_t sentences;
  size_t near_misses;
};
constexpr Place kPlaces[] = {
    {"connection", "", Production::kConnection, "", 4, 4},
    {"keep_alive", "", Production::kKeepAlive, "", 4, 6},
    {"field_values", "", Production::kTe, "", 4, 4},
    {"field_values", "", Production::kTrailer, "", 2, 2},
    {"field_values", "", Production::kUpgrade, "", 3, 3},
    {"field_values", "", Production::kVia, "", 5, 6},
    {"deciding_values", "", Production::kTransferEncoding, "", 4, 6},
    {"deciding_values", "", Production::kContentLength, "", 2, 2},
    {"deciding_values", "", Production::kHost, "", 8, 8},
    {"request_target", "", Production::kRequestTarget, "", 12, 8},
    {"field_line", "", Production::kFieldLine, "", 3, 3},
    {"chunked_body", "1", Production::kChunkExt, "\r\na\r\n0\r\n\r\n", 4, 4},
    {"chunked_body", "0", Production::kChunkExt, "\r\nTE: trailers\r\n\r\n", 2, 2},
    {"chunked_body", "0\r\n", Production::kFieldLine, "\r\n\r\n", 2, 2},
    {"request_stream", "", Production::kRequestLine, "\r\nHost: a\r\n\r\n", 10, 8},
    {"request_stream", "GET / HTTP/1.1\r\nHost: ", Production::kHost, "\r\n\r\n", 4, 2},
    {"request_stream", "GET / HTTP/1.1\r\nHost: a\r\nConnection: ", Production::kConnection, "\r\n\r\n", 2, 2},
    {"request_stream", "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nKeep-Alive: ", Production::kKeepAlive,
     "\r\n\r\n", 2, 2},
    {"request_stream", "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ", Production::kTransferEncoding,
     ", chunked\r\n\r\n0\r\n\r\n", 2, 2},
    {"request_stream", "GET / HTTP/1.1\r\nHost: a\r\nConnection: te\r\nTE: ", Production::kTe, "\r\n\r\n", 2, 2},
    {"request_stream", "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: ", Production::kUpgrade,
     "\r\n\r\n", 2, 2},
    {"request_stream", "GET / HTTP/1.1\r\nHost: a\r\nVia: ", Production::kVia, "\r\n\r\n", 2, 2},
    {"response_stream", "", Production::kStatusLine, "\r\nContent-Length: 0\r\n\r\n", 4, 6},
    {"response_stream", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: ", Production::kTrailer,
     "\r\n\r\n0\r\n\r\n", 2, 2},
};

// "Transfer-Encoding" of RFC9112/Transfer-Encoding, in lower case.
std::string NameOf(Production production) {
  const std::string_view rule = kRules[static_cast<size_t>(production)];
  std::string name(rule.substr(rule.find('/') + 1));
  for (char& octet : name) {
    if (octet >= 'A' && octet <= 'Z') octet = static_cast<char>(octet + ('a' - 'A'));
  }
  return name;
}

}  // namespace

void GenerateSeeds(const Automata& automata, Files& files) {
  std::map<std::string, size_t> numbers;
  uint64_t seed = 0;
  for (const Place& place : kPlaces) {
    const Automaton& automaton = automata[static_cast<size_t>(place.production)];
    Walker walker(automaton, WordsOf(place.production));
    Dice dice(++seed);
    const auto add = [&](const char* kind, size_t most, auto draw) {
      const std::string stem =
          std::string("corpus/seeds/") + place.target + "/" + kind + "-of-" + NameOf(place.production) + "-";
      for (const std::string& octets : Choose(automaton, most, [&] { return draw(walker, dice); })) {
        files[stem + std::to_string(++numbers[stem])] = place.before + octets + place.after;
      }
    };
    add("sentence", place.sentences, Sentence);
    add("near-miss", place.near_misses, NearMiss);
  }
}

}  // namespace plumbline::fuzz
