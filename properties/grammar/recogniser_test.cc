// Law: the step from ABNF to automata is right. For every rule of the RFCs, and both readings of lists, the automaton
// accepts what RE2 accepts, which has the same ABNF as a regular expression. The strings come from the automaton
// (transitions, sentences, near misses, short strings) and from the tree (derivations, and those misspelt).
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/automaton.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "grammar/suite.h"
#include "grammar/walk.h"
#include "properties/grammar/abnf_derivation.h"
#include "properties/grammar/abnf_regex.h"

namespace plumbline::properties {
namespace {

using namespace grammar;

constexpr size_t kSentences = 100;
constexpr size_t kLongest = 30;
constexpr size_t kClassStrings = 1000;

std::string Escaped(std::string_view octets) {
  std::string text;
  for (const char character : octets) {
    char octet[8];
    const bool printable = character >= ' ' && character <= '~' && character != '\\';
    std::snprintf(octet, sizeof octet, printable ? "%c" : "\\x%02X", static_cast<unsigned char>(character));
    text += octet;
  }
  return text;
}

bool Has(const Node& node, Node::Kind kind) {
  return node.kind == kind || std::any_of(node.children.begin(), node.children.end(),
                                          [kind](const Node& child) { return Has(child, kind); });
}

// Whether an operator has a part in the rule.
bool Reaches(const RuleBook& book, RuleRef rule, Node::Kind kind) {
  const std::vector<RuleRef> rules = book.Reachable(rule);
  return std::any_of(rules.begin(), rules.end(),
                     [kind](RuleRef reached) { return Has(reached.rule->definition, kind); });
}

using Visit = std::function<void(std::string_view)>;

// Every octet at every state, and what would complete a sentence after it.
void ForEachTransition(const Automaton& automaton, const Visit& visit) {
  const std::vector<std::string> access = AccessStrings(automaton);
  const std::vector<std::optional<std::string>> completions = Completions(automaton);
  visit("");
  for (State state = 0; state < automaton.states(); ++state) {
    if (!completions[state]) continue;
    for (size_t octet_class = 0; octet_class < automaton.classes(); ++octet_class) {
      const State to = automaton.NextByClass(state, octet_class);
      const std::string& completion = *completions[Automaton::IsDead(to) ? state : to];
      for (const char octet : automaton.OctetsOf(octet_class)) visit(access[state] + octet + completion);
      visit(access[state] + automaton.OctetsOf(octet_class)[0]);
    }
  }
}

void ForEachSample(const Automaton& automaton, Random& random, const Visit& visit) {
  const Sampler sampler(automaton, kLongest);
  for (size_t i = 0; i < kSentences; ++i) {
    if (const auto sentence = sampler.Sentence(random)) visit(*sentence);
    visit(RandomNearMiss(automaton, sampler, random).octets);
  }
  ForEachNearMiss(automaton, random, 2, [&](const NearMiss& miss) {
    visit(miss.octets);
    return true;
  });
  size_t length = 1;
  while (length < 8 && CountClassStrings(automaton, length + 1) <= kClassStrings) ++length;
  ForEachClassString(automaton, length, [&](std::string_view octets) {
    visit(octets);
    return true;
  });
}

// An octet left out, put in twice, changed, or replaced by one that stands elsewhere in the sentence.
std::string Misspelt(std::string sentence, Random& random) {
  if (sentence.empty()) return std::string(1, static_cast<char>(random.Below(256)));
  const size_t at = random.Below(sentence.size());
  switch (random.Below(5)) {
    case 0:
      return sentence.erase(at, 1);
    case 1:
      return sentence.insert(at, 1, sentence[random.Below(sentence.size())]);
    case 2:
      sentence[at] = static_cast<char>(random.Below(256));
      return sentence;
    case 3:
      sentence[at] = sentence[random.Below(sentence.size())];
      return sentence;
    default:
      return sentence.substr(0, at);
  }
}

class Recogniser : public testing::TestWithParam<std::string> {};

void Compare(const RuleBook& book, RuleRef rule, const CompileOptions& options) {
  const std::optional<std::string> regex = AbnfRegex(book, rule, options);
  ASSERT_EQ(!regex, Reaches(book, rule, Node::Kind::kExcept));  // RE2 has no way to say it
  if (!regex) return;
  const AbnfRecogniser recogniser(*regex);
  ASSERT_EQ("", recogniser.error());
  const Automaton automaton = Compile(book, rule, options);

  size_t differences = 0;
  const Visit visit = [&](std::string_view octets) {
    const bool accepts = automaton.Accepts(octets);
    if (accepts == recogniser.Accepts(octets) || ++differences > 3) return;
    ADD_FAILURE() << "the automaton " << (accepts ? "accepts " : "does not accept ") << Escaped(octets);
  };
  Random random(9112);
  ForEachTransition(automaton, visit);
  ForEachSample(automaton, random, visit);
  for (size_t i = 0; i < kSentences; ++i) {
    const std::optional<std::string> sentence = DeriveSentence(book, rule, options, random);
    if (!sentence) continue;
    EXPECT_TRUE(recogniser.Accepts(*sentence)) << Escaped(*sentence);
    visit(*sentence);
    for (int j = 0; j < 10; ++j) visit(Misspelt(*sentence, random));
  }
}

TEST_P(Recogniser, AcceptsWhatTheAutomatonAccepts) {
  const RuleBook& book = RuleBook::Standard();
  for (const Document& document : book.documents()) {
    if (document.name != GetParam()) continue;
    for (const Rule& rule : document.rules) {
      const RuleRef ref = {&document, &rule};
      SCOPED_TRACE(rule.name);
      Compare(book, ref, {ListRule::kRecipient, 3});
      if (!Reaches(book, ref, Node::Kind::kList)) continue;
      SCOPED_TRACE("sender's lists");
      Compare(book, ref, {ListRule::kSender, 3});
    }
  }
}

std::vector<std::string> DocumentNames() {
  std::vector<std::string> names;
  for (const EmbeddedDocument& document : EmbeddedDocuments()) names.push_back(document.name);
  return names;
}

// gtest takes letters and digits.
std::string TestName(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
  return name;
}

INSTANTIATE_TEST_SUITE_P(Documents, Recogniser, testing::ValuesIn(DocumentNames()), TestName);

}  // namespace
}  // namespace plumbline::properties
