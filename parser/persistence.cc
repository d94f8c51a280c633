#include "parser/persistence.h"

namespace plumbline {

Persistence DecidePersistence(const PersistenceInput& input) {
  const bool response = input.kind == MessageKind::kResponse;
  // RFC 9112, section 6.3, rule 2, and RFC 9110, section 15.2.2: from here on the connection speaks
  // something else.
  if (response && input.answered == AnsweredMethod::kConnect && input.status >= 200 && input.status <= 299) {
    return {false, PersistenceRule::kTunnel};
  }
  if (response && input.status == 101) return {false, PersistenceRule::kSwitched};
  // RFC 9112, section 9.3, item 1.
  if (input.close_option) return {false, PersistenceRule::kCloseOption};
  // Section 6.1: "and close the connection after processing the message"; "Regardless, the server
  // MUST close".
  if (input.has_transfer_encoding && input.version.minor == 0) return {false, PersistenceRule::kHttp10TransferEncoding};
  if (!response && input.has_transfer_encoding && input.has_content_length) {
    return {false, PersistenceRule::kBothLengths};
  }
  // Items 2 to 4, and the sentence on messages without a self-defined length, which takes back what
  // items 2 and 3 grant.
  Persistence persistence = {false, PersistenceRule::kOtherwise};
  if (input.version.minor >= 1) {
    persistence = {true, PersistenceRule::kHttp11};
  } else if (input.keep_alive_option && (response || input.recipient != Recipient::kIntermediary)) {
    persistence = {true, PersistenceRule::kHttp10KeepAlive};
  }
  if (persistence.persists && input.framing == FramingKind::kClose) {
    return {false, PersistenceRule::kNotSelfDefinedLength};
  }
  return persistence;
}

}  // namespace plumbline
