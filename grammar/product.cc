// Automata side by side: a grammar with sentences of prose, and two automata compared.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "grammar/compile.h"
#include "grammar/language.h"
#include "grammar/octet_classes.h"

namespace plumbline::grammar {

namespace {

using Output = Automaton::Output;

// States that each say something, the dead ones kReject with their reason. Not minimal.
struct Machine {
  OctetClasses classes;
  std::vector<State> next;  // a row of classes a state
  std::vector<Output> outputs;
};

// What a state says, as one more label after those of the classes, one for each word and reason.
Label LabelOf(const Machine& machine, Output output) {
  return static_cast<Label>(machine.classes.size()) + 3 * (output.reason - kGrammar) + static_cast<Label>(output.word);
}

Output OutputOf(const Machine& machine, Label label) {
  const Label index = label - static_cast<Label>(machine.classes.size());
  return {static_cast<Word>(index % 3), kGrammar + index / 3};
}

// The machine as a language: the octets that lead to a state, then what the state says. To minimise this language's
// automaton is to minimise the machine.
Language Sayings(const Machine& machine, Reason reasons) {
  const size_t states = machine.outputs.size();
  const size_t classes = machine.classes.size();
  const auto dead = [&](Reason reason) { return static_cast<State>(states + static_cast<size_t>(reason - kGrammar)); };
  const State end = dead(reasons);

  Table table;
  table.labels = static_cast<size_t>(LabelOf(machine, {Word::kAccept, reasons}));
  table.next.assign((end + 1) * table.labels, Automaton::Dead(kGrammar));
  table.accepts.assign(end + 1, false);
  table.accepts[end] = true;
  const auto next = [&](size_t state, Label label) -> State& {
    return table.next[state * table.labels + static_cast<size_t>(label)];
  };
  for (size_t state = 0; state < states; ++state) {
    next(state, LabelOf(machine, machine.outputs[state])) = end;
    for (size_t i = 0; i < classes; ++i) {
      const State to = machine.next[state * classes + i];
      next(state, static_cast<Label>(i)) = Automaton::IsDead(to) ? dead(Automaton::ReasonOf(to)) : to;
    }
  }
  for (Reason reason = kGrammar; reason < reasons; ++reason)
    next(dead(reason), LabelOf(machine, {Word::kReject, reason})) = end;
  return Language::OfTable(table);
}

// `reasons`: they are kGrammar to reasons - 1.
Automaton Minimal(const Machine& machine, Reason reasons) {
  const size_t classes = machine.classes.size();
  const auto labels = static_cast<size_t>(LabelOf(machine, {Word::kAccept, reasons}));
  const Table table = Sayings(machine, reasons).Minimal().ToTable(labels);

  std::vector<State> numbers;  // of the machine that comes of it; of the dead states and the end, as Dead()
  std::vector<Output> outputs;
  for (size_t state = 0; state < table.accepts.size(); ++state) {
    numbers.push_back(Automaton::Dead(kGrammar));
    for (size_t label = classes; label < labels; ++label) {
      if (Automaton::IsDead(table.next[state * labels + label])) continue;
      const Output output = OutputOf(machine, static_cast<Label>(label));
      if (output.word == Word::kReject) {
        numbers.back() = Automaton::Dead(output.reason);
      } else {
        numbers.back() = static_cast<State>(outputs.size());
        outputs.push_back(output);
      }
    }
  }
  Table words{classes, {}, std::vector<bool>(outputs.size())};
  for (size_t state = 0; state < numbers.size(); ++state) {
    if (Automaton::IsDead(numbers[state])) continue;
    for (size_t i = 0; i < classes; ++i) words.next.push_back(numbers[table.next[state * labels + i]]);
  }
  return OverOctets(machine.classes, words, std::move(outputs));
}

// Explores the grammar and the sentences at once.
class Product {
 public:
  Product(const Automaton& grammar, const std::vector<Prose>& prose) : grammar_(grammar), prose_(prose) {}

  Machine Explore() {
    machine_.classes.SplitBy([&](uint8_t octet) { return grammar_.ClassOf(octet); });
    for (const Prose& sentence : prose_)
      machine_.classes.SplitBy([&](uint8_t octet) { return sentence.language.ClassOf(octet); });
    const std::string octets = machine_.classes.FirstOctets();
    Number(Tuple(1 + prose_.size(), Automaton::kStart));
    for (size_t i = 0; i < tuples_.size(); ++i) {
      for (const char octet : octets) machine_.next.push_back(Follow(Tuple(tuples_[i]), static_cast<uint8_t>(octet)));
      machine_.outputs.push_back(Says(tuples_[i]));
    }
    return std::move(machine_);
  }

 private:
  // The grammar's state, then each sentence's.
  using Tuple = std::vector<State>;

