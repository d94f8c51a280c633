// The comparison of parser and grammar, compared itself: entry points that are wrong on purpose, each in one way, are
// found out, and the shortest string that shows it is reported.
#include "properties/grammar/equivalence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "parser/request_line.h"

namespace plumbline::properties {
namespace {

Findings FindAll(const Production& production) {
  const Trial trial(production, QuickEffort());
  const Comparison comparison(production, trial);
  Findings all;
  for (const Engine engine : kEngines) all.Add(comparison.Run(engine, 1));
  return all;
}

std::vector<std::string> UnusedOf(const Production& production) {
  const Trial trial(production, QuickEffort());
  const Comparison comparison(production, trial);
  return Unused(comparison, FindAll(production));
}

// The row that says how HTTP-version is read, with what reads it changed by `change`.
template <typename Change>
Production Version(Change change) {
  Production production{"RFC9112/HTTP-version", "", {}, {Clause::kHttpVersion}, {"other-major-version"}};
  production.read = [change](absl::string_view octets) {
    Verdict verdict = VerdictOf(ParseHttpVersion(octets), octets.size());
    change(octets, verdict);
    return verdict;
  };
  return production;
}

TEST(Equivalence, FindsNothingWhereThereIsNothing) {
  const Production production = Version([](absl::string_view, Verdict&) {});
  const Findings findings = FindAll(production);
  EXPECT_EQ(findings.disagreements, 0u);
  EXPECT_FALSE(findings.shortest);
  EXPECT_GT(findings.strings, 20'000u);
  EXPECT_TRUE(UnusedOf(production).empty());
}

TEST(Equivalence, FindsAWrongOutcome) {
  const Findings findings = FindAll(Version([](absl::string_view octets, Verdict& verdict) {
    if (octets == "HTTP/1.7") verdict.outcome = Outcome::kNeedMore;
  }));
  ASSERT_TRUE(findings.shortest);
  EXPECT_EQ(findings.shortest->octets, "HTTP/1.7");
  EXPECT_EQ(findings.shortest->grammar, "accept");
  EXPECT_EQ(findings.shortest->parser, "need more");
}

TEST(Equivalence, FindsAWrongOffset) {
  const Findings findings = FindAll(Version([](absl::string_view octets, Verdict& verdict) {
    if (octets.size() > 6 && verdict.outcome == Outcome::kError && verdict.offset == 6) verdict.offset = 5;
  }));
  ASSERT_TRUE(findings.shortest);
  EXPECT_EQ(findings.shortest->octets.size(), 7u);
  EXPECT_EQ(findings.shortest->octets.substr(0, 6), "HTTP/1");
  EXPECT_EQ(findings.shortest->grammar, "reject at octet 6, by the ABNF");
}

TEST(Equivalence, FindsAWrongClauseOfProse) {
  const Findings findings = FindAll(Version([](absl::string_view, Verdict& verdict) {
    if (verdict.clause == Clause::kMajorVersion) verdict.clause = Clause::kHttpVersion;
  }));
  ASSERT_TRUE(findings.shortest);
  EXPECT_EQ(findings.shortest->octets.size(), 6u);
  EXPECT_EQ(findings.shortest->grammar, "reject at octet 5, by 9110-2.5-major-version");
}

TEST(Equivalence, FindsAClauseOfProseWhereTheAbnfDecides) {
  const Findings findings = FindAll(Version([](absl::string_view, Verdict& verdict) {
    if (verdict.clause && verdict.offset == 7) verdict.clause = Clause::kMajorVersion;
  }));
  ASSERT_TRUE(findings.shortest);
  EXPECT_EQ(findings.shortest->octets.size(), 8u);
}

// One octet of a class is read otherwise, which strings over classes alone would hardly meet.
TEST(Equivalence, TriesEveryOctetOfAClass) {
  const Production production{"RFC9110/token", "", {}, {Clause::kMethod}};
  for (const char odd : {'a', 'Z', '7', '~', '!', '\x80', '\0', ' '}) {
    Production wrong = production;
    wrong.read = [odd](absl::string_view octets) {
      const size_t found = octets.find(odd);
      const Verdict verdict = VerdictOf(ParseMethod(octets), octets.size());
      if (found == absl::string_view::npos || (verdict.outcome == Outcome::kError && verdict.offset < found))
        return verdict;
      return verdict.outcome == Outcome::kError ? Verdict{} : Verdict{Outcome::kError, found, Clause::kMethod};
    };
    const Findings findings = FindAll(wrong);
    ASSERT_TRUE(findings.shortest) << static_cast<int>(odd);
    EXPECT_EQ(findings.shortest->octets, std::string(1, odd));
  }
}

TEST(Equivalence, ComparesUpToABoundAndNotAfterIt) {
  Production production{"prose/small-chunked-body", "", {}, {}, {}, "chunk-not-small"};
  for (const Production& row : Productions()) {
    if (row.rule == production.rule) production = row;
  }
  const EntryPoint right = production.read;
  production.read = [right](absl::string_view octets) {  // wrong after the bound
    return octets.size() > 3 && octets[0] == '4' ? Verdict{Outcome::kError, 3, std::nullopt} : right(octets);
  };
  const Findings after = FindAll(production);
  EXPECT_EQ(after.disagreements, 0u);
  EXPECT_GT(after.beyond, 0u);
  production.read = [right](absl::string_view octets) {  // wrong at the octet with which the bound is reached
    return !octets.empty() && octets[0] == '4' ? Verdict{Outcome::kError, 0, std::nullopt} : right(octets);
  };
  const Findings before = FindAll(production);
  ASSERT_TRUE(before.shortest);
  EXPECT_EQ(before.shortest->octets, "4");
}

TEST(Equivalence, NamesWhatIsListedAndNeverGiven) {
  Production production = Version([](absl::string_view, Verdict&) {});
  production.clauses.push_back(Clause::kBareLf);
  const std::vector<std::string> unused = UnusedOf(production);
  ASSERT_EQ(unused.size(), 1u);
  EXPECT_EQ(unused[0], "lists 9112-2.2-bare-lf, which is never given where the ABNF decides");
}

}  // namespace
}  // namespace plumbline::properties
