// Violations of RFC 9112, sections 8 and 9: incomplete messages, and octets where no message may
// come.
#include "properties/generators/basic.h"
#include "properties/generators/message.h"
#include "properties/violations/violations.h"

namespace plumbline::properties {
namespace {

MessageSample AnyMessage() { return *Sometimes(2) ? *AnyRequest(Lasts::kAnyhow) : *AnyFinalResponse(Lasts::kAnyhow); }

// The first `size` octets of a message, and then no more.
Broken Cut(const MessageSample& message, size_t size) {
  Broken broken;
  broken.kind = message.value.kind;
  broken.octets = message.octets.substr(0, size);
  broken.offset = broken.place = broken.octets.size();
  broken.end_of_input = true;
  broken.methods = {message.method};
  return broken;
}

// In its head or its chunked body. A body that ends with the connection is complete wherever that
// ends.
Broken Incomplete() {
  const MessageSample message = AnyMessage();
  const bool chunked = message.value.framing.kind == FramingKind::kChunked;
  const size_t whole = chunked ? message.octets.size() : message.head_size;
  return Cut(message, *InRange<size_t>(1, whole));
}

// In a body that has a Content-Length.
Broken IncompleteLength() {
  const std::string head = *Sometimes(2) ? SomeRequestFields() : SomeResponseFields();
  const size_t length = *InRange<size_t>(1, 20);
  MessageSample message;
  message.octets = head + "Content-Length: " + std::to_string(length) + "\r\n\r\n";
  message.value.kind = head.compare(0, 5, "HTTP/") == 0 ? MessageKind::kResponse : MessageKind::kRequest;
  message.method = "GET";
  const size_t head_size = message.octets.size();
  message.octets += *AnyOctets(length, length);
  return Cut(message, head_size + *InRange<size_t>(0, length));
}

Broken AfterAllAnswers() {
  const MessageSample message = *AnyFinalResponse(Lasts::kPersists);
  Broken broken = Response(message.octets, *OneOfThese<char>({'H', '\r', ' ', '\0', 'x'}));
  broken.methods = {message.method};
  return broken;
}

std::string RequestWith(const std::string& version, const std::string& lines) {
  return *OneOfTexts({"GET", "HEAD", "x"}) + " / " + version + "\r\nHost: a\r\n" + SomeFieldLines() + lines +
         SomeFieldLines() + "\r\n";
}

std::string CloseLine() {
  return *CaseChanged("Connection") + ": " + *OneOfTexts({"close", "Close", "a, CLOSE", ",close ,keep-alive"}) + "\r\n";
}

Broken AfterCloseOption() {
  return Request(RequestWith(*OneOfTexts({"HTTP/1.1", "HTTP/1.0"}), CloseLine()), *AnyOctet());
}

// What follows an Upgrade is a further request once it is a request-line.
Broken AfterCloseOptionWithUpgrade() {
  const std::string lines = "Upgrade: a\r\nConnection: upgrade\r\n";
  const std::string first = RequestWith("HTTP/1.1", CloseLine() + lines);
  const std::string next = SomeRequestLine();
  return RequestAt(first + next.substr(0, next.size() - 1), next.back(), first.size());
}

Broken AfterFaultyFraming() {
  const std::string lines = *OneOfTexts({"HTTP/1.1\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n",
                                         "HTTP/1.0\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n",
                                         "HTTP/1.0\nContent-Length: x\r\nTransfer-Encoding: chunked\r\n"});
  const size_t split = lines.find('\n');
  return Request(RequestWith(lines.substr(0, split), lines.substr(split + 1)) + "0\r\n\r\n", *AnyOctet());
}

// Responses are not distinguished by what ended the connection: none may come.
Broken AfterLastResponse() {
  const std::string head = *OneOfTexts({"HTTP/1.0 404 \r\n", "HTTP/1.1 200 OK\r\nConnection: close\r\n",
                                        "HTTP/1.0 200 OK\r\nConnection: keep-alive, CLOSE\r\n"});
  Broken broken = Response(head + SomeFieldLines() + "Content-Length: 1\r\n\r\nx", *AnyOctet());
  broken.methods = {"GET", "GET"};
  return broken;
}

}  // namespace

std::vector<Violation> StreamViolations() {
  return {
      {Clause::kIncompleteMessage, "the input ends within a message", Incomplete},
      {Clause::kIncompleteLength, "the input ends before Content-Length octets", IncompleteLength},
      {Clause::kNoOutstandingRequest, "octets after the last answer", AfterAllAnswers},
      {Clause::kAfterClose, "octets after a request with the close option", AfterCloseOption},
      {Clause::kAfterClose, "a request after one with the close option and Upgrade", AfterCloseOptionWithUpgrade},
      {Clause::kAfterFaultyFraming, "octets after a faultily framed request", AfterFaultyFraming},
      {Clause::kNotPersistent, "octets after an HTTP/1.0 request",
       [] {
         return Request(RequestWith("HTTP/1.0", *OneOfTexts({"", "Connection: x\r\n"})), *AnyOctet());
       }},
      {Clause::kExtraData, "octets after the last response", AfterLastResponse},
  };
}

}  // namespace plumbline::properties
