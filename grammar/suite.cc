#include "grammar/suite.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "grammar/distinguish.h"
#include "grammar/walk.h"

namespace plumbline::grammar {
namespace {

constexpr uint64_t kMost = std::numeric_limits<uint64_t>::max();

uint64_t Add(uint64_t a, uint64_t b) { return a > kMost - b ? kMost : a + b; }
uint64_t Multiply(uint64_t a, uint64_t b) { return b != 0 && a > kMost / b ? kMost : a * b; }

// At least one octet: octets that would lead to acceptance from `state`; where there are none, one that is viable;
// where there is none, "a".
std::string WrongTail(const Automaton& automaton, const std::vector<std::optional<std::string>>& completions,
                      State state) {
  if (completions[state] && !completions[state]->empty()) return *completions[state];
  std::string viable;
  for (size_t c = 0; c < automaton.classes(); ++c) {
    const State next = automaton.NextByClass(state, c);
    if (Automaton::IsDead(next)) continue;
    const std::string octet(1, Representative(automaton, c));
    if (completions[next]) return octet + *completions[next];
    if (viable.empty()) viable = octet;
  }
  return viable.empty() ? "a" : viable;
}

}  // namespace

Suite::Suite(const Automaton& automaton, int extra) : automaton_(automaton), extra_(extra) { Prepare(); }

Suite::Suite(const Automaton& automaton, int most_extra, uint64_t most_strings)
    : automaton_(automaton), extra_(most_extra) {
  Prepare();
  while (extra_ > 0 && size() > most_strings) --extra_;
}

void Suite::Prepare() {
  Identifiers identifiers = IdentifyStates(automaton_);
  const std::vector<std::optional<std::string>> completions = Completions(automaton_);
  access_ = AccessStrings(automaton_);
  characterising_set_ = std::move(identifiers.strings);
  own_suffixes_ = std::move(identifiers.of_state);
  for (size_t index = 0; index < characterising_set_.size(); ++index) all_suffixes_.push_back(index);
  for (State state = 0; state < automaton_.states(); ++state) {
    std::vector<std::string>& set = identification_sets_.emplace_back();
    std::vector<size_t>& and_none = own_suffixes_and_none_.emplace_back(1, 0);
    for (const size_t index : own_suffixes_[state]) {
      set.push_back(characterising_set_[index]);
      if (index != 0) and_none.push_back(index);
    }
    std::vector<Reading>& readings = readings_.emplace_back();
    for (const std::string& octets : characterising_set_) readings.push_back(ReadFrom(automaton_, state, octets));
    wrong_tails_.push_back(WrongTail(automaton_, completions, state));
  }
}

const std::vector<size_t>& Suite::SuffixesAt(State state, int level, int extra) const {
  if (level <= extra) return all_suffixes_;
  return level == 1 ? own_suffixes_and_none_[state] : own_suffixes_[state];
}

uint64_t Suite::SizeWith(int extra) const {
  uint64_t size = 0;
  std::vector<uint64_t> ways(automaton_.states(), 1);  // of P and `level` octets, by the state reached
  for (int level = 0; level <= extra + 1; ++level) {
    std::vector<uint64_t> next_ways(automaton_.states(), 0);
    for (State state = 0; state < automaton_.states(); ++state) {
      size = Add(size, Multiply(ways[state], SuffixesAt(state, level, extra).size()));
      for (size_t c = 0; c < automaton_.classes() && level <= extra; ++c) {
        const State next = automaton_.NextByClass(state, c);
        const uint64_t octets = Multiply(ways[state], automaton_.OctetsOf(c).size());
        if (Automaton::IsDead(next))
          size = Add(size, Multiply(octets, level == 0 ? 2 : 1));
        else
          next_ways[next] = Add(next_ways[next], octets);
      }
    }
    ways = std::move(next_ways);
  }
  return size;
}

// One run: all strings in one buffer.
template <typename Visit>
class Suite::Walk {
 public:
  Walk(const Suite& suite, const Visit& visit) : suite_(suite), visit_(visit) {
    size_t access = 0;
    size_t tail = 0;
    for (const std::string& octets : suite.access_) access = std::max(access, octets.size());
    for (const std::string& octets : suite.characterising_set_) tail = std::max(tail, octets.size());
    for (const std::string& octets : suite.wrong_tails_) tail = std::max(tail, octets.size());
    buffer_.resize(access + static_cast<size_t>(suite.extra_) + 1 + tail);
  }

