// What an intermediary removes before it forwards a message: RFC 9110, section 7.6.1, and RFC 9112,
// section 6.3, rule 3.
#ifndef PLUMBLINE_PARSER_FIELDS_HOP_BY_HOP_H_
#define PLUMBLINE_PARSER_FIELDS_HOP_BY_HOP_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/fields/connection.h"
#include "parser/message.h"

namespace plumbline {

// True for Proxy-Connection, Keep-Alive, TE, Transfer-Encoding and Upgrade: known to require
// removal whether or not they appear as a connection option (SHOULD).
bool IsStandardConnectionField(absl::string_view name);

// Which sentence has an intermediary remove a field.
enum class Removal : uint8_t {
  kStays,          // none
  kConnection,     // RFC 9110, section 7.6.1: Connection itself; MUST
  kNominated,      // RFC 9110, section 7.6.1: it has the name of a connection option; MUST
  kStandard,       // RFC 9110, section 7.6.1: IsStandardConnectionField(); SHOULD
  kContentLength,  // RFC 9112, section 6.3, rule 3: a Content-Length beside Transfer-Encoding; MUST
};

// Why the fields of this name are not forwarded with a message that has the header section
// `fields`, is framed so, and whose options are those of ConnectionOptionsOf(fields).
Removal WhyRemoved(absl::string_view name, const FieldSection& fields, const Framing& framing,
                   const ConnectionOptions& options);

// The names of the header and trailer fields of this message that are not forwarded: those for
// which WhyRemoved() has a sentence. Each name once, without regard to case, as first received,
// headers before trailers. Literal: a message that nominates Host or Content-Length has them
// removed (RFC 9110 bars the sender from nominating them, and has no exception for the recipient).
// Only the header section's Connection field counts.
std::vector<absl::string_view> RemovalSet(const FieldSection& fields, const Framing& framing,
                                          const FieldSection* trailers);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_HOP_BY_HOP_H_
