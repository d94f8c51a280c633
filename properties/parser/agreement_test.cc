// Law: one grammar. A production's own function and the decoder, which meets the same production
// within a message, agree on any octets: on the outcome, the clause, the offset and the value.
// Where the function needs more, the decoder rejects the octet that ends the production.
//
// DESIGN: one shot is the decoder called once, not a second parser; where a production is read
// twice, this is its check.
#include "properties/law.h"

#include <algorithm>

#include "parser/field_line.h"
#include "parser/fields/content_length.h"
#include "parser/fields/host.h"
#include "parser/request_line.h"
#include "parser/status_line.h"
#include "properties/generators/basic.h"
#include "properties/generators/chunked.h"
#include "properties/generators/mutation.h"
#include "properties/generators/start_line.h"
#include "properties/generators/uri.h"
#include "properties/parser/delivery.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::Lower;
using witness::TrimOws;

namespace gen = rc::gen;

template <typename T>
std::string Mutated(const rc::Gen<Sample<T>>& sample, const std::string& alphabet) {
  std::string octets = *MutatedText(gen::map(sample, [](const Sample<T>& value) { return value.octets; }), alphabet);
  octets.erase(std::remove_if(octets.begin(), octets.end(), [](char c) { return c == '\r' || c == '\n'; }),
               octets.end());
  return octets;
}

const std::string kListOctets = ",;= \t\"\\a1x";

// What Parse{Request,Response}Head says of `before`, `octets`, `after`, where the production's
// function said `own`. The production begins at `base`, in which trimmed whitespace is counted.
template <typename Own, typename Head>
void CheckAgreement(const Own& own, size_t size, const Head& head, size_t base) {
  switch (own.outcome()) {
    case Outcome::kComplete:
      RC_ASSERT(Text(head.outcome()) == "complete");
      break;
    case Outcome::kError:
      RC_ASSERT(Text(head.outcome()) == "error");
      RC_ASSERT(ClauseName(head.error().clause) == ClauseName(own.error().clause));
      RC_ASSERT(head.error().offset == own.error().offset + base);
      break;
    case Outcome::kNeedMore:
      RC_ASSERT(Text(head.outcome()) == "error");
      RC_ASSERT(head.error().offset >= size + base);
      break;
  }
}

LAW(Agreement, RequestLine, ()) {
  const std::string octets = Mutated(AnyRequestLine(), " /HTP1.:@[]%?");
  RC_PRE(!octets.empty());  // then the line's CR is an empty line
  const auto own = ParseRequestLine(octets);
  const std::string whole = octets + "\r\nHost:\r\n\r\n";
  const auto head = ParseRequestHead(whole);
  if (own.complete()) RC_ASSERT(Text(head->line) == Text(*own));
  CheckAgreement(own, octets.size(), head, 0);
}

LAW(Agreement, Method, ()) {
  const std::string octets = *MutatedText(Method(), "Aa~:(");
  RC_PRE(!octets.empty() && octets.find_first_of(" \r\n") == std::string::npos);
  const auto own = ParseMethod(octets);
  const std::string line = octets + " http://a/ HTTP/1.1";
  const auto whole = ParseRequestLine(line);
  if (own.complete() && octets == "CONNECT") return;  // which has a form of target of its own
  CheckAgreement(own, octets.size(), whole, 0);
  if (own.complete()) RC_ASSERT(Escape(whole->method) == Escape(octets));
}

// What only the functions are asked: nothing, and a SP where the line would end what is before it.
TEST(AgreementTest, OfFunctionsAlone) {
  EXPECT_EQ(Text(ParseMethod("").outcome()), "need more");
  EXPECT_EQ(Text(ParseHttpVersion("").outcome()), "need more");
  EXPECT_EQ(Text(ParseRequestTarget("GET", "").outcome()), "need more");
  EXPECT_EQ(Text(ParseRequestTarget("GET", " /")), Text(ParseError{Clause::kRequestTarget, 0, 0}));
  EXPECT_EQ(Text(ParseRequestTarget("GET", "/ ")), Text(ParseError{Clause::kRequestTarget, 1, 1}));
  // The CRLF is not of the line.
  for (const std::string end : {"\r", "\n", "\r\n"}) {
    EXPECT_EQ(Text(ParseRequestLine("GET / HTTP/1.1" + end)), Text(ParseError{Clause::kRequestLine, 14, 14}));
  }
  EXPECT_EQ(Text(ParseStatusLine("HTTP/1.1 200 OK\r")), Text(ParseError{Clause::kReasonPhrase, 15, 15}));
  EXPECT_EQ(Text(ParseStatusLine("HTTP/1.1 200 OK\n")), Text(ParseError{Clause::kBareLf, 15, 15}));
  EXPECT_EQ(Text(ParseFieldLine("a:b\r")), Text(ParseError{Clause::kBareCr, 3, 3}));
  EXPECT_EQ(Text(ParseFieldLine("a:b\r\n")), Text(ParseError{Clause::kBareCr, 3, 3}));
  EXPECT_EQ(Text(ParseFieldLine("a:b\n")), Text(ParseError{Clause::kBareLf, 3, 3}));
}

