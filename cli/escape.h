// Octets as printable ASCII, and as JSON.
#ifndef PLUMBLINE_CLI_ESCAPE_H_
#define PLUMBLINE_CLI_ESCAPE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::cli {

// Printable ASCII as itself; \r \n \t \\ by name; every other octet as \xHH.
std::string EscapeOctet(uint8_t octet);
std::string Escape(absl::string_view octets);

// Text for people, file names say: UTF-8 stands, but for its control characters (C0, DEL, C1) and what else ends lines
// (U+2028, U+2029). These, and octets that are not UTF-8, are escaped octet by octet.
std::string EscapeControls(absl::string_view text);

// As many whole octets from the front as fit in `columns` when escaped. Returns their number.
size_t Fit(absl::string_view octets, size_t columns);

// Escaped, with "..." in place of what goes beyond `columns`.
std::string EscapeShort(absl::string_view octets, size_t columns);

// Each octet as the code point of its value, U+0000 to U+00FF, in UTF-8.
std::string OctetsToUtf8(absl::string_view octets);
// Its inverse, of valid UTF-8; nothing where a code point is beyond U+00FF.
std::optional<std::string> Utf8ToOctets(absl::string_view text);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_ESCAPE_H_
