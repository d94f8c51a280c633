#include "grammar/transition_cover.h"

#include <bitset>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grammar/walk.h"

namespace plumbline::grammar {
namespace {

class Builder {
 public:
  Builder(const Automaton& automaton, Cover cover, const std::function<void(const Vector&)>& visit)
      : automaton_(automaton),
        cover_(cover),
        visit_(visit),
        access_(AccessStrings(automaton)),
        completions_(Completions(automaton)) {}

  void Run() {
    for (State state = 0; state < automaton_.states(); ++state) TakeState(state);
    for (State state = 0; state < automaton_.states(); ++state) TakeRest(state);
  }

 private:
  State Next(State state, char octet) const { return automaton_.Next(state, static_cast<uint8_t>(octet)); }
  bool IsError(State state, char octet) const { return Automaton::IsDead(Next(state, octet)); }

  void Give(std::string octets) {
    const auto [added, fresh] = known_.insert(std::move(octets));
    if (fresh) visit_({*added, automaton_.Read(*added)});
  }

  // The way to the state, the octet, and a completion: after an error that of the state, as if nothing had come.
  void GiveStep(State state, char octet) {
    const State next = Next(state, octet);
    const bool error = Automaton::IsDead(next);
    (error ? errors_ : others_).set(static_cast<uint8_t>(octet));
    Give(access_[state] + octet + completions_[error ? state : next].value_or(""));
  }

  void TakeState(State state) {
    Give(access_[state]);
    std::map<State, std::string> groups;  // of octets, by class or by where they lead
    for (int i = 0; i < 256; ++i) {
      const char octet = static_cast<char>(i);
      const State by_class = automaton_.ClassOf(static_cast<uint8_t>(i));
      groups[cover_ == Cover::kClasses ? by_class : Next(state, octet)] += octet;
    }
    for (const auto& [key, octets] : groups) GiveStep(state, octets[turns_[octets]++ % octets.size()]);
    for (char letter = 'a'; letter <= 'z'; ++letter) {
      const char upper = static_cast<char>(letter - 'a' + 'A');
      if (IsError(state, letter) != IsError(state, upper)) GiveStep(state, IsError(state, letter) ? letter : upper);
    }
  }

  // Octets that stay in the state come all at once.
  void TakeRest(State state) {
    std::string staying;
    for (int i = 0; i < 256; ++i) {
      const char octet = static_cast<char>(i);
      if ((IsError(state, octet) ? errors_ : others_)[static_cast<size_t>(i)]) continue;
      if (Next(state, octet) == state) {
        staying += octet;
        others_.set(static_cast<size_t>(i));
      } else {
        GiveStep(state, octet);
      }
    }
    if (!staying.empty()) Give(access_[state] + staying + completions_[state].value_or(""));
  }

  const Automaton& automaton_;
  const Cover cover_;
  const std::function<void(const Vector&)>& visit_;
  const std::vector<std::string> access_;
  const std::vector<std::optional<std::string>> completions_;
  std::set<std::string> known_;
  std::map<std::string, size_t> turns_;  // of groups of octets
  std::bitset<256> errors_, others_;     // octets that have occurred
};

}  // namespace

void ForEachTransitionVector(const Automaton& automaton, Cover cover, const std::function<void(const Vector&)>& visit) {
  Builder(automaton, cover, visit).Run();
}

}  // namespace plumbline::grammar
