// base64, RFC 4648, section 4, read strictly: its alphabet, its padding and nothing between (sections 3.1 to 3.3), and
// pad bits of zero (section 3.5). absl::Base64Unescape passes over whitespace and goes without padding.
#ifndef PLUMBLINE_CLI_BASE64_H_
#define PLUMBLINE_CLI_BASE64_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::cli {

std::optional<std::string> DecodeBase64(absl::string_view text);
std::string EncodeBase64(absl::string_view octets);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_BASE64_H_
