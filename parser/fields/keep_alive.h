// Keep-Alive: RFC 2068, section 19.7.1.1, and draft-thomson-hybi-http-timeout.
//
//   Keep-Alive      = #keepalive-param
//   keepalive-param = token [ BWS "=" BWS ( token / quoted-string ) ]
//
// RFC 2068 prints `param-name "=" value` in a notation where whitespace may stand between the
// parts; the draft lets an extension stand without a value. `timeout` and `max` take digits alone.
#ifndef PLUMBLINE_PARSER_FIELDS_KEEP_ALIVE_H_
#define PLUMBLINE_PARSER_FIELDS_KEEP_ALIVE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "parser/fields/part.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

struct KeepAliveParameter {
  absl::string_view name;   // as received; compare without regard to case
  absl::string_view value;  // a token, or a quoted-string with its quotes
  bool has_value = false;
};

struct KeepAlive {
  absl::InlinedVector<KeepAliveParameter, 4> parameters;  // all, in order
  std::optional<uint64_t> timeout;                        // seconds; the first timeout parameter
  std::optional<uint64_t> max;                            // requests; the first max parameter
};

template <typename Visit>
void VisitParts(const KeepAliveParameter& parameter, const Visit& visit) {
  visit(Part{"keepalive-param", "token", parameter.name});
  visit(Part{"", "", parameter.value, "=", parameter.has_value});
}
template <typename Visit>
void VisitParts(const KeepAlive& keep_alive, const Visit& visit) {
  VisitMembers(keep_alive.parameters, visit);
}

// The combined field value. Errors: kKeepAliveSyntax; kKeepAliveTimeout, kKeepAliveMax (an octet
// that is not a digit); kKeepAliveTimeoutOverflow, kKeepAliveMaxOverflow (beyond 2^64 - 1). Needs more
// where a typed parameter has no digits yet or a value is unfinished.
Result<KeepAlive> ParseKeepAlive(absl::string_view value);

// True if the section's Keep-Alive field is to be heeded at all: RFC 2068, section 19.7.1.1,
// ignores it without the keep-alive connection option.
bool KeepAliveIsMeant(const FieldSection& section);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_KEEP_ALIVE_H_
