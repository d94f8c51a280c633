#include "properties/grammar/productions.h"

#include "properties/grammar/production_lists.h"

namespace plumbline::properties {
namespace {

grammar::Automaton CompileProse(const std::string& name) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  return Compile(book, book.Find("prose/" + name));
}

}  // namespace

const std::vector<Production>& Productions() {
  static const auto& productions =
      *new std::vector<Production>(WholeProductions() + FieldValues() + PartsOfProductions());
  return productions;
}

std::string MachineKey(const Production& production) {
  std::string key = production.rule + " " + production.beyond + " " + std::to_string(production.depth);
  for (const std::string& name : production.prose) key += " " + name;
  return key;
}

Machine MakeMachine(const Production& production) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  grammar::CompileOptions options;
  if (production.depth > 0) options.depth = production.depth;
  Machine machine;
  machine.abnf = Compile(book, book.Find(production.rule), options);
  std::vector<grammar::Prose> prose;
  for (const std::string& name : production.prose) {
    const grammar::Sentence sentence = *SentenceOf(*book.Find("prose/" + name).rule);
    prose.push_back({CompileProse(name), sentence.kind});
    machine.reasons.push_back(*FindClause(sentence.clause));
  }
  machine.strict = WithProse(machine.abnf, prose);
  machine.has_beyond = !production.beyond.empty();
  if (machine.has_beyond) machine.beyond = CompileProse(production.beyond);
  machine.has_deeper = production.depth > 0;
  if (machine.has_deeper) {
    ++options.depth;
    machine.deeper = WithProse(Compile(book, book.Find(production.rule), options), prose);
  }
  return machine;
}

}  // namespace plumbline::properties
