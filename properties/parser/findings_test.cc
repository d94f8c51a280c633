// Law: notes. A message that stands with one thing that the standard says to ignore, to override or
// to go on after has exactly that clause among its findings, at exactly that octet of the stream,
// whatever messages precede it; and one with nothing to note has none. For each clause of
// parser/clauses.def with Effect::kNote (docs/choices.md, 1, 4, 14 to 18, 21, 25, 26).
#include "properties/law.h"

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "properties/generators/basic.h"
#include "properties/generators/field_lists.h"
#include "properties/generators/message.h"
#include "properties/violations/notes.h"

namespace plumbline::properties {
namespace {

std::vector<NoteSample> AllNotes() {
  std::vector<NoteSample> all = FieldValueNotes();
  for (const NoteSample& sample : MessageNotes()) all.push_back(sample);
  for (const NoteSample& sample : SenderNotes()) all.push_back(sample);
  return all;
}

Interpretation Read(const Noted& noted, const std::string& octets, size_t before) {
  StreamOptions options;
  std::vector<absl::string_view> methods(before, "GET");
  methods.push_back(noted.method);
  options.methods = methods;
  options.end_of_input = noted.until_close;
  return ParseStream(noted.kind, octets, options);
}

// Without regard to the order of those at one octet.
std::string Sorted(std::vector<Finding> findings) {
  std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::make_pair(a.offset, a.clause) < std::make_pair(b.offset, b.clause);
  });
  return Text(findings);
}

class NoteLaw : public testing::TestWithParam<NoteSample> {};

TEST_P(NoteLaw, IsFoundAsSuch) {
  const NoteSample sample = GetParam();
  CheckLaw(
      [sample] {
        const Noted noted = *rc::gen::exec(sample.make);
        const std::string one = noted.kind == MessageKind::kRequest ? "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
                                                                    : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        const size_t before = *InRange<size_t>(0, 3);
        std::string octets;
        for (size_t i = 0; i < before; ++i) octets += one;
        std::vector<Finding> expected{{sample.clause, octets.size() + noted.offset}};
        for (const Clause clause : noted.also) expected.push_back({clause, expected[0].offset});
        for (const Finding& besides : noted.besides)
          expected.push_back({besides.clause, octets.size() + besides.offset});
        octets += noted.octets;
        const Interpretation read = Read(noted, octets, before);
        RC_ASSERT(Text(read.verdict) == "complete");
        RC_ASSERT(read.messages.size() >= before + 1);
        for (size_t i = 0; i < before; ++i) RC_ASSERT(Text(read.messages[i].findings) == "[]");
        RC_ASSERT(Sorted(read.messages[before].findings) == Sorted(expected));
      },
      200);
}

std::string NoteName(const testing::TestParamInfo<NoteSample>& info) {
  std::string name = ClauseName(info.param.clause) + "_";
  for (char c : std::string(info.param.name)) name += isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Clauses, NoteLaw, testing::ValuesIn(AllNotes()), NoteName);

TEST(Notes, CoverEveryClauseThatIsNoted) {
  std::set<Clause> covered;
  for (const NoteSample& sample : AllNotes()) covered.insert(sample.clause);
  for (const ClauseInfo& info : AllClauses()) {
    const bool noted = info.effect == Effect::kNote && !IsOfFieldLists(info);
    EXPECT_EQ(covered.count(info.clause), noted ? 1u : 0u) << ClauseName(info.clause);
  }
}

