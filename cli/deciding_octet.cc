#include "cli/deciding_octet.h"

#include "absl/strings/match.h"

namespace plumbline::cli {

absl::string_view DecidingOctet(const ParseError& error, const Extent& context) {
  if (error.offset < context.offset || error.offset >= context.end()) return "";
  if (error.clause == Clause::kLimitChunkSize) return "the first digit beyond 64 bits";
  // The other limits' clauses have it in their names, and nothing else does. A Content-Length is judged later.
  const bool too_long = absl::EndsWith(Info(error.clause).id, "-limit") && error.clause != Clause::kLimitContentLength;
  if (too_long) return "the first octet too many";
  if (error.offset == error.place) return "";
  const absl::string_view before = context.octets.substr(0, static_cast<size_t>(error.offset - context.offset));
  switch (context.octets[before.size()]) {
    case ':':
      return "the colon that ends the field name";  // a second Host
    case '\n':
      return "the end of a request-line: so it is not the other protocol";  // after Upgrade and close
    case '\r':
      if (absl::EndsWith(before, "\n")) return "the end of the header section";
      break;
    case '/':
    case '?':
    case ' ':
      return "the end of the authority: no \"@\" makes it userinfo";  // a port that is not one
    default:
      break;
  }
  return "";
}

}  // namespace plumbline::cli