TEST(AgreementTest, OfOptionsLeftOut) {
  EXPECT_EQ(DecoderOptions{}.kind, MessageKind::kRequest);
  EXPECT_EQ(DecoderOptions{}.recipient, Recipient::kOrigin);
  EXPECT_EQ(DecoderOptions{MessageKind::kResponse}.recipient, Recipient::kUserAgent);
}

TEST(AgreementTest, OfAChunkedBodyAlone) {
  Decoder alone({MessageKind::kRequest});
  alone.BeginChunkedBody();
  Decoder whole({MessageKind::kRequest});
  whole.Next("POST / HTTP/1.1\r\nHost:\r\nTransfer-Encoding: chunked\r\n\r\n");
  EXPECT_EQ(Text(alone.framing()), Text(whole.framing()));
  EXPECT_EQ(alone.framing().length, whole.framing().length);
  const absl::string_view body = "0\r\n\r\n";
  EXPECT_EQ(alone.Next(body).event, Event::kChunk);
  EXPECT_EQ(alone.Next(body.substr(3)).event, Event::kTrailers);
  EXPECT_EQ(alone.Next("").event, Event::kMessageEnd);
  EXPECT_TRUE(alone.at_message_boundary());
}

LAW(Agreement, HttpVersion, ()) {
  std::string octets = Mutated(AnyVersion(), "HTTP/10. 2");
  octets.resize(*InRange<size_t>(0, octets.size() + 1));
  RC_PRE(octets.empty() || octets[0] != ' ');  // then a second SP stands after the target
  const auto own = ParseHttpVersion(octets);
  const std::string before = "GET / ";
  const std::string line = before + octets;
  const auto whole = ParseRequestLine(line);
  if (own.outcome() == Outcome::kNeedMore) {
    RC_ASSERT(Text(whole.outcome()) == "need more");
    return;
  }
  if (octets.size() > 8 && own.error().offset == 8) {  // the line's to reject, unless it is a digit
    RC_ASSERT(whole.error().offset == before.size() + 8);
    return;
  }
  CheckAgreement(own, octets.size(), whole, before.size());
  if (own.complete()) RC_ASSERT(Text(whole->version) == Text(*own));
}

LAW(Agreement, StatusLine, ()) {
  const std::string octets = Mutated(AnyStatusLine(), " /HTP1.\t");
  const auto own = ParseStatusLine(octets);
  const std::string whole = octets + "\r\n\r\n";
  const auto head = ParseResponseHead(whole);
  if (own.complete()) RC_ASSERT(Text(head->line) == Text(*own));
  CheckAgreement(own, octets.size(), head, 0);
}

// The CR that comes too early is the one that ends the line.
LAW(Agreement, StartLinesThatBreakOff, ()) {
  const bool request = *Sometimes(2);
  const std::string line = request ? (*AnyRequestLine()).octets : (*AnyStatusLine()).octets;
  const size_t whole = request ? line.size() : 13;  // a reason-phrase may be empty
  const std::string octets = line.substr(0, *InRange<size_t>(0, whole)) + *OneOfTexts({"\r", "\n"});
  const std::string message = octets + "\n\r\n";
  if (request) {
    RC_ASSERT(Text(ParseRequestLine(octets).error()) == Text(ParseRequestHead(message).error()));
  } else {
    RC_ASSERT(Text(ParseStatusLine(octets).error()) == Text(ParseResponseHead(message).error()));
  }
}

LAW(Agreement, RequestTarget, ()) {
  const std::string method = *Method();
  const std::string octets = Mutated(TargetFor(method), ":/?@%[]*1a.");
  RC_PRE(octets.find(' ') == std::string::npos && !octets.empty());
  const auto own = ParseRequestTarget(method, octets);
  const std::string before = method + " ";
  const std::string line = before + octets + " HTTP/1.1";
  const auto whole = ParseRequestLine(line);
  if (own.complete()) RC_ASSERT(Text(whole->target) == Text(*own));
  CheckAgreement(own, octets.size(), whole, before.size());
}

LAW(Agreement, FieldLine, ()) {
  const std::string octets = Mutated(AnyFieldLine(), ": \t");
  const std::string name = Lower(octets.substr(0, octets.find(':')));
  RC_PRE(!octets.empty() && octets[0] != ' ' && octets[0] != '\t');
  RC_PRE(name != "connection" && name != "content-length" && name != "transfer-encoding");
  const auto own = ParseFieldLine(octets);
  const std::string before = "HTTP/1.1 200 OK\r\n";
  const std::string whole = before + octets + "\r\n\r\n";
  const auto head = ParseResponseHead(whole);
  if (own.complete()) RC_ASSERT(Text(head->fields[0]) == Text(*own));
  CheckAgreement(own, octets.size(), head, before.size());
}

// A field's value within a line, with whitespace around it that the field's own function does not
// see.
struct FieldHead {
  std::string whole;
  size_t base;
};

FieldHead MakeField(const std::string& start, const std::string& name, const std::string& value) {
  const std::string before = start + name + ":" + *Ows();
  return {before + value + *Ows() + "\r\n\r\n", before.size()};
}

