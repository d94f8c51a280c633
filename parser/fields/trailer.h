// Trailer, RFC 9110, section 6.6.2.
//
//   Trailer = #field-name
#ifndef PLUMBLINE_PARSER_FIELDS_TRAILER_H_
#define PLUMBLINE_PARSER_FIELDS_TRAILER_H_

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "parser/fields/part.h"
#include "parser/result.h"

namespace plumbline {

// The field names announced, in order.
using TrailerNames = absl::InlinedVector<absl::string_view, 8>;

template <typename Visit>
void VisitParts(const TrailerNames& names, const Visit& visit) {
  VisitNames(names, "field-name", visit);
}

// The combined field value. Errors: kTrailerSyntax.
Result<TrailerNames> ParseTrailer(absl::string_view value);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_TRAILER_H_
