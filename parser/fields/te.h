// TE, RFC 9110, section 10.1.4.
//
//   TE        = #t-codings
//   t-codings = "trailers" / ( transfer-coding [ weight ] )
//   weight    = OWS ";" OWS "q=" qvalue
//   qvalue    = ( "0" [ "." 0*3("0"-"9") ] ) / ( "1" [ "." 0*3("0") ] )
#ifndef PLUMBLINE_PARSER_FIELDS_TE_H_
#define PLUMBLINE_PARSER_FIELDS_TE_H_

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "parser/fields/part.h"
#include "parser/result.h"

namespace plumbline {

struct TCoding {
  absl::string_view name;        // "trailers" or a transfer coding
  absl::string_view parameters;  // from the first ";" to the end of the member, without whitespace
                                 // around; may be empty
};

struct Te {
  absl::InlinedVector<TCoding, 4> members;
  bool trailers = false;  // the sender will not discard trailer fields
};

template <typename Visit>
void VisitParts(const TCoding& coding, const Visit& visit) {
  visit(Part{"t-codings", "token", coding.name});
  visit(Part{"", "", coding.parameters, "", !coding.parameters.empty()});
}
template <typename Visit>
void VisitParts(const Te& te, const Visit& visit) {
  VisitMembers(te.members, visit);
}

// The combined field value. Errors: kTeSyntax. A "q" whose value is not a qvalue still is a
// transfer-parameter by the grammar, and passes.
Result<Te> ParseTe(absl::string_view value);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_TE_H_
