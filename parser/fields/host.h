// Host, RFC 9110, section 7.2.
//
//   Host = uri-host [ ":" port ]
#ifndef PLUMBLINE_PARSER_FIELDS_HOST_H_
#define PLUMBLINE_PARSER_FIELDS_HOST_H_

#include "absl/strings/string_view.h"
#include "parser/fields/part.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

// "IPv4address": what a host is by RFC 3986, section 3.2.2.
absl::string_view ProductionOf(HostKind kind);

template <typename Visit>
void VisitParts(const HostPort& host, const Visit& visit) {
  Part part{"uri-host", "uri-host", host.host};
  part.alternative = ProductionOf(host.kind);
  visit(part);
  visit(Part{"port", "port", host.port, ":", host.has_port});
}

// A Host field value. Errors: kHostValue. May be empty: a target URI without authority has an empty
// Host.
Result<HostPort> ParseHost(absl::string_view value);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_HOST_H_
