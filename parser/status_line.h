// status-line, RFC 9112, section 4.
//
//   status-line   = HTTP-version SP status-code SP [ reason-phrase ]
//   status-code   = 3DIGIT
//   reason-phrase = 1*( HTAB / SP / VCHAR / obs-text )
#ifndef PLUMBLINE_PARSER_STATUS_LINE_H_
#define PLUMBLINE_PARSER_STATUS_LINE_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "parser/cursor.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/request_line.h"
#include "parser/result.h"

namespace plumbline {

// The whole line without its CRLF. Complete as soon as the second SP is there: the reason-phrase is
// optional.
Result<StatusLine> ParseStatusLine(absl::string_view octets, const Limits& limits = {});

// status-line CRLF, resumable at any octet.
class StatusLineScanner {
 public:
  Outcome Scan(Cursor& cursor, const Limits& limits);
  // True after the second SP, before CRLF.
  bool AtLineEnd() const { return state_ == State::kReason; }
  StatusLine Line(absl::string_view octets) const;  // once complete; `octets` as scanned
  int status() const { return status_; }

 private:
  enum class State : uint8_t { kVersion, kFirstSp, kStatus, kSecondSp, kReason, kLf };
  Outcome Step(Cursor& cursor);
  Outcome Reason(Cursor& cursor, const Limits& limits);

  State state_ = State::kVersion;
  uint8_t digits_ = 0;
  int status_ = 0;
  size_t reason_end_ = 0;
  VersionScanner version_;
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_STATUS_LINE_H_
