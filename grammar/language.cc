#include "grammar/language.h"

#include <fst/arcsort.h>
#include <fst/closure.h>
#include <fst/concat.h>
#include <fst/determinize.h>
#include <fst/difference.h>
#include <fst/minimize.h>
#include <fst/rmepsilon.h>
#include <fst/union.h>
#include <fst/vector-fst.h>

#include <utility>

#include "grammar/abnf.h"

namespace plumbline::grammar {

namespace {

using Fst = fst::StdVectorFst;
using Arc = fst::StdArc;
using Weight = Arc::Weight;

// OpenFst's labels: 0 is the empty string, so ours begin at 1.
Arc::Label ToFst(Label label) { return label + 1; }
Label FromFst(Arc::Label label) { return label - 1; }

bool IsFinal(const Fst& acceptor, Arc::StateId state) { return acceptor.Final(state) != Weight::Zero(); }

// An acceptor of the empty string alone.
Fst EmptyString() {
  Fst acceptor;
  acceptor.SetStart(acceptor.AddState());
  acceptor.SetFinal(0, Weight::One());
  return acceptor;
}

}  // namespace

struct Language::Machine {
  Fst acceptor;
};

Language::Language() : Language(Machine{}) {}
Language::Language(Machine machine) : machine_(std::make_shared<const Machine>(std::move(machine))) {}

Language Language::OfString(const std::vector<std::vector<Label>>& labels) {
  Fst acceptor = EmptyString();
  for (const std::vector<Label>& place : labels) {
    const Arc::StateId from = acceptor.NumStates() - 1;
    const Arc::StateId to = acceptor.AddState();
    for (const Label label : place) acceptor.AddArc(from, Arc(ToFst(label), ToFst(label), Weight::One(), to));
    acceptor.SetFinal(from, Weight::Zero());
    acceptor.SetFinal(to, Weight::One());
  }
  return Language(Machine{std::move(acceptor)});
}

Language Language::OfTable(const Table& table) {
  Fst acceptor;
  for (size_t state = 0; state < table.accepts.size(); ++state) {
    acceptor.AddState();
    if (table.accepts[state]) acceptor.SetFinal(static_cast<Arc::StateId>(state), Weight::One());
  }
  acceptor.SetStart(0);
  for (size_t i = 0; i < table.next.size(); ++i) {
    if (Automaton::IsDead(table.next[i])) continue;
    const Arc::Label label = ToFst(static_cast<Label>(i % table.labels));
    const auto to = static_cast<Arc::StateId>(table.next[i]);
    acceptor.AddArc(static_cast<Arc::StateId>(i / table.labels), Arc(label, label, Weight::One(), to));
  }
  return Language(Machine{std::move(acceptor)});
}

Language Language::Union(const std::vector<Language>& languages) {
  Fst acceptor;
  for (const Language& language : languages) fst::Union(&acceptor, language.machine_->acceptor);
  return Language(Machine{std::move(acceptor)});
}

Language Language::Concatenation(const std::vector<Language>& languages) {
  Fst acceptor = EmptyString();
  for (const Language& language : languages) fst::Concat(&acceptor, language.machine_->acceptor);
  return Language(Machine{std::move(acceptor)});
}

// min of them, and after that either any number or, inside one another, max - min optional ones.
Language Language::Repetition(const Language& language, int min, int max) {
  Fst rest = EmptyString();
  if (max == kUnbounded) {
    rest = language.machine_->acceptor;
    fst::Closure(&rest, fst::CLOSURE_STAR);
  }
  for (int i = min; i < max; ++i) {
    Fst longer = language.machine_->acceptor;
    fst::Concat(&longer, rest);
    fst::Union(&longer, EmptyString());
    rest = std::move(longer);
  }
  Fst acceptor = EmptyString();
  for (int i = 0; i < min; ++i) fst::Concat(&acceptor, language.machine_->acceptor);
  fst::Concat(&acceptor, rest);
  return Language(Machine{std::move(acceptor)});
}

Language Language::Difference(const Language& all, const Language& without) {
  Fst acceptor;
  fst::Difference(all.machine_->acceptor, without.machine_->acceptor, &acceptor);
  return Language(Machine{std::move(acceptor)});
}

Language Language::Minimal() const {
  Fst acceptor = machine_->acceptor;
  fst::RmEpsilon(&acceptor);
  Fst minimal;
  if (acceptor.Start() == fst::kNoStateId) return Language();
  fst::Determinize(acceptor, &minimal);
  fst::Minimize(&minimal);
  fst::ArcSort(&minimal, fst::ILabelCompare<Arc>());
  return Language(Machine{std::move(minimal)});
}

Table Language::ToTable(size_t labels) const {
  const Fst& acceptor = machine_->acceptor;
  Table table{labels, std::vector<State>(labels, Automaton::Dead(kGrammar)), {false}};
  if (acceptor.Start() == fst::kNoStateId) return table;

  table = {labels, {}, {}};
  std::vector<State> number(static_cast<size_t>(acceptor.NumStates()), Automaton::Dead(kGrammar));
  std::vector<Arc::StateId> order = {acceptor.Start()};
  number[static_cast<size_t>(acceptor.Start())] = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    table.accepts.push_back(IsFinal(acceptor, order[i]));
    table.next.resize(table.next.size() + labels, Automaton::Dead(kGrammar));
    for (fst::ArcIterator<Fst> arc(acceptor, order[i]); !arc.Done(); arc.Next()) {
      State& to = number[static_cast<size_t>(arc.Value().nextstate)];
      if (Automaton::IsDead(to)) {
        to = static_cast<State>(order.size());
        order.push_back(arc.Value().nextstate);
      }
      table.next[i * labels + static_cast<size_t>(FromFst(arc.Value().ilabel))] = to;
    }
  }
  return table;
}

}  // namespace plumbline::grammar
