// Apache HttpClient 5, and the JDK's two clients.
#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "models/keep_alive/text.h"
#include "models/readers.h"

namespace plumbline::models::keep_alive {
namespace {

std::string WithoutQuotes(absl::string_view text) {
  std::string out;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      quoted = !quoted;
    } else {
      if (quoted && text[i] == '\\' && i + 1 < text.size()) ++i;
      out += text[i];
    }
  }
  return out;
}

// Elements between commas; a quoted string protects its commas.
std::vector<absl::string_view> Elements(absl::string_view text) {
  std::vector<absl::string_view> elements;
  size_t begin = 0;
  bool quoted = false;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '"') quoted = !quoted;
    if (i < text.size() && quoted && text[i] == '\\') ++i;
    if (i >= text.size() || (text[i] == ',' && !quoted)) {
      elements.push_back(Pieces(text.substr(begin, i - begin), absl::string_view())[0]);
      begin = i + 1;
    }
  }
  return elements;
}

}  // namespace

KeepAliveReading ReadApacheHttpClient(const KeepAliveResponse& response) {
  // Proxy-Connection counts only where there is no Connection.
  const auto& options = response.connection.empty() ? response.proxy_connection : response.connection;
  const bool persists = response.version.minor == 0 ? HasToken(options, "keep-alive") : !HasToken(options, "close");
  if (!persists) return Closed("close, or HTTP/1.0 without keep-alive");
  for (const std::string& line : response.keep_alive) {
    for (const absl::string_view element : Elements(line)) {
      const absl::string_view pair = element.substr(0, element.find(';'));  // what follows is a parameter of it
      const size_t equals = pair.find('=');
      if (equals == absl::string_view::npos) continue;
      const absl::string_view name = Pieces(pair.substr(0, equals), absl::string_view())[0];
      if (!absl::EqualsIgnoreCase(name, "timeout")) continue;
      const std::string value = WithoutQuotes(Pieces(pair.substr(equals + 1), absl::string_view())[0]);
      const std::optional<int64_t> seconds = WholeNumber(value, 64);
      if (!seconds) continue;
      if (*seconds <= 0) {
        KeepAliveReading reading = Own("not positive: no expiry");
        reading.idle = KeepAliveReading::Idle::kNever;
        return reading;
      }
      const bool fits = *seconds <= INT64_MAX / 1000;
      return Set(fits ? *seconds * 1000 : INT64_MAX, "first timeout that is a number");
    }
  }
  return Own("no timeout that is a number");
}

KeepAliveReading ReadHttpUrlConnection(const KeepAliveResponse& response) {
  // The last Connection line as a whole: any value other than keep-alive closes.
  const bool any = !response.connection.empty();
  const bool keep_alive = any && absl::EqualsIgnoreCase(response.connection.back(), "keep-alive");
  if (any ? !keep_alive : response.version.minor == 0) {
    return Closed(any ? "the last Connection line is not exactly keep-alive" : "HTTP/1.0 without keep-alive");
  }
  if (!keep_alive) return Own("without Connection: keep-alive the field is not read");
  if (response.keep_alive.empty()) return Own("no Keep-Alive");
  // The last line: words between SP and commas, each name[=value]; ";" is not a separator. A name's first value counts.
  std::optional<std::string> timeout;
  std::optional<std::string> max;
  for (const absl::string_view word : Pieces(response.keep_alive.back(), ", ")) {
    const size_t equals = word.find('=');
    if (equals == absl::string_view::npos) continue;
    const std::string name = absl::AsciiStrToLower(word.substr(0, equals));
    std::optional<std::string>* known = name == "timeout" ? &timeout : name == "max" ? &max : nullptr;
    if (known != nullptr && !*known) *known = WithoutQuotes(word.substr(equals + 1));
  }
  const std::optional<int64_t> uses = max ? WholeNumber(*max, 32) : std::nullopt;
  if (uses && *uses >= 0 && *uses <= 1) return Closed(absl::StrCat("max ", *uses, ": needs more than 1"));
  const std::optional<int64_t> seconds = timeout ? WholeNumber(*timeout, 32) : std::nullopt;
  if (seconds && *seconds == 0) return Closed("timeout 0");
  if (seconds && *seconds > INT32_MAX / 1000) return Closed("milliseconds overflow 32 bits");
  const bool set = seconds && *seconds > 0;
  KeepAliveReading reading =
      set ? Set(*seconds * 1000, "timeout of the last line") : Own("no timeout that is a number");
  if (uses && *uses > 1) reading.requests = *uses;
  return reading;
}

KeepAliveReading ReadJavaNetHttp(const KeepAliveResponse& response) {
  const bool closes = !response.connection.empty() && absl::EqualsIgnoreCase(response.connection.front(), "close");
  return closes ? Closed("the first Connection line is close") : Own("Keep-Alive is not read, HTTP/1.0 not considered");
}

}  // namespace plumbline::models::keep_alive
