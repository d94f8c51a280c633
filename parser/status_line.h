// status-line, RFC 9112, section 4.
#ifndef PLUMBLINE_PARSER_STATUS_LINE_H_
#define PLUMBLINE_PARSER_STATUS_LINE_H_

#include "absl/strings/string_view.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

Result<StatusLine> ParseStatusLine(absl::string_view octets, const Limits& limits = {});

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_STATUS_LINE_H_
