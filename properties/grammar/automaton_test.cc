// Laws: Compile() makes the one minimal automaton of a rule's language, as a matcher says what is in it that backtracks
// through the tree: on all short strings, of definitions that hold every operator and of random ones.
#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "grammar/abnf.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "grammar/walk.h"
#include "properties/generators/basic.h"
#include "properties/grammar/abnf_matcher.h"
#include "properties/law.h"

namespace plumbline::properties {
namespace {

using namespace grammar;

constexpr char kOws[] = ";@ section 5.6.3\nOWS = *\" \"\n";

RuleBook BookOf(const std::string& rules) {
  const AbnfResult result = ReadAbnf("RFC9110", kOws + rules);
  EXPECT_FALSE(result.error) << result.error->position.line << ": " << result.error->message << "\n" << rules;
  RuleBook book;
  EXPECT_EQ(std::nullopt, RuleBook::Make({result.document}, book)) << rules;
  return book;
}

Automaton Compiled(const std::string& rules, const CompileOptions& options = {}) {
  const RuleBook book = BookOf(rules);
  return Compile(book, book.Find("x"), options);
}

// " " is whitespace to a list, "," its separator.
void ForEachString(size_t length, const std::function<void(const std::string&)>& visit) {
  std::vector<std::string> strings = {""};
  for (size_t i = 0; i < strings.size(); ++i) {
    visit(std::string(strings[i]));
    if (strings[i].size() == length) continue;
    for (const char letter : {' ', ',', 'a'}) strings.push_back(strings[i] + letter);
  }
}

// Every state is reached and has a way to acceptance; states are in the order of a breadth-first search, classes in
// that of their first octets, no two of them alike.
void CheckNumbers(const Automaton& automaton) {
  State found = 1;  // so many, the start among them
  for (State state = 0; state < found; ++state) {
    for (size_t c = 0; c < automaton.classes(); ++c) {
      const State to = automaton.NextByClass(state, c);
      if (Automaton::IsDead(to)) continue;
      ASSERT_LE(to, found);
      if (to == found) ++found;
    }
  }
  ASSERT_EQ(automaton.states(), found);
  const bool has_sentence = found > 1 || automaton.Accepts("");
  for (const auto& completion : Completions(automaton)) ASSERT_EQ(has_sentence, completion.has_value());

  std::set<std::vector<State>> columns;
  for (size_t c = 0; c < automaton.classes(); ++c) {
    ASSERT_TRUE(c == 0 || uint8_t(automaton.OctetsOf(c - 1)[0]) < uint8_t(automaton.OctetsOf(c)[0]));
    std::vector<State> column;
    for (State state = 0; state < found; ++state) column.push_back(automaton.NextByClass(state, c));
    ASSERT_TRUE(columns.insert(column).second);
  }
}

// No two states read alike: blocks of those that read all strings of a length alike are split until they stay.
void CheckMinimal(const Automaton& automaton) {
  std::vector<State> block(automaton.states(), 0);
  for (size_t blocks = 0;;) {
    std::map<std::vector<State>, State> numbers;
    std::vector<State> finer;
    for (State state = 0; state < automaton.states(); ++state) {
      std::vector<State> key = {block[state], static_cast<State>(automaton.OutputOf(state).word)};
      for (size_t c = 0; c < automaton.classes(); ++c) {
        const State to = automaton.NextByClass(state, c);
        key.push_back(Automaton::IsDead(to) ? to : block[to]);
      }
      finer.push_back(numbers.try_emplace(key, static_cast<State>(numbers.size())).first->second);
    }
    if (numbers.size() == blocks) break;
    blocks = numbers.size();
    block = finer;
  }
  ASSERT_EQ(automaton.states(), std::set<State>(block.begin(), block.end()).size());
}

constexpr const char* kDocuments[] = {
    // Terminals, alternatives, sequences, groups and options.
    "x = \"a\" / \", \" / \" \" [ \",\" ] ( \"a\" / \"aa\" )\n",
    "x = \"\"\n",
    "x = %x20-2C *%x61 / %s\"a\" \"A\"\n",
    // Repetition.
    "x = 2*3\"a\" *1\",\" 1*\" \"\n",
    "x = 2(\"a\" / \",a\") *2( \" \" *\",\" )\n",
    "x = *( *\"a\" [ \",\" ] ) 0\" \"\n",
    "x = 2*( [ \"a\" ] / \",\" )\n",
    // Lists.
    "x = #\"a\"\n",
    "x = 1#\"a\" [ \" \" ]\n",
    "x = 2#3\"a\"\n",
    "x = #2\"a\" *\"a\"\n",
    "x = 2#( \"a\" / \"\" )\n",
    "x = #( \"a\" #\"aa\" )\n",
    "x = *\" \" 1#( \" a\" / \",\" )\n",
    // Rules, and rules that contain themselves.
    "x = y z y\ny = [ z ] \"a\"\nz = *2\",\"\n",
    "x = \"a\" *( \",\" / x ) \" \"\n",
    "x = \",\" y\ny = \"a\" / x y x / z\nz = y \" \"\n",
    "x = y \"a\" x / \"a\"\ny = \",\" [ x ]\n",
    "x = x / \"a\" x\n",
    // Difference.
    "x = <y except z>\ny = *( \"a\" / \",\" )\nz = 2*\"a\" / *\",\"\n",
    "x = <y except z> *\" \"\ny = *( \"a\" / \",\" )\nz = *%x00-FF\n",
    "x = #( <y except z> )\ny = 1*\"a\"\nz = 3\"a\"\n",
};

// Compares on all strings up to six letters.
void CheckAgainstMatcher(const std::string& rules, const CompileOptions& options, size_t length = 6) {
  const RuleBook book = BookOf(rules);
  const RuleRef rule = book.Find("x");
  const Automaton automaton = Compile(book, rule, options);
  ASSERT_NO_FATAL_FAILURE(CheckNumbers(automaton)) << rules;
  ASSERT_NO_FATAL_FAILURE(CheckMinimal(automaton)) << rules;
  ForEachString(length, [&](const std::string& text) {
    ASSERT_EQ(AbnfMatcher(book, options, text).Matches(rule), automaton.Accepts(text)) << rules << "'" << text << "'";
  });
}

TEST(Automaton, AcceptsWhatTheDefinitionMatches) {
  for (const char* rules : kDocuments) {
    for (const ListRule lists : {ListRule::kRecipient, ListRule::kSender})
      for (const int depth : {1, 2, 3}) CheckAgainstMatcher(rules, {lists, depth});
  }
}

// A random element; x, y and z may contain themselves and one another.
std::string RandomElement(int depth) {
  const auto inner = [&] { return RandomElement(depth - 1); };
  switch (*InRange(0, depth > 0 ? 10 : 3)) {
    case 0:
    case 1:
      return *OneOfTexts({"\"a\"", "\",\"", "\" \"", "%x20-2C", "%x61", "\"a,\"", "\"\""});
    case 2:
      return *OneOfTexts({"y", "z", "x"});
    case 3:
      return "[ " + inner() + " ]";
    case 4:
      return *OneOfTexts({"*", "1*", "*2", "2", "1*2", "0*1"}) + "( " + inner() + " )";
    case 5:
      return *OneOfTexts({"#", "1#", "2#", "#2", "1#2"}) + "( " + inner() + " )";
    case 6:
    case 7:
      return "( " + inner() + " / " + inner() + " )";
    default:
      return inner() + " " + inner();
  }
}

TEST(Automaton, AcceptsWhatRandomDefinitionsMatch) {
  CheckLaw([] {
    const std::string except = *OneOfTexts({"", "", "\"a\" / <y except z> / "});
    const std::string rules =
        "x = " + except + RandomElement(3) + "\ny = " + RandomElement(2) + "\nz = " + RandomElement(2) + "\n";
    const ListRule lists = *Sometimes(2) ? ListRule::kSender : ListRule::kRecipient;
    CheckAgainstMatcher(rules, {lists, *InRange(1, 3)}, 4);
    RC_ASSERT(!testing::Test::HasFailure());
  });
}

TEST(Automaton, OfEveryRuleIsMinimal) {
  const RuleBook& book = RuleBook::Standard();
  for (const Document& document : book.documents()) {
    for (const Rule& rule : document.rules) {
      const Automaton automaton = Compile(book, {&document, &rule});
      ASSERT_NO_FATAL_FAILURE(CheckNumbers(automaton)) << document.name << "/" << rule.name;
      ASSERT_NO_FATAL_FAILURE(CheckMinimal(automaton)) << document.name << "/" << rule.name;
    }
  }
}

// An octet is dead where, and only where, no sentence goes on with it. No sentence here needs more than three octets
// after a prefix.
TEST(Automaton, RejectsAtTheOctetThatNoSentenceHas) {
  for (const std::string rules :
       {"x = \"a, a\" / *\"a\" / \",\" 2\" \"\n", "x = 1#\"a\"\n", "x = *( \"a,\" 1*2\" \" )\n"}) {
    const Automaton automaton = Compiled(rules, {ListRule::kSender, 3});
    std::set<std::string> prefixes;
    ForEachString(8, [&](const std::string& text) {
      for (size_t size = 0; automaton.Accepts(text) && size <= text.size(); ++size)
        prefixes.insert(text.substr(0, size));
    });
    ForEachString(5, [&](const std::string& text) {
      size_t viable = 0;
      while (viable < text.size() && prefixes.count(text.substr(0, viable + 1)) != 0) ++viable;
      const Word word = viable < text.size()      ? Word::kReject
                        : automaton.Accepts(text) ? Word::kAccept
                                                  : Word::kNeedMore;
      EXPECT_EQ((Reading{word, viable, kGrammar}), automaton.Read(text)) << rules << "'" << text << "'";
    });
  }
}

// RFC 5234, section 2.3, and RFC 7405, section 2.1: letters in any case unless the string is marked; no other octets.
TEST(Automaton, TakesLettersInAnyCase) {
  for (int i = 0x21; i < 0x7F; ++i) {
    if (i == '"') continue;
    const std::string octet(1, static_cast<char>(i));
    const Automaton free = Compiled("x = \"" + octet + "\"\n");
    const Automaton marked = Compiled("x = %s\"" + octet + "\"\n");
    for (int other = 0; other < 256; ++other) {
      const std::string text(1, static_cast<char>(other));
      const bool same_letter = std::isalpha(i) && std::isalpha(other) && std::tolower(i) == std::tolower(other);
      EXPECT_EQ(other == i || same_letter, free.Accepts(text)) << i << " " << other;
      EXPECT_EQ(other == i, marked.Accepts(text)) << i << " " << other;
    }
  }
  const Automaton both = Compiled("x = \"az\" / %s\"aY\" / %x41.5A\n");
  for (const char* text : {"az", "aZ", "Az", "AZ", "aY"}) EXPECT_TRUE(both.Accepts(text)) << text;
  for (const char* text : {"ay", "AY", "a", ""}) EXPECT_FALSE(both.Accepts(text)) << text;
}

TEST(Automaton, OfNoStringIsOneState) {
  for (const char* rules :
       {"x = x\n", "x = \"a\" x\n", "x = <y except y>\ny = *\"a\"\n", "x = 1*<y except y>\ny = \"\"\n"}) {
    const Automaton automaton = Compiled(rules);
    EXPECT_EQ(1u, automaton.states()) << rules;
    EXPECT_EQ((Reading{Word::kNeedMore, 0, kGrammar}), automaton.Read("")) << rules;
    EXPECT_EQ((Reading{Word::kReject, 0, kGrammar}), automaton.Read("a")) << rules;
    EXPECT_EQ(std::nullopt, Difference(Automaton(), automaton)) << rules;
  }
}

// With depth n, n pairs of brackets stand in one another, and not one more.
TEST(Automaton, NestsAsOftenAsAsked) {
  for (const int depth : {1, 2, 3, 5}) {
    const Automaton direct = Compiled("x = \"(\" *( \"a\" / x ) \")\"\n", {ListRule::kRecipient, depth});
    const Automaton mutual = Compiled("x = \"(\" *y \")\"\ny = \"a\" / z\nz = x\n", {ListRule::kRecipient, depth});
    const Automaton contained = Compiled("x = y\ny = \"(\" *( \"a\" / y ) \")\"\n", {ListRule::kRecipient, depth});
    const auto nested = [](int pairs) { return std::string(pairs, '(') + std::string(pairs, ')'); };
    EXPECT_TRUE(direct.Accepts(nested(depth)));
    EXPECT_EQ((Reading{Word::kReject, static_cast<size_t>(depth), kGrammar}), direct.Read(nested(depth + 1)));
    EXPECT_EQ(std::nullopt, Difference(direct, mutual));
    EXPECT_EQ(std::nullopt, Difference(direct, contained));
  }
}

TEST(Automaton, IsTheSameHoweverTheLanguageIsWritten) {
  const Automaton one = Compiled("x = 1#2\"a\"\n", {ListRule::kSender, 3});
  const Automaton other = Compiled("x = y / y OWS \",\" OWS y\ny = \"A\"\n");
  ASSERT_EQ(one.states(), other.states());
  ASSERT_EQ(one.classes(), other.classes());
  for (int i = 0; i < 256; ++i) {
    const auto octet = static_cast<uint8_t>(i);
    ASSERT_EQ(one.ClassOf(octet), other.ClassOf(octet));
    for (State state = 0; state < one.states(); ++state) ASSERT_EQ(one.Next(state, octet), other.Next(state, octet));
  }
}

}  // namespace
}  // namespace plumbline::properties
