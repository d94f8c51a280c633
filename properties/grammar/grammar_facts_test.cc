// What the ABNF says by itself, where it is easily thought to say more or less: read in the RFCs, section by section,
// and held against the automata. What prose adds is not part of this.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/compile.h"
#include "grammar/rule_book.h"

namespace plumbline::properties {
namespace {

using namespace grammar;
using namespace std::string_view_literals;

struct Fact {
  const char* rule;
  std::string_view octets;
  Word word;
  size_t offset = 0;  // of the octet, if kReject
};

constexpr Word kAccept = Word::kAccept;
constexpr Word kNeedMore = Word::kNeedMore;
constexpr Word kReject = Word::kReject;

void Check(const std::vector<Fact>& facts, const CompileOptions& options = {}) {
  const RuleBook& book = RuleBook::Standard();
  for (const Fact& fact : facts) {
    const RuleRef rule = book.Find(fact.rule);
    ASSERT_TRUE(rule) << fact.rule;
    const Reading reading = Compile(book, rule, options).Read(fact.octets);
    const size_t offset = fact.word == kReject ? fact.offset : fact.octets.size();
    EXPECT_TRUE((reading == Reading{fact.word, offset, kGrammar}))
        << fact.rule << " '" << fact.octets << "' word " << int(reading.word) << " at " << reading.offset;
  }
}

TEST(GrammarFacts, RequestTargets) {
  Check({
      // Without its method, a target can have two forms (RFC 9112, sections 3.2.2 and 3.2.3; RFC 9110, section 9.3.6).
      {"RFC9112/authority-form", "example.com:80", kAccept},
      {"RFC9112/absolute-form", "example.com:80", kAccept},  // the scheme example.com, the path 80
      {"RFC9112/absolute-form", "example.com", kNeedMore},
      // RFC 3986, section 3.2.3: port = *DIGIT.
      {"RFC9112/authority-form", "example.com:", kAccept},
      {"RFC9112/authority-form", "example.com", kNeedMore},
      {"RFC9112/authority-form", "user@example.com:80", kReject, 4},
      // RFC 9110, section 4.1: absolute-path = 1*( "/" segment ), and a segment may be empty.
      {"RFC9112/origin-form", "//x", kAccept},
      {"RFC9112/origin-form", "/a?b?c", kAccept},
      {"RFC9112/origin-form", "/a#b", kReject, 2},
      {"RFC9112/origin-form", "/%zz", kReject, 2},
      // RFC 9112, section 3.2.4.
      {"RFC9112/asterisk-form", "*", kAccept},
      // RFC 9110, section 7.2: Host = uri-host [ ":" port ]; RFC 3986, section 3.2.2: a reg-name may be empty.
      {"RFC9110/Host", "", kAccept},
      {"RFC9110/Host", ":80", kAccept},
      {"RFC9110/Host", "a:80:80", kReject, 4},
  });
}

TEST(GrammarFacts, Uris) {
  Check({
      // RFC 3986, section 1.1.2.
      {"RFC3986/URI", "ftp://ftp.is.co.za/rfc/rfc1808.txt", kAccept},
      {"RFC3986/URI", "ldap://[2001:db8::7]/c=GB?objectClass?one", kAccept},
      {"RFC3986/URI", "mailto:John.Doe@example.com", kAccept},
      {"RFC3986/URI", "tel:+1-816-555-1212", kAccept},
      {"RFC3986/URI", "telnet://192.0.2.16:80/", kAccept},
      {"RFC3986/URI", "urn:oasis:names:specification:docbook:dtd:xml:4.1.2", kAccept},
      // Section 4.2: the first segment of a relative-path reference has no colon.
      {"RFC3986/relative-ref", "this:that", kReject, 4},
      {"RFC3986/relative-ref", "./this:that", kAccept},
      // Section 3.2.2.
      {"RFC3986/IPv6address", "::", kAccept},
      {"RFC3986/IPv6address", "1:2:3:4:5:6:7:8", kAccept},
      {"RFC3986/IPv6address", "1:2:3:4:5:6:7::", kAccept},
      {"RFC3986/IPv6address", "1:2:3:4:5:6:7::8", kReject, 15},
      {"RFC3986/IPv6address", "1::2::3", kReject, 5},
      {"RFC3986/IPv6address", "::ffff:192.0.2.1", kAccept},
      {"RFC3986/IPv6address", "::ffff:192.0.2.256", kReject, 17},
      {"RFC3986/IPv4address", "192.0.2.01", kReject, 9},
      {"RFC3986/host", "192.0.2.256", kAccept},  // a reg-name
      {"RFC3986/IP-literal", "[v1.a:b]", kAccept},
      {"RFC3986/IP-literal", "[fe80::1%25en0]", kReject, 8},  // zones are RFC 6874's
  });
}

TEST(GrammarFacts, Messages) {
  Check({
      // RFC 9112, section 2.3: any two digits; HTTP-name is case-sensitive.
      {"RFC9112/HTTP-version", "HTTP/3.7", kAccept},
      {"RFC9112/HTTP-version", "HTTP/1.10", kReject, 8},
      {"RFC9112/HTTP-version", "http/1.1", kReject, 0},
      // Section 4: status-code = 3DIGIT, and the SP before an absent reason-phrase is not optional.
      {"RFC9112/status-code", "000", kAccept},
      {"RFC9112/status-code", "999", kAccept},
      {"RFC9112/status-line", "HTTP/1.1 200 ", kAccept},
      {"RFC9112/status-line", "HTTP/1.1 200", kNeedMore},
      {"RFC9112/status-line", "HTTP/1.1 200\r\n", kReject, 12},
      // Section 5: no whitespace before the colon; OWS around the value. Section 5.2: no obs-fold.
      {"RFC9112/field-line", "Host : a", kReject, 4},
      {"RFC9112/field-line", "Host:\t a \t", kAccept},
      {"RFC9112/field-line", "a: b\r\n c", kReject, 4},
      // RFC 9110, section 5.5: a field-value neither begins nor ends with whitespace; any octet but controls.
      {"RFC9110/field-value", "", kAccept},
      {"RFC9110/field-value", " a", kReject, 0},
      {"RFC9110/field-value", "a ", kNeedMore},
      {"RFC9110/field-value", "a b\tc\xFF", kAccept},
      {"RFC9110/field-value", "a\0"sv, kReject, 1},
      {"RFC9110/field-value", "a\x7F", kReject, 1},
      // RFC 9112, section 2.1: no empty line before the start-line, no bare LF.
      {"RFC9112/HTTP-message", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", kAccept},
      {"RFC9112/HTTP-message", "GET / HTTP/1.1\r\n\r\n\0\r\n"sv, kAccept},
      {"RFC9112/HTTP-message", "\r\nGET / HTTP/1.1\r\n\r\n", kReject, 0},
      {"RFC9112/HTTP-message", "GET / HTTP/1.1\nHost: a\r\n\r\n", kReject, 14},
      {"RFC9112/HTTP-message", "GET  / HTTP/1.1\r\n", kReject, 4},
  });
}

TEST(GrammarFacts, ChunkedBodies) {
  Check({
      // RFC 9112, section 7.1.1: BWS stands before a ";", "=" and a value, and not after the last.
      {"RFC9112/chunk", "5\r\nhello\r\n", kAccept},
      {"RFC9112/chunk", "5 ;a=b\r\nhello\r\n", kAccept},
      {"RFC9112/chunk", "5 \r\nhello\r\n", kReject, 2},
      {"RFC9112/chunk", "5;a\t=\tb \r\n", kReject, 8},
      {"RFC9112/chunk", "5;\r\n", kReject, 2},
      {"RFC9112/chunk-ext", ";a=\"\\\"\"; b", kAccept},
      // Section 7.1: that size and data agree, and that a zero ends the chunks, is prose.
      {"RFC9112/chunk", "5\r\nhi\r\n", kAccept},
      {"RFC9112/chunk-size", "0", kAccept},
      {"RFC9112/chunk-size", "aF", kAccept},
      {"RFC9112/chunk-size", "", kNeedMore},
      {"RFC9112/last-chunk", "000\r\n", kAccept},
      {"RFC9112/chunked-body", "0\r\n\r\n", kAccept},
      {"RFC9112/chunked-body", "0\r\nA: b\r\n\r\n", kAccept},
      // Section 7: parameters of chunked are prose's concern; RFC 9110, section 10.1.4: BWS around "=".
      {"RFC9110/transfer-coding", "chunked;a=b", kAccept},
      {"RFC9110/transfer-coding", "x ; a = \"b\"", kAccept},
      {"RFC9110/transfer-coding", "x;a", kNeedMore},
      // RFC 9110, section 10.1.4: no qvalue, but still a transfer-parameter.
      {"RFC9110/TE", "deflate;q=1.0000", kAccept},
      {"RFC9110/TE", "trailers, deflate;q=0.5", kAccept},
      // Section 8.6: any number of digits, and no list.
      {"RFC9110/Content-Length", "00018446744073709551616", kAccept},
      {"RFC9110/Content-Length", "5, 5", kReject, 1},
      {"RFC9110/Content-Length", "+5", kReject, 0},
  });
}

TEST(GrammarFacts, FieldValues) {
  Check({
      // RFC 9110, section 5.6.6: empty parameters, but no whitespace at "=". Section 11.2: auth-param has BWS there.
      {"RFC9110/parameters", ";;", kAccept},
      {"RFC9110/parameters", " ; a=b ;", kAccept},
      {"RFC9110/parameters", ";a =b", kReject, 2},
      {"RFC9110/auth-param", "realm = \"a\"", kAccept},
      // Section 12.4.2.
      {"RFC9110/qvalue", "0.001", kAccept},
      {"RFC9110/qvalue", "1.001", kReject, 4},
      {"RFC9110/weight", ";Q=0.", kAccept},
      // Sections 5.6.7 and 8.8.3: %s strings. Case is free elsewhere (RFC 5234, section 2.3).
      {"RFC9110/HTTP-date", "Sun, 06 Nov 1994 08:49:37 GMT", kAccept},
      {"RFC9110/HTTP-date", "Sunday, 06-Nov-94 08:49:37 GMT", kAccept},
      {"RFC9110/HTTP-date", "Sun Nov  6 08:49:37 1994", kAccept},
      {"RFC9110/HTTP-date", "Sun, 06 nov 1994 08:49:37 GMT", kReject, 8},
      {"RFC9110/HTTP-date", "Sun, 06 Nov 1994 08:49:37 gmt", kReject, 26},
      {"RFC9110/entity-tag", "W/\"a\"", kAccept},
      {"RFC9110/entity-tag", "w/\"a\"", kReject, 0},
      // Section 11.6.1: its example.
      {"RFC9110/WWW-Authenticate",
       "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"", kAccept},
      // Section 7.6.3: its example; a received-by is not optional.
      {"RFC9110/Via", "1.0 fred, 1.1 p.example.net", kAccept},
      {"RFC9110/Via", "HTTP/1.1 a (b (c)) , ,1.1 d:80", kAccept},
      {"RFC9110/Via", "1.1, 1.1 a", kReject, 3},
      // Section 14.1.2: its examples. After the space of the third, section 14.1.1 has but a comma.
      {"RFC9110/ranges-specifier", "bytes=9500-", kAccept},
      {"RFC9110/ranges-specifier", "bytes=0-0,-1", kAccept},
      {"RFC9110/ranges-specifier", "bytes= 0-999, 4500-5499, -1000", kReject, 7},
  });
}

TEST(GrammarFacts, KeepAlive) {
  Check({
      // draft-thomson-hybi-http-timeout-03, section 2: "timeout" is also the name of an extension.
      {"keep-alive/keep-alive-info", "timeout=5", kAccept},
      {"keep-alive/keep-alive-info", "timeout", kAccept},
      {"keep-alive/keep-alive-info", "timeout=-1", kAccept},
      {"keep-alive/keep-alive-info", "timeout=5.5", kAccept},
      {"keep-alive/keep-alive-info", "timeout=\"5\"", kAccept},
      {"keep-alive/keep-alive-info", "timeout = 5", kReject, 7},
      {"keep-alive/keep-alive-info", "timeout=5; max=200", kReject, 9},
      // RFC 2068, sections 2.1 and 19.7.1.1: whitespace around "=", and a value.
      {"RFC2068/keepalive-param", "timeout = 5", kAccept},
      {"RFC2068/keepalive-param", "timeout", kNeedMore},
      {"keep-alive/Keep-Alive", "timeout = 5, max=100", kAccept},
      {"keep-alive/Keep-Alive", "timeout=5; max=200", kReject, 9},
  });
}

// RFC 9110, section 5.6.1.2: "foo,bar", "foo ,bar," and "foo , ,bar,charlie" are lists. That one element is not empty
// no ABNF can ask for, so that "", "," and ",   ," are, though the section calls them invalid for 1#.
TEST(GrammarFacts, RecipientsTakeEmptyElements) {
  Check({
      {"RFC9110/acceptable-ranges", "foo,bar", kAccept},
      {"RFC9110/acceptable-ranges", "foo ,bar,", kAccept},
      {"RFC9110/acceptable-ranges", "foo , ,bar,charlie", kAccept},
      {"RFC9110/acceptable-ranges", "", kAccept},
      {"RFC9110/acceptable-ranges", ",", kAccept},
      {"RFC9110/acceptable-ranges", ",   ,", kAccept},
      {"RFC9110/acceptable-ranges", " foo", kReject, 1},
      {"RFC9110/acceptable-ranges", "foo bar", kReject, 4},
      {"RFC9112/Transfer-Encoding", ", ,\tgzip , ", kAccept},
  });
}

// Section 5.6.1.1.
TEST(GrammarFacts, SendersMakeNoEmptyElements) {
  const CompileOptions sender{ListRule::kSender, 3};
  Check(
      {
          {"RFC9110/acceptable-ranges", "foo \t,\t bar", kAccept},
          {"RFC9110/acceptable-ranges", "", kNeedMore},
          {"RFC9110/acceptable-ranges", ",foo", kReject, 0},
          {"RFC9110/acceptable-ranges", "foo,,bar", kReject, 4},
          {"RFC9110/acceptable-ranges", "foo,", kNeedMore},
          {"RFC9110/Connection", "", kAccept},
      },
      sender);
}

// Section 5.6.5, nested as often as the options say.
TEST(GrammarFacts, CommentsNest) {
  for (const int depth : {1, 2, 4}) {
    const size_t deep = static_cast<size_t>(depth);
    const std::string nested = std::string(deep, '(') + "a\\)" + std::string(deep, ')');
    const std::string deeper = "(" + nested + ")";
    Check({{"RFC9110/comment", nested, kAccept}, {"RFC9110/comment", deeper, kReject, deep}},
          {ListRule::kRecipient, depth});
  }
}

bool HasList(const Node& node) {
  return node.kind == Node::Kind::kList || std::any_of(node.children.begin(), node.children.end(), HasList);
}

// Whether every string of `part` is one of `whole`.
bool Includes(const Automaton& whole, const Automaton& part) {
  std::set<std::pair<State, State>> reached = {{Automaton::kStart, Automaton::kStart}};
  std::vector<std::pair<State, State>> waiting(reached.begin(), reached.end());
  while (!waiting.empty()) {
    const auto [in_whole, in_part] = waiting.back();
    waiting.pop_back();
    if (part.OutputOf(in_part).word == kAccept && whole.OutputOf(in_whole).word != kAccept) return false;
    for (int octet = 0; octet < 256; ++octet) {
      const State to_part = part.Next(in_part, static_cast<uint8_t>(octet));
      if (Automaton::IsDead(to_part)) continue;
      const State to_whole = whole.Next(in_whole, static_cast<uint8_t>(octet));
      if (Automaton::IsDead(to_whole)) return false;
      if (reached.emplace(to_whole, to_part).second) waiting.emplace_back(to_whole, to_part);
    }
  }
  return true;
}

// What a sender may generate a recipient has to accept, in every rule; and in every rule with a list it has to accept
// more.
TEST(GrammarFacts, SendersListsAreRecipientsLists) {
  const RuleBook& book = RuleBook::Standard();
  int lists = 0;
  for (const Document& document : book.documents()) {
    if (document.name == "prose") continue;  // differences of languages
    for (const Rule& rule : document.rules) {
      const std::vector<RuleRef> reached = book.Reachable({&document, &rule});
      if (std::none_of(reached.begin(), reached.end(), [](RuleRef ref) { return HasList(ref.rule->definition); }))
        continue;
      const Automaton recipient = Compile(book, {&document, &rule}, {ListRule::kRecipient, 3});
      const Automaton sender = Compile(book, {&document, &rule}, {ListRule::kSender, 3});
      EXPECT_TRUE(Includes(recipient, sender)) << document.name << "/" << rule.name;
      if (!HasList(rule.definition)) continue;
      ++lists;
      EXPECT_FALSE(Includes(sender, recipient)) << document.name << "/" << rule.name;
    }
  }
  EXPECT_GE(lists, 26);  // RFC 9110, 9111, 9112 and Keep-Alive
}

}  // namespace
}  // namespace plumbline::properties
