// RFC 9112, section 9.3, item by item, with the sentences elsewhere that go before it; RFC 9110,
// section 7.6.1.
#include <algorithm>

#include "witness/framing.h"
#include "witness/strings.h"

namespace plumbline::properties {

std::vector<std::string> SlowConnectionOptions(const SlowFields& headers) {
  std::vector<std::string> options;
  for (const std::string& value : SlowValues(headers, "Connection")) {
    for (const std::string& option : ListElements(value)) options.push_back(Lower(option));
  }
  return options;
}

SlowPersistence SlowDecidePersistence(const SlowMessage& message) {
  const std::vector<std::string> options = SlowConnectionOptions(message.headers);
  const bool close = std::count(options.begin(), options.end(), "close") > 0;
  const bool keep_alive = std::count(options.begin(), options.end(), "keep-alive") > 0;
  const bool response = !message.is_request;
  const bool transfer_encoding = SlowHas(message.headers, "Transfer-Encoding");
  const bool content_length = SlowHas(message.headers, "Content-Length");

  // 6.3: "Any 2xx (Successful) response to a CONNECT request implies that the connection will
  // become a tunnel immediately after the empty line that concludes the header fields."
  if (response && message.method == "CONNECT" && message.status >= 200 && message.status < 300)
    return {false, "9112-6.3-r2"};
  // 9110, 15.2.2: the protocols are switched "immediately after the empty line which terminates the
  // 101 response".
  if (response && message.status == 101) return {false, "9110-15.2.2"};
  // "If the "close" connection option is present (Section 9.6), the connection will not persist
  // after the current response; else,"
  if (close) return {false, "9112-9.3-r1"};
  // 6.1: "A server or client that receives an HTTP/1.0 message containing a Transfer-Encoding
  // header field MUST treat the message as if the framing is faulty, … and close the connection
  // after processing the message."
  if (message.minor == 0 && transfer_encoding) return {false, "9112-6.1-http10"};
  // 6.1, on a request with both: "Regardless, the server MUST close the connection after responding
  // to such a request"
  if (!response && transfer_encoding && content_length) return {false, "9112-6.1-both-lengths"};
  // "In order to remain persistent, all messages on a connection need to have a self-defined
  // message length": takes back what the next two items grant.
  const bool self_defined = SlowBodyLength(message).kind != "close";
  // "If the received protocol is HTTP/1.1 (or later), the connection will persist after the current
  // response; else,"
  if (message.minor >= 1 && self_defined) return {true, "9112-9.3-r2"};
  if (message.minor >= 1) return {false, "9112-9.3-self-defined-length"};
  // "If the received protocol is HTTP/1.0, the "keep-alive" connection option is present, either
  // the recipient is not a proxy or the message is a response, and the recipient wishes to honor …
  // the connection will persist …; otherwise,"
  if (keep_alive && (!message.by_proxy || response)) {
    if (!self_defined) return {false, "9112-9.3-self-defined-length"};
    return {true, "9112-9.3-r3"};
  }
  // "The connection will close after the current response."
  return {false, "9112-9.3-r4"};
}

std::vector<std::string> SlowRemovalSet(const SlowMessage& message) {
  // "for each connection-option in this field, remove any header or trailer field(s) from the
  // message with the same name as the connection-option, and then remove the Connection header
  // field itself"
  std::vector<std::string> barred = SlowConnectionOptions(message.headers);
  barred.push_back("connection");
  // "intermediaries SHOULD remove or replace fields that are known to require removal before
  // forwarding, whether or not they appear as a connection-option":
  for (const char* known :
       {"proxy-connection", "keep-alive", "te", "transfer-encoding", "upgrade"}) {
    barred.emplace_back(known);
  }
  // RFC 9112, 6.3, item 3, where items 1 and 2 do not come before it: "An intermediary that chooses
  // to forward the message MUST first remove the received Content-Length field"
  const bool both = SlowHas(message.headers, "Transfer-Encoding") &&
                    SlowHas(message.headers, "Content-Length") &&
                    SlowBodyLength(message).kind != "none";
  if (both) barred.emplace_back("content-length");
  SlowFields all = message.headers;
  all.insert(all.end(), message.trailers.begin(), message.trailers.end());
  std::vector<std::string> removed;
  std::vector<std::string> removed_lower;
  for (const auto& field : all) {
    const std::string name = Lower(field.first);
    if (std::count(barred.begin(), barred.end(), name) == 0) continue;
    if (std::count(removed_lower.begin(), removed_lower.end(), name) != 0) continue;
    removed.push_back(field.first);
    removed_lower.push_back(name);
  }
  return removed;
}

}  // namespace plumbline::properties
