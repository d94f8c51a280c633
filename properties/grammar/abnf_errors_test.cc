// Law: of a text that is not ABNF the reader says at which octet, and what is wrong there.
#include "grammar/abnf.h"
#include "properties/generators/basic.h"
#include "properties/grammar/abnf_print.h"
#include "properties/law.h"

namespace plumbline::properties {
namespace {

using grammar::AbnfResult;
using grammar::ReadAbnf;

constexpr char kSection[] = ";@ section 1\n";

struct Wrong {
  std::string text;
  int line;
  int column;
  std::string message;
};

void ExpectWrong(const std::vector<Wrong>& list) {
  for (const Wrong& wrong : list) {
    const AbnfResult result = ReadAbnf("test", wrong.text);
    ASSERT_TRUE(result.error) << wrong.text;
    EXPECT_EQ(Describe("f", *result.error),
              "f:" + std::to_string(wrong.line) + ":" + std::to_string(wrong.column) + ": " + wrong.message)
        << wrong.text;
  }
}

// In a rule `x = `, whose definition begins at line 2, column 5.
void ExpectWrongDefinition(std::vector<Wrong> list) {
  for (Wrong& wrong : list) wrong.text = kSection + ("x = " + wrong.text);
  ExpectWrong(list);
}

TEST(AbnfErrors, DefinitionsThatAreNotWhole) {
  ExpectWrongDefinition({
      {"", 2, 4, "an element is missing"},
      {"\n", 2, 4, "an element is missing"},
      {"  ; \"a\"\n\n", 2, 4, "an element is missing"},
      {"a / ; b\n", 2, 8, "an element is missing"},
      {"/ a\n", 2, 5, "an element is missing in front of \"/\""},
      {"a / / b\n", 2, 9, "an element is missing in front of \"/\""},
      {"( )\n", 2, 7, "an element is missing in front of \")\""},
      {"(a / )\n", 2, 10, "an element is missing in front of \")\""},
      {"a [ ]\n", 2, 9, "an element is missing in front of \"]\""},
      {"3\n", 2, 6, "an element has to stand right after its repetition"},
      {"1* a\n", 2, 7, "an element has to stand right after its repetition"},
      {"# a\n", 2, 6, "an element has to stand right after its repetition"},
      {"1*2*a\n", 2, 8, "an element has to stand right after its repetition"},
      {"*(\n", 2, 6, "this group is not closed"},
      {"(a\n / b ; )\n", 2, 5, "this group is not closed"},
      {"(a /\n", 2, 5, "this group is not closed"},
      {"a (b [c (d) e\n", 2, 10, "this option is not closed"},
      {"\"a\n", 2, 5, "this quote is not closed"},
      {"\"a\r\nb = \"c\"\r\n", 2, 5, "this quote is not closed"},
      {"a %s\"", 2, 9, "this quote is not closed"},
      {"a /\n <b\n>", 3, 2, "this prose is not closed by \">\""},
  });
}

TEST(AbnfErrors, DefinitionsWithSomethingWrong) {
  const std::string prose =
      "prose is <rule>, <rule, see [document], Section N>, <rule, see Section N of [document]> or <rule except rule>";
  ExpectWrongDefinition({
      {"a ) b\n", 2, 7, "\")\" closes nothing"},
      {"(a ] b)\n", 2, 8, "\"]\" does not close the group that begins at 2:5"},
      {"(a\n [b c)\n", 3, 6, "\")\" does not close the option that begins at 3:2"},
      {"a ! b\n", 2, 7, "\"!\" is not part of a rule"},
      {"(a = b)\n", 2, 8, "\"=\" is not part of a rule"},
      {"a\r b\n", 2, 6, "%x0D is not part of a rule"},
      {"a \xE2\x80\x93 b\n", 2, 7, "%xE2 is not part of a rule"},
      {"a\"b\"\n", 2, 6, "whitespace is missing between two elements"},
      {"(a)(b)\n", 2, 8, "whitespace is missing between two elements"},
      {"%x41G\n", 2, 9, "whitespace is missing between two elements"},
      {"3*2a\n", 2, 5, "a repetition of at least 3 and at most 2"},
      {"a (1#0b)\n", 2, 8, "a repetition of at least 1 and at most 0"},
      {"*10000a\n", 2, 6, "a repetition of more than 9999"},
      {"99999999999999999999a\n", 2, 5, "a repetition of more than 9999"},
      {"%x42-41\n", 2, 5, "this range is upside down"},
      {"%x100\n", 2, 7, "a value above 255 is not an octet"},
      {"%x0.0FFFFFFFFFFFFFFFFFFFF\n", 2, 9, "a value above 255 is not an octet"},
      {"%d00255-256\n", 2, 13, "a value above 255 is not an octet"},
      {"%b100000000\n", 2, 7, "a value above 255 is not an octet"},
      {"%d\n", 2, 7, "a digit of base 10 is missing"},
      {"%b2\n", 2, 7, "a digit of base 2 is missing"},
      {"%x41-\n", 2, 10, "a digit of base 16 is missing"},
      {"%x41.42. a\n", 2, 13, "a digit of base 16 is missing"},
      {"%o101\n", 2, 5, "\"%\" has to be followed by b, d or x with a number, s or i with a quote"},
      {"%s a\n", 2, 5, "\"%\" has to be followed by b, d or x with a number, s or i with a quote"},
      {"a %", 2, 7, "\"%\" has to be followed by b, d or x with a number, s or i with a quote"},
      {"%\xF8"
       "41\n",
       2, 5, "\"%\" has to be followed by b, d or x with a number, s or i with a quote"},
      {"\"a\tb\"\n", 2, 7, "quotes hold printable ASCII; any other octet is written as %x09"},
      {"\"\xC3\xA4\"\n", 2, 6, "quotes hold printable ASCII; any other octet is written as %xC3"},
      {"<any CHAR>\n", 2, 5, prose},
      {"<>\n", 2, 5, prose},
      {"<a, see [HTTP]>\n", 2, 5, prose},
      {"<a, see Section of [HTTP]>\n", 2, 5, prose},
      {"<a, see [HTTP, Section 1>\n", 2, 5, prose},
      {"<a, see [HTTP], Section 1 >\n", 2, 5, prose},
      {"<a, see Section 1 of [HTTP] >\n", 2, 5, prose},
      {"<a except>\n", 2, 5, prose},
      {"<a except b c>\n", 2, 5, prose},
      {"a\n ;@ section 2\n", 3, 2, "\";@\" stands at the first column of a line"},
      {"a ;@ section 2\n b", 2, 7, "\";@\" stands at the first column of a line"},
  });
}

TEST(AbnfErrors, Rules) {
  const std::string words = "\";@\" has to be followed by section, rejects, awaits, demands or names";
  ExpectWrong({
      {"a = b\n", 1, 1, "no \";@ section\" stands before the rule a"},
      {";@ section 1\n= b\n", 2, 1, "a rule begins with its name, not with \"=\""},
      {";@ section 1\n\n1a = b\n", 3, 1, "a rule begins with its name, not with \"1\""},
      {std::string(";@ section 1\n\0", 14), 2, 1, "a rule begins with its name, not with %x00"},
      {"\r", 1, 1, "a rule begins with its name, not with %x0D"},
      {";@ section 1\na b = c\n", 2, 2, "the name of a rule has to be followed by \"=\" or \"=/\""},
      {";@ section 1\na\nb = c\n", 2, 2, "the name of a rule has to be followed by \"=\" or \"=/\""},
      {";@ section 1\n  a = b\n", 2, 3, "no rule stands before this line for it to go on with"},
      {";@ section 1\na = b\n;@ section 2\n / c\n", 4, 2, "no rule stands before this line for it to go on with"},
      {";@ section 1\na = b\nA = c\n", 3, 1, "the rule a stands at line 2 already"},
      {";@ section 1\na = b\nc =/ d\n", 3, 1, "there is no rule c to add to"},
      {";@ section 1\na = b\n;@ rejects X\na =/ d\n", 3, 1, "this is said of a rule, not of alternatives for one"},
      {"\n;@ sections 1\n", 2, 4, words},
      {";@", 1, 3, words},
      {";@  \n", 1, 5, words},
      {";@ section \n", 1, 11, "\"section\" needs one word after it"},
      {";@awaits", 1, 9, "\"awaits\" needs one word after it"},
      {";@ section 1 2\n", 1, 14, "\"section\" takes one word"},
      {" ;@ section 1\n", 1, 2, "\";@\" stands at the first column of a line"},
      {";@ section 1\n;@ rejects X\n;@ awaits Y\na = b\n", 3, 1, "a rule has one clause"},
      {";@ section 1\na = b\n;@ rejects X\n", 3, 1, "no rule follows that this is said of"},
  });
}

TEST(AbnfErrors, NestingHasABound) {
  auto nested = [](size_t depth) { return std::string(depth, '(') + "a" + std::string(depth, ')'); };
  EXPECT_FALSE(ReadAbnf("test", kSection + ("x = " + nested(200))).error);
  ExpectWrongDefinition({{nested(201), 2, 205, "groups nest deeper than 200"},
                         {std::string(100000, '['), 2, 205, "groups nest deeper than 200"}});
}

void AssertPlaceInside(const std::string& text) {
  const AbnfResult result = ReadAbnf("any", text);
  if (!result.error) return;
  RC_LOG() << Describe("any", *result.error);
  const std::vector<std::string> lines = LinesOf(text);
  const grammar::Position position = result.error->position;
  RC_ASSERT(position.line >= 1);
  RC_ASSERT(static_cast<size_t>(position.line) <= lines.size());
  RC_ASSERT(position.column >= 1);
  RC_ASSERT(static_cast<size_t>(position.column) <= lines[static_cast<size_t>(position.line - 1)].size() + 1);
  RC_ASSERT(!result.error->message.empty());
}

LAW(AbnfErrors, AnyOctetsHaveARulelistOrAPlaceThatIsWrong, ()) {
  AssertPlaceInside(*rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
}

// Pieces of ABNF in any order get deeper into the reader.
LAW(AbnfErrors, AnyPiecesHaveARulelistOrAPlaceThatIsWrong, ()) {
  const auto pieces = *Repeat<std::string>(0, 30,
                                           OneOfTexts({"a",
                                                       " ",
                                                       "\n",
                                                       "\n ",
                                                       "=",
                                                       "=/",
                                                       "/",
                                                       "(",
                                                       ")",
                                                       "[",
                                                       "]",
                                                       "\"",
                                                       "\"x\"",
                                                       "%",
                                                       "%x",
                                                       "%s\"",
                                                       "41",
                                                       "-",
                                                       ".",
                                                       "*",
                                                       "#",
                                                       "<",
                                                       ">",
                                                       "<b>",
                                                       ";",
                                                       ";@",
                                                       "\n;@ section 1\n",
                                                       "\n;@ rejects X\nr = ",
                                                       "\r\n",
                                                       "\r",
                                                       "\t",
                                                       std::string(1, '\0'),
                                                       "\xFF",
                                                       "b = c",
                                                       " except ",
                                                       ", see [HTTP]"}));
  std::string text = *Sometimes(2) ? kSection : "";
  for (const std::string& piece : pieces) text += piece;
  AssertPlaceInside(text);
}

// A document that breaks off anywhere.
LAW(AbnfErrors, EveryPrefixHasARulelistOrAPlaceThatIsWrong, (uint64_t seed)) {
  grammar::Random style(seed);
  const std::string text = PrintAbnf(*AnyDocument(), style);
  AssertPlaceInside(text.substr(0, *InRange<size_t>(0, text.size() + 1)));
}

}  // namespace
}  // namespace plumbline::properties
