// Law: one-clause violations. Octets that break exactly one clause at one octet are rejected with
// exactly that clause, at exactly that octet, with exactly that place; whatever valid messages
// precede them, whatever follows, however the octets are cut. Before that octet arrives, nothing is
// wrong.
//
// For each clause of parser/clauses.def that rejects, there is a violation at least
// (properties/violations*.cc); those of field lists of HTTP/2 and HTTP/3 are in field_list_test.
#include "properties/law.h"

#include <set>

#include "properties/generators/basic.h"
#include "properties/generators/field_lists.h"
#include "properties/generators/mutation.h"
#include "properties/parser/delivery.h"
#include "properties/violations/violations.h"

namespace plumbline::properties {
namespace {

// A stream of valid messages that persists, the violation, and what follows it.
struct Case {
  std::string octets;
  DeliveryOptions options;
  ParseError error;
  size_t cut = 0;  // somewhere before the octet that decides
};

void showValue(const Case& test, std::ostream& os) {
  os << Escape(test.octets.substr(0, test.error.offset)) << "\nthen "
     << Escape(test.octets.substr(std::min<size_t>(test.error.offset, test.octets.size()))) << "\n"
     << Name(test.options.decoder.kind) << "s, answering " << TextOfList(test.options.methods) << ", expected "
     << Text(test.error);
}

Case MakeCase(const Violation& violation) {
  const Broken broken = violation.make();
  Case test;
  test.options.decoder.kind = broken.kind;
  test.options.decoder.recipient = DefaultRecipient(broken.kind);
  test.options.decoder.limits = broken.limits;
  test.options.end_of_input = broken.end_of_input;
  const bool request = broken.kind == MessageKind::kRequest;
  const auto one = request ? AnyRequest(Lasts::kPersists) : AnyFinalResponse(Lasts::kPersists);
  const auto before = *Repeat<MessageSample>(0, broken.first_on_connection ? 0 : 1, one);
  for (const MessageSample& message : before) {
    test.octets += message.octets;
    if (!request) test.options.methods.push_back(message.method);
  }
  if (!request) {
    const std::vector<std::string> methods = broken.methods.empty() ? std::vector<std::string>{"GET"} : broken.methods;
    test.options.methods.insert(test.options.methods.end(), methods.begin(), methods.end());
  }
  test.error = {violation.clause, test.octets.size() + broken.offset, test.octets.size() + broken.place};
  test.octets += broken.octets;
  test.cut = *InRange<size_t>(0, static_cast<size_t>(test.error.offset) + 1);
  if (!broken.end_of_input) test.octets += *AnyOctets(0, 6);
  return test;
}

void CheckCase(const Case& test) {
  const Ending ending = EndingOf(test.octets, test.options);
  RC_ASSERT(ending.event == Event::kError);
  RC_ASSERT(Text(ending.error) == Text(test.error));

  // Octet by octet, and cut where the octet that decides is the first or the last of its piece.
  const auto offset = static_cast<size_t>(test.error.offset);
  for (const std::vector<size_t>& cuts :
       {EveryOctet(test.octets), {offset, offset + 1}, {test.cut}, {test.cut, offset + 1}}) {
    const Ending cut = EndingOf(test.octets, test.options, cuts);
    RC_ASSERT(cut.event == Event::kError);
    RC_ASSERT(Text(cut.error) == Text(test.error));
  }

  DeliveryOptions open = test.options;
  open.end_of_input = false;
  const Ending before = EndingOf(test.octets.substr(0, test.error.offset), open);
  RC_ASSERT(before.event == Event::kNeedMore);
  if (test.options.end_of_input) return;
  const Ending with = EndingOf(test.octets.substr(0, test.error.offset + 1), open);
  RC_ASSERT(with.event == Event::kError);
  RC_ASSERT(Text(with.error) == Text(test.error));
}

class ViolationLaw : public testing::TestWithParam<Violation> {};

TEST_P(ViolationLaw, IsRejectedAsSuch) {
  const Violation violation = GetParam();
  CheckLaw([violation] { CheckCase(*rc::gen::exec([violation] { return MakeCase(violation); })); }, 100);
}

std::string ViolationName(const testing::TestParamInfo<Violation>& info) {
  std::string name = ClauseName(info.param.clause) + "_";
  for (char c : std::string(info.param.name)) name += isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Clauses, ViolationLaw, testing::ValuesIn(AllViolations()), ViolationName);

TEST(Violations, CoverEveryClauseThatRejects) {
  std::set<Clause> covered;
  for (const Violation& violation : AllViolations()) covered.insert(violation.clause);
  for (const ClauseInfo& info : AllClauses()) {
    if (info.effect == Effect::kReject && !IsOfFieldLists(info)) {
      EXPECT_EQ(covered.count(info.clause), 1u) << ClauseName(info.clause);
    } else {
      EXPECT_EQ(covered.count(info.clause), 0u) << ClauseName(info.clause);
    }
  }
}

}  // namespace
}  // namespace plumbline::properties
