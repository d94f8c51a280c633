// Host, RFC 9110, section 7.2.
//
//   Host = uri-host [ ":" port ]
#ifndef PLUMBLINE_PARSER_FIELDS_HOST_H_
#define PLUMBLINE_PARSER_FIELDS_HOST_H_

#include "absl/strings/string_view.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

// A Host field value. Errors: kHostValue. May be empty: a target URI without authority has an empty
// Host.
Result<HostPort> ParseHost(absl::string_view value);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_HOST_H_
