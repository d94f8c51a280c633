// method, request-target and request-line, RFC 9112, section 3.
//
//   request-line = method SP request-target SP HTTP-version
//   method       = token
//   HTTP-version = HTTP-name "/" DIGIT "." DIGIT
//
// Here and in the other production headers the argument of a Parse function is the whole production
// without what follows it (no CRLF): complete if it matches, need more if it is a proper prefix of
// a match, error at the first octet that is not.
#ifndef PLUMBLINE_PARSER_REQUEST_LINE_H_
#define PLUMBLINE_PARSER_REQUEST_LINE_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "parser/cursor.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/request_target.h"
#include "parser/result.h"

namespace plumbline {

Result<absl::string_view> ParseMethod(absl::string_view octets);
// The forms that the method allows (RFC 9112, section 3.2; 9110, section 7.1): authority-form for
// CONNECT alone, asterisk-form for OPTIONS alone.
Result<RequestTarget> ParseRequestTarget(absl::string_view method, absl::string_view octets);
Result<Version> ParseHttpVersion(absl::string_view octets);
Result<RequestLine> ParseRequestLine(absl::string_view octets, const Limits& limits = {});

// HTTP-version, octet by octet.
class VersionScanner {
 public:
  static constexpr uint8_t kSize = 8;  // of every HTTP-version

  // The clause that `octet` breaks, if any: kHttpVersion, kMajorVersion.
  std::optional<Clause> Feed(uint8_t octet);
  // True if `octets` begin with an HTTP-version of major version 1 and none was fed before: then
  // eight of them are fed.
  bool FeedWhole(absl::string_view octets);
  bool AtEnd() const { return fed_ == kSize; }
  Version version() const { return {1, minor_}; }

 private:
  uint8_t fed_ = 0;
  uint8_t minor_ = 0;
};

// request-line CRLF, resumable at any octet.
class RequestLineScanner {
 public:
  Outcome Scan(Cursor& cursor, const Limits& limits);
  // True between HTTP-version and CRLF.
  bool AtLineEnd() const { return state_ == State::kCr; }
  RequestLine Line(absl::string_view octets) const;  // once complete; `octets` as scanned
  Version version() const { return version_.version(); }

 private:
  enum class State : uint8_t { kMethod, kTarget, kVersion, kCr, kLf };
  Outcome Method(Cursor& cursor, const Limits& limits);
  Outcome Target(Cursor& cursor, const Limits& limits);
  Outcome ScanVersion(Cursor& cursor);

  State state_ = State::kMethod;
  size_t method_size_ = 0;
  size_t target_end_ = 0;
  RequestTargetScanner target_;
  VersionScanner version_;
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_REQUEST_LINE_H_
