#include "cli/rules.h"

namespace plumbline::cli {

RuleText FramingRuleText(const Framing& framing) {
  switch (framing.rule) {
    case 1:
      return {"RFC 9112, section 6.3, rule 1",
              "A response to HEAD, and one with the status code 1xx, 204 or 304, ends with the empty line after its "
              "header section, whatever its fields say."};
    case 2:
      return {"RFC 9112, section 6.3, rule 2",
              "After the header section of a 2xx response to CONNECT the connection is a tunnel."};
    case 3:
      return {"RFC 9112, section 6.3, rule 3", "Transfer-Encoding overrides Content-Length where a message has both."};
    case 4:
      if (framing.kind == FramingKind::kClose) {
        return {"RFC 9112, section 6.3, rule 4",
                "A response with Transfer-Encoding whose final coding is not chunked goes on until the server closes "
                "the connection."};
      }
      return {"RFC 9112, section 6.3, rule 4",
              "With Transfer-Encoding whose final coding is chunked, the body ends where the chunked coding says so."};
    case 5:
      return {"RFC 9112, section 6.3, rule 5",
              "An invalid Content-Length without Transfer-Encoding is an unrecoverable error, unless it is a list of "
              "one repeated valid value, which is then used."};
    case 6:
      return {"RFC 9112, section 6.3, rule 6",
              "A valid Content-Length without Transfer-Encoding is the length of the body in octets."};
    case 7:
      return {"RFC 9112, section 6.3, rule 7",
              "A request with neither Transfer-Encoding nor Content-Length has no body."};
    case 8:
      return {"RFC 9112, section 6.3, rule 8",
              "A response without a declared length goes on until the server closes the connection."};
    default:
      return {};
  }
}

RuleText PersistenceRuleText(PersistenceRule rule) {
  switch (rule) {
    case PersistenceRule::kCloseOption:
      return {"RFC 9112, section 9.3, item 1",
              "With the close connection option, the connection does not persist after the current response."};
    case PersistenceRule::kHttp11:
      return {"RFC 9112, section 9.3, item 2",
              "Without the close option, an HTTP/1.1 (or later) connection persists after the current response."};
    case PersistenceRule::kHttp10KeepAlive:
      return {"RFC 9112, section 9.3, item 3",
              "An HTTP/1.0 connection persists if the keep-alive option is there, the recipient honors it, and it is "
              "no proxy or the message is a response."};
    case PersistenceRule::kOtherwise:
      return {"RFC 9112, section 9.3, item 4",
              "Where none of the items before applies, the connection closes after the current response."};
    case PersistenceRule::kNotSelfDefinedLength:
      return {"RFC 9112, section 9.3",
              "On a connection that persists, every message has a length of its own: one that does not come from the "
              "connection's end."};
    case PersistenceRule::kHttp10TransferEncoding:
      return {"RFC 9112, section 6.1",
              "An HTTP/1.0 message with Transfer-Encoding is treated as faultily framed, and the connection closes "
              "after it."};
    case PersistenceRule::kBothLengths:
      return {"RFC 9112, section 6.1",
              "After a request with both Transfer-Encoding and Content-Length, the server responds and closes the "
              "connection."};
    case PersistenceRule::kTunnel:
      return {"RFC 9112, section 6.3, rule 2",
              "After the header section of a 2xx response to CONNECT the connection is a tunnel."};
    case PersistenceRule::kSwitched:
      return {"RFC 9110, section 15.2.2",
              "After a 101 response the connection speaks the protocol that its Upgrade field names."};
  }
  return {};
}

const Finding* KeepAliveRefusal(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    switch (finding.clause) {
      case Clause::kKeepAliveSyntax:
      case Clause::kKeepAliveTimeout:
      case Clause::kKeepAliveTimeoutOverflow:
      case Clause::kKeepAliveMax:
      case Clause::kKeepAliveMaxOverflow:
        return &finding;
      default:
        break;
    }
  }
  return nullptr;
}

}  // namespace plumbline::cli
