// The judge's tables: every clause that rejects has its row for each reader that can meet it, ids are unique, what is
// allowed has a sentence of the level that its verdict stands for, and docs/gaps.md is what gaps.def says.
#include "oracle/tables.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "oracle/forwarding.h"
#include "oracle/judge.h"

namespace plumbline::oracle {
namespace {

// Of field lists of HTTP/2 and HTTP/3, and of sizes: the judge asks the parser with the largest limits.
bool IsJudged(const ClauseInfo& info) {
  if (info.effect != Effect::kReject || info.document == 9113 || info.document == 9114) return false;
  const bool number = info.clause == Clause::kLimitContentLength || info.clause == Clause::kLimitChunkSize;
  return number || !absl::EndsWith(info.id, "-limit");
}

// Whether requests, or responses, can be rejected by the clause: by whom it binds and what it is about.
bool IsOfRequests(Clause clause) {
  switch (clause) {
    case Clause::kStatusLine:
    case Clause::kStatusLineSp:
    case Clause::kStatusCode:
    case Clause::kReasonPhrase:
    case Clause::kNoOutstandingRequest:
    case Clause::kExtraData:
      return false;
    default:
      return true;
  }
}
bool IsOfResponses(Clause clause) {
  switch (clause) {
    case Clause::kBareCr:
    case Clause::kBareLf:
    case Clause::kWhitespaceAfterStartLine:
    case Clause::kHttpVersion:
    case Clause::kMajorVersion:
    case Clause::kFieldName:
    case Clause::kFieldNameEmpty:
    case Clause::kFieldColon:
    case Clause::kSpaceBeforeColon:
    case Clause::kObsFold:
    case Clause::kFieldValueNul:
    case Clause::kFieldValueCtl:
    case Clause::kTransferEncodingSyntax:
    case Clause::kContentLengthInvalid:
    case Clause::kContentLengthDiffers:
    case Clause::kContentLengthList:
    case Clause::kContentLengthEmptyMember:
    case Clause::kConnectionOption:
    case Clause::kChunkedParameter:
    case Clause::kCompressionParameter:
    case Clause::kChunkSize:
    case Clause::kChunkExt:
    case Clause::kChunkExtQuotedString:
    case Clause::kChunkDataEnd:
    case Clause::kIncompleteMessage:
    case Clause::kIncompleteLength:
    case Clause::kLimitContentLength:
    case Clause::kLimitChunkSize:
      return true;
    default:
      return !IsOfRequests(clause);
  }
}

TEST(Tables, EveryClauseThatRejectsHasARowForWhoeverMeetsIt) {
  for (const ClauseInfo& info : AllClauses()) {
    if (!IsJudged(info)) continue;
    for (const uint8_t reader : {kOriginServer, kProxyOfRequests, kGatewayOfRequests, kProxyOfResponses,
                                 kGatewayOfResponses, kUserAgentReader}) {
      const bool meets = (reader & kServers) != 0 ? IsOfRequests(info.clause) : IsOfResponses(info.clause);
      if (!meets) continue;
      const GoingOnRow& row = GoingOn(info.clause, Place::kBody, reader);
      EXPECT_EQ(row.clause, info.clause) << info.id << " has no row for reader " << int{reader};
    }
  }
}

TEST(Tables, IdsAreUnique) {
  std::set<absl::string_view> ids;
  for (const ClauseInfo& info : AllClauses()) EXPECT_TRUE(ids.insert(info.id).second) << info.id;
  for (const SentenceInfo& info : AllSentences()) EXPECT_TRUE(ids.insert(info.id).second) << info.id;
  for (const GapInfo& info : AllGaps()) EXPECT_TRUE(ids.insert(info.id).second) << info.id;
  for (const AllowanceRow& row : Allowances()) EXPECT_TRUE(ids.insert(row.id).second) << row.id;
  for (const RefusalRow& row : Refusals()) EXPECT_TRUE(ids.insert(row.id).second) << row.id;
  for (const MustAcceptRow& row : MustAccepts()) EXPECT_TRUE(ids.insert(row.id).second) << row.id;
  for (const ForwardingInfo& rule : AllForwardingRules()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
}

// An id of forwarding is found again, and begins with its RFC and section.
TEST(Tables, RulesOfForwardingAreCalledByTheirSection) {
  for (const ForwardingInfo& rule : AllForwardingRules()) {
    EXPECT_TRUE(absl::StartsWith(rule.id, absl::StrCat(rule.rfc, "-", rule.section, "-"))) << rule.id;
    const std::optional<ForwardingRule> found = FindForwardingRule(rule.id);
    ASSERT_TRUE(found.has_value()) << rule.id;
    EXPECT_EQ(&Info(*found), &rule) << rule.id;
  }
  EXPECT_FALSE(FindForwardingRule("9110-7.6.1").has_value());
}

// Each rule of forwarding is judged, or it is said why not.
TEST(Tables, EveryRuleOfForwardingIsJudgedOrNot) {
  for (size_t i = 0; i < AllForwardingRules().size(); ++i) {
    const auto rule = static_cast<ForwardingRule>(i);
    EXPECT_EQ(HowJudged(rule).rule, rule) << Info(rule).id << " is not where it is in forwarding.def";
  }
}

// A verdict needs the sentence that it stands for.
TEST(Tables, VerdictsRestOnSentencesOfTheirLevel) {
  for (const AllowanceRow& row : Allowances()) {
    const Sentence first = row.sentences.ids[0];
    if (row.verdict == Verdict::kRecovers) {
      EXPECT_EQ(first, Sentence::kRecover) << row.id;
    }
    if (row.verdict == Verdict::kUndecided) {
      EXPECT_TRUE(row.gap.has_value()) << row.id;
    }
    if (row.refusing == Verdict::kDiscouraged) {
      EXPECT_EQ(Info(first).level, Level::kShould) << row.id;
    }
    if (row.refusing == Verdict::kOverStrict) {
      EXPECT_EQ(Info(first).level, Level::kMust) << row.id;
    }
    if (row.verdict == Verdict::kViolates) {
      EXPECT_EQ(row.rewrite, Rewrite::kRefuseOnly) << row.id;
    }
  }
  for (const GoingOnRow& row : AllGoingOn()) {
    const absl::string_view id = Info(row.clause).id;
    const Level level = Info(row.sentences.ids[0]).level;
    if (row.verdict == Verdict::kRecovers) {
      EXPECT_EQ(row.sentences.ids[0], Sentence::kRecover) << id;
    }
    if (row.verdict == Verdict::kUndecided) {
      EXPECT_TRUE(row.gap.has_value()) << id;
    }
    if (row.verdict == Verdict::kDiscouraged) {
      EXPECT_EQ(level, Level::kShould) << id;
    }
    if (row.status_is_must) {
      EXPECT_EQ(level, Level::kMust) << id;
    }
  }
  for (const RefusalRow& row : Refusals()) {
    if (row.verdict == Verdict::kDiscouraged) {
      EXPECT_EQ(Info(row.sentences.ids[0]).level, Level::kShould) << row.id;
    }
  }
  for (const MustAcceptRow& row : MustAccepts()) {
    const bool should = Info(row.sentences.ids[0]).level == Level::kShould;
    EXPECT_EQ(row.verdict, should ? Verdict::kDiscouraged : Verdict::kOverStrict) << row.id;
  }
}

std::string Cell(absl::string_view text) { return absl::StrReplaceAll(text, {{"|", "\\|"}}); }

std::string GapsPage() {
  std::string out =
      "# Gaps of the standard\n\n"
      "Where RFC 9110 and RFC 9112 are silent on what a recipient may do, or contradict themselves, with both "
      "arguments "
      "and\nwhat the judge says. A verdict that rests on one is `undecided` unless the ruling says otherwise. This "
      "page is "
      "made of\n`oracle/gaps.def`; `plumbline clauses --gaps` prints the same.\n\n"
      "| gap | of what | one side | the other side | the judge |\n| --- | --- | --- | --- | --- |\n";
  for (const GapInfo& info : AllGaps()) {
    absl::StrAppend(&out, "| ", info.id, " | ", Cell(info.title), " | ", Cell(info.one_side), " | ",
                    Cell(info.other_side));
    absl::StrAppend(&out, " | ", Cell(info.ruling), " |\n");
  }
  return out;
}

TEST(Tables, ThePageOfGapsIsTheTable) {
  const std::string path = PLUMBLINE_SOURCE_DIR "/docs/gaps.md";
  const std::string page = GapsPage();
  if (std::getenv("PLUMBLINE_UPDATE") != nullptr) std::ofstream(path) << page;
  std::ifstream in(path);
  std::ostringstream known;
  known << in.rdbuf();
  EXPECT_TRUE(known.str() == page)
      << "docs/gaps.md is not what oracle/gaps.def says: run this test with PLUMBLINE_UPDATE=1";
}

}  // namespace
}  // namespace plumbline::oracle
