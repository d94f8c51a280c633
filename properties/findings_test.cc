// Law: notes. A message that stands with one thing that the standard says to ignore, to override or
// to go on after has exactly that clause among its findings, at exactly that octet of the stream,
// whatever messages precede it; and one with nothing to note has none. For each clause of
// parser/clauses.def with Effect::kNote (docs/choices.md, 1, 4, 14 to 18, 21, 25, 26).
#include "properties/law.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "properties/field_lists.h"
#include "properties/generators_basic.h"
#include "properties/generators_message.h"
#include "properties/notes.h"

namespace plumbline::properties {
namespace {

std::vector<NoteSample> AllNotes() {
  std::vector<NoteSample> all = FieldValueNotes();
  for (const NoteSample& sample : MessageNotes()) all.push_back(sample);
  return all;
}

Interpretation Read(const Noted& noted, const std::string& octets, size_t before) {
  StreamOptions options;
  if (noted.kind == MessageKind::kRequest) return ParseRequestStream(octets, options);
  std::vector<absl::string_view> methods(before, "GET");
  methods.push_back(noted.method);
  options.methods = methods;
  return ParseResponseStream(octets, options);
}

class NoteLaw : public testing::TestWithParam<NoteSample> {};

TEST_P(NoteLaw, IsFoundAsSuch) {
  const NoteSample sample = GetParam();
  CheckLaw(
      [sample] {
        const Noted noted = *rc::gen::exec(sample.make);
        const std::string one = noted.kind == MessageKind::kRequest
                                    ? "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
                                    : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        const size_t before = *InRange<size_t>(0, 3);
        std::string octets;
        for (size_t i = 0; i < before; ++i) octets += one;
        const Finding expected{sample.clause, octets.size() + noted.offset};
        octets += noted.octets;
        const Interpretation read = Read(noted, octets, before);
        RC_ASSERT(Text(read.verdict) == "complete");
        RC_ASSERT(read.messages.size() >= before + 1);
        for (size_t i = 0; i < before; ++i) RC_ASSERT(Text(read.messages[i].findings) == "[]");
        RC_ASSERT(Text(read.messages[before].findings) == Text(std::vector<Finding>{expected}));
      },
      200);
}

std::string TestName(const testing::TestParamInfo<NoteSample>& info) {
  std::string name = ClauseName(info.param.clause) + "_";
  for (char c : std::string(info.param.name))
    name += isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Clauses, NoteLaw, testing::ValuesIn(AllNotes()), TestName);

TEST(Notes, CoverEveryClauseThatIsNoted) {
  std::set<Clause> covered;
  for (const NoteSample& sample : AllNotes()) covered.insert(sample.clause);
  for (const ClauseInfo& info : AllClauses()) {
    const bool noted = info.effect == Effect::kNote && !IsOfFieldLists(info);
    EXPECT_EQ(covered.count(info.clause), noted ? 1u : 0u) << ClauseName(info.clause);
  }
}

// Connection-specific fields with valid values and their options, and what only looks like
// something to note.
LAW(Notes, NothingToNote, ()) {
  const auto octets = [](const auto& value) {
    return rc::gen::map(value, [](const auto& sample) { return sample.octets; });
  };
  std::string fields;
  const auto add = [&](const std::string& name, const rc::Gen<std::string>& value) {
    if (*Sometimes(2)) fields += *CaseChanged(name) + ": " + *value + "\r\n";
  };
  add("Keep-Alive", octets(KeepAliveValue()));
  add("TE", octets(TeValue()));
  add("Upgrade", octets(UpgradeValue()));
  add("Trailer", octets(TrailerValue()));
  add("Via", octets(ViaValue()));
  add("Closed", FieldContent());
  add("X-Connection", OneOfTexts({"host, cache-control", "Date", "content-length"}));
  const std::string connection = *RecipientList({"te", "x-a", "Upgrade", "KEEP-ALIVE"});
  const std::string whole = *OneOfTexts({"GET http://a:80/ HTTP/1.1\r\nHost: A:80\r\n",
                                         "GET / HTTP/1.1\r\nHost: b\r\n"}) +
                            fields + "Connection: " + connection +
                            "\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\nX-Trailer: a\r\n\r\n";
  const Interpretation read = ParseRequestStream(whole);
  RC_ASSERT(read.messages.size() == 1u);
  RC_ASSERT(Text(read.messages[0].findings) == "[]");
}

// A response to HEAD and a 304 say with their fields what a GET would have brought (RFC 9110,
// section 8.6; 9112, 6.1).
TEST(Notes, LengthsOfWhatWouldHaveBeenSent) {
  for (const char* method : {"GET", "HEAD"}) {
    for (const char* fields : {"Content-Length: 7\r\n", "Transfer-Encoding: chunked\r\n"}) {
      const std::string octets = (*method == 'G' ? "HTTP/1.1 304 \r\n" : "HTTP/1.1 200 \r\n") +
                                 std::string(fields) + "\r\n";
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
  const Interpretation read =
      ParseRequestStream("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\nContent-Length: 0\r\n\r\n");
  ASSERT_EQ(read.messages.size(), 1u);
  EXPECT_EQ(Text(read.messages[0].findings), "[]");
}

// The findings of a chunked request with this field and this trailer field.
std::string FindingsOf(const std::string& field, const std::string& trailer) {
  const std::string octets = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n" +
                             field + "\r\n0\r\n" + trailer + "\r\n";
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
    EXPECT_EQ(FindingsOf("", trailer), Text(std::vector<Finding>{{Clause::kTrailerField, 59}}))
        << name;
    EXPECT_EQ(FindingsOf("", "X-" + trailer), "[]") << name;
    EXPECT_EQ(FindingsOf("", name + "x: a\r\n"), "[]") << name;
  }
  for (const char* name :
       {"Date", "ETag", "Last-Modified", "Server-Timing", "Digest", "Warning", "Close"})
    EXPECT_EQ(FindingsOf("", std::string(name) + ": a\r\n"), "[]") << name;
}

// RFC 9110, section 7.6.1: a field for all recipients of the content is no connection option.
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
    EXPECT_EQ(FindingsOf(field + "\r\n", ""),
              Text(std::vector<Finding>{{Clause::kEndToEndOption, 66}}))
        << name;
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