// Control characters but HTAB are the field line's to reject.
bool IsFieldValue(const std::string& value) {
  for (char c : value) {
    const auto octet = static_cast<unsigned char>(c);
    if ((octet < 0x20 && c != '\t') || octet == 0x7f) return false;
  }
  return value == TrimOws(value);
}

LAW(Agreement, Host, ()) {
  const std::string value = Mutated(HostValue(), ":[]%.v1a/@");
  // Within a line, whitespace can still turn out to stand after the value.
  RC_PRE(IsFieldValue(value) && value.find_first_of(" \t") == std::string::npos);
  const FieldHead field = MakeField("GET / HTTP/1.1\r\n", "Host", value);
  CheckAgreement(ParseHost(value), value.size(), ParseRequestHead(field.whole), field.base);
}

LAW(Agreement, Connection, ()) {
  const std::string value = Mutated(ConnectionValue(), kListOctets);
  RC_PRE(IsFieldValue(value));
  const FieldHead field = MakeField("HTTP/1.1 200 OK\r\n", "Connection", value);
  const auto own = ParseConnection(value);
  const auto head = ParseResponseHead(field.whole);
  CheckAgreement(own, value.size(), head, field.base);
  if (!own.complete()) return;
  RC_ASSERT(Text(ConnectionOptionsOf(head->fields)) == Text(*own));
  RC_ASSERT((head->persistence.rule == PersistenceRule::kCloseOption) == own->Has("close"));
}

LAW(Agreement, TransferEncoding, ()) {
  const std::string value = Mutated(TransferEncodingValue(), kListOctets);
  RC_PRE(IsFieldValue(value));
  const FieldHead field = MakeField("HTTP/1.1 200 OK\r\n", "Transfer-Encoding", value);
  const auto own = ParseTransferEncoding(value);
  const auto head = ParseResponseHead(field.whole);
  CheckAgreement(own, value.size(), head, field.base);
  if (own.complete()) RC_ASSERT((head->framing.kind == FramingKind::kChunked) == own->chunked_is_final);
}

LAW(Agreement, ContentLength, ()) {
  const std::string value = Mutated(ContentLengthValue(), "01289x");
  RC_PRE(IsFieldValue(value) && value.find(',') == std::string::npos);
  const FieldHead field = MakeField("HTTP/1.1 200 OK\r\n", "Content-Length", value);
  const auto own = ParseContentLength(value);
  const auto head = ParseResponseHead(field.whole);
  RC_ASSERT(Text(head.outcome()) == (own.complete() ? "complete" : "error"));
  if (own.complete()) RC_ASSERT(head->framing.length == *own);
  if (own.outcome() != Outcome::kError) return;
  // Octet by octet, a numeral may be too large before it turns out to be none. The whole value is
  // none then.
  const size_t other = value.find_first_not_of("0123456789");
  const bool number = other == std::string::npos;
  const Clause clause = number ? Clause::kLimitContentLength : Clause::kContentLengthInvalid;
  RC_ASSERT(ClauseName(head.error().clause) == ClauseName(clause));
  RC_ASSERT(head.error().place == (number ? own.error().place : other) + field.base);
  if (own.error().place == other) RC_ASSERT(ClauseName(own.error().clause) == ClauseName(clause));
}

LAW(Agreement, ChunkExt, ()) {
  const std::string ext = Mutated(ChunkExt(), kListOctets);
  RC_PRE(ext.empty() || ext[0] == ';' || ext[0] == ' ' || ext[0] == '\t');
  const auto own = ParseChunkExt(ext);
  const std::string octets = "1" + ext + "\r\nx\r\n0\r\n\r\n";
  const auto body = ParseChunkedBody(octets);
  CheckAgreement(own, ext.size(), body, 1);
  if (own.complete()) RC_ASSERT(Escape(body->chunk_exts[0]) == Escape(ext));
}

LAW(Agreement, ChunkedBody, ()) {
  std::string octets =
      *MutatedText(gen::map(AnyChunkedBody(), [](const auto& body) { return body.octets; }), "\r\n0a;: ");
  const auto own = ParseChunkedBody(octets);
  const std::string head = "POST / HTTP/1.1\r\nHost:\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string whole = head + octets;
  const Ending ending = EndingOf(whole.substr(0, own.complete() ? head.size() + own.consumed() : whole.size()), {});
  if (own.outcome() == Outcome::kError) {
    RC_ASSERT(ending.event == Event::kError);
    const ParseError& error = own.error();
    RC_ASSERT(Text(ending.error) ==
              Text(ParseError{error.clause, error.offset + head.size(), error.place + head.size()}));
    return;
  }
  RC_ASSERT(ending.event == Event::kNeedMore);
  RC_ASSERT(ending.at_boundary == own.complete());
  if (!own.complete()) return;
  const Interpretation read = ParseRequestStream(whole);
  RC_ASSERT(read.messages.size() >= 1u);
  RC_ASSERT(Escape(read.messages[0].body) == Escape(own->content));
  RC_ASSERT(Text(read.messages[0].trailers) == Text(own->trailers));
}

}  // namespace
}  // namespace plumbline::properties
