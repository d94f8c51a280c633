// The laws of errors: clause, offset and place fit the octets, the limits and the messages before.
#ifndef PLUMBLINE_FUZZ_SUPPORT_ERROR_H_
#define PLUMBLINE_FUZZ_SUPPORT_ERROR_H_

#include "absl/strings/string_view.h"
#include "parser/result.h"
#include "parser/stream.h"

namespace plumbline::fuzz {

// Of the clauses that the end of input decides.
bool SaysIncomplete(Clause clause);

// The laws of an error alone: `octets` are those that were parsed.
void CheckError(absl::string_view octets, const ParseError& error);

// Those, and the laws of the error that ends an interpretation. `answered`: the outstanding requests were listed
// and have all been answered.
void CheckErrorAfter(absl::string_view octets, const Interpretation& interpretation, const StreamOptions& options,
                     bool answered);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_ERROR_H_
