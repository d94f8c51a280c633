// Law: where a stream may end, and what comes after its messages (docs/choices.md, 9, 22 to 24; RFC
// 9112, sections 8 and 9).
//
// Any prefix of a valid stream: complete where it ends with a message, need more elsewhere, with
// exactly the messages that are in it; known to be the end of input, incomplete (section 8) at the
// octet after the last, except in a body that ends with the connection. An interim response is a
// complete message: its final one is awaited, and may never come.
#include "properties/law.h"

#include "properties/generators/basic.h"
#include "properties/generators/message.h"
#include "properties/parser/delivery.h"

namespace plumbline::properties {
namespace {

struct Prefix {
  StreamSample stream;
  size_t size = 0;
  size_t messages = 0;          // complete in it
  size_t consumed = 0;          // octets of those
  bool at_end = false;          // ends with the last of them
  bool awaits_final = false;    // which is an interim response
  bool in_until_close = false;  // ends in the body that ends with the connection
  bool in_length = false;       // ends in a body that has a Content-Length
};
void showValue(const Prefix& prefix, std::ostream& os) {
  os << prefix.size << " octets of ";
  showValue(prefix.stream, os);
}

Prefix AnyPrefix() {
  Prefix prefix;
  prefix.stream = *AnyStream();
  const Message& last = prefix.stream.messages.back();
  const size_t end = static_cast<size_t>(last.offset + last.size);
  prefix.size = *rc::gen::oneOf(InRange<size_t>(0, end + 1), rc::gen::just(end));
  if (*Sometimes(3)) {  // rather at the end of a message
    const size_t index = *InRange<size_t>(0, prefix.stream.messages.size());
    prefix.size = static_cast<size_t>(prefix.stream.messages[index].offset);
  }
  for (const Message& message : prefix.stream.messages) {
    const size_t message_end = static_cast<size_t>(message.offset + message.size);
    const bool until_close = prefix.stream.until_close && &message == &last;
    const size_t head = message_end - message.body.size();
    prefix.in_until_close = until_close && prefix.size >= head;
    prefix.in_length = message.framing.kind == FramingKind::kLength && prefix.size >= head && prefix.size < message_end;
    if (until_close || message_end > prefix.size) break;
    ++prefix.messages;
    prefix.consumed = message_end;
    prefix.at_end = message_end == prefix.size;
    const int status = message.response.status;
    prefix.awaits_final = message.kind == MessageKind::kResponse && status >= 100 && status < 200 && status != 101;
  }
  return prefix;
}

LAW(StreamLaw, OfAnyPrefix, ()) {
  const Prefix prefix = *rc::gen::exec(AnyPrefix);
  const ExactCopy octets(absl::string_view(prefix.stream.octets).substr(0, prefix.size));
  const Interpretation read = ParseSample(prefix.stream, octets.view(), false);
  RC_ASSERT(Text(read.verdict) == (prefix.at_end && !prefix.awaits_final ? "complete" : "need more"));
  RC_ASSERT(read.messages.size() == prefix.messages);
  RC_ASSERT(read.consumed == prefix.consumed);
  for (size_t i = 0; i < prefix.messages; ++i) RC_ASSERT(Text(read.messages[i]) == Text(prefix.stream.messages[i]));
}

LAW(StreamLaw, OfAnyPrefixAtTheEndOfInput, ()) {
  const Prefix prefix = *rc::gen::exec(AnyPrefix);
  const ExactCopy octets(absl::string_view(prefix.stream.octets).substr(0, prefix.size));
  const Interpretation read = ParseSample(prefix.stream, octets.view(), true);
  const bool whole = prefix.size == 0 || prefix.at_end || prefix.in_until_close;
  if (!whole) {
    RC_ASSERT(Text(read.verdict) == "error");
    const Clause clause = prefix.in_length ? Clause::kIncompleteLength : Clause::kIncompleteMessage;
    RC_ASSERT(Text(read.error) == Text(ParseError{clause, prefix.size, prefix.size}));
    RC_ASSERT(read.messages.size() == prefix.messages);
    return;
  }
  RC_ASSERT(Text(read.verdict) == "complete");
  RC_ASSERT(read.consumed == prefix.size);
  RC_ASSERT(read.messages.size() == prefix.messages + (prefix.in_until_close ? 1 : 0));
}

// Nothing of what follows a tunnel is looked at.
LAW(StreamLaw, NothingIsJudgedAfterATunnel, ()) {
  const StreamSample stream = *TunnelStream();
  const Message& last = stream.messages.back();
  const std::string octets = stream.octets.substr(0, last.offset + last.size) + *AnyOctets(0, 20);
  const Interpretation read = ParseSample(stream, octets, *Sometimes(2));
  RC_ASSERT(Text(read) == ExpectedText(stream));
}

// A head alone: every prefix needs more, the whole is what the decoder makes of it, and nothing
// after it is looked at.
LAW(StreamLaw, OfAHeadAlone, ()) {
  const bool request = *Sometimes(2);
  const MessageSample message = request ? *AnyRequest(Lasts::kAnyhow) : *AnyFinalResponse(Lasts::kAnyhow);
  const std::string head = message.octets.substr(0, message.head_size);
  const std::string prefix = head.substr(0, *InRange<size_t>(0, head.size()));
  const std::string more = head + *AnyOctets(0, 9);
  if (request) {
    RC_ASSERT(Text(ParseRequestHead(prefix).outcome()) == "need more");
    const auto read = ParseRequestHead(more);
    RC_ASSERT(read.complete());
    RC_ASSERT(read.consumed() == head.size());
    RC_ASSERT(Text(read->line) == Text(message.value.request));
    RC_ASSERT(Text(read->fields) == Text(message.value.fields));
    RC_ASSERT(Text(read->framing) == Text(message.value.framing));
    return;
  }
  RC_ASSERT(Text(ParseResponseHead(prefix, message.method).outcome()) == "need more");
  const auto read = ParseResponseHead(more, message.method);
  RC_ASSERT(read.complete());
  RC_ASSERT(read.consumed() == head.size());
  RC_ASSERT(Text(read->line) == Text(message.value.response));
  RC_ASSERT(Text(read->fields) == Text(message.value.fields));
  RC_ASSERT(Text(read->framing) == Text(message.value.framing));
}

// A client that asked for an upgrade may be using the other protocol after its request (RFC 9110,
// section 7.8): what is not a request-line is not judged. What is one begins a request, with all that
// follows.
LAW(StreamLaw, HttpMayEndAfterAnUpgrade, ()) {
  const std::string version = *OneOfTexts({"HTTP/1.1", "HTTP/1.0"});
  const auto [option, has_option] = *OneOfThese<std::pair<std::string, bool>>({{"Upgrade", true}, {"upgraded", false}});
  const auto [fields, has_protocol] = *OneOfThese<std::pair<std::string, bool>>({
      {"Upgrade: b\r\n", true},
      {"Upgrade: ,\r\nX: y\r\nuPGRADE: ,a/1\r\n", true},
      {"Upgrade: , ,\r\nX: y\r\n", false},
      {"Upgrade: a b\r\n", false},
      {"Upgrade: a\r\nUpgrade: b/\r\n", false},
      {"Upgrade: x: y;a=\"z\\\r\n", false},
      {"X: y\r\n", false},
  });
  const std::string connection = *RecipientList({"keep-alive", option});
  const std::string request =
      "GET / " + version + "\r\nHost: a\r\n" + fields + "Connection: " + connection + "\r\n\r\n";
  const std::string other =
      *OneOfTexts({"\x16\x03", "GET  /", "\r\n", "G\x01", "GET / HTTP/2.0\r\n", "GET / HTTP/1.1\n"});
  const std::string octets = request + other + *AnyOctets(0, 4);
  const Interpretation read = ParseRequestStream(octets);
  RC_ASSERT(read.consumed == request.size());
  const bool upgrades = has_option && has_protocol && version == "HTTP/1.1";
  RC_ASSERT(read.tunnel == upgrades);
  RC_ASSERT(Text(read.verdict) == (upgrades ? "complete" : "error"));

  const std::string part = request + *OneOfTexts({"G", "GET / HT", "GET / HTTP/1.1\r"});
  RC_ASSERT(Text(ParseRequestStream(part).verdict) == "need more");
  StreamOptions closed;
  closed.end_of_input = true;
  RC_ASSERT(ParseRequestStream(part, closed).tunnel == upgrades);
  RC_ASSERT(Text(ParseRequestStream(request, closed)) == Text(ParseRequestStream(request)));
  const Interpretation bad = ParseRequestStream(request + "GET / HTTP/1.1\r\n:");
  RC_ASSERT(Text(bad.verdict) == "error");
  const MessageSample next = *AnyRequest(Lasts::kPersists);
  const Interpretation two = ParseRequestStream(request + next.octets);
  RC_ASSERT(Text(two.verdict) == "complete");
  RC_ASSERT(!two.tunnel);
  RC_ASSERT(two.messages.size() == 2u);
}

// The close option bars further requests, not the other protocol (RFC 9112, section 9.6): what is a
// request-line is rejected at its end, and what is none is not judged.
LAW(StreamLaw, NoRequestFollowsCloseAndUpgrade, ()) {
  const std::string request =
      "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: b\r\nConnection: " + *RecipientList({"close", "upgrade"}) + "\r\n\r\n";
  const std::string other = *OneOfTexts({"\x16\x03", "GET  /", "\r\n", "GET / HTTP/2.0\r\n"});
  const Interpretation tunnel = ParseRequestStream(request + other + *AnyOctets(0, 4));
  RC_ASSERT(tunnel.tunnel);
  RC_ASSERT(tunnel.consumed == request.size());
  const std::string line = "HEAD /x HTTP/1.1\r\n";
  const std::string part = line.substr(0, *InRange<size_t>(0, line.size()));
  const Interpretation open = ParseRequestStream(request + part);
  RC_ASSERT(Text(open.verdict) == (part.empty() ? "complete" : "need more"));
  StreamOptions closed;
  closed.end_of_input = true;
  RC_ASSERT(ParseRequestStream(request + part, closed).tunnel == !part.empty());
  const Interpretation further = ParseRequestStream(request + line + *AnyOctets(0, 9));
  RC_ASSERT(Text(further.verdict) == "error");
  RC_ASSERT(Text(further.error) ==
            Text(ParseError{Clause::kAfterClose, request.size() + line.size() - 1, request.size()}));
}

// A tunnel is final: HTTP/1.1 does not come back by itself.
TEST(Stream, ATunnelAfterAnUpgradeIsFinal) {
  const std::string octets = "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: b\r\nConnection: upgrade\r\n\r\n\x16";
  Decoder decoder({MessageKind::kRequest});
  EXPECT_EQ(decoder.Next(octets).event, Event::kHead);
  EXPECT_EQ(decoder.Next("\x16").event, Event::kMessageEnd);
  EXPECT_EQ(decoder.Next("\x16").event, Event::kTunnel);
  for (const char* more : {"\x16", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", ""}) {
    const Step step = decoder.Next(more);
    EXPECT_EQ(step.event, Event::kTunnel);
    EXPECT_EQ(step.consumed, 0u);
  }
  EXPECT_EQ(decoder.position(), octets.size() - 1);
}

// A refused CONNECT: the client's next request follows (RFC 9110, section 9.3.6).
LAW(StreamLaw, HttpGoesOnAfterARefusedConnect, ()) {
  const std::string connect =
      "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n" + *OneOfTexts({"", "Connection: close\r\n"}) + "\r\n";
  const MessageSample next = *AnyRequest(Lasts::kAnyhow);
  const std::string octets = connect + next.octets;
  Decoder decoder({MessageKind::kRequest});
  absl::string_view rest = octets;
  const auto read = [&] {
    const Step step = decoder.Next(rest);
    rest.remove_prefix(step.consumed);
    return step.event;
  };
  RC_ASSERT(read() == Event::kHead);
  RC_ASSERT(read() == Event::kMessageEnd);
  RC_ASSERT(read() == Event::kTunnel);
  RC_ASSERT(read() == Event::kTunnel);
  RC_ASSERT(decoder.position() == connect.size());
  decoder.ContinueAfterConnect();
  if (connect.find("close") != std::string::npos) {
    RC_ASSERT(read() == Event::kError);
    RC_ASSERT(Text(decoder.error()) == Text(ParseError{Clause::kAfterClose, connect.size(), connect.size()}));
    return;
  }
  RC_ASSERT(read() == Event::kHead);
  RC_ASSERT(Text(decoder.request_line()) == Text(next.value.request));
  decoder.ContinueAfterConnect();  // says nothing but after a CONNECT
  RC_ASSERT(read() != Event::kError);
}

TEST(Stream, NothingYet) {
  EXPECT_EQ(ParseRequestStream("").verdict, Outcome::kNeedMore);
  EXPECT_EQ(ParseResponseStream("").verdict, Outcome::kNeedMore);
  EXPECT_EQ(Text(ParseRequestHead("").outcome()), "need more");
  EXPECT_EQ(Text(ParseResponseHead("").outcome()), "need more");
  Decoder decoder({MessageKind::kRequest});
  EXPECT_EQ(decoder.Next("").event, Event::kNeedMore);
  EXPECT_TRUE(decoder.at_message_boundary());
  EXPECT_EQ(decoder.Next("", true).event, Event::kEndOfInput);
}

// Without methods every response answers a GET, and there may be any number of them.
TEST(Stream, ResponsesWithoutKnownRequests) {
  std::string octets;
  for (int i = 0; i < 100; ++i) octets += "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
  const Interpretation read = ParseResponseStream(octets);
  EXPECT_EQ(read.verdict, Outcome::kComplete);
  EXPECT_EQ(read.messages.size(), 100u);
}

// RFC 9112, section 9.2: what comes while no request is outstanding is not a response.
TEST(Stream, ResponsesToNoRequest) {
  StreamOptions options;
  options.methods = absl::Span<const absl::string_view>();
  for (const absl::string_view octets : {"H", "\r\n", "HTTP/1.1 200 OK\r\n\r\n"}) {
    const Interpretation read = ParseResponseStream(octets, options);
    EXPECT_EQ(read.verdict, Outcome::kError);
    EXPECT_EQ(Text(read.error), Text(ParseError{Clause::kNoOutstandingRequest, 0, 0}));
  }
  EXPECT_EQ(ParseResponseStream("", options).verdict, Outcome::kComplete);
  EXPECT_EQ(ParseRequestStream("GET / HTTP/1.0\r\n\r\n", options).verdict, Outcome::kComplete);
}

// Where the octets end in a message, what is known of it.
TEST(Stream, PartialMessages) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_FALSE(ParseResponseStream(head.substr(0, head.size() - 1)).partial);
  EXPECT_FALSE(ParseResponseStream(head + "0\r\n\r\n").partial);
  EXPECT_FALSE(ParseResponseStream(head + "x").partial);
  const std::string octets = head + "0\r\n\r\n" + head + "3\r\nab";
  const Interpretation read = ParseResponseStream(octets);
  EXPECT_EQ(read.verdict, Outcome::kNeedMore);
  EXPECT_EQ(read.messages.size(), 1u);
  ASSERT_TRUE(read.partial);
  EXPECT_EQ(read.partial->offset, head.size() + 5);
  EXPECT_EQ(read.partial->response.status, 200);
  EXPECT_EQ(read.partial->fields.size(), 1u);
  EXPECT_EQ(read.partial->framing.kind, FramingKind::kChunked);
  EXPECT_EQ(read.partial->body, "ab");
}

// What a server said to CONNECT or with 101 stands.
TEST(Stream, NoResponsesFollowATunnel) {
  Decoder decoder({MessageKind::kResponse});
  const std::string octets = "HTTP/1.1 101 \r\n\r\n";
  EXPECT_EQ(decoder.Next(octets).event, Event::kHead);
  EXPECT_EQ(decoder.Next("").event, Event::kMessageEnd);
  EXPECT_EQ(decoder.Next("").event, Event::kTunnel);
  decoder.ContinueAfterConnect();
  EXPECT_EQ(decoder.Next("HTTP/1.1 200 \r\n\r\n").event, Event::kTunnel);
  EXPECT_EQ(decoder.position(), octets.size());
}

// More methods than a decoder holds without allocating.
TEST(Stream, ResponsesToManyRequests) {
  std::vector<absl::string_view> methods;
  std::string octets;
  for (int i = 0; i < 100; ++i) {
    methods.push_back(i % 2 == 0 ? "HEAD" : "GET");
    octets += "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n";
    if (i % 2 == 1) octets += "x";
  }
  StreamOptions options;
  options.methods = methods;
  Interpretation read = ParseResponseStream(octets, options);
  EXPECT_EQ(read.verdict, Outcome::kComplete);
  EXPECT_EQ(read.messages.size(), 100u);
  read = ParseResponseStream(octets + "H", options);
  EXPECT_EQ(read.verdict, Outcome::kError);
  EXPECT_EQ(Text(read.error), Text(ParseError{Clause::kNoOutstandingRequest, octets.size(), octets.size()}));
}

// A stream option for requests read by an origin is what a response stream's user agent has.
TEST(Stream, RecipientsOfResponses) {
  const std::string octets = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n";
  for (Recipient recipient : {Recipient::kOrigin, Recipient::kUserAgent, Recipient::kIntermediary}) {
    StreamOptions options;
    options.recipient = recipient;
    const Interpretation read = ParseResponseStream(octets, options);
    ASSERT_EQ(read.messages.size(), 1u);
    EXPECT_TRUE(read.messages[0].persistence.persists);
  }
}

}  // namespace
}  // namespace plumbline::properties
