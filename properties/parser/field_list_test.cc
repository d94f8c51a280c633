// Law: field lists of HTTP/2 and HTTP/3. What is well-formed by construction is accepted with nothing to note; one
// clause broken is found as such, in its field and at its octet, and nothing else is; and a slow transcription of RFC
// 9113 and RFC 9114 says of any list all that the checker says, in the same order (docs/choices.md, 28 to 37).
#include "parser/field_list.h"

#include <algorithm>
#include <set>

#include "properties/generators/basic.h"
#include "properties/generators/field_lists.h"
#include "properties/law.h"
#include "properties/show.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::TrimOws;

std::string TextOfAll(const std::vector<FieldListError>& errors) {
  std::string text;
  for (const FieldListError& error : errors) text += Text(error) + "\n";
  return text;
}

LAW(FieldLists, ThatAreWellFormed, ()) {
  const FieldListVersion version = *AnyListVersion();
  const FieldList list = *WellFormedList(version, *AnyListKind());
  RC_ASSERT(TextOfAll(AllErrors(list)) == "");
  RC_ASSERT(Text(FirstError(list)) == "none");
}

class ListViolationLaw : public testing::TestWithParam<ListViolation> {};

TEST_P(ListViolationLaw, IsFoundAsSuch) {
  const ListViolation violation = GetParam();
  CheckLaw(
      [violation] {
        BrokenList broken = *rc::gen::exec([violation] { return violation.make(violation.version); });
        broken.error.clause = violation.clause;
        std::ostringstream shown;
        showValue(broken.list, shown);
        RC_LOG() << shown.str();
        RC_ASSERT(TextOfAll(AllErrors(broken.list)) == TextOfAll({broken.error}));
        const bool rejects = Info(violation.clause).effect == Effect::kReject;
        RC_ASSERT(Text(FirstError(broken.list)) == (rejects ? Text(broken.error) : "none"));
      },
      100);
}

std::vector<ListViolation> AllListViolations() {
  std::vector<ListViolation> all = FieldViolations();
  for (const ListViolation& violation : PseudoHeaderViolations()) all.push_back(violation);
  for (const ListViolation& note : ListNotes()) all.push_back(note);
  return all;
}

std::string ListViolationName(const testing::TestParamInfo<ListViolation>& info) {
  std::string name = ClauseName(info.param.clause) + "_" + std::to_string(info.index) + "_";
  for (char c : std::string(info.param.name)) name += isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Clauses, ListViolationLaw, testing::ValuesIn(AllListViolations()), ListViolationName);

TEST(FieldLists, ViolationsCoverEveryClause) {
  std::set<Clause> covered;
  for (const ListViolation& violation : AllListViolations()) covered.insert(violation.clause);
  size_t count = 0;
  for (const ClauseInfo& info : AllClauses()) {
    if (!IsOfFieldLists(info)) continue;
    ++count;
    EXPECT_EQ(covered.count(info.clause), 1u) << ClauseName(info.clause);
  }
  EXPECT_GT(count, 50u);
}

// What the slow transcription says is said: errors and notes, their places, their order; and clauses of one version
// alone.
TEST(FieldLists, AgreeWithTheWitness) {
  CheckLaw(
      [] {
        const FieldList list = *AnyFieldList();
        const std::vector<FieldListError> expected = SlowErrors(list);
        RC_ASSERT(TextOfAll(AllErrors(list)) == TextOfAll(expected));
        const auto first = std::find_if(expected.begin(), expected.end(), [](const FieldListError& error) {
          return Info(error.clause).effect == Effect::kReject;
        });
        RC_ASSERT(Text(FirstError(list)) == (first == expected.end() ? "none" : Text(*first)));
        for (const FieldListError& error : expected) {
          const int other = list.version == FieldListVersion::kHttp2 ? 9114 : 9113;
          RC_ASSERT(Info(error.clause).document != other);
        }
        RC_TAG(static_cast<int>(list.kind), first == expected.end());
      },
      20000);
}

// Every clause is met by the lists that the witness is compared on, or the comparison says little.
TEST(FieldLists, OfTheWitnessMeetEveryClause) {
  std::set<Clause> met;
  CheckLaw(
      [&met] {
        for (const FieldListError& error : SlowErrors(*AnyFieldList())) met.insert(error.clause);
      },
      20000);
  for (const ClauseInfo& info : AllClauses()) {
    if (!IsOfFieldLists(info)) continue;
    EXPECT_EQ(met.count(info.clause), 1u) << ClauseName(info.clause);
  }
}

