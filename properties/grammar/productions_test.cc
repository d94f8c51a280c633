// Laws of the registration table and of the sentences of prose in it (grammar/abnf/prose.abnf): nothing in them is dead
// text, and prose only ever takes away from the ABNF.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grammar/rule_book.h"
#include "properties/grammar/productions.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::Node;
using grammar::Prose;
using grammar::Rule;
using grammar::RuleBook;
using grammar::RuleRef;
using grammar::State;
using grammar::Word;

Automaton Compiled(const std::string& rule) {
  const RuleBook& book = RuleBook::Standard();
  return Compile(book, book.Find(rule));
}

const Machine& MachineOf(const Production& production) {
  static auto& machines = *new std::map<std::string, Machine>;
  const auto [machine, is_new] = machines.try_emplace(MachineKey(production));
  if (is_new) machine->second = MakeMachine(production);
  return machine->second;
}

std::string NameOf(const Production& production) { return production.rule + ", " + production.entry; }

bool Accepts(const Automaton& automaton, State state) {
  return !Automaton::IsDead(state) && automaton.OutputOf(state).word == Word::kAccept;
}

// The shortest string that `a` accepts and `b` does not, if there is one.
std::optional<std::string> AcceptedByFirstAlone(const Automaton& a, const Automaton& b) {
  using Pair = std::pair<State, State>;
  std::map<Pair, std::string> ways = {{{Automaton::kStart, Automaton::kStart}, ""}};
  std::deque<Pair> waiting = {ways.begin()->first};
  for (; !waiting.empty(); waiting.pop_front()) {
    const Pair pair = waiting.front();
    const std::string way = ways[pair];
    if (Accepts(a, pair.first) && !Accepts(b, pair.second)) return way;
    for (int octet = 0; octet < 256; ++octet) {
      const State to_a = a.Next(pair.first, static_cast<uint8_t>(octet));
      State to_b = pair.second;
      if (!Automaton::IsDead(to_b)) to_b = b.Next(to_b, static_cast<uint8_t>(octet));
      if (Automaton::IsDead(to_a)) continue;
      if (ways.try_emplace({to_a, to_b}, way + static_cast<char>(octet)).second) waiting.push_back({to_a, to_b});
    }
  }
  return std::nullopt;
}

void ExpectAcceptsTheSame(const Automaton& a, const Automaton& b) {
  const std::optional<std::string> first = AcceptedByFirstAlone(a, b);
  const std::optional<std::string> second = AcceptedByFirstAlone(b, a);
  EXPECT_FALSE(first) << "the first alone accepts " << Escape(*first);
  EXPECT_FALSE(second) << "the second alone accepts " << Escape(*second);
}

// The reasons that some octet or some end of the octets can have.
std::set<grammar::Reason> ReasonsOf(const Automaton& automaton) {
  std::set<grammar::Reason> reasons;
  for (State state = 0; state < automaton.states(); ++state) {
    reasons.insert(automaton.OutputOf(state).reason);
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State next = automaton.NextByClass(state, c);
      if (Automaton::IsDead(next)) reasons.insert(Automaton::ReasonOf(next));
    }
  }
  return reasons;
}

// Whether what `node`, which is part of `rule`, refers to leads back to the rule.
bool ContainsItself(RuleRef rule, const Node& node) {
  if (node.kind == Node::Kind::kRule || node.kind == Node::Kind::kImport) {
    const std::vector<RuleRef> parts =
        RuleBook::Standard().Reachable(RuleBook::Standard().Resolve(*rule.document, node));
    return std::find(parts.begin(), parts.end(), rule) != parts.end();
  }
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](const Node& child) { return ContainsItself(rule, child); });
}

TEST(Productions, AreRulesAndEachRowHasItsOwnName) {
  const RuleBook& book = RuleBook::Standard();
  std::set<std::string> names;
  for (const Production& production : Productions()) {
    const RuleRef rule = book.Find(production.rule);
    ASSERT_TRUE(rule) << production.rule;
    EXPECT_EQ(rule.FullName(), production.rule);
    EXPECT_TRUE(names.insert(NameOf(production)).second) << NameOf(production) << " stands there twice";
    bool nests = false;
    for (const RuleRef part : book.Reachable(rule)) nests = nests || ContainsItself(part, part.rule->definition);
    EXPECT_EQ(nests, production.depth > 0) << NameOf(production) << ": a depth is for what nests";
  }
}

TEST(Productions, SentencesAreThereAndDecideSomething) {
  for (const Production& production : Productions()) {
    for (const std::string& name : production.prose) {
      const RuleRef rule = RuleBook::Standard().Find("prose/" + name);
      ASSERT_TRUE(rule && SentenceOf(*rule.rule))
          << NameOf(production) << ": " << name << " is not a sentence of prose";
    }
    const Machine& machine = MachineOf(production);
    const std::set<grammar::Reason> reasons = ReasonsOf(machine.strict);
    for (size_t i = 0; i < production.prose.size(); ++i) {
      EXPECT_EQ(reasons.count(static_cast<grammar::Reason>(i)), 1u)
          << NameOf(production) << ": " << production.prose[i] << " changes no verdict";
    }
  }
}

