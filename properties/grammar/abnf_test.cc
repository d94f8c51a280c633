// Law: the ABNF reader reads what RFC 5234 prints, as the tree that it means.
#include "grammar/abnf.h"

#include <tuple>

#include "properties/generators/basic.h"
#include "properties/grammar/abnf_print.h"
#include "properties/law.h"

namespace plumbline::properties {
namespace {

using grammar::AbnfResult;
using grammar::Node;
using grammar::ReadAbnf;
using grammar::Rule;

constexpr char kHeading[] = ";@ section 1\n";

// The rules of a text that is right.
std::vector<Rule> Rules(const std::string& text) {
  const AbnfResult result = ReadAbnf("test", text);
  EXPECT_FALSE(result.error) << text << "\n" << (result.error ? Describe("test", *result.error) : "");
  return result.document.rules;
}

// What `definition` says, in a rule of its own.
Node Tree(const std::string& definition) {
  const std::vector<Rule> rules = Rules(kHeading + ("x = " + definition + "\n"));
  return rules.size() == 1 ? rules[0].definition : Node{};
}

void ExpectSame(const std::string& a, const std::string& b) {
  EXPECT_TRUE(SameTree(Tree(a), Tree(b))) << a << "\n" << b;
}

TEST(Abnf, Repetitions) {
  const std::vector<std::tuple<std::string, Node::Kind, int, int>> forms = {
      {"*a", Node::Kind::kRepetition, 0, grammar::kUnbounded},
      {"1*a", Node::Kind::kRepetition, 1, grammar::kUnbounded},
      {"*3a", Node::Kind::kRepetition, 0, 3},
      {"2*3a", Node::Kind::kRepetition, 2, 3},
      {"2a", Node::Kind::kRepetition, 2, 2},
      {"0<a>", Node::Kind::kRepetition, 0, 0},
      {"[a]", Node::Kind::kRepetition, 0, 1},
      {"#a", Node::Kind::kList, 0, grammar::kUnbounded},
      {"1#a", Node::Kind::kList, 1, grammar::kUnbounded},
      {"2#3(a)", Node::Kind::kList, 2, 3},
      {"#3( a )", Node::Kind::kList, 0, 3},
  };
  for (const auto& [text, kind, min, max] : forms) {
    const Node node = Tree(text);
    EXPECT_EQ(node.kind, kind) << text;
    EXPECT_EQ(node.min, min) << text;
    EXPECT_EQ(node.max, max) << text;
    ASSERT_EQ(node.children.size(), 1u) << text;
    EXPECT_EQ(node.children[0].kind, Node::Kind::kRule) << text;
    EXPECT_EQ(node.children[0].name, "a") << text;
  }
}

TEST(Abnf, Terminals) {
  const Node space = Tree("%d32");
  EXPECT_EQ(space.kind, Node::Kind::kOctets);
  EXPECT_EQ(space.first, ' ');
  EXPECT_EQ(space.last, ' ');
  ExpectSame("%x41-5a", "%b1000001-1011010");
  ExpectSame("%X0D.0a", "%d13.10");
  ExpectSame("%s\"HTTP\"", "%x48.54.54.50");
  ExpectSame("%i\"close\"", "\"close\"");
  EXPECT_FALSE(SameTree(Tree("%s\"close\""), Tree("\"close\"")));
  EXPECT_TRUE(Tree("%S\"a\"").case_sensitive);
  EXPECT_EQ(Tree("\"a;b<c(\"").text, "a;b<c(");
  EXPECT_EQ(Tree("\"\"").kind, Node::Kind::kString);
  EXPECT_EQ(Tree("%x00.FF").text, std::string("\0\xFF", 2));
}

TEST(Abnf, Prose) {
  const Node import = Tree("<host, see [URI], Section 3.2.2>");
  EXPECT_EQ(import.kind, Node::Kind::kImport);
  EXPECT_EQ(import.name, "host");
  EXPECT_EQ(import.document, "URI");
  EXPECT_EQ(import.section, "3.2.2");
  ExpectSame("<host, see [URI], Section 3.2.2>", "<host, see Section 3.2.2 of [URI]>");
  ExpectSame("<pchar>", "pchar");
  const Node except = Tree("<field-line except Host-line>");
  EXPECT_EQ(except.kind, Node::Kind::kExcept);
  EXPECT_EQ(except.name, "field-line");
  ASSERT_EQ(except.children.size(), 1u);
  EXPECT_EQ(except.children[0].kind, Node::Kind::kRule);
  EXPECT_EQ(except.children[0].name, "Host-line");
}

// RFC 5234, section 3.5: concatenation binds closer than "/".
TEST(Abnf, Precedence) {
  ExpectSame("a b / c d", "(a b) / (c d)");
  ExpectSame("a *b c", "a (*b) c");
  ExpectSame("((a))", "a");
  EXPECT_FALSE(SameTree(Tree("a (b / c) d"), Tree("a b / c d")));
  EXPECT_FALSE(SameTree(Tree("*(a b)"), Tree("*a b")));
  EXPECT_FALSE(SameTree(Tree("a (b c)"), Tree("a b c")));  // the same language, but read as it stands
}

TEST(Abnf, MoreAlternatives) {
  const std::vector<Rule> rules =
      Rules(";@ section 1\nr = a\nother = b\n;@ section 2\nR =/ \"x\" ; more\n  / c d\nr =/ (e / f)\n");
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_TRUE(SameTree(rules[0].definition, Tree("a / \"x\" / (c d) / e / f")));
  EXPECT_EQ(rules[0].section, "1");
  EXPECT_EQ(rules[0].printed, "a\n  / \"x\"\n  / c d\n  / (e / f)");
}

TEST(Abnf, WhatIsSaidOfRules) {
  const std::vector<Rule> rules = Rules(
      "; a comment\r\n;@ section 3.2\r\na = b\r\n; between\r\n\r\n  c ; \"d\"\r\n;@ rejects X\r\ne = f\r\n;@ awaits "
      "Y\r\n"
      ";@ section B.1\r\ng = h");
  ASSERT_EQ(rules.size(), 3u);
  EXPECT_EQ(rules[0].section + rules[0].rejects + rules[0].awaits, "3.2");
  EXPECT_EQ(rules[0].printed, "b\n  c");
  EXPECT_EQ(rules[1].section + rules[1].rejects, "3.2X");
  EXPECT_EQ(rules[1].awaits, "");
  EXPECT_EQ(rules[2].section + rules[2].awaits, "B.1Y");
  EXPECT_EQ(rules[2].rejects + rules[2].demands + rules[2].names, "");
  EXPECT_EQ(rules[2].position.line, 11);
  EXPECT_TRUE(Rules("").empty());
  EXPECT_TRUE(Rules(" \n\t; no rules\n;\n;@ section 1").empty());
}

TEST(Abnf, NamesAreFoundInAnyCase) {
  const AbnfResult result = ReadAbnf("test", ";@ section 1\nDate1 = a\nX = b\n");
  const Rule* rule = result.document.Find("dATE1");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->name, "Date1");
  EXPECT_EQ(result.document.Find("date"), nullptr);
  EXPECT_EQ(result.document.Find("date12"), nullptr);
}

// Where a node is said to stand, there it begins.
void AssertPositions(const Node& node, const std::vector<std::string>& lines) {
  const auto line = static_cast<size_t>(node.position.line - 1);
  RC_ASSERT(line < lines.size());
  const std::string rest = lines[line].substr(static_cast<size_t>(node.position.column - 1));
  switch (node.kind) {
    case Node::Kind::kRule:
      RC_ASSERT(rest.substr(0, node.name.size()) == node.name || rest.substr(0, 1) == "<");
      break;
    case Node::Kind::kImport:
    case Node::Kind::kExcept:
      RC_ASSERT(rest.substr(0, node.name.size() + 1) == "<" + node.name);
      return;
    case Node::Kind::kString:
      RC_ASSERT(rest[0] == '"' || rest[0] == '%');
      break;
    case Node::Kind::kOctets:
      RC_ASSERT(rest[0] == '%');
      break;
    case Node::Kind::kRepetition:
    case Node::Kind::kList:
      RC_ASSERT(std::string("[*#0123456789").find(rest[0]) != std::string::npos);
      break;
    default:
      RC_ASSERT(std::string(" \t\r;)]/=").find(rest[0]) == std::string::npos);
  }
  for (const Node& child : node.children) AssertPositions(child, lines);
}

// What a tree is printed as reads as that tree; so does its rule's printed form, which holds no comment.
LAW(Abnf, PrintedAndReadAgain, (uint64_t seed)) {
  const grammar::Document document = *AnyDocument();
  grammar::Random style(seed);
  const std::string text = PrintAbnf(document, style);
  RC_LOG() << text;
  const AbnfResult result = ReadAbnf("any", text);
  RC_ASSERT(!result.error);
  RC_ASSERT(result.document.rules.size() == document.rules.size());
  const std::vector<std::string> lines = LinesOf(text);
  for (size_t i = 0; i < document.rules.size(); ++i) {
    const Rule& printed = document.rules[i];
    const Rule& read = result.document.rules[i];
    RC_ASSERT(read.name == printed.name);
    RC_ASSERT(read.section == printed.section);
    RC_ASSERT(read.rejects == printed.rejects);
    RC_ASSERT(read.awaits == printed.awaits);
    RC_ASSERT(read.demands == printed.demands);
    RC_ASSERT(read.names == printed.names);
    RC_ASSERT(SameTree(read.definition, printed.definition));
    AssertPositions(read.definition, lines);
    const AbnfResult again = ReadAbnf("any", kHeading + ("x = " + read.printed + "\n"));
    RC_ASSERT(!again.error);
    RC_ASSERT(SameTree(again.document.rules.at(0).definition, read.definition));
    RC_ASSERT(again.document.rules.at(0).printed == read.printed);
  }
}

}  // namespace
}  // namespace plumbline::properties
