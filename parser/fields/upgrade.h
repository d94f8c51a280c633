// Upgrade, RFC 9110, section 7.8.
//
//   Upgrade          = #protocol
//   protocol         = protocol-name [ "/" protocol-version ]
//   protocol-name    = token
//   protocol-version = token
#ifndef PLUMBLINE_PARSER_FIELDS_UPGRADE_H_
#define PLUMBLINE_PARSER_FIELDS_UPGRADE_H_

#include <cstddef>
#include <optional>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "parser/fields/part.h"
#include "parser/result.h"

namespace plumbline {

struct Protocol {
  absl::string_view name;
  absl::string_view version;  // empty if there is none
};

using Protocols = absl::InlinedVector<Protocol, 4>;

template <typename Visit>
void VisitParts(const Protocol& protocol, const Visit& visit) {
  visit(Part{"protocol", "protocol-name", protocol.name});
  visit(Part{"", "protocol-version", protocol.version, "/", !protocol.version.empty()});
}
template <typename Visit>
void VisitParts(const Protocols& protocols, const Visit& visit) {
  VisitMembers(protocols, visit);
}

// The combined field value. Errors: kUpgradeSyntax. Needs more after a slash.
Result<Protocols> ParseUpgrade(absl::string_view value);

// How many protocols a value names; nullopt where it does not match. Allocates nothing.
std::optional<size_t> CountProtocols(absl::string_view value);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_UPGRADE_H_
