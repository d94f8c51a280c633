// Law: the values of pseudo-header fields and of TE are wrong where the RFCs' ABNF says: on complete suites of strings,
// which every other reader of their size fails (grammar/suite.h). Of an authority these are the strings with "@", and
// for those without the suite of host and port. And the rules of regular fields, as the witness has them by hand.
#include "parser/field_list_values.h"

#include <gtest/gtest.h>

#include "grammar/suite.h"
#include "properties/field_list_values.h"
#include "properties/generators/sample.h"
#include "properties/show.h"
#include "witness/field_list.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::TrimOws;

struct Value {
  const char* rule;
  size_t (*wrong)(absl::string_view);
  // Which strings are read by this rule.
  bool (*applies)(const std::string&) = [](const std::string&) { return true; };
};
void PrintTo(const Value& value, std::ostream* os) { *os << value.rule; }

bool HasAt(const std::string& text) { return text.find('@') != std::string::npos; }
bool HasNoAt(const std::string& text) { return !HasAt(text); }
bool IsTrimmed(const std::string& text) { return TrimOws(text) == text; }

// What RFC 9110, section 9.3.6 wants of a port is said by no ABNF.
bool HasPort(const std::string& text) {
  const std::string port = text.substr(text.rfind(':') + 1);
  return text.back() != ':' && port.size() <= 4;
}
bool IsConnectTarget(const std::string& text) {
  return text.empty() || text.find(':') == std::string::npos || HasPort(text);
}

// The rules that a witness without a grammar reads by hand.
size_t WrongInRegularName(absl::string_view text) { return witness::WrongInRegularRule("regular-name", text); }
size_t WrongInValueOctets(absl::string_view text) { return witness::WrongInRegularRule("value-octets", text); }
size_t WrongInTeByHand(absl::string_view text) { return witness::WrongInRegularRule("te", text); }

const Value kValues[] = {
    {"method", WrongInMethod},
    {"scheme", WrongInScheme},
    {"authority", WrongInAuthority, HasAt},
    {"host-and-port", WrongInAuthority, HasNoAt},
    {"host-with-port", WrongInConnectAuthority, IsConnectTarget},
    {"path", WrongInPath},
    {"status", WrongInStatus},
    {"te", WrongInTe, IsTrimmed},
    {"regular-name", WrongInRegularName},
    {"value-octets", WrongInValueOctets},
    {"te", WrongInTeByHand, IsTrimmed},
};

class FieldListValues : public testing::TestWithParam<Value> {};

TEST_P(FieldListValues, AreWrongWhereTheAbnfSays) {
  constexpr uint64_t kMostStrings = 3'000'000;
  const grammar::Automaton& automaton = ValueAutomaton(GetParam().rule);
  const grammar::Suite suite(automaton, 1, kMostStrings);
  uint64_t compared = 0;
  const bool equal = suite.ForEach([&](std::string_view octets) {
    const std::string text(octets);
    if (!GetParam().applies(text)) return true;
    ++compared;
    const ExactCopy copy(text);
    const size_t wrong = GetParam().wrong(copy.view());
    const size_t expected = SlowWrong(GetParam().rule, text);
    EXPECT_EQ(wrong, expected) << Escape(text);
    return wrong == expected;
  });
  EXPECT_TRUE(equal);
  EXPECT_GE(compared, suite.size() / 20);
}

std::string RuleName(const testing::TestParamInfo<Value>& info) {
  std::string name = info.param.rule;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name + "_" + std::to_string(info.index);
}

INSTANTIATE_TEST_SUITE_P(Rules, FieldListValues, testing::ValuesIn(kValues), RuleName);

}  // namespace
}  // namespace plumbline::properties
