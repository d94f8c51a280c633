// The judged cases as tests, one for each file: the judge says what the case says, by the row that the case is about.
#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "oracle/judge.h"
#include "properties/corpus/judged_support.h"
#include "witness/exact_copy.h"

namespace plumbline::properties {
namespace {

using nlohmann::json;

// About as many as there were when this was written; far fewer are a corpus that was not found.
constexpr size_t kPlausibleJudged = 700;

class JudgedTest : public ::testing::TestWithParam<std::string> {
 protected:
  JudgedTest() { ReadJudgedCase(GetParam(), case_); }

  // Of an allocation of exactly the octets' size, so that a sanitizer sees a read beyond them.
  oracle::Judgement JudgeCopy(const oracle::Observation& observed) const {
    const witness::ExactCopy copy(case_.octets);
    oracle::Question question = case_.question;
    question.octets = copy.view();
    return oracle::Judge(question, observed);
  }

  std::string Shown(const oracle::Judgement& judged) const {
    return absl::StrCat("\n  the judge:  ", StatedJudgement(judged).dump(), "\n              ", judged.why,
                        "\n  the case:   ", case_.expected.value("why", ""));
  }

  JudgedCase case_;
};

TEST_P(JudgedTest, SaysWhatTheCaseSays) {
  const oracle::Judgement judged = JudgeCopy(case_.observed);
  const json stated = StatedJudgement(judged);
  for (const char* key : {"verdict", "clause", "offset", "aspect", "gap", "by", "duties", "forwarding"}) {
    if (!case_.expected.contains(key)) continue;
    EXPECT_EQ(stated[key], case_.expected[key]) << key << Shown(judged);
  }
}

TEST_P(JudgedTest, ReachesItsRow) {
  if (!case_.expected.contains("row")) return;
  const oracle::Judgement judged = JudgeCopy(case_.observed);
  EXPECT_TRUE(Reaches(case_.expected["row"].get<std::string>(), case_.question, judged))
      << case_.expected["row"] << Shown(judged);
}

// Whoever knows less of an implementation blames it for no more.
TEST_P(JudgedTest, IsNoWorseWithAMemberLess) {
  const oracle::Judgement judged = JudgeCopy(case_.observed);
  for (const json& less : WithOneMemberLess(case_.expected.at("observed"))) {
    const oracle::Judgement other = JudgeCopy(ReadObservation(less));
    EXPECT_LE(other.verdict, judged.verdict) << less.dump() << Shown(other);
  }
}

// "9112-5.1-colon/space-refused" as the name of a test: 9112_5_1_colon_space_refused.
std::string NameOfCase(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, JudgedTest, ::testing::ValuesIn(JudgedCaseNames()), NameOfCase);

TEST(Judged, IsThere) { EXPECT_GE(JudgedCaseNames().size(), kPlausibleJudged); }

}  // namespace
}  // namespace plumbline::properties
