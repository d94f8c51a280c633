#include "grammar/suite.h"

#include <algorithm>
#include <cstring>
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

// At least one octet that would lead to acceptance from `state`, if there is any, else that is viable, if there is any.
std::string WrongTail(const Automaton& automaton, const std::vector<std::optional<std::string>>& completions,
                      State state) {
  if (completions[state] && !completions[state]->empty()) return *completions[state];
  std::string tail = "a";
  for (size_t c = automaton.classes(); c-- > 0;) {
    const State next = automaton.NextByClass(state, c);
    if (!Automaton::IsDead(next)) tail = Representative(automaton, c) + completions[next].value_or("");
  }
  return tail;
}

}  // namespace

Suite::Suite(const Automaton& automaton, int extra)
    : automaton_(automaton), extra_(extra), access_(AccessStrings(automaton)) {
  Identifiers identifiers = IdentifyStates(automaton);
  const std::vector<std::optional<std::string>> completions = Completions(automaton);
  for (State state = 0; state < automaton.states(); ++state) {
    std::vector<std::string>& own = own_suffixes_.emplace_back();
    for (const size_t index : identifiers.of_state[state]) own.push_back(identifiers.strings[index]);
    last_suffixes_.push_back(own);
    const bool has_empty = std::find(own.begin(), own.end(), "") != own.end();
    if (extra == 0 && !has_empty) last_suffixes_.back().insert(last_suffixes_.back().begin(), "");
    wrong_tails_.push_back(WrongTail(automaton, completions, state));
  }
  suffixes_ = std::move(identifiers.strings);
}

const std::vector<std::string>& Suite::SuffixesAt(State state, int level) const {
  return level <= extra_ ? suffixes_ : last_suffixes_[state];
}

uint64_t Suite::size() const {
  uint64_t size = 0;
  std::vector<uint64_t> ways(automaton_.states(), 1);  // of P and `level` octets, by the state reached
  for (int level = 0; level <= extra_ + 1; ++level) {
    std::vector<uint64_t> next_ways(automaton_.states(), 0);
    for (State state = 0; state < automaton_.states(); ++state) {
      size = Add(size, Multiply(ways[state], SuffixesAt(state, level).size()));
      for (size_t c = 0; c < automaton_.classes() && level <= extra_; ++c) {
        const State next = automaton_.NextByClass(state, c);
        const uint64_t octets = Multiply(ways[state], automaton_.OctetsOf(c).size());
        if (Automaton::IsDead(next)) size = Add(size, Multiply(octets, level == 0 ? 2 : 1));
        else next_ways[next] = Add(next_ways[next], octets);
      }
    }
    ways = std::move(next_ways);
  }
  return size;
}

// One run of ForEach: all strings in one buffer.
class Suite::Walk {
 public:
  Walk(const Suite& suite, const std::function<bool(std::string_view)>& visit) : suite_(suite), visit_(visit) {
    size_t access = 0;
    size_t tail = 0;
    for (const std::string& octets : suite.access_) access = std::max(access, octets.size());
    for (const std::string& octets : suite.suffixes_) tail = std::max(tail, octets.size());
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
  // What begins with the first `size` octets of the buffer: P and `level` octets.
  bool At(size_t size, State state, int level) {
    for (const std::string& suffix : suite_.SuffixesAt(state, level)) {
      if (!Visit(size, suffix)) return false;
    }
    if (level > suite_.extra_) return true;
    for (int octet = 0; octet < 256; ++octet) {
      buffer_[size] = static_cast<char>(octet);
      const State next = suite_.automaton_.Next(state, static_cast<uint8_t>(octet));
      if (!Automaton::IsDead(next)) {
        if (!At(size + 1, next, level + 1)) return false;
      } else if (!Visit(size + 1, {}) || (level == 0 && !Visit(size + 1, suite_.wrong_tails_[state]))) {
        return false;
      }
    }
    return true;
  }

  bool Visit(size_t size, std::string_view suffix) {
    std::copy(suffix.begin(), suffix.end(), buffer_.begin() + static_cast<std::ptrdiff_t>(size));
    return visit_(std::string_view(buffer_.data(), size + suffix.size()));
  }

  const Suite& suite_;
  const std::function<bool(std::string_view)>& visit_;
  std::string buffer_;
};

bool Suite::ForEach(const std::function<bool(std::string_view)>& visit) const { return Walk(*this, visit).Run(); }

bool ForEachClassString(const Automaton& automaton, size_t length,
                        const std::function<bool(std::string_view)>& visit) {
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
