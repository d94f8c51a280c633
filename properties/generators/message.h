// Generators of whole messages and of pipelined streams, valid by construction.
//
// RFC 9112, section 2.1: HTTP-message = start-line CRLF *( field-line CRLF ) CRLF [ message-body ].
// The framing is chosen first, and the fields that section 6.3 needs for it are made to fit.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_MESSAGE_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_MESSAGE_H_

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "parser/stream.h"
#include "properties/generators/fields.h"
#include "properties/generators/sample.h"

namespace plumbline::properties {

// A message with offset 0. Its persistence, removal set and findings are left to the witnesses.
struct MessageSample {
  std::string octets;
  Message value;
  size_t head_size = 0;        // with the empty line
  bool until_close = false;    // the body ends with the connection
  std::string method = "GET";  // of the request that a response answers
};
void showValue(const MessageSample& sample, std::ostream& os);

// Whether a further message may follow: the connection persists (RFC 9112, section 9.3) and is not a
// tunnel; any; it is a tunnel.
enum class Lasts { kPersists, kAnyhow, kTunnel };

rc::Gen<MessageSample> AnyRequest(Lasts lasts);
// The final response to such a request, or an interim one: 1xx except 101.
rc::Gen<MessageSample> AnyFinalResponse(Lasts lasts);
rc::Gen<MessageSample> AnyInterimResponse(const std::string& method);

// Octets of one direction of a connection, accepted whole.
struct StreamSample {
  std::string octets;
  MessageKind kind = MessageKind::kRequest;
  std::vector<std::string> methods;  // what the responses answer, in order
  std::vector<Message> messages;     // with their offsets
  bool until_close = false;          // the last message ends with the input
  bool tunnel = false;               // nothing is judged after the messages
};
void showValue(const StreamSample& sample, std::ostream& os);

// `last` is of the last message; the others persist.
rc::Gen<StreamSample> RequestStream(Lasts last = Lasts::kAnyhow);
rc::Gen<StreamSample> ResponseStream(Lasts last = Lasts::kAnyhow);
rc::Gen<StreamSample> AnyStream();
// Either, ended by a CONNECT request, a 2xx response to one or a 101 response; with octets of the
// tunnel.
rc::Gen<StreamSample> TunnelStream();

// The stream as ParseStream reads it.
Interpretation ParseSample(const StreamSample& sample, absl::string_view octets, bool end_of_input);

// Verdict, consumed, tunnel, error and messages.
std::string Text(const Interpretation& interpretation);
// What a parser has to say of the sample's octets.
std::string ExpectedText(const StreamSample& sample);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_MESSAGE_H_
