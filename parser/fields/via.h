// Via, RFC 9110, section 7.6.3.
//
//   Via               = #( received-protocol RWS received-by [ RWS comment ] )
//   received-protocol = [ protocol-name "/" ] protocol-version
//   received-by       = pseudonym [ ":" port ]
//   pseudonym         = token
#ifndef PLUMBLINE_PARSER_FIELDS_VIA_H_
#define PLUMBLINE_PARSER_FIELDS_VIA_H_

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "parser/fields/part.h"
#include "parser/result.h"

namespace plumbline {

struct ViaMember {
  absl::string_view protocol_name;  // empty if left out: HTTP
  absl::string_view protocol_version;
  absl::string_view pseudonym;
  absl::string_view port;  // without its colon
  bool has_port = false;
  absl::string_view comment;  // with its parentheses; empty if there is none
};

using Via = absl::InlinedVector<ViaMember, 4>;

template <typename Visit>
void VisitParts(const ViaMember& member, const Visit& visit) {
  const bool has_name = !member.protocol_name.empty();
  visit(Part{"received-protocol", "protocol-name", member.protocol_name, "", has_name});
  visit(Part{"", "protocol-version", member.protocol_version, has_name ? "/" : ""});
  visit(Part{"received-by", "pseudonym", member.pseudonym, " "});
  visit(Part{"", "port", member.port, ":", member.has_port});
  visit(Part{"comment", "comment", member.comment, " ", !member.comment.empty()});
}
template <typename Visit>
void VisitParts(const Via& via, const Visit& visit) {
  VisitMembers(via, visit);
}

// The combined field value. Errors: kViaSyntax. Comments nest without bound; no stack is used for
// them.
Result<Via> ParseVia(absl::string_view value);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_VIA_H_
