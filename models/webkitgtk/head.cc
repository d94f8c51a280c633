#include "models/webkitgtk/head.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace plumbline::models::webkitgtk {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsBlankOrCr(char c) { return IsBlank(c) || c == '\r'; }
bool IsDigitAt(absl::string_view text, size_t at) {
  return at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at]));
}

// C.1
bool ParseStatusLine(absl::string_view line, Head& head) {
  if (absl::StartsWith(line, "HTTP/") && IsDigitAt(line, 5)) {
    const Number major = ReadNumber(line.substr(5), 10);
    if (major.value != 1 || !absl::StartsWith(major.rest, ".") || !IsDigitAt(major.rest, 1)) return false;
    const Number minor = ReadNumber(major.rest.substr(1), 10);
    if (minor.value > 1) return false;
    head.version = {1, static_cast<uint8_t>(minor.value)};
    line = minor.rest;
  } else if (absl::StartsWith(line, "ICY")) {
    head.version = {1, 0};
    line.remove_prefix(3);
  } else {
    return false;
  }
  while (!line.empty() && IsBlank(line.front())) line.remove_prefix(1);
  const size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits != 3) return false;
  head.status = static_cast<int>(ReadNumber(line.substr(0, 3), 10).value);
  if (head.status < 100) return false;
  line.remove_prefix(3);
  while (!line.empty() && IsBlank(line.front())) line.remove_prefix(1);
  while (!line.empty() && IsBlankOrCr(line.back())) line.remove_suffix(1);
  head.reason = std::string(line);
  return true;
}

// C.3: the lines of a value as one. The break becomes one SP, whatever whitespace is around it.
std::string JoinLines(absl::string_view lines) {
  lines.remove_prefix(std::min(lines.find_first_not_of(" \t\r\n"), lines.size()));
  std::string value;
  const auto trim = [&value] {
    while (!value.empty() && IsBlankOrCr(value.back())) value.pop_back();
  };
  for (bool first = true;; first = false) {
    if (!first) {
      trim();
      value += ' ';
      lines.remove_prefix(std::min(lines.find_first_not_of(" \t"), lines.size()));
    }
    const size_t end = std::min(lines.find('\n'), lines.size());
    value.append(lines.data(), end);
    if (end == lines.size()) break;
    lines.remove_prefix(end + 1);
  }
  trim();
  std::replace(value.begin(), value.end(), '\r', ' ');
  return value;
}

// C.4: a second Content-Length is compared as a number, and dropped where it is the same. False: it is another.
bool IsSameLength(const std::string& first, const std::string& second) {
  const Number a = ReadNumber(first, 10);
  const Number b = ReadNumber(second, 10);
  return a.rest.empty() && b.rest.empty() && !a.overflow && !b.overflow && a.value == b.value;
}

// C.3. False: the last line has no LF, or C.4.
bool ParseFields(absl::string_view text, Soup soup, Head& head) {
  std::optional<std::string> length;  // the first Content-Length
  while (!text.empty()) {
    // A line without a name, or with whitespace in it or after it, is passed over.
    const size_t colon = text.find_first_of(": \t\r\n");
    const bool has_name = colon != absl::string_view::npos && colon > 0 && text[colon] == ':';
    size_t end = text.find('\n');
    while (has_name && end != absl::string_view::npos && end + 1 < text.size() && IsBlank(text[end + 1]))
      end = text.find('\n', end + 1);
    if (end == absl::string_view::npos) return false;
    if (has_name) {
      Field field{MakeValidUtf8(text.substr(0, colon)),
                  MakeValidUtf8(JoinLines(text.substr(colon + 1, end - colon - 1)))};
      const bool is_length = soup == Soup::k37 && absl::EqualsIgnoreCase(field.name, "Content-Length");
      if (is_length && length && !IsSameLength(*length, field.value)) return false;
      const bool again = is_length && length;
      if (is_length) length = field.value;
      if (!again) head.fields.push_back(std::move(field));
    }
    text.remove_prefix(end + 1);
  }
  return true;
}

// C.3: HTTP/1.0 has the fields removed that Connection names. Returns these names.
std::vector<std::string> RemoveNominated(Head& head) {
  if (head.version.minor != 0) return {};
  std::vector<std::string> names = Items(Joined(head, "Connection"));
  const std::set<std::string> removed(names.begin(), names.end());
  const auto is_removed = [&](const Field& field) { return removed.count(absl::AsciiStrToLower(field.name)) > 0; };
  head.fields.erase(std::remove_if(head.fields.begin(), head.fields.end(), is_removed), head.fields.end());
  return names;
}

}  // namespace

Collected CollectHead(absl::string_view octets, Soup soup) {
  const size_t limit = soup == Soup::k32 ? 64 * 1024 : 100 * 1024;
  size_t size = 0;
  for (;;) {
    const size_t line_feed = octets.find('\n', size);
    const size_t next = line_feed == absl::string_view::npos ? octets.size() : line_feed + 1;
    const absl::string_view line = octets.substr(size, next - size);
    const bool after_line = size > 0 && octets[size - 1] == '\n';
    if (after_line && ((line == "\n" && size >= 2) || (line == "\r\n" && size >= 3))) {
      return {Collected::End::kComplete, size, next};
    }
    if (next > limit) return {Collected::End::kTooBig, next, next};
    if (line_feed == absl::string_view::npos) return {Collected::End::kWaiting, next, next};
    size = next;
  }
}

bool ParseHead(absl::string_view text, Soup soup, ParsedHead& parsed) {
  text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));  // C.1
  const size_t line_feed = text.find('\n');
  if (line_feed == absl::string_view::npos || absl::StrContains(text, '\0')) return false;  // C.2
  Head& head = parsed.head;
  if (!ParseFields(text.substr(line_feed + 1), soup, head)) return false;
  if (!ParseStatusLine(text.substr(0, line_feed), head)) return false;
  if (soup == Soup::k37) {
    RemoveNominated(head);
    parsed.declared = DeclaredIn37(head);
  } else {
    Declared32 declared;
    for (const Field& field : head.fields) declared.Append(field);
    for (const std::string& name : RemoveNominated(head)) declared.Remove(name);
    parsed.declared = declared.Get(head);
  }
  return true;
}

}  // namespace plumbline::models::webkitgtk
