// The field values of RFC 9110 and 9112 as recognisers: a second transcription of the ABNF, octet for octet, that
// says whether a whole value matches and nothing else. Lists follow the recipient's rule (9110, section 5.6.1.2).
#ifndef PLUMBLINE_FUZZ_SUPPORT_GRAMMAR_H_
#define PLUMBLINE_FUZZ_SUPPORT_GRAMMAR_H_

#include "absl/strings/string_view.h"

namespace plumbline::fuzz {

bool IsConnection(absl::string_view value);
bool IsTransferEncoding(absl::string_view value);  // no parameters on chunked and the compression codings
bool IsTe(absl::string_view value);
bool IsTrailer(absl::string_view value);
bool IsUpgrade(absl::string_view value);
bool IsVia(absl::string_view value);
bool IsKeepAlive(absl::string_view value);  // timeout and max are numbers of 64 bits
bool IsChunkExt(absl::string_view octets);
bool IsHost(absl::string_view value);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_GRAMMAR_H_
