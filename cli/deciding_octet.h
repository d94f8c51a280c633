// What the octet is that decided an error, where that is not the octet that the clause speaks of.
#ifndef PLUMBLINE_CLI_DECIDING_OCTET_H_
#define PLUMBLINE_CLI_DECIDING_OCTET_H_

#include "absl/strings/string_view.h"
#include "cli/walk.h"
#include "parser/result.h"

namespace plumbline::cli {

// "the end of the header section", say; empty where there is nothing to say. `context` holds the deciding octet.
absl::string_view DecidingOctet(const ParseError& error, const Extent& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_DECIDING_OCTET_H_
