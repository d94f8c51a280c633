// Law: the catalogue of clauses (parser/clauses.def) is well formed: ids are unique, name their
// document and section, and lead back to their clause; every row says what a reader needs; what is
// rejected has a status code where a server or gateway would answer with one.
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "parser/clause.h"
#include "parser/field_list.h"
#include "parser/findings.h"
#include "parser/message.h"
#include "parser/result.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

TEST(Clauses, AreListedInTheOrderOfTheEnum) {
  size_t index = 0;
  for (const ClauseInfo& info : AllClauses()) {
    EXPECT_EQ(static_cast<size_t>(info.clause), index++);
    EXPECT_EQ(&Info(info.clause), &info);
  }
  EXPECT_GT(index, 70u);
}

TEST(Clauses, HaveIdsThatLeadBack) {
  std::set<std::string> ids;
  for (const ClauseInfo& info : AllClauses()) {
    EXPECT_TRUE(ids.insert(std::string(info.id)).second) << info.id;
    const auto found = FindClause(info.id);
    ASSERT_TRUE(found.has_value()) << info.id;
    EXPECT_EQ(*found, info.clause);
    for (char c : info.id)
      EXPECT_TRUE(c == '-' || c == '.' || absl::ascii_isalnum(static_cast<unsigned char>(c))) << info.id;
  }
  EXPECT_FALSE(FindClause("").has_value());
  EXPECT_FALSE(FindClause("9112-2.2").has_value());
  EXPECT_FALSE(FindClause("9112-2.2-bare-cr ").has_value());
  EXPECT_FALSE(FindClause("9112-2.2-BARE-CR").has_value());
}

// The draft's id has "draft-keep-alive" for a number.
TEST(Clauses, HaveIdsThatBeginWithDocumentAndSection) {
  for (const ClauseInfo& info : AllClauses()) {
    const std::string document = info.document == 0 ? "draft-keep-alive" : std::to_string(info.document);
    const std::string prefix = document + "-" + std::string(info.section) + "-";
    EXPECT_TRUE(absl::StartsWith(info.id, prefix)) << info.id << " should begin with " << prefix;
    EXPECT_GT(info.id.size(), prefix.size()) << info.id;
  }
}

TEST(Clauses, CiteDocumentsThatHttpHas) {
  for (const ClauseInfo& info : AllClauses()) {
    const std::set<int> documents = {0, 2068, 3986, 9110, 9111, 9112, 9113, 9114};
    EXPECT_EQ(documents.count(info.document), 1u) << info.id;
    const std::string citation = Citation(info.clause);
    EXPECT_TRUE(absl::EndsWith(citation, ", section " + std::string(info.section))) << citation;
    EXPECT_TRUE(absl::StartsWith(citation, info.document == 0 ? "draft-" : "RFC ")) << citation;
  }
}

TEST(Clauses, HaveASentence) {
  std::set<std::string> sentences;
  for (const ClauseInfo& info : AllClauses()) {
    EXPECT_GT(info.sentence.size(), 20u) << info.id;
    EXPECT_EQ(info.sentence.back(), '.') << info.id;
    EXPECT_TRUE(absl::ascii_isupper(static_cast<unsigned char>(info.sentence.front()))) << info.id;
    EXPECT_TRUE(sentences.insert(std::string(info.sentence)).second) << info.id;
  }
}

TEST(Clauses, HaveStatusCodesWhereOneWouldBeAnswered) {
  const std::set<int> codes = {0, 400, 413, 414, 431, 501, 502, 505};
  for (const ClauseInfo& info : AllClauses()) {
    EXPECT_EQ(codes.count(info.status), 1u) << info.id;
  }
}

TEST(Clauses, HaveNamesForLevelRoleAndEffect) {
  EXPECT_EQ(Name(Level::kMust), "MUST");
  EXPECT_EQ(Name(Level::kShould), "SHOULD");
  EXPECT_EQ(Name(Level::kMay), "MAY");
  EXPECT_EQ(Name(Level::kGrammar), "grammar");
  EXPECT_EQ(Name(Level::kStatement), "statement");
  EXPECT_EQ(Name(Role::kRecipient), "recipient");
  EXPECT_EQ(Name(Role::kServer), "server");
  EXPECT_EQ(Name(Role::kClient), "client");
  EXPECT_EQ(Name(Role::kUserAgent), "user agent");
  EXPECT_EQ(Name(Role::kProxy), "proxy");
  EXPECT_EQ(Name(Role::kSender), "sender");
  EXPECT_EQ(Name(Effect::kReject), "reject");
  EXPECT_EQ(Name(Effect::kNote), "note");
}

