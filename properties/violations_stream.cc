// Violations of RFC 9112, sections 8 and 9: incomplete messages, and octets where no message may come.
#include "properties/generators_basic.h"
#include "properties/generators_message.h"
#include "properties/violations.h"

namespace plumbline::properties {
namespace {

// Any part of a message but the whole, and then no more.
Broken Incomplete() {
  const bool request = *Sometimes(2);
  const MessageSample message = request ? *AnyRequest(Lasts::kAnyhow) : *AnyFinalResponse(Lasts::kAnyhow);
  // A body that ends with the connection is complete wherever that ends.
  const size_t whole = message.until_close ? message.head_size : message.octets.size();
  Broken broken;
  broken.kind = message.value.kind;
  broken.octets = message.octets.substr(0, *InRange<size_t>(1, whole));
  broken.offset = broken.place = broken.octets.size();
  broken.end_of_input = true;
  broken.methods = {message.method};
  return broken;
}

// An interim response is followed by a final one.
Broken WithoutFinal() {
  const MessageSample message = *AnyInterimResponse("GET");
  Broken broken;
  broken.kind = MessageKind::kResponse;
  broken.octets = message.octets;
  broken.offset = broken.place = broken.octets.size();
  broken.end_of_input = true;
  return broken;
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
  const char next = *AnyOctet();
  if (*Sometimes(2)) return Request(RequestWith(*OneOfTexts({"HTTP/1.1", "HTTP/1.0"}), CloseLine()), next);
  Broken broken = Response("HTTP/1.1 200 OK\r\n" + SomeFieldLines() + CloseLine() + "Content-Length: 1\r\n\r\nx", next);
  broken.methods = {"GET", "GET"};
  return broken;
}

Broken AfterMessageThatEnds() {
  const char next = *AnyOctet();
  switch (*InRange(0, 4)) {
    case 0: return Request(RequestWith("HTTP/1.0", ""), next);
    case 1: return Request(RequestWith("HTTP/1.1", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n") + "0\r\n\r\n", next);
    case 2:
      return Request(RequestWith("HTTP/1.0", "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", next);
    default: {
      Broken broken = Response("HTTP/1.0 404 \r\n" + SomeFieldLines() + "Content-Length: 0\r\n\r\n", next);
      broken.methods = {"GET", "GET"};
      return broken;
    }
  }
}

}  // namespace

std::vector<Violation> StreamViolations() {
  return {
      {Clause::kIncompleteMessage, "the input ends within a message", Incomplete},
      {Clause::kIncompleteMessage, "the input ends behind an interim response", WithoutFinal},
      {Clause::kNoOutstandingRequest, "octets behind the last answer", AfterAllAnswers},
      {Clause::kAfterClose, "octets behind a message with the close option", AfterCloseOption},
      {Clause::kNotPersistent, "octets behind a message that ends the connection", AfterMessageThatEnds},
  };
}

}  // namespace plumbline::properties