TEST(Productions, ProseTakesAwayAndNeverAdds) {
  for (const Production& production : Productions()) {
    const Machine& machine = MachineOf(production);
    const std::optional<std::string> added = AcceptedByFirstAlone(machine.strict, machine.abnf);
    EXPECT_FALSE(added) << NameOf(production) << " accepts, and the ABNF does not: " << Escape(*added);
    bool takes = false;
    for (const std::string& name : production.prose) {
      takes = takes || SentenceOf(*RuleBook::Standard().Find("prose/" + name).rule)->kind != Prose::Kind::kNames;
    }
    EXPECT_EQ(takes, AcceptedByFirstAlone(machine.abnf, machine.strict).has_value()) << NameOf(production);
  }
}

// What an entry point gives for a value of which nothing depends is a note; everything else rejects.
TEST(Productions, ClausesHaveOneEffect) {
  for (const Production& production : Productions()) {
    std::set<Effect> effects;
    for (const Clause clause : production.clauses) effects.insert(Info(clause).effect);
    for (const Clause clause : MachineOf(production).reasons) effects.insert(Info(clause).effect);
    EXPECT_LE(effects.size(), 1u) << NameOf(production);
  }
}

TEST(Prose, SentencesCiteTheirClauseAndStandInItsSection) {
  for (const Rule& rule : RuleBook::Standard().Find("prose/lines").document->rules) {
    const std::optional<grammar::Sentence> sentence = SentenceOf(rule);
    if (!sentence) continue;
    EXPECT_TRUE(FindClause(sentence->clause)) << rule.name << ": there is no clause " << sentence->clause;
    EXPECT_EQ(sentence->clause.rfind(rule.section + "-", 0), 0u)
        << rule.name << " stands in section " << rule.section << ", its clause is " << sentence->clause;
  }
}

// The rules of prose.abnf that are the RFCs' rules in other words.
struct Pair {
  const char* rule;
  const char* in_other_words;
};
constexpr Pair kEqual[] = {{"RFC9112/HTTP-message", "prose/message-in-parts"},
                           {"RFC9112/chunk", "prose/chunk-in-parts"}};
constexpr char kTargetOfGet[] = "prose/target-of-get";
constexpr char kTargetOfConnect[] = "prose/target-of-connect";

TEST(Prose, EveryRuleIsUsed) {
  const RuleBook& book = RuleBook::Standard();
  std::vector<std::string> roots = {kTargetOfGet, kTargetOfConnect};
  for (const Pair& pair : kEqual) roots.push_back(pair.in_other_words);
  for (const Production& production : Productions()) {
    roots.push_back(production.rule);
    if (!production.beyond.empty()) roots.push_back("prose/" + production.beyond);
    for (const std::string& name : production.prose) roots.push_back("prose/" + name);
  }
  std::set<RuleRef> used;
  for (const std::string& root : roots) {
    for (const RuleRef rule : book.Reachable(book.Find(root))) used.insert(rule);
  }
  const grammar::Document* prose = book.Find(kTargetOfGet).document;
  for (const Rule& rule : prose->rules) EXPECT_EQ(used.count({prose, &rule}), 1u) << rule.name << " is not used";
}

TEST(Prose, PartsMakeTheWhole) {
  for (const Pair& pair : kEqual) {
    const std::optional<std::string> difference = Difference(Compiled(pair.rule), Compiled(pair.in_other_words));
    EXPECT_FALSE(difference) << pair.rule << " and " << pair.in_other_words << " differ: " << Escape(*difference);
  }
  EXPECT_FALSE(AcceptedByFirstAlone(Compiled("prose/small-chunked-body"), Compiled("RFC9112/chunked-body")));
  EXPECT_TRUE(AcceptedByFirstAlone(Compiled("RFC9112/chunked-body"), Compiled("prose/small-chunked-body")));
}

// The sentences on request-target together come to what the RFCs' own rules say, those of http-URI among them.
TEST(Prose, RequestTargetsAreWhatTheFormsSay) {
  for (const Production& production : Productions()) {
    if (production.rule != "RFC9112/request-target") continue;
    const bool connect = production.entry == "ParseRequestTarget, CONNECT";
    if (production.entry != "ParseRequestTarget, GET" && !connect) continue;
    SCOPED_TRACE(production.entry);
    ExpectAcceptsTheSame(MachineOf(production).strict, Compiled(connect ? kTargetOfConnect : kTargetOfGet));
  }
}

}  // namespace
}  // namespace plumbline::properties
