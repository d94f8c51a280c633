// Laws: WithProse() reads as the grammar and the sentences do side by side; Difference() is the first string, shorter
// ones first, that two automata read otherwise. Over random grammars and all short strings.
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "grammar/abnf.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "properties/generators/basic.h"
#include "properties/law.h"

namespace plumbline::properties {
namespace {

using namespace grammar;

constexpr char kLetters[] = {' ', ',', 'a'};  // in the order of octets

Automaton Compiled(const std::string& definition) {
  const AbnfResult result = ReadAbnf("RFC9110", ";@ section 1\nOWS = *\" \"\nx = " + definition + "\n");
  EXPECT_FALSE(result.error) << definition;
  RuleBook book;
  EXPECT_EQ(std::nullopt, RuleBook::Make({result.document}, book)) << definition;
  return Compile(book, book.Find("x"));
}

// All strings of up to `length` letters, shorter ones first, then in the order of octets. `visit` is false to stop.
void ForEachString(size_t length, const std::function<bool(const std::string&)>& visit) {
  std::vector<std::string> strings = {""};
  for (size_t i = 0; i < strings.size(); ++i) {
    if (!visit(std::string(strings[i]))) return;
    if (strings[i].size() == length) continue;
    for (const char letter : kLetters) strings.push_back(strings[i] + letter);
  }
}

std::string RandomDefinition(int depth) {
  const auto inner = [&] { return RandomDefinition(depth - 1); };
  switch (*InRange(0, depth > 0 ? 7 : 2)) {
    case 0:
    case 1:
      return *OneOfTexts({"%x61", "\",\"", "\" \"", "( \" \" / \",\" )", "\"\""});
    case 2:
      return "*( " + inner() + " )";
    case 3:
      return "#( " + inner() + " )";
    case 4:
      return "( " + inner() + " / " + inner() + " )";
    default:
      return inner() + " " + inner();
  }
}

// Whether the sentence decides at the last octet of `prefix`; `dead`: the ABNF rejects that octet.
bool Decides(const Prose& sentence, const std::string& prefix, bool dead) {
  const Word word = sentence.language.Read(prefix).word;
  switch (sentence.kind) {
    case Prose::Kind::kRejects:
      return !dead && word == Word::kAccept;
    case Prose::Kind::kDemands:
      return !dead && word == Word::kReject;
    case Prose::Kind::kNames:
      return dead && word == Word::kAccept;
    case Prose::Kind::kAwaits:
      return false;
  }
  return false;
}

// By the words of compile.h, one octet after the other. A sentence's language is asked of every prefix anew.
Reading ReadSideBySide(const Automaton& grammar, const std::vector<Prose>& prose, const std::string& text) {
  const Reading alone = grammar.Read(text);
  for (size_t size = 1; size <= text.size(); ++size) {
    const bool dead = alone.word == Word::kReject && alone.offset == size - 1;
    for (size_t i = 0; i < prose.size(); ++i)
      if (Decides(prose[i], text.substr(0, size), dead)) return {Word::kReject, size - 1, static_cast<Reason>(i)};
    if (dead) return alone;
  }
  for (size_t i = 0; i < prose.size() && alone.word == Word::kAccept; ++i) {
    const bool accepts = prose[i].language.Accepts(text);
    if (prose[i].kind == Prose::Kind::kAwaits ? accepts : prose[i].kind == Prose::Kind::kDemands && !accepts)
      return {Word::kNeedMore, text.size(), static_cast<Reason>(i)};
  }
  return alone;
}

LAW(WithProse, ReadsSideBySide, ()) {
  std::string definition = RandomDefinition(3);
  const Automaton grammar = Compiled(definition);
  std::vector<Prose> prose;
  for (int i = *InRange(0, 4); i > 0; --i) {
    const auto kind = static_cast<Prose::Kind>(*InRange(0, 4));
    const std::string sentence = RandomDefinition(2);
    definition += "\n" + std::to_string(static_cast<int>(kind)) + ": " + sentence;
    prose.push_back({Compiled(sentence), kind});
  }
  const Automaton automaton = WithProse(grammar, prose);
  ForEachString(5, [&](const std::string& text) {
    const Reading expected = ReadSideBySide(grammar, prose, text);
    if (!(expected == automaton.Read(text))) RC_FAIL(definition + "\n'" + text + "'");
    return true;
  });
}

// The states that read alike are one, and only they: the way to tell is to ask all strings.
LAW(WithProse, IsMinimal, ()) {
  const Automaton grammar = Compiled(RandomDefinition(2));
  const std::vector<Prose> prose = {{Compiled(RandomDefinition(2)), Prose::Kind::kRejects},
                                    {Compiled(RandomDefinition(2)), Prose::Kind::kAwaits}};
  const Automaton automaton = WithProse(grammar, prose);
  const auto same = [&](State a, State b, const std::string& text) {
    for (const char octet : text) {
      a = automaton.Next(a, static_cast<uint8_t>(octet));
      b = automaton.Next(b, static_cast<uint8_t>(octet));
      if (Automaton::IsDead(a) || Automaton::IsDead(b)) return a == b;
    }
    const Automaton::Output x = automaton.OutputOf(a);
    const Automaton::Output y = automaton.OutputOf(b);
    return x.word == y.word && x.reason == y.reason;
  };
  for (State a = 0; a < automaton.states(); ++a) {
    for (State b = 0; b < a; ++b) {
      bool told_apart = false;
      ForEachString(6, [&](const std::string& text) { return !(told_apart = !same(a, b, text)); });
      RC_ASSERT(told_apart);
    }
  }
}

TEST(WithProse, WithoutProseIsTheGrammar) {
  for (const char* definition : {"*\"a\"", "1#\"a\" \" \"", "\"a\" x", "\"\"", "*%x00-FF"}) {
    const Automaton grammar = Compiled(definition);
    const Automaton automaton = WithProse(grammar, {});
    ASSERT_EQ(grammar.states(), automaton.states());
    ASSERT_EQ(grammar.classes(), automaton.classes());
    EXPECT_EQ(std::nullopt, Difference(grammar, automaton)) << definition;
  }
}

// States without a way to acceptance are not errors where prose made them: the octet that is wrong comes later.
TEST(WithProse, DecidesWhereTheSentenceDoes) {
  const Automaton grammar = Compiled("\"a\" *\",\" \" \"");
  const Automaton automaton = WithProse(grammar, {{Compiled("\"a\" 2*\",\" \" \""), Prose::Kind::kRejects},
                                                  {Compiled("\"a\" \" \""), Prose::Kind::kAwaits},
                                                  {Compiled("\"a\" 3\",\" \" \""), Prose::Kind::kRejects}});
  EXPECT_EQ((Reading{Word::kAccept, 3, kGrammar}), automaton.Read("a, "));
  EXPECT_EQ((Reading{Word::kNeedMore, 4, kGrammar}), automaton.Read("a,,,"));
  EXPECT_EQ((Reading{Word::kReject, 4, 0}), automaton.Read("a,,, "));
  EXPECT_EQ((Reading{Word::kNeedMore, 2, 1}), automaton.Read("a "));
  EXPECT_EQ((Reading{Word::kReject, 2, kGrammar}), automaton.Read("a,a"));
}

// Whether two automata read a string otherwise, reasons aside.
bool Differ(const Automaton& a, const Automaton& b, const std::string& text) {
  const Reading x = a.Read(text);
  const Reading y = b.Read(text);
  return x.word != y.word || x.offset != y.offset;
}

LAW(Difference, IsTheFirstStringReadOtherwise, ()) {
  const std::string definition = RandomDefinition(3);
  const std::string other = *Sometimes(2) ? definition + " [ " + RandomDefinition(1) + " ]" : RandomDefinition(3);
  const Automaton a = Compiled(definition);
  Automaton b = Compiled(other);
  if (*Sometimes(3)) b = WithProse(b, {{Compiled(RandomDefinition(2)), Prose::Kind::kRejects}});

  const std::optional<std::string> difference = Difference(a, b);
  RC_TAG(difference ? difference->size() : 99);
  if (difference) RC_ASSERT(Differ(a, b, *difference));
  ForEachString(6, [&](const std::string& text) {
    const bool before =
        !difference || text.size() < difference->size() || (text.size() == difference->size() && text < *difference);
    if (before && Differ(a, b, text)) RC_FAIL(definition + "\n" + other + "\n'" + text + "'");
    return before;
  });
}

TEST(Difference, TakesTheSmallestOctet) {
  EXPECT_EQ("b", Difference(Compiled("%x61-63"), Compiled("%x61 / %x63")));
  EXPECT_EQ(std::string("\0", 1), Difference(Compiled("*%x00-FF"), Compiled("*%x01-FF")));
  EXPECT_EQ("\xFF", Difference(Compiled("%x80-FF"), Compiled("%x80-FE")));
  EXPECT_EQ("", Difference(Compiled("\"\""), Compiled("\"a\"")));
  // Both reject "aab", at another octet; but "aa" is viable for the one alone.
  EXPECT_EQ("aa", Difference(Compiled("%x61.61.61"), Compiled("%x61.62")));
}

}  // namespace
}  // namespace plumbline::properties
