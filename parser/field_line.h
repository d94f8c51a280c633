// field-line, RFC 9112, section 5.
#ifndef PLUMBLINE_PARSER_FIELD_LINE_H_
#define PLUMBLINE_PARSER_FIELD_LINE_H_

#include "absl/strings/string_view.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

// The generic grammar alone: no field's own value grammar is applied.
Result<FieldLine> ParseFieldLine(absl::string_view octets, const Limits& limits = {});

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELD_LINE_H_