  bool Run() {
    for (State state = 0; state < suite_.automaton_.states(); ++state) {
      const std::string& access = suite_.access_[state];
      std::copy(access.begin(), access.end(), buffer_.begin());
      if (!At(access.size(), state, 0)) return false;
    }
    return true;
  }

 private:
  // What begins with the first `size` octets of the buffer: P and `level` octets, which lead to `state`.
  bool At(size_t size, State state, int level) {
    for (const size_t index : suite_.SuffixesAt(state, level, suite_.extra_)) {
      Reading reading = suite_.readings_[state][index];
      reading.offset += size;
      if (!Give(size, suite_.characterising_set_[index], reading)) return false;
    }
    if (level > suite_.extra_) return true;
    for (int octet = 0; octet < 256; ++octet) {
      buffer_[size] = static_cast<char>(octet);
      const State next = suite_.automaton_.Next(state, static_cast<uint8_t>(octet));
      if (!Automaton::IsDead(next)) {
        if (!At(size + 1, next, level + 1)) return false;
        continue;
      }
      const Reading error = {Word::kReject, size, Automaton::ReasonOf(next)};
      if (!Give(size + 1, {}, error)) return false;
      if (level == 0 && !Give(size + 1, suite_.wrong_tails_[state], error)) return false;
    }
    return true;
  }

  bool Give(size_t size, std::string_view suffix, const Reading& reading) {
    std::copy(suffix.begin(), suffix.end(), buffer_.begin() + static_cast<std::ptrdiff_t>(size));
    return visit_(std::string_view(buffer_.data(), size + suffix.size()), reading);
  }

  const Suite& suite_;
  const Visit& visit_;
  std::string buffer_;
};

bool Suite::ForEach(const std::function<bool(std::string_view)>& visit) const {
  const auto without = [&visit](std::string_view octets, const Reading&) { return visit(octets); };
  return Walk(*this, without).Run();
}

bool Suite::ForEachWithReading(const std::function<bool(std::string_view, const Reading&)>& visit) const {
  return Walk(*this, visit).Run();
}

bool ForEachClassString(const Automaton& automaton, size_t length, const std::function<bool(std::string_view)>& visit) {
  std::vector<size_t> turn(automaton.classes(), 0);
  std::vector<size_t> classes;
  std::string octets;
  const auto set = [&](size_t place, size_t octet_class) {
    const std::string& all = automaton.OctetsOf(octet_class);
    classes[place] = octet_class;
    octets[place] = all[turn[octet_class]];
    turn[octet_class] = turn[octet_class] + 1 == all.size() ? 0 : turn[octet_class] + 1;
  };
  for (size_t size = 0; size <= length; ++size) {
    classes.resize(size);
    octets.resize(size);
    for (size_t place = 0; place < size; ++place) set(place, 0);
    for (bool more = true; more;) {
      if (!visit(octets)) return false;
      size_t place = size;
      while (place > 0 && classes[place - 1] + 1 == automaton.classes()) set(--place, 0);
      more = place > 0;
      if (more) set(place - 1, classes[place - 1] + 1);
    }
  }
  return true;
}

uint64_t CountClassStrings(const Automaton& automaton, size_t length) {
  uint64_t count = 1;
  uint64_t strings = 1;
  for (size_t size = 1; size <= length && count < kMost; ++size) {
    strings = Multiply(strings, automaton.classes());
    count = Add(count, strings);
  }
  return count;
}

void ForEachVector(const Automaton& automaton, const std::function<void(const Vector&)>& visit) {
  const std::vector<std::string> access = AccessStrings(automaton);
  const std::vector<std::optional<std::string>> completions = Completions(automaton);
  std::set<std::string> seen;
  const auto give = [&](const std::string& octets) {
    if (seen.insert(octets).second) visit({octets, automaton.Read(octets)});
  };
  give("");
  for (State state = 0; state < automaton.states(); ++state) {
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const std::string octets = access[state] + Representative(automaton, c);
      const State next = automaton.NextByClass(state, c);
      if (Automaton::IsDead(next)) {
        give(octets + completions[state].value_or(""));
      } else {
        give(octets);
        if (completions[next]) give(octets + *completions[next]);
      }
    }
  }
}

}  // namespace plumbline::grammar
