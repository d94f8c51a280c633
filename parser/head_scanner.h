// A start-line with its header section, or a trailer section, up to and including the empty line.
//
//   HTTP-message = start-line CRLF *( field-line CRLF ) CRLF [ message-body ]
//
// RFC 9112, section 2.1. The fields that decide a message (Host, Connection, Content-Length,
// Transfer-Encoding) are read as their octets arrive; what only the whole section decides is
// decided at the CR of the empty line.
#ifndef PLUMBLINE_PARSER_HEAD_SCANNER_H_
#define PLUMBLINE_PARSER_HEAD_SCANNER_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "parser/body_length.h"
#include "parser/cursor.h"
#include "parser/field_line.h"
#include "parser/fields/connection.h"
#include "parser/fields/content_length.h"
#include "parser/fields/transfer_encoding.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/request_line.h"
#include "parser/result.h"
#include "parser/status_line.h"
#include "parser/uri.h"

namespace plumbline {

class HeadScanner {
 public:
  // Begins anew with a head. `answered` is the method of the request that a response answers.
  void Start(MessageKind kind, AnsweredMethod answered);

  // Goes on with the trailer section of the same message, whose head stays.
  void StartTrailers();

  // Scans `octets`, which begin with those scanned before. On kComplete the accessors below hold
  // and scanned() octets belong to the section. On kError, error() holds offsets from the section's
  // first octet.
  Outcome Scan(absl::string_view octets, const Limits& limits);

  size_t scanned() const { return cursor_.pos; }
  const ParseError& error() const { return cursor_.error; }

  const RequestLine& request_line() const { return request_; }
  const StatusLine& status_line() const { return response_; }
  const FieldSection& fields() const { return fields_; }
  const FieldSection& trailers() const { return trailers_; }
  const Framing& framing() const { return framing_; }

  bool close_option() const { return connection_.close(); }
  bool keep_alive_option() const { return connection_.keep_alive(); }
  // True if Upgrade came with its connection option, and matches its grammar with at least one
  // protocol, RFC 9110, section 7.8.
  bool asks_for_upgrade() const;
  bool in_start_line() const { return state_ == State::kStartLine; }
  // Octets of the start-line with its CRLF, once not in_start_line().
  size_t start_line_size() const { return start_line_size_; }
  bool has_transfer_encoding() const { return has_transfer_encoding_; }
  bool has_content_length() const { return has_content_length_; }

 private:
  enum class Section : uint8_t { kRequestHead, kResponseHead, kTrailers };
  enum class State : uint8_t { kStartLine, kLineStart, kFieldLine, kLastLf };
  // Fields whose value is read here; kOther for all that are only kept.
  enum class Known : uint8_t { kOther, kHost, kConnection, kContentLength, kTransferEncoding };

  Outcome StartLine(const Limits& limits);
  Outcome LineStart(const Limits& limits);
  Outcome ScanFieldLine(const Limits& limits);
  Outcome RecognizeField();
  Outcome FeedKnown(Outcome outcome);
  Outcome FeedHost(uint8_t octet, size_t pos);
  Outcome EndKnown();
  Outcome EndSection();
  void Complete(absl::string_view octets);
  FieldSection& lines() { return section_ == Section::kTrailers ? trailers_ : fields_; }

  Section section_ = Section::kRequestHead;
  State state_ = State::kStartLine;
  Known known_ = Known::kOther;
  bool recognized_ = false;     // known_ holds for the field line being scanned
  bool body_by_fields_ = true;  // false where section 6.3, rules 1 and 2 end the message
  bool has_host_ = false;
  bool host_ended_ = false;  // whitespace came after the Host value
  bool has_transfer_encoding_ = false;
  bool has_content_length_ = false;
  AnsweredMethod answered_ = AnsweredMethod::kOther;
  size_t start_line_size_ = 0;
  size_t fed_ = 0;                      // octets before this one were given to the known field's scanner
  size_t transfer_encoding_place_ = 0;  // the last Transfer-Encoding value
  Cursor cursor_;
  FieldLineScanner line_;
  RequestLineScanner request_scanner_;
  StatusLineScanner status_scanner_;
  HostPortScanner host_;
  ConnectionScanner connection_;
  TransferEncodingScanner transfer_encoding_;
  ContentLengthSummary content_length_;
  Framing framing_;
  RequestLine request_;
  StatusLine response_;
  FieldSection fields_;
  FieldSection trailers_;
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_HEAD_SCANNER_H_
