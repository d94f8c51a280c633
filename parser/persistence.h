// Does the connection persist after this message? RFC 9112, section 9.3.
#ifndef PLUMBLINE_PARSER_PERSISTENCE_H_
#define PLUMBLINE_PARSER_PERSISTENCE_H_

#include "parser/body_length.h"
#include "parser/message.h"

namespace plumbline {

struct PersistenceInput {
  MessageKind kind = MessageKind::kRequest;
  Recipient recipient = Recipient::kOrigin;  // kIntermediary counts as the proxy of item 3
  Version version;
  int status = 0;                                    // responses
  AnsweredMethod answered = AnsweredMethod::kOther;  // responses
  bool close_option = false;
  bool keep_alive_option = false;
  bool has_transfer_encoding = false;
  bool has_content_length = false;
  FramingKind framing = FramingKind::kNone;
};

// The recipient is taken to wish to honor the HTTP/1.0 keep-alive mechanism (item 3 leaves it the
// choice). The decision after an interim (1xx) response is the one that its own fields give; the
// final response decides anew.
Persistence DecidePersistence(const PersistenceInput& input);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_PERSISTENCE_H_
