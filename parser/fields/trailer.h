// Trailer, RFC 9110, section 6.6.2.
//
//   Trailer = #field-name
#ifndef PLUMBLINE_PARSER_FIELDS_TRAILER_H_
#define PLUMBLINE_PARSER_FIELDS_TRAILER_H_

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "parser/result.h"

namespace plumbline {

// The field names announced, in order. Errors: kTrailerSyntax.
Result<absl::InlinedVector<absl::string_view, 8>> ParseTrailer(absl::string_view value);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_TRAILER_H_
