// method, request-target and request-line, RFC 9112, section 3.
//
// Here and in the other production headers the argument is the whole production without what follows it (no CRLF): complete
// if it matches, need more if it is a proper prefix of a match, error at the first octet that is not.
#ifndef PLUMBLINE_PARSER_REQUEST_LINE_H_
#define PLUMBLINE_PARSER_REQUEST_LINE_H_

#include "absl/strings/string_view.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

Result<absl::string_view> ParseMethod(absl::string_view octets);
// The forms that the method allows (RFC 9112, section 3.2; 9110, section 7.1): authority-form for CONNECT alone,
// asterisk-form for OPTIONS alone.
Result<RequestTarget> ParseRequestTarget(absl::string_view method, absl::string_view octets);
Result<Version> ParseHttpVersion(absl::string_view octets);
Result<RequestLine> ParseRequestLine(absl::string_view octets, const Limits& limits = {});

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_REQUEST_LINE_H_
