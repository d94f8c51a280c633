// RFC 9112, section 9.3, item by item, with the sentences elsewhere that go before it (docs/choices.md, 22); RFC 9110,
// section 7.6.1.
#include <algorithm>
#include <iterator>

#include "witness/framing.h"
#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {

Persistence SlowDecidePersistence(const SlowMessage& message, const Framing& framing) {
  const std::vector<absl::string_view> options = SlowConnectionOptions(message.headers);
  const bool close = HasName(options, "close");
  const bool keep_alive = HasName(options, "keep-alive");
  const bool by_proxy = message.recipient == Recipient::kIntermediary;
  const bool response = !message.is_request();
  const bool transfer_encoding = SlowHas(message.headers, "Transfer-Encoding");
  const bool content_length = SlowHas(message.headers, "Content-Length");

  // 6.3: "Any 2xx (Successful) response to a CONNECT request implies that the connection will
  // become a tunnel immediately after the empty line that concludes the header fields."
  if (response && message.method == "CONNECT" && message.status >= 200 && message.status < 300) {
    return {false, PersistenceRule::kTunnel};
  }
  // 9110, 15.2.2: the protocols are switched "immediately after the empty line which terminates the
  // 101 response".
  if (response && message.status == 101) return {false, PersistenceRule::kSwitched};
  // "If the "close" connection option is present (Section 9.6), the connection will not persist
  // after the current response; else,"
  if (close) return {false, PersistenceRule::kCloseOption};
  // 6.1: "A server or client that receives an HTTP/1.0 message containing a Transfer-Encoding
  // header field MUST treat the message as if the framing is faulty, … and close the connection
  // after processing the message."
  if (message.minor == 0 && transfer_encoding) return {false, PersistenceRule::kHttp10TransferEncoding};
  // 6.1, on a request with both: "Regardless, the server MUST close the connection after responding
  // to such a request"
  if (!response && transfer_encoding && content_length) return {false, PersistenceRule::kBothLengths};
  // "In order to remain persistent, all messages on a connection need to have a self-defined
  // message length": takes back what the next two items grant.
  const bool self_defined = framing.kind != FramingKind::kClose;
  // "If the received protocol is HTTP/1.1 (or later), the connection will persist after the current
  // response; else,"
  if (message.minor >= 1 && self_defined) return {true, PersistenceRule::kHttp11};
  if (message.minor >= 1) return {false, PersistenceRule::kNotSelfDefinedLength};
  // "If the received protocol is HTTP/1.0, the "keep-alive" connection option is present, either
  // the recipient is not a proxy or the message is a response, and the recipient wishes to honor …
  // the connection will persist …; otherwise,"
  if (keep_alive && (!by_proxy || response)) {
    if (!self_defined) return {false, PersistenceRule::kNotSelfDefinedLength};
    return {true, PersistenceRule::kHttp10KeepAlive};
  }
  // "The connection will close after the current response."
  return {false, PersistenceRule::kOtherwise};
}

std::vector<absl::string_view> SlowRemovalSet(const SlowMessage& message, const Framing& framing) {
  // "for each connection-option in this field, remove any header or trailer field(s) from the
  // message with the same name as the connection-option, and then remove the Connection header
  // field itself"
  const std::vector<absl::string_view> options = SlowConnectionOptions(message.headers);
  // "intermediaries SHOULD remove or replace fields that are known to require removal before
  // forwarding, whether or not they appear as a connection-option":
  constexpr absl::string_view kKnown[] = {"connection", "proxy-connection",  "keep-alive",
                                          "te",         "transfer-encoding", "upgrade"};
  // RFC 9112, 6.3, item 3, where items 1 and 2 do not come before it: "An intermediary that chooses
  // to forward the message MUST first remove the received Content-Length field"
  const bool both = SlowHas(message.headers, "Transfer-Encoding") && SlowHas(message.headers, "Content-Length") &&
                    framing.kind != FramingKind::kNone;
  const auto is_barred = [&](absl::string_view name) {
    return HasName(options, name) || (both && EqualsIgnoringCase(name, "content-length")) ||
           std::any_of(std::begin(kKnown), std::end(kKnown),
                       [&](absl::string_view known) { return EqualsIgnoringCase(name, known); });
  };
  std::vector<absl::string_view> removed;
  for (const SlowFields* section : {&message.headers, &message.trailers}) {
    for (const FieldLine& field : *section) {
      if (is_barred(field.name) && !HasName(removed, field.name)) removed.push_back(field.name);
    }
  }
  return removed;
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