// A connection-specific field makes any list malformed, in any kind, at any place, with any value, in any case.
LAW(FieldLists, WithAConnectionSpecificField, ()) {
  FieldList list{*AnyListVersion(), *AnyListKind(), {}};
  list = *WellFormedList(list.version, list.kind);
  const std::string name =
      *CaseChanged(*OneOfTexts({"connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade"}));
  const size_t at = *InRange<size_t>(0, list.fields.size() + 1);
  list.fields.insert(list.fields.begin() + static_cast<std::ptrdiff_t>(at), {name, *AnyOctets(0, 6)});
  const auto first = FirstError(list);
  RC_ASSERT(first.has_value());
  RC_ASSERT(first->field == at);
  const std::vector<FieldListError> all = AllErrors(list);
  const auto of_connection = [](const FieldListError& error) {
    const std::string section(Info(error.clause).section);
    return section == "8.2.2" || section == "4.2" || section == "4.1";
  };
  RC_ASSERT(std::any_of(all.begin(), all.end(), [&](const FieldListError& error) {
    return error.field == at && error.part == FieldPart::kName && error.offset == 0 && of_connection(error);
  }));
}

// One uppercase letter in a name, pseudo-header fields included, makes a list malformed there.
LAW(FieldLists, HaveNoUppercaseLetter, ()) {
  const FieldListVersion version = *AnyListVersion();
  FieldList list = *WellFormedList(version, *AnyListKind());
  RC_PRE(!list.fields.empty());
  const size_t field = *InRange<size_t>(0, list.fields.size());
  std::string& name = list.fields[field].first;
  const size_t at = *InRange<size_t>(0, name.size());
  RC_PRE(name[at] >= 'a' && name[at] <= 'z');
  name[at] = static_cast<char>(name[at] - 'a' + 'A');
  const Clause clause = version == FieldListVersion::kHttp2 ? Clause::kH2NameUppercase : Clause::kH3NameUppercase;
  RC_ASSERT(Text(FirstError(list)) == Text(FieldListError{clause, FieldPart::kName, field, at, {}}));
}

// Whether a list is malformed does not depend on the order of its pseudo-header fields, nor of its regular ones.
LAW(FieldLists, MeanTheSameInAnyOrder, ()) {
  FieldList list = *AnyFieldList();
  const auto is_pseudo = [](const auto& field) { return field.first.substr(0, 1) == ":"; };
  const auto regular = std::stable_partition(list.fields.begin(), list.fields.end(), is_pseudo);
  const bool malformed = FirstError(list).has_value();
  const auto pseudo_size = static_cast<size_t>(regular - list.fields.begin());
  std::rotate(list.fields.begin(),
              list.fields.begin() + static_cast<std::ptrdiff_t>(*InRange<size_t>(0, pseudo_size + 1)),
              list.fields.begin() + static_cast<std::ptrdiff_t>(pseudo_size));
  std::reverse(list.fields.begin() + static_cast<std::ptrdiff_t>(pseudo_size), list.fields.end());
  RC_ASSERT(FirstError(list).has_value() == malformed);
}

// A comma and the end of a line part the members of a value alike (RFC 9110, section 5.2): whether a request is
// malformed, and by which clause, does not depend on it.
LAW(FieldLists, MeanTheSameInOneLineAndInTwo, ()) {
  const FieldListVersion version = *AnyListVersion();
  const bool is_host = *Sometimes(2);
  const std::string name = is_host ? "host" : "content-length";
  const auto member = is_host ? OneOfTexts({"a", "b", "a:80", "a b", "[::1]"})
                              : OneOfTexts({"5", "05", "6", "18446744073709551621", "4294967301", "x", ""});
  const std::string first = *member;
  const std::string second = *member;
  RequestParts parts;
  if (*Sometimes(2)) parts.authority.reset();
  FieldList one = MakeRequest(version, parts);
  RC_PRE(std::none_of(one.fields.begin(), one.fields.end(), [&](const auto& field) { return field.first == name; }));
  FieldList two = one;
  const std::string both = first + ", " + second;
  one.fields.emplace_back(name, TrimOws(both));
  two.fields.emplace_back(name, first);
  two.fields.emplace_back(name, second);
  const auto clauses = [](const FieldList& list) {
    std::set<std::string> said;
    for (const FieldListError& error : AllErrors(list)) said.insert(ClauseName(error.clause));
    return said;
  };
  RC_ASSERT(clauses(one) == clauses(two));
  RC_ASSERT(FirstError(one).has_value() == FirstError(two).has_value());
}

}  // namespace
}  // namespace plumbline::properties
