// The corpus as tests, one for each case file: the parser says what the case says, however the
// octets arrive.
#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "parser/clause.h"
#include "properties/corpus/corpus_support.h"

namespace plumbline::properties {
namespace {

// About as many as there were when this was written; far fewer are a corpus that was not found.
constexpr size_t kPlausible = 1000;

class CorpusTest : public ::testing::TestWithParam<std::string> {
 protected:
  CorpusTest() : case_(ReadCorpusCase(GetParam())) {}

  bool rejects() const { return case_.expected.at("verdict") == "reject"; }
  uint64_t offset() const { return case_.expected.value("offset", uint64_t{case_.octets.size()}); }
  std::string clause() const { return case_.expected.value("clause", ""); }

  // What a failure prints beside the difference.
  std::string Shown() const {
    return absl::StrCat("\n", Caret(case_.octets, offset()), "\n  ", case_.expected.value("why", ""));
  }

  CorpusCase case_;
};

TEST_P(CorpusTest, SaysWhatTheCaseSays) {
  const std::vector<std::string> differences = Differences(case_, Observe(case_, case_.octets));
  EXPECT_TRUE(differences.empty()) << absl::StrJoin(differences, "\n") << Shown();
}

TEST_P(CorpusTest, SaysTheSameOctetByOctet) {
  const StreamEnd whole = ReadWhole(case_, case_.octets, case_.end_of_input());
  const StreamEnd slow = ReadOctetByOctet(case_, case_.octets, case_.end_of_input());
  EXPECT_TRUE(whole == slow) << "whole:          " << Describe(whole) << "\noctet by octet: " << Describe(slow)
                             << Shown();
}

// The offset is the octet that decides: no prefix before it is an error, the prefix with it is this
// one. A stream that is not rejected has no prefix that is.
TEST_P(CorpusTest, DecidesAtItsOffset) {
  const auto size = static_cast<size_t>(offset());
  ASSERT_LE(size, case_.octets.size());
  for (size_t i = 0; i <= size; ++i) {
    const StreamEnd end = ReadWhole(case_, absl::string_view(case_.octets).substr(0, i), false);
    ASSERT_NE(end.verdict, Outcome::kError) << "the first " << i << " octets: " << Describe(end) << Shown();
  }
  // Only the end of input makes a message incomplete: no octet does.
  if (!rejects() || clause() == Info(Clause::kIncompleteMessage).id || clause() == Info(Clause::kIncompleteLength).id) {
    return;
  }
  ASSERT_LT(size, case_.octets.size()) << Shown();
  const StreamEnd end = ReadWhole(case_, absl::string_view(case_.octets).substr(0, size + 1), false);
  EXPECT_EQ(end.verdict, Outcome::kError) << Describe(end) << Shown();
  EXPECT_EQ(std::string(Info(end.error.clause).id), clause()) << Shown();
  EXPECT_EQ(end.error.offset, size) << Shown();
}

// "9112-3.1-method/empty" as the name of a test: 9112_3_1_method_empty.
std::string TestName(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, CorpusTest, ::testing::ValuesIn(CorpusCaseNames()), TestName);

TEST(Corpus, IsThere) { EXPECT_GE(CorpusCaseNames().size(), kPlausible); }

}  // namespace
}  // namespace plumbline::properties