  bool Accepts(const Tuple& tuple, size_t sentence) const {
    const State state = tuple[1 + sentence];
    return !Automaton::IsDead(state) && prose_[sentence].language.OutputOf(state).word == Word::kAccept;
  }

  // Whether a sentence decides at the octet that led to `tuple`; `dead`: the ABNF rejects that octet.
  bool Rejects(const Tuple& tuple, size_t sentence, bool dead) const {
    switch (prose_[sentence].kind) {
      case Prose::Kind::kRejects:
        return !dead && Accepts(tuple, sentence);
      case Prose::Kind::kDemands:
        return !dead && Automaton::IsDead(tuple[1 + sentence]);
      case Prose::Kind::kNames:
        return dead && Accepts(tuple, sentence);
      case Prose::Kind::kAwaits:
        return false;
    }
    return false;
  }

  // Whether a sentence wants more after what the ABNF accepts.
  bool Awaits(const Tuple& tuple, size_t sentence) const {
    const Prose::Kind kind = prose_[sentence].kind;
    return Accepts(tuple, sentence) ? kind == Prose::Kind::kAwaits : kind == Prose::Kind::kDemands;
  }

  // A sentence that can come true no more stays dead.
  State Follow(Tuple tuple, uint8_t octet) {
    tuple[0] = grammar_.Next(tuple[0], octet);
    const bool dead = Automaton::IsDead(tuple[0]);
    for (size_t i = 0; i < prose_.size(); ++i) {
      State& state = tuple[1 + i];
      if (!Automaton::IsDead(state)) state = prose_[i].language.Next(state, octet);
      if (Rejects(tuple, i, dead)) return Automaton::Dead(static_cast<Reason>(i));
    }
    return dead ? tuple[0] : Number(std::move(tuple));
  }

  Output Says(const Tuple& tuple) const {
    const Output output = grammar_.OutputOf(tuple[0]);
    if (output.word != Word::kAccept) return output;
    for (size_t i = 0; i < prose_.size(); ++i)
      if (Awaits(tuple, i)) return {Word::kNeedMore, static_cast<Reason>(i)};
    return output;
  }

  State Number(Tuple tuple) {
    const auto [known, is_new] = numbers_.try_emplace(std::move(tuple), static_cast<State>(tuples_.size()));
    if (is_new) tuples_.push_back(known->first);
    return known->second;
  }

  const Automaton& grammar_;
  const std::vector<Prose>& prose_;
  Machine machine_;
  std::map<Tuple, State> numbers_;
  std::vector<Tuple> tuples_;
};

}  // namespace

std::optional<Sentence> SentenceOf(const Rule& rule) {
  using Kind = Prose::Kind;
  if (!rule.rejects.empty()) return Sentence{Kind::kRejects, rule.rejects};
  if (!rule.awaits.empty()) return Sentence{Kind::kAwaits, rule.awaits};
  if (!rule.demands.empty()) return Sentence{Kind::kDemands, rule.demands};
  if (!rule.names.empty()) return Sentence{Kind::kNames, rule.names};
  return std::nullopt;
}

Automaton WithProse(const Automaton& grammar, const std::vector<Prose>& prose) {
  return Minimal(Product(grammar, prose).Explore(), static_cast<Reason>(prose.size()));
}

std::optional<std::string> Difference(const Automaton& a, const Automaton& b) {
  OctetClasses classes;
  classes.SplitBy([&](uint8_t octet) { return a.ClassOf(octet); });
  classes.SplitBy([&](uint8_t octet) { return b.ClassOf(octet); });
  const std::string octets = classes.FirstOctets();

  if (a.OutputOf(Automaton::kStart).word != b.OutputOf(Automaton::kStart).word) return "";
  // Breadth first and in the order of octets: the first string to reach a pair is the first to reach it at all.
  std::map<std::pair<State, State>, std::string> reached;
  std::deque<std::pair<State, State>> waiting = {{Automaton::kStart, Automaton::kStart}};
  reached.emplace(waiting.front(), "");
  for (; !waiting.empty(); waiting.pop_front()) {
    const auto [from_a, from_b] = waiting.front();
    const std::string way = reached[waiting.front()];
    for (const char octet : octets) {
      const State to_a = a.Next(from_a, static_cast<uint8_t>(octet));
      const State to_b = b.Next(from_b, static_cast<uint8_t>(octet));
      if (Automaton::IsDead(to_a) && Automaton::IsDead(to_b)) continue;
      if (Automaton::IsDead(to_a) || Automaton::IsDead(to_b) || a.OutputOf(to_a).word != b.OutputOf(to_b).word)
        return way + octet;
      if (reached.try_emplace({to_a, to_b}, way + octet).second) waiting.emplace_back(to_a, to_b);
    }
  }
  return std::nullopt;
}

}  // namespace plumbline::grammar
