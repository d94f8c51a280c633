#include "models/chromium/head.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "models/chromium/fields.h"

namespace plumbline::models::chromium {
namespace {

// A.1: major is the octet after "http/", minor the one after the first dot after it, wherever that is.
Version ParseVersion(absl::string_view line, bool has_lines) {
  int major = 0;
  int minor = 0;
  if (absl::StartsWithIgnoreCase(line, "http/")) {
    const size_t dot = line.find('.', 5);
    if (dot != absl::string_view::npos && dot + 1 < line.size() && absl::ascii_isdigit(line[5]) &&
        absl::ascii_isdigit(line[dot + 1])) {
      major = line[5] - '0';
      minor = line[dot + 1] - '0';
    }
  }
  if (major == 0 && minor == 9 && !has_lines) return {0, 9};
  if (major == 2 && minor == 0) return {2, 0};
  if (major > 1 || (major == 1 && minor >= 1)) return {1, 1};
  return {1, 0};
}

// A.1: the digits after the first SP, however many; without SP or digits it is 200.
void ParseStatus(absl::string_view line, Head& head) {
  size_t pos = line.find(' ');
  head.status = 200;
  if (pos == absl::string_view::npos) {
    head.reason = "OK";
    return;
  }
  pos = std::min(line.find_first_not_of(' ', pos), line.size());
  const size_t end = std::min(line.find_first_not_of("0123456789", pos), line.size());
  if (end == pos) return;
  int64_t code = 0;
  for (; pos < end; ++pos) code = std::min<int64_t>(code * 10 + (line[pos] - '0'), INT32_MAX);
  head.status = static_cast<int>(code);
  absl::string_view reason = line.substr(end);
  while (!reason.empty() && reason.front() == ' ') reason.remove_prefix(1);
  while (!reason.empty() && reason.back() == ' ') reason.remove_suffix(1);
  head.reason = std::string(reason);
}

// A.3: a line can go on in the next one if it has a name and is not a leftover continuation itself.
bool IsContinuable(absl::string_view line) {
  const size_t colon = line.find(':');
  return colon != absl::string_view::npos && colon > 0 && !IsLws(line.front());
}

// A.2: a line ends with any run of CR and LF, so a bare CR ends one. A.3: continuations are joined.
std::vector<std::string> Lines(absl::string_view text) {
  std::vector<std::string> lines;
  bool continuable = false;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const absl::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(text.find_first_not_of("\r\n", end), text.size()));
    if (line.empty()) continue;
    if (continuable && IsLws(line.front())) {
      absl::StrAppend(&lines.back(), " ", line.substr(std::min(line.find_first_not_of(" \t"), line.size())));
      continue;
    }
    continuable = !lines.empty() && IsContinuable(line);  // never the status line
    lines.emplace_back(line);
  }
  return lines;
}

}  // namespace

size_t FindStatusLine(absl::string_view octets) {
  for (size_t slop = 0; slop <= kSlop && slop + 4 <= octets.size(); ++slop) {
    if (absl::EqualsIgnoreCase(octets.substr(slop, 4), "http")) return slop;
  }
  return absl::string_view::npos;
}

size_t FindEndOfHead(absl::string_view octets) {
  for (size_t i = octets.find('\n'); i != absl::string_view::npos; i = octets.find('\n', i + 1)) {
    const absl::string_view rest = octets.substr(i + 1, 2);
    if (absl::StartsWith(rest, "\n")) return i + 2;
    if (rest == "\r\n") return i + 3;
  }
  return absl::string_view::npos;
}

Head ParseHead(absl::string_view text) {
  const std::vector<std::string> lines = Lines(text);
  const absl::string_view status_line = lines.empty() ? "" : absl::string_view(lines[0]);
  Head head;
  head.version = ParseVersion(status_line, lines.size() > 1);
  ParseStatus(status_line, head);
  for (size_t i = 1; i < lines.size(); ++i) {
    // A.3: a line without a name that is a token is passed over. Whitespace may stand between name and colon.
    const absl::string_view line = lines[i];
    const size_t colon = line.find(':');
    if (colon == absl::string_view::npos || IsLws(line.front())) continue;
    const absl::string_view name = TrimLws(line.substr(0, colon));
    if (!IsToken(name)) continue;
    head.fields.push_back({std::string(name), std::string(TrimLws(line.substr(colon + 1)))});
  }
  return head;
}

}  // namespace plumbline::models::chromium