// What a sender does not put into a value that matches its grammar: an empty element, BWS. Told by
// patterns, with a "q" for each quoted-string and comment.
std::set<Clause> SenderFaults(const std::string& name, std::string value) {
  const bool comments = name == "Via";
  const std::regex quoted(comments ? R"(\((\\[^]|[^()\\])*\))" : R"("(\\[^]|[^"\\])*")");
  for (std::string before; before != value;) {
    before = value;
    value = std::regex_replace(value, quoted, "q");
  }
  std::set<Clause> faults;
  const std::regex empty("(^|,)[ \t]*(,|$)");
  const std::regex blank("[ \t]=|=[ \t]");
  if (name != "Keep-Alive" && !value.empty() && std::regex_search(value, empty)) faults.insert(Clause::kEmptyElement);
  if (name == "TE" && std::regex_search(value, blank)) faults.insert(Clause::kBadWhitespace);
  return faults;
}

// Connection-specific fields with valid values and their options, and what only looks like
// something to note.
LAW(Notes, NothingToNoteButWhatASenderDoesNotSend, ()) {
  const auto octets = [](const auto& value) {
    return rc::gen::map(value, [](const auto& sample) { return sample.octets; });
  };
  std::string fields;
  std::multiset<Clause> expected;
  const auto add = [&](const std::string& name, const rc::Gen<std::string>& generator) {
    const std::string value = *generator;
    fields += *CaseChanged(name) + ": " + value + "\r\n";
    for (const Clause clause : SenderFaults(name, value)) expected.insert(clause);
  };
  if (*Sometimes(2)) add("Keep-Alive", octets(KeepAliveValue()));
  if (*Sometimes(2)) add("TE", octets(TeValue()));
  if (*Sometimes(2)) add("Upgrade", octets(UpgradeValue()));
  if (*Sometimes(2)) add("Trailer", octets(TrailerValue()));
  if (*Sometimes(2)) add("Via", octets(ViaValue()));
  if (*Sometimes(2)) fields += "Closed: " + *FieldContent() + "\r\n";
  fields += *OneOfTexts({"", "X-Connection: host,, cache-control\r\n"});
  add("Connection", RecipientList({"te", "x-a", "Upgrade", "KEEP-ALIVE"}));
  const std::string whole =
      *OneOfTexts({"GET http://a:80/ HTTP/1.1\r\nHost: A:80\r\n", "GET / HTTP/1.1\r\nHost: b\r\n"}) + fields +
      "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\nX-Trailer: a\r\n\r\n";
  const Interpretation read = ParseRequestStream(whole);
  RC_ASSERT(read.messages.size() == 1u);
  std::multiset<Clause> found;
  for (const Finding& finding : read.messages[0].findings) found.insert(finding.clause);
  RC_ASSERT(found == expected);
}

// A response to HEAD and a 304 say with their fields what a GET would have brought (RFC 9110,
// section 8.6; 9112, 6.1).
TEST(Notes, LengthsOfWhatWouldHaveBeenSent) {
  for (const char* method : {"GET", "HEAD"}) {
    for (const char* fields : {"Content-Length: 7\r\n", "Transfer-Encoding: chunked\r\n"}) {
      const std::string octets =
          (*method == 'G' ? "HTTP/1.1 304 \r\n" : "HTTP/1.1 200 \r\n") + std::string(fields) + "\r\n";
      const absl::string_view methods[] = {method};
      StreamOptions options;
      options.methods = methods;
      const Interpretation read = ParseResponseStream(octets, options);
      ASSERT_EQ(read.messages.size(), 1u);
      EXPECT_EQ(Text(read.messages[0].findings), "[]") << octets;
    }
  }
}

// A CONNECT that says that it has no content has none.
TEST(Notes, NoContentOfConnect) {
  for (const char* framing : {"Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
    const Interpretation read = ParseRequestStream("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n" + std::string(framing));
    ASSERT_EQ(read.messages.size(), 1u);
    EXPECT_EQ(Text(read.messages[0].findings), "[]");
  }
}

// The findings of a chunked request with this field and this trailer field.
std::string FindingsOf(const std::string& field, const std::string& trailer) {
  const std::string octets =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n" + field + "\r\n0\r\n" + trailer + "\r\n";
  const Interpretation read = ParseRequestStream(octets);
  return read.messages.size() == 1 ? Text(read.messages[0].findings) : "no message";
}

// Message framing, routing, authentication, request modifiers, response controls and content
// format, as RFC 9110, section 6.5.1 has them: each name in full, and no other one.
constexpr char kNoTrailers[] =
    "Connection Keep-Alive Proxy-Connection Upgrade Via Content-Length Host "
    "Transfer-Encoding Trailer Authorization Cookie Set-Cookie Proxy-Authorization "
    "WWW-Authenticate Proxy-Authenticate Cache-Control Expect Max-Forwards Pragma Range "
    "TE If-Match If-None-Match If-Modified-Since If-Unmodified-Since If-Range Age Expires "
    "Location Retry-After Vary Content-Type Content-Encoding Content-Range";

TEST(Notes, FieldsThatMayNotBeTrailers) {
  const std::vector<std::string> names = absl::StrSplit(kNoTrailers, ' ');
  for (const std::string& name : names) {
    const std::string trailer = name + ": a\r\n";
    EXPECT_EQ(FindingsOf("", trailer), Text(std::vector<Finding>{{Clause::kTrailerField, 59}})) << name;
    EXPECT_EQ(FindingsOf("", "X-" + trailer), "[]") << name;
    EXPECT_EQ(FindingsOf("", name + "x: a\r\n"), "[]") << name;
  }
  for (const char* name : {"Date", "ETag", "Last-Modified", "Server-Timing", "Digest", "Warning", "Close"})
    EXPECT_EQ(FindingsOf("", std::string(name) + ": a\r\n"), "[]") << name;
}

// The fields of RFC 9110, 9111 and 9112 in whose ABNF no "#" stands, and some that have one or of
// which that is not known.
TEST(Notes, FieldsOfOneLine) {
  const std::vector<std::string> names = absl::StrSplit(
      "Age Content-Location Content-Range Content-Type Date ETag Expires From If-Modified-Since "
      "If-Range If-Unmodified-Since Last-Modified Location Max-Forwards MIME-Version Referer "
      "Retry-After Server User-Agent",
      ' ');
  for (const std::string& name : names) {
    const std::string before = "Range: a\r\n" + name + ": a\r\n";
    const std::vector<Finding> expected = {{Clause::kRepeatedField, 54 + before.size()}};
    EXPECT_EQ(FindingsOf(before + name + ": a\r\n" + name + ": a\r\n", ""), Text(expected)) << name;
    EXPECT_EQ(FindingsOf(before + "X-" + name + ": a\r\n" + name + "x: a\r\n", ""), "[]") << name;
  }
  const std::vector<std::string> others = absl::StrSplit(
      "Accept Allow Authorization Cache-Control Cookie Content-Encoding If-Match Link Pragma "
      "Proxy-Authorization Range Set-Cookie Vary Warning WWW-Authenticate X",
      ' ');
  for (const std::string& name : others) EXPECT_EQ(FindingsOf(name + ": a\r\n" + name + ": a\r\n", ""), "[]") << name;
}

// RFC 9110, section 7.6.1: a field for all recipients of the content is not a connection option.
constexpr char kForAll[] =
    "host date via range etag expires vary location last-modified age content-length "
    "content-type content-encoding content-range content-language accept content-location "
    "cache-control authorization www-authenticate cookie set-cookie if-match "
    "if-none-match if-modified-since if-range accept-charset accept-encoding "
    "accept-language if-unmodified-since accept-ranges allow user-agent server referer "
    "expect";

TEST(Notes, OptionsThatAreFieldsForAll) {
  const std::vector<std::string> names = absl::StrSplit(kForAll, ' ');
  for (const std::string& name : names) {
    const std::string field = "Connection: " + name;
    EXPECT_EQ(FindingsOf(field + "\r\n", ""), Text(std::vector<Finding>{{Clause::kEndToEndOption, 66}})) << name;
    EXPECT_EQ(FindingsOf(field + "x\r\n", ""), "[]") << name;
  }
}

LAW(Notes, AreInTheOrderOfTheirOffsets, ()) {
  const StreamSample stream = *AnyStream();
  for (const Message& message : ParseSample(stream, stream.octets, stream.until_close).messages) {
    uint64_t last = message.offset;
    for (const Finding& finding : message.findings) {
      RC_ASSERT(finding.offset >= last);
      RC_ASSERT(finding.offset < message.offset + message.size);
      RC_ASSERT(Info(finding.clause).effect == Effect::kNote);
      last = finding.offset;
    }
  }
}

}  // namespace
}  // namespace plumbline::properties
