// Chromium: net/. Sections A.n are those of docs/models.md.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "models/model.h"

namespace plumbline::models {
namespace {

constexpr size_t kSlop = 4;                    // A.1: octets that may stand before "http"
constexpr size_t kHeadLimit = 256 * 1024;      // A.2
constexpr size_t kChunkLineLimit = 16 * 1024;  // A.6

bool IsLws(char c) { return c == ' ' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsTokenChar(char c) {
  return c > ' ' && c < '\x7f' && !absl::StrContains("()<>@,;:\\\"/[]?={}", absl::string_view(&c, 1));
}
bool IsToken(absl::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), IsTokenChar); }

absl::string_view Trim(absl::string_view text) {
  while (!text.empty() && IsLws(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsLws(text.back())) text.remove_suffix(1);
  return text;
}

// A.3: the items of a value between commas, trimmed, empty ones kept; a quoted string protects its commas.
std::vector<absl::string_view> Items(absl::string_view value) {
  std::vector<absl::string_view> items;
  size_t begin = 0;
  bool quoted = false;
  for (size_t i = 0; i < value.size(); ++i) {
    if (quoted && value[i] == '\\') {
      ++i;
    } else if (value[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && value[i] == ',') {
      items.push_back(Trim(value.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  items.push_back(Trim(value.substr(begin)));
  return items;
}

// Of all fields of this name.
std::vector<absl::string_view> AllItems(const Head& head, absl::string_view name) {
  std::vector<absl::string_view> all;
  for (const Field& field : head.fields) {
    if (!absl::EqualsIgnoreCase(field.name, name)) continue;
    const std::vector<absl::string_view> items = Items(field.value);
    all.insert(all.end(), items.begin(), items.end());
  }
  return all;
}
std::vector<absl::string_view> AllValues(const Head& head, absl::string_view name) {
  std::vector<absl::string_view> all;
  for (const Field& field : head.fields) {
    if (absl::EqualsIgnoreCase(field.name, name)) all.push_back(field.value);
  }
  return all;
}
bool Differ(const std::vector<absl::string_view>& values) {
  return std::any_of(values.begin(), values.end(), [&](absl::string_view value) { return value != values.front(); });
}

// A.1: "http" in the first octets.
size_t FindStatusLine(absl::string_view octets) {
  for (size_t slop = 0; slop <= kSlop && slop + 4 <= octets.size(); ++slop) {
    if (absl::EqualsIgnoreCase(octets.substr(slop, 4), "http")) return slop;
  }
  return absl::string_view::npos;
}

// A.2: behind the LF that a head ends with: LF LF or LF CR LF.
size_t FindEndOfHead(absl::string_view octets) {
  for (size_t i = octets.find('\n'); i != absl::string_view::npos; i = octets.find('\n', i + 1)) {
    const absl::string_view rest = octets.substr(i + 1, 2);
    if (absl::StartsWith(rest, "\n")) return i + 2;
    if (rest == "\r\n") return i + 3;
  }
  return absl::string_view::npos;
}

// A.1: major is the octet behind "http/", minor the one behind the first dot after it, wherever that is.
Version ParseVersion(absl::string_view line, bool has_fields) {
  int major = 0;
  int minor = 0;
  if (absl::StartsWithIgnoreCase(line, "http/")) {
    const size_t dot = line.find('.', 5);
    if (dot != absl::string_view::npos && dot + 1 < line.size() && IsDigit(line[5]) && IsDigit(line[dot + 1])) {
      major = line[5] - '0';
      minor = line[dot + 1] - '0';
    }
  }
  if (major == 0 && minor == 9 && !has_fields) return {0, 9};
  if (major == 2 && minor == 0) return {2, 0};
  if (major > 1 || (major == 1 && minor >= 1)) return {1, 1};
  return {1, 0};
}

// A.1
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

// A.3: a line that begins with whitespace goes on with the one before, if that has a name.
bool IsContinuable(absl::string_view line) {
  const size_t colon = line.find(':');
  return colon != absl::string_view::npos && colon > 0 && !IsLws(line.front());
}

// A.2, A.3: lines end with any run of CR and LF.
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
    continuable = !lines.empty() && IsContinuable(line);
    lines.emplace_back(line);
  }
  return lines;
}

Head ParseHead(absl::string_view text) {
  const std::vector<std::string> lines = Lines(text);
  Head head;
  for (size_t i = 1; i < lines.size(); ++i) {
    const absl::string_view line = lines[i];
    const size_t colon = line.find(':');
    if (colon == absl::string_view::npos || IsLws(line.front())) continue;
    const absl::string_view name = Trim(line.substr(0, colon));
    if (!IsToken(name)) continue;
    head.fields.push_back({std::string(name), std::string(Trim(line.substr(colon + 1)))});
  }
  head.version = ParseVersion(lines.empty() ? "" : lines[0], lines.size() > 1);
  ParseStatus(lines.empty() ? "" : absl::string_view(lines[0]), head);
  return head;
}

// A.4: the first item, as a strict decimal number of 63 bits.
std::optional<uint64_t> ContentLength(const Head& head) {
  const std::vector<absl::string_view> items = AllItems(head, "Content-Length");
  if (items.empty()) return std::nullopt;
  absl::string_view digits = items.front();
  const bool negative = absl::ConsumePrefix(&digits, "-");
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), IsDigit)) return std::nullopt;
  int64_t value = 0;
  if (!absl::SimpleAtoi(digits, &value) || (negative && value != 0)) return std::nullopt;
  return static_cast<uint64_t>(value);
}

class Reader {
 public:
  explicit Reader(const Exchange& exchange) : exchange_(exchange) {}

  Reading Read() {
    while (ReadHead()) {
    }
    reading_.consumed = pos_;
    return std::move(reading_);
  }

 private:
  bool Fail(const char* error) {
    reading_.ending = Ending::kFailed;
    reading_.error = error;
    return false;
  }

  // One head, and the body if it is final. True: an informational head, another one follows.
  bool ReadHead() {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    const size_t slop = FindStatusLine(rest);
    if (slop == absl::string_view::npos) return NoStatusLine(rest);
    const size_t size = FindEndOfHead(rest.substr(slop));
    const bool complete = size != absl::string_view::npos;
    if ((complete ? slop + size : rest.size()) > kHeadLimit) return Fail("ERR_RESPONSE_HEADERS_TOO_BIG");
    if (!complete) {
      if (!exchange_.end_of_input) return false;
      if (exchange_.https) return Fail("ERR_RESPONSE_HEADERS_TRUNCATED");
    }
    const size_t end = complete ? slop + size : rest.size();
    if (absl::StrContains(rest.substr(0, end), '\0')) return Fail("ERR_INVALID_HTTP_RESPONSE");
    pos_ += end;
    Head head = ParseHead(rest.substr(slop, end - slop));
    if (const char* error = Conflict(head)) return Fail(error);
    // A.10: informational heads are skipped; one that the end of input cut short is the response.
    if (head.status / 100 == 1 && complete) {
      reading_.informational.push_back(std::move(head));
      return true;
    }
    reading_.head = std::move(head);
    ReadBody(*reading_.head);
    return false;
  }

  // A.1: HTTP/0.9, or what stands in its place.
  bool NoStatusLine(absl::string_view rest) {
    if (rest.size() < kSlop + 4 && !exchange_.end_of_input) return false;
    if (rest.empty())
      return Fail(exchange_.reused && reading_.informational.empty() ? "ERR_CONNECTION_CLOSED" : "ERR_EMPTY_RESPONSE");
    if (exchange_.https && rest.size() < kSlop + 4) return Fail("ERR_RESPONSE_HEADERS_TRUNCATED");
    const bool icy = !exchange_.https && absl::StartsWithIgnoreCase(rest, "icy");
    if (!reading_.informational.empty() || !(exchange_.default_port || icy)) return Fail("ERR_INVALID_HTTP_RESPONSE");
    if (exchange_.method == "PUT") return Fail("ERR_METHOD_NOT_SUPPORTED");
    Head& head = reading_.head.emplace();
    head.http09 = true;
    head.version = {0, 9};
    head.status = 200;
    head.reason = "OK";
    reading_.framing = FramingKind::kClose;
    ReadOctets();
    return false;
  }

  // A.8, A.4
  static const char* Conflict(const Head& head) {
    if (!IsChunked(head) && Differ(AllItems(head, "Content-Length"))) {
      return "ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH";
    }
    if (Differ(AllItems(head, "Content-Disposition"))) return "ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_DISPOSITION";
    if (Differ(AllValues(head, "Location"))) return "ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION";
    return nullptr;
  }

  // A.5
  static bool IsChunked(const Head& head) {
    const std::vector<absl::string_view> codings = AllItems(head, "Transfer-Encoding");
    const bool version = head.version.major == 2 || (head.version.major == 1 && head.version.minor == 1);
    return version && std::any_of(codings.begin(), codings.end(),
                                  [](absl::string_view coding) { return absl::EqualsIgnoreCase(coding, "chunked"); });
  }

  // A.7: the first keep-alive or close decides, then those of Proxy-Connection, then the version.
  static bool Persists(const Head& head) {
    if (head.version.major == 0) return false;
    for (const absl::string_view name : {"Connection", "Proxy-Connection"}) {
      for (const absl::string_view item : AllItems(head, name)) {
        if (absl::EqualsIgnoreCase(item, "keep-alive")) return true;
        if (absl::EqualsIgnoreCase(item, "close")) return false;
      }
    }
    return head.version.major != 1 || head.version.minor != 0;
  }

  void ReadBody(const Head& head) {
    const bool bodiless = exchange_.method == "HEAD" || head.status / 100 == 1 || head.status == 204 ||
                          head.status == 205 || head.status == 304;  // A.10
    if (!bodiless && IsChunked(head)) {
      reading_.framing = FramingKind::kChunked;
    } else if (!bodiless) {
      const std::optional<uint64_t> length = ContentLength(head);
      reading_.framing = length ? FramingKind::kLength : FramingKind::kClose;
      reading_.length = length.value_or(0);
    }
    if (reading_.framing == FramingKind::kChunked ? !ReadChunks() : !ReadOctets()) return;
    reading_.ending = Ending::kComplete;
    // Octets behind the end, or the end of input, when the connection is to be used again: it is dropped.
    reading_.persists = reading_.framing != FramingKind::kClose && Persists(head);
    reading_.reusable = reading_.persists && pos_ == exchange_.octets.size() && !exchange_.end_of_input;
  }

  // A.10
  bool ReadOctets() {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    const bool bounded = reading_.framing != FramingKind::kClose;
    const size_t size = bounded ? static_cast<size_t>(std::min<uint64_t>(reading_.length, rest.size())) : rest.size();
    reading_.body.assign(rest.data(), size);
    pos_ += size;
    if (bounded && size < reading_.length) return exchange_.end_of_input && Fail("ERR_CONTENT_LENGTH_MISMATCH");
    if (!bounded && !exchange_.end_of_input) return false;
    reading_.ending = Ending::kComplete;
    return true;
  }

  // A.6: the octets to the next LF, without it and one CR before it.
  std::optional<absl::string_view> ReadLine() {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    const size_t end = rest.find('\n');
    if (end == absl::string_view::npos) {
      if (rest.size() > kChunkLineLimit) {
        Fail("ERR_INVALID_CHUNKED_ENCODING");
      } else if (exchange_.end_of_input) {
        Fail("ERR_INCOMPLETE_CHUNKED_ENCODING");
      }
      return std::nullopt;
    }
    pos_ += end + 1;
    absl::string_view line = rest.substr(0, end);
    absl::ConsumeSuffix(&line, "\r");
    return line;
  }

  // A.6
  static std::optional<uint64_t> ChunkSize(absl::string_view line) {
    line = line.substr(0, line.find(';'));
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    if (line.empty()) return std::nullopt;
    uint64_t size = 0;
    for (const char c : line) {
      if (!absl::ascii_isxdigit(static_cast<unsigned char>(c)) || size > (INT64_MAX >> 4)) return std::nullopt;
      const char lower = absl::ascii_tolower(static_cast<unsigned char>(c));
      size = size * 16 + static_cast<uint64_t>(IsDigit(lower) ? lower - '0' : lower - 'a' + 10);
    }
    return size;
  }

  bool ReadChunks() {
    for (;;) {
      const std::optional<absl::string_view> line = ReadLine();
      if (!line) return false;
      const std::optional<uint64_t> size = ChunkSize(*line);
      if (!size) return Fail("ERR_INVALID_CHUNKED_ENCODING");
      if (*size == 0) break;
      const absl::string_view rest = exchange_.octets.substr(pos_);
      const size_t got = static_cast<size_t>(std::min<uint64_t>(*size, rest.size()));
      reading_.body.append(rest.data(), got);
      pos_ += got;
      if (got < *size) return exchange_.end_of_input && Fail("ERR_INCOMPLETE_CHUNKED_ENCODING");
      const std::optional<absl::string_view> end = ReadLine();
      if (!end) return false;
      if (!end->empty()) return Fail("ERR_INVALID_CHUNKED_ENCODING");
    }
    for (;;) {  // trailers are not looked at
      const std::optional<absl::string_view> line = ReadLine();
      if (!line || line->empty()) return line.has_value();
    }
  }

  const Exchange& exchange_;
  size_t pos_ = 0;
  Reading reading_;
};

}  // namespace

Reading ReadChromium(const Exchange& exchange) { return Reader(exchange).Read(); }

}  // namespace plumbline::models
