// What the ABNF expects at a place, found by an NFA over the rules, is what the compiled automaton goes on with: two
// recognisers that share nothing but the rules.
#include "grammar/describe.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "grammar/walk.h"

namespace plumbline::grammar {
namespace {

std::bitset<256> LiveOctets(const Automaton& automaton, State state) {
  std::bitset<256> live;
  for (size_t octet = 0; octet < 256; ++octet) {
    live[octet] = !Automaton::IsDead(automaton.Next(state, static_cast<uint8_t>(octet)));
  }
  return live;
}

// The number of states at which both were compared.
size_t ExpectSame(RuleRef rule, const CompileOptions& options) {
  const RuleBook& book = RuleBook::Standard();
  const Automaton automaton = Compile(book, rule, options);
  const std::vector<std::string> access = AccessStrings(automaton);
  const State step = automaton.states() < 400 ? 1 : 7;  // mailbox has 696: some of them say enough
  for (State state = 0; state < automaton.states(); state += step) {
    const Expectations expectations = ExpectedAfter(book, rule, access[state], options);
    const bool accepts = automaton.OutputOf(state).word == Word::kAccept;
    EXPECT_EQ(expectations.may_end, accepts) << rule.FullName() << " after " << testing::PrintToString(access[state]);
    EXPECT_EQ(expectations.octets(), LiveOctets(automaton, state))
        << rule.FullName() << " after " << testing::PrintToString(access[state]);
    for (const Expectation& expectation : expectations.expected) {
      EXPECT_TRUE(expectation.octets.any() && !expectation.terminal.empty() && !expectation.rules.empty());
      EXPECT_EQ(expectation.rules.front(), rule.rule->name);
    }
  }
  return access.size();
}

TEST(Describe, ExpectsWhatTheAutomatonGoesOnWith) {
  size_t states = 0;
  for (const Document& document : RuleBook::Standard().documents()) {
    if (document.name == "prose") continue;
    for (const Rule& rule : document.rules) {
      // A rule that only imports another is that one's language, tried there.
      if (rule.definition.kind != Node::Kind::kImport) states += ExpectSame({&document, &rule}, {});
    }
  }
  EXPECT_GT(states, 1000U);
}

TEST(Describe, ExpectsWhatTheSenderGeneratesAndAsDeepAsAsked) {
  const RuleBook& book = RuleBook::Standard();
  for (const char* const name :
       {"Connection", "Via", "Transfer-Encoding", "Keep-Alive", "WWW-Authenticate", "comment", "acceptable-ranges"}) {
    for (const int depth : {1, 2, 4}) {
      ExpectSame(book.Find(name), {ListRule::kSender, depth});
      ExpectSame(book.Find(name), {ListRule::kRecipient, depth});
    }
  }
}

std::vector<std::string> Lines(const Expectations& expectations) {
  std::vector<std::string> lines;
  for (const Expectation& expectation : expectations.expected) {
    std::string line = expectation.terminal + " in";
    for (const std::string& rule : expectation.rules) line += " " + rule;
    lines.push_back(line);
  }
  if (expectations.may_end) lines.push_back("the end");
  return lines;
}

std::vector<std::string> LinesAfter(const std::string& rule, const std::string& octets) {
  return Lines(ExpectedAfter(RuleBook::Standard(), RuleBook::Standard().Find(rule), octets));
}

TEST(Describe, NamesTheRulesFromTheProductionInwards) {
  EXPECT_EQ(
      LinesAfter("chunk-ext", ";a"),
      (std::vector<std::string>{"tchar in chunk-ext chunk-ext-name token", "SP in chunk-ext BWS OWS",
                                "HTAB in chunk-ext BWS OWS", "\"=\" in chunk-ext", "\";\" in chunk-ext", "the end"}));
  EXPECT_EQ(LinesAfter("request-line", "GET * H"),
            (std::vector<std::string>{"%s\"TTP\" in request-line HTTP-version HTTP-name"}));
  EXPECT_EQ(LinesAfter("authority-form", "[::1]"), (std::vector<std::string>{"\":\" in authority-form"}));
  EXPECT_EQ(LinesAfter("Connection", "a,"), (std::vector<std::string>{"SP in Connection OWS", "HTAB in Connection OWS",
                                                                      "tchar in Connection connection-option token",
                                                                      "\",\" in Connection", "the end"}));
}

TEST(Describe, ExpectsNothingAfterAnError) {
  EXPECT_TRUE(LinesAfter("chunk-ext", "a").empty());
  EXPECT_TRUE(LinesAfter("chunk-ext", ";a\n;b").empty());
  EXPECT_EQ(LinesAfter("status-code", "200"), std::vector<std::string>{"the end"});
}

TEST(Describe, KnowsRulesOfSingleOctets) {
  const RuleBook& book = RuleBook::Standard();
  EXPECT_EQ(SingleOctets(book, book.Find("tchar"))->count(), 77U);
  EXPECT_EQ(SingleOctets(book, book.Find("HEXDIG"))->count(), 22U);
  EXPECT_EQ(SingleOctets(book, book.Find("DQUOTE"))->count(), 1U);
  EXPECT_FALSE(SingleOctets(book, book.Find("token")));
  EXPECT_FALSE(SingleOctets(book, book.Find("pchar")));
  EXPECT_FALSE(SingleOctets(book, book.Find("comment")));
}

std::bitset<256> Set(const std::string& octets) {
  std::bitset<256> set;
  for (const char octet : octets) set.set(static_cast<uint8_t>(octet));
  return set;
}

TEST(Describe, SaysSetsInAbnf) {
  const RuleBook& book = RuleBook::Standard();
  EXPECT_EQ(OctetSet({}), "");
  EXPECT_EQ(OctetSet(~std::bitset<256>()), "OCTET");
  EXPECT_EQ(OctetSet(*SingleOctets(book, book.Find("tchar"))), "tchar");
  EXPECT_EQ(OctetSet(*SingleOctets(book, book.Find("tchar")) | Set(":")), "tchar / \":\"");
  EXPECT_EQ(OctetSet(Set("aA")), "\"A\"");
  EXPECT_EQ(OctetSet(Set("a")), "%s\"a\"");
  EXPECT_EQ(OctetSet(Set("A")), "%s\"A\"");
  EXPECT_EQ(OctetSet(Set("\"\r\n")), "CR / LF / DQUOTE");
  EXPECT_EQ(OctetSet(Set("\x80\x81\x82")), "%x80-82");
  EXPECT_EQ(OctetSet(Set("\x01")), "%x01");
}

// ABNF has one meaning: what OctetSet writes, the reader reads back as the same set.
TEST(Describe, SaysSetsThatAreReadBack) {
  Random random(1);
  for (int round = 0; round < 300; ++round) {
    std::bitset<256> octets;
    const size_t runs = 1 + random.Below(4);
    for (size_t i = 0; i < runs; ++i) {
      const size_t first = random.Below(256), size = 1 + random.Below(round % 2 == 0 ? 4 : 80);
      for (size_t octet = first; octet < first + size && octet < 256; ++octet) octets.set(octet);
    }
    if (round % 3 == 0) octets |= *SingleOctets(RuleBook::Standard(), RuleBook::Standard().Find("tchar"));
    const std::string text = ";@ section 1\nset = " + OctetSet(octets) + "\n";
    AbnfResult set = ReadAbnf("set", text);
    ASSERT_FALSE(set.error) << text << set.error->message;
    const RuleBook& book = RuleBook::Standard();
    std::bitset<256> read;
    // Its names are those of several documents, so each alternative is looked up by itself.
    const Node& definition = set.document.rules[0].definition;
    const std::vector<Node> alternatives =
        definition.kind == Node::Kind::kAlternation ? definition.children : std::vector<Node>{definition};
    for (const Node& alternative : alternatives) {
      if (alternative.kind == Node::Kind::kRule) {
        RuleRef rule = book.Find(alternative.name);
        ASSERT_TRUE(rule) << alternative.name;
        read |= *SingleOctets(book, rule);
      } else {
        Rule rule;
        rule.definition = alternative;
        read |= *SingleOctets(book, {&set.document, &rule});
      }
    }
    EXPECT_EQ(read, octets) << text;
  }
}

TEST(Describe, DrawsStatesAndArrows) {
  const RuleBook& book = RuleBook::Standard();
  const std::string label = "<<table border=\"0\" cellspacing=\"0\" cellpadding=\"4\"><tr><td>DIGIT</td></tr></table>>";
  EXPECT_EQ(ToDot(Compile(book, book.Find("status-code")), "a \"title\""),
            "digraph {\n"
            "  rankdir=LR;\n"
            "  splines=polyline;\n"
            "  label=\"a \\\"title\\\"\";\n"
            "  labelloc=t;\n"
            "  node [fontname=\"sans-serif\", fontsize=10];\n"
            "  edge [fontname=\"monospace\", fontsize=9];\n"
            "  start [shape=point];\n"
            "  start -> 0;\n"
            "  0 [shape=circle];\n"
            "  1 [shape=circle];\n"
            "  2 [shape=circle];\n"
            "  3 [shape=doublecircle];\n"
            "  0 -> 1 [label=" +
                label +
                "];\n"
                "  1 -> 2 [label=" +
                label +
                "];\n"
                "  2 -> 3 [label=" +
                label +
                "];\n"
                "}\n");
}

}  // namespace
}  // namespace plumbline::grammar