TEST(Clauses, AreToldByAStatus) {
  const absl::Status status = ToStatus(ParseError{Clause::kBareCr, 14, 14});
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  for (const char* part : {"RFC 9112, section 2.2", "9112-2.2-bare-cr", "octet 14"}) {
    EXPECT_TRUE(absl::StrContains(status.message(), part)) << status;
  }
  EXPECT_TRUE(Result<Version>::Complete({}, 8).ToStatus().ok());
  EXPECT_EQ(Result<Version>::NeedMore().ToStatus().code(), absl::StatusCode::kOutOfRange);
  const Result<Version> error = Result<Version>::Error({Clause::kMajorVersion, 5, 5});
  EXPECT_EQ(error.ToStatus(), ToStatus(error.error()));
}

TEST(Values, AreComparedInFull) {
  const ParseError error{Clause::kBareCr, 14, 13};
  EXPECT_EQ(error, (ParseError{Clause::kBareCr, 14, 13}));
  EXPECT_NE(error, (ParseError{Clause::kBareLf, 14, 13}));
  EXPECT_NE(error, (ParseError{Clause::kBareCr, 15, 13}));
  EXPECT_NE(error, (ParseError{Clause::kBareCr, 14, 14}));
  const Finding finding{Clause::kTeSyntax, 3};
  EXPECT_TRUE(finding == (Finding{Clause::kTeSyntax, 3}));
  EXPECT_FALSE(finding == (Finding{Clause::kTeSyntax, 4}));
  EXPECT_FALSE(finding == (Finding{Clause::kTeChunked, 3}));
}

TEST(Values, OfASectionAreIterated) {
  FieldSection section;
  section.set_octets("a:b");
  EXPECT_TRUE(section.empty());
  EXPECT_TRUE(section.begin() == section.end());
  section.Add({0, 1, 2, 1});
  EXPECT_FALSE(section.begin() == section.end());
  EXPECT_EQ(Text(*section.begin()), Text(FieldLine{"a", "b"}));
  EXPECT_EQ(section.octets(), "a:b");
  EXPECT_EQ(section.span(0).value_offset, 2u);
  section.Clear();
  EXPECT_TRUE(section.empty());
}

// Names in output are stable: other tools read them.
TEST(Names, AreStable) {
  const std::pair<PersistenceRule, const char*> rules[] = {
      {PersistenceRule::kCloseOption, "9112-9.3-r1"},
      {PersistenceRule::kHttp11, "9112-9.3-r2"},
      {PersistenceRule::kHttp10KeepAlive, "9112-9.3-r3"},
      {PersistenceRule::kOtherwise, "9112-9.3-r4"},
      {PersistenceRule::kNotSelfDefinedLength, "9112-9.3-self-defined-length"},
      {PersistenceRule::kHttp10TransferEncoding, "9112-6.1-http10"},
      {PersistenceRule::kBothLengths, "9112-6.1-both-lengths"},
      {PersistenceRule::kTunnel, "9112-6.3-r2"},
      {PersistenceRule::kSwitched, "9110-15.2.2"},
  };
  for (const auto& [rule, name] : rules) EXPECT_EQ(Name(rule), name);
  for (int rule = 1; rule <= 8; ++rule) {
    EXPECT_EQ(FramingRuleName(static_cast<uint8_t>(rule)), "9112-6.3-r" + std::to_string(rule));
  }
  EXPECT_EQ(FramingRuleName(0), "");
  EXPECT_EQ(FramingRuleName(9), "");
  EXPECT_EQ(Name(FramingKind::kNone), "none");
  EXPECT_EQ(Name(FramingKind::kLength), "length");
  EXPECT_EQ(Name(FramingKind::kChunked), "chunked");
  EXPECT_EQ(Name(FramingKind::kClose), "close");
  EXPECT_EQ(Name(FieldListVersion::kHttp2), "HTTP/2");
  EXPECT_EQ(Name(FieldListVersion::kHttp3), "HTTP/3");
  const char* kinds[] = {"request", "response", "trailers"};
  for (size_t i = 0; i < 3; ++i) EXPECT_EQ(Name(static_cast<FieldListKind>(i)), kinds[i]);
  const char* parts[] = {"name", "value", "list"};
  for (size_t i = 0; i < 3; ++i) EXPECT_EQ(Name(static_cast<FieldPart>(i)), parts[i]);
  EXPECT_EQ(Name(Recipient::kOrigin), "origin");
  EXPECT_EQ(Name(Recipient::kIntermediary), "intermediary");
  EXPECT_EQ(Name(Recipient::kUserAgent), "user-agent");
  EXPECT_EQ(Name(MessageKind::kRequest), "request");
  EXPECT_EQ(Name(MessageKind::kResponse), "response");
  EXPECT_EQ(Name(TargetForm::kOriginForm), "origin-form");
  EXPECT_EQ(Name(TargetForm::kAbsoluteForm), "absolute-form");
  EXPECT_EQ(Name(TargetForm::kAuthorityForm), "authority-form");
  EXPECT_EQ(Name(TargetForm::kAsteriskForm), "asterisk-form");
}

}  // namespace
}  // namespace plumbline::properties
