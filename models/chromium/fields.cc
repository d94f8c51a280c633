#include "models/chromium/fields.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace plumbline::models::chromium {
namespace {

constexpr absl::string_view kSeparators = "()<>@,;:\\\"/[]?={}";

// A.3: values of these names are not split at commas.
bool HoldsCommas(absl::string_view name) {
  for (const char* other : {"date", "expires", "last-modified", "location", "retry-after", "set-cookie",
                            "www-authenticate", "proxy-authenticate", "strict-transport-security"}) {
    if (absl::EqualsIgnoreCase(name, other)) return true;
  }
  return false;
}

// A.3: trimmed, empty ones kept; a quoted string protects its commas, also where it is never closed.
void AppendItems(absl::string_view value, std::vector<absl::string_view>& items) {
  size_t begin = 0;
  bool quoted = false;
  for (size_t i = 0; i < value.size(); ++i) {
    if (quoted && value[i] == '\\') {
      ++i;
    } else if (value[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && value[i] == ',') {
      items.push_back(TrimLws(value.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  items.push_back(TrimLws(value.substr(begin)));
}

}  // namespace

bool IsLws(char c) { return c == ' ' || c == '\t'; }

bool IsToken(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && kSeparators.find(c) == absl::string_view::npos;
  });
}

absl::string_view TrimLws(absl::string_view text) {
  while (!text.empty() && IsLws(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsLws(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<absl::string_view> Values(const Head& head, absl::string_view name) {
  std::vector<absl::string_view> values;
  for (const Field& field : head.fields) {
    if (!absl::EqualsIgnoreCase(field.name, name)) continue;
    if (HoldsCommas(name)) {
      values.push_back(field.value);
    } else {
      AppendItems(field.value, values);
    }
  }
  return values;
}

bool Differ(const std::vector<absl::string_view>& values) {
  return std::any_of(values.begin(), values.end(), [&](absl::string_view value) { return value != values.front(); });
}

bool IsChunked(const Head& head) {
  // Everything below 1.1 has become 1.0 (A.1), and there Transfer-Encoding means nothing.
  if (head.version.major == 0 || (head.version.major == 1 && head.version.minor == 0)) return false;
  const std::vector<absl::string_view> codings = Values(head, "Transfer-Encoding");
  return std::any_of(codings.begin(), codings.end(),
                     [](absl::string_view coding) { return absl::EqualsIgnoreCase(coding, "chunked"); });
}

std::optional<uint64_t> ContentLength(const Head& head) {
  // The first item, a decimal number of 63 bits and nothing else; what is none counts as absent.
  const std::vector<absl::string_view> items = Values(head, "Content-Length");
  if (items.empty()) return std::nullopt;
  absl::string_view digits = items.front();
  const bool negative = absl::ConsumePrefix(&digits, "-");
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit)) return std::nullopt;
  int64_t value = 0;
  if (!absl::SimpleAtoi(digits, &value) || (negative && value != 0)) return std::nullopt;
  return static_cast<uint64_t>(value);
}

Decision KeepsAlive(const Head& head) {
  if (head.version.major == 0) return {false, "HTTP/0.9"};
  // The first that is one of the two words decides, whatever the others say. Keep-Alive has no say.
  for (const absl::string_view name : {"Connection", "Proxy-Connection"}) {
    for (const absl::string_view item : Values(head, name)) {
      if (absl::EqualsIgnoreCase(item, "keep-alive")) return {true, "keep-alive comes first; Keep-Alive is not read"};
      if (absl::EqualsIgnoreCase(item, "close")) return {false, "close comes first"};
    }
  }
  if (head.version.major == 1 && head.version.minor == 0) return {false, "HTTP/1.0 without keep-alive"};
  return {true, "Keep-Alive is not read"};
}

const char* Conflict(const Head& head) {
  if (!IsChunked(head) && Differ(Values(head, "Content-Length"))) {
    return "ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH";
  }
  if (Differ(Values(head, "Content-Disposition"))) return "ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_DISPOSITION";
  if (Differ(Values(head, "Location"))) return "ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION";
  return nullptr;
}

bool HasBadCoding(const Head& head) {
  for (const Field& field : head.fields) {
    if (!absl::EqualsIgnoreCase(field.name, "Content-Encoding")) continue;
    if (field.value.find_first_of("\"=;*") != std::string::npos) return true;
    std::vector<absl::string_view> codings;
    AppendItems(field.value, codings);
    for (const absl::string_view coding : codings) {
      if (std::any_of(coding.begin(), coding.end(), IsLws)) return true;
    }
  }
  return false;
}

}  // namespace plumbline::models::chromium
