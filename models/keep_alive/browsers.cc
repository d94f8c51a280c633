// Firefox, which reads the field; Chromium and libsoup, which do not. Persistence as in docs/models.md: A.7, B.7, C.7.
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "models/keep_alive/readers.h"
#include "models/keep_alive/text.h"

namespace plumbline::models::keep_alive {
namespace {

// A word between SP, HTAB, commas and the ends.
bool HasWord(const std::vector<std::string>& lines, absl::string_view word) {
  for (const std::string& line : lines) {
    for (const absl::string_view piece : Pieces(line, ", \t")) {
      if (absl::EqualsIgnoreCase(piece, word)) return true;
    }
  }
  return false;
}

// atoi: isspace, a sign, digits. What 64 bits cannot hold saturates, then the upper half is lost, as with glibc; C
// leaves it open.
int32_t Atoi(absl::string_view text) {
  while (!text.empty() && absl::ascii_isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  const bool negative = absl::StartsWith(text, "-");
  if (negative || absl::StartsWith(text, "+")) text.remove_prefix(1);
  const int64_t value = LeadingDigits(text).value_or(0);
  const uint64_t octets = negative
                              ? (value == INT64_MAX ? uint64_t{1} << 63 : uint64_t{0} - static_cast<uint64_t>(value))
                              : static_cast<uint64_t>(value);
  return static_cast<int32_t>(static_cast<uint32_t>(octets));
}

std::optional<int32_t> NumberAfter(absl::string_view value, absl::string_view name) {
  const size_t at = absl::AsciiStrToLower(value).find(std::string(name));
  if (at == std::string::npos) return std::nullopt;
  return Atoi(value.substr(at + name.size()));
}

}  // namespace

KeepAliveReading ReadFirefox(const KeepAliveResponse& response) {
  if (HasWord(response.connection, "close") || HasWord(response.proxy_connection, "close")) return Closed("close");
  const bool keep_alive =
      HasWord(response.connection, "keep-alive") || HasWord(response.proxy_connection, "keep-alive");
  if (response.version.minor == 0 && !keep_alive) return Closed("HTTP/1.0 without keep-alive");
  const std::string value = absl::StrJoin(response.keep_alive, ", ");
  KeepAliveReading reading = Own("no timeout= in it");
  if (const std::optional<int32_t> seconds = NumberAfter(value, "timeout=")) {
    // Seconds to milliseconds in 32 bits without sign, which wrap.
    const uint32_t milliseconds = static_cast<uint32_t>(*seconds) * 1000u;
    if (milliseconds == 0) return Closed("timeout of 0 s: never taken from the pool");
    reading = Set(milliseconds, "first timeout=, anywhere, by atoi");
  }
  if (const std::optional<int32_t> uses = NumberAfter(value, "max="); uses && *uses > 0) reading.requests = *uses;
  return reading;
}

KeepAliveReading ReadChromium(const KeepAliveResponse& response) {
  for (const auto* lines : {&response.connection, &response.proxy_connection}) {
    for (const std::string& line : *lines) {
      for (const absl::string_view item : Pieces(line, ",")) {
        if (absl::EqualsIgnoreCase(item, "keep-alive")) return Own("keep-alive comes first; Keep-Alive is not read");
        if (absl::EqualsIgnoreCase(item, "close")) return Closed("close comes first");
      }
    }
  }
  return response.version.minor == 0 ? Closed("HTTP/1.0 without keep-alive") : Own("Keep-Alive is not read");
}

KeepAliveReading ReadLibsoup(const KeepAliveResponse& response) {
  if (response.version.minor == 0) {
    return HasToken(response.connection, "keep-alive") ? Own("Keep-Alive is not read")
                                                       : Closed("HTTP/1.0 without keep-alive");
  }
  return HasToken(response.connection, "close") ? Closed("close") : Own("Keep-Alive is not read");
}

}  // namespace plumbline::models::keep_alive
