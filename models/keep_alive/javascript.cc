// Node's http.Agent and undici. Both have their heads read by llhttp, and look for the timeout with a regular
// expression of their own.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "models/keep_alive/text.h"
#include "models/readers.h"

namespace plumbline::models::keep_alive {
namespace {

// llhttp: the lines of Connection and Proxy-Connection all set flags. From HTTP/1.1 on only close counts, in
// HTTP/1.0 only keep-alive: there "keep-alive, close" persists. Up to 9.3.1 an HTAB after a word hides it, which a
// value without whitespace around cannot show.
bool Persists(const KeepAliveResponse& response) {
  if (response.version.minor == 0) {
    return HasToken(response.connection, "keep-alive") || HasToken(response.proxy_connection, "keep-alive");
  }
  return !HasToken(response.connection, "close") && !HasToken(response.proxy_connection, "close");
}

constexpr absl::string_view kTimeout = "timeout=";

}  // namespace

KeepAliveReading ReadNode(const KeepAliveResponse& response) {
  constexpr int64_t kAgent = 60'000;
  if (!Persists(response)) return Closed("llhttp: close, or HTTP/1.0 without keep-alive");
  // Anchored, lower case: the hint counts at the very front of the joined value alone.
  const std::string value = absl::StrJoin(response.keep_alive, ", ");
  if (!absl::StartsWith(value, kTimeout)) return Own("not timeout= at the very front");
  const std::optional<int64_t> seconds = LeadingDigits(absl::string_view(value).substr(kTimeout.size()), INT32_MAX);
  if (!seconds) return Own("no digits after timeout=");
  const int64_t limit = *seconds * 1000 - 1000;
  if (limit <= 0) return Closed(absl::StrCat("timeout ", *seconds, " less 1 s leaves nothing"));
  if (limit >= kAgent) return Own("a hint only lowers the agent's limit");
  return Set(limit, "leading digits, less 1 s");
}

KeepAliveReading ReadUndici(const KeepAliveResponse& response) {
  if (!Persists(response)) return Closed("llhttp: close, or HTTP/1.0 without keep-alive");
  // Anywhere in the field lines, which are put together without a separator: "timeout=6" and "0" are 60.
  const std::string value = absl::StrJoin(response.keep_alive, "");
  for (size_t at = value.find("timeout="); at != std::string::npos; at = value.find("timeout=", at + 1)) {
    const std::optional<int64_t> seconds =
        LeadingDigits(absl::string_view(value).substr(at + kTimeout.size()), INT32_MAX);
    if (!seconds) continue;
    const int64_t limit = *seconds * 1000 - 2000;
    if (limit <= 0) return Closed(absl::StrCat("timeout ", *seconds, " less 2 s leaves nothing"));
    if (limit > 600'000) return Set(600'000, "at most 600 s");
    return Set(limit, "first timeout= with digits, anywhere, less 2 s");
  }
  return Own("no lower-case timeout= with digits");
}

}  // namespace plumbline::models::keep_alive
