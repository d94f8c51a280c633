// Firefox: Necko. Sections B.n are those of docs/models.md.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "models/model.h"

namespace plumbline::models {
namespace {

constexpr size_t kJunk = 4;                   // B.1: octets that may stand before "HTTP/1."
constexpr size_t kWindow = 11;                // B.1: octets in which the start is looked for
constexpr size_t kResync = 128 * 1024;        // B.1: octets skipped between heads
constexpr size_t kHeadLimit = 384 * 1024;     // B.2
constexpr int64_t kDefaultIdle = 115 * 1000;  // B.7, milliseconds
constexpr size_t kNone = absl::string_view::npos;

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSpace(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }
bool IsHttpSpace(char c) { return IsBlank(c) || c == '\r' || c == '\n'; }

bool IsToken(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && !absl::StrContains("()<>@,;:\\\"/[]?={}", absl::string_view(&c, 1));
  });
}

size_t FindIgnoringCase(absl::string_view text, absl::string_view what, size_t from = 0) {
  for (size_t i = from; i + what.size() <= text.size(); ++i) {
    if (absl::EqualsIgnoreCase(text.substr(i, what.size()), what)) return i;
  }
  return kNone;
}

// B.5, B.7: the word between SP, HTAB, commas or the ends.
bool HasWord(absl::string_view text, absl::string_view word) {
  const auto separates = [&](size_t at) { return at >= text.size() || IsBlank(text[at]) || text[at] == ','; };
  for (size_t i = FindIgnoringCase(text, word); i != kNone; i = FindIgnoringCase(text, word, i + 1)) {
    if ((i == 0 || separates(i - 1)) && separates(i + word.size())) return true;
  }
  return false;
}

// B.7: atoi, which wraps in 32 bits here where C leaves it open.
int32_t Atoi(absl::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  const bool negative = absl::StartsWith(text, "-");
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  // With glibc the number is read in 64 bits, saturates there, and loses its upper half.
  uint64_t magnitude = 0;
  const uint64_t most = negative ? uint64_t{1} << 63 : (uint64_t{1} << 63) - 1;
  for (; !text.empty() && IsDigit(text.front()); text.remove_prefix(1)) {
    const uint64_t digit = static_cast<uint64_t>(text.front() - '0');
    magnitude = magnitude > (most - digit) / 10 ? most : magnitude * 10 + digit;
  }
  const uint64_t value = negative ? uint64_t{0} - magnitude : magnitude;
  return static_cast<int32_t>(static_cast<uint32_t>(value));
}

enum class Merge { kJoin, kJoinLines, kFirst, kSuspect };

// B.3, B.8: what a second line of the same name does.
Merge MergeOf(absl::string_view name) {
  for (const char* other : {"Content-Length", "Content-Disposition", "Location"}) {
    if (absl::EqualsIgnoreCase(name, other)) return Merge::kSuspect;
  }
  for (const char* other :
       {"Content-Type", "User-Agent", "Referer", "Host", "Authorization", "Proxy-Authorization", "If-Modified-Since",
        "If-Unmodified-Since", "From", "Max-Forwards", "Sec-GPC", "Strict-Transport-Security"}) {
    if (absl::EqualsIgnoreCase(name, other)) return Merge::kFirst;
  }
  for (const char* other : {"Set-Cookie", "WWW-Authenticate", "Proxy-Authenticate"}) {
    if (absl::EqualsIgnoreCase(name, other)) return Merge::kJoinLines;
  }
  return Merge::kJoin;
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

  size_t FirstRead() const {
    if (exchange_.reads.empty()) return exchange_.octets.size();
    return std::min(exchange_.reads.front(), exchange_.octets.size());
  }

  // B.1. Where the status line begins; kNone: nowhere (HTTP/0.9); more octets are awaited where `wait` is set.
  size_t FindStart(bool& wait) const {
    absl::string_view first = exchange_.octets.substr(0, FirstRead());
    constexpr absl::string_view kHttp1 = "HTTP/1.";
    if (first.size() < kHttp1.size()) {
      if (!absl::StartsWithIgnoreCase(kHttp1, first)) return kNone;
      if (exchange_.octets.size() < kHttp1.size()) {
        wait = !exchange_.end_of_input;
        return wait ? kNone : 0;
      }
      return absl::StartsWithIgnoreCase(exchange_.octets, kHttp1) ? 0 : kNone;
    }
    first = first.substr(0, kWindow);
    const size_t found = FindIgnoringCase(first, kHttp1);
    if (found <= kJunk) return found;
    size_t space = 0;
    while (space < first.size() && IsSpace(first[space])) ++space;
    for (const char* other : {"HTTP/2", "HTTP/3", "ICY "}) {
      if (absl::StartsWithIgnoreCase(first.substr(space), other)) return space;
    }
    return kNone;
  }

  // B.1: behind an informational head, anything before "HTTP/1." is skipped.
  bool Resync(size_t& start) {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    start = FindIgnoringCase(rest, "HTTP/1.");
    if (start != kNone && start <= kResync) return true;
    if (rest.size() > kResync) return Fail("NS_ERROR_ABORT");
    if (!exchange_.end_of_input) return false;
    start = kNone;
    return Fail("NS_ERROR_NET_RESET");
  }

  bool ReadHead() {
    if (exchange_.octets.empty()) return exchange_.end_of_input && Fail("NS_ERROR_NET_RESET");
    size_t start = 0;
    if (!reading_.informational.empty()) {
      if (!Resync(start)) return false;
    } else {
      bool wait = false;
      start = FindStart(wait);
      if (wait) return false;
      if (start == kNone) return Http09();
    }
    pos_ += start;
    Head head;
    if (!ReadLines(head)) return false;
    if (head.status / 100 == 1 && head.status != 101) {  // B.10
      reading_.informational.push_back(std::move(head));
      return true;
    }
    reading_.head = std::move(head);
    if (reading_.head->status == 101) return Fail("NS_ERROR_ABORT");
    ReadBody(*reading_.head);
    return false;
  }

  bool Http09() {
    if (exchange_.method == "PUT") return Fail("NS_ERROR_ABORT");
    Head& head = reading_.head.emplace();
    head.http09 = true;
    head.version = {0, 9};
    head.status = 200;
    head.reason = "OK";
    ReadBody(head);
    return false;
  }

  // B.2: lines end with LF, one CR before it goes; a segment that is empty then ends the head. At the end of input what
  // is there is the head.
  bool ReadLines(Head& head) {
    std::string line;
    bool has_line = false;
    bool status_line = true;
    const size_t begin = pos_;
    for (;;) {
      const absl::string_view rest = exchange_.octets.substr(pos_);
      const size_t line_feed = rest.find('\n');
      const bool last = line_feed == kNone;
      if (pos_ - begin + (last ? rest.size() : line_feed) > kHeadLimit) return Fail("NS_ERROR_FILE_TOO_BIG");
      if (last && !exchange_.end_of_input) return false;
      absl::string_view segment = rest.substr(0, line_feed);
      if (!last) absl::ConsumeSuffix(&segment, "\r");
      pos_ += last ? rest.size() : line_feed + 1;
      const bool end = segment.empty();
      // B.3: a segment that begins with whitespace goes on with the line before, whatever that is.
      if (has_line && !end && IsBlank(segment.front())) {
        absl::StrAppend(&line, segment);
      } else {
        if (has_line && !TakeLine(line, status_line, head)) return false;
        has_line = !end;
        line = std::string(segment);
        if (status_line && !end) {
          // The status line is no line to go on with.
          if (!TakeLine(line, status_line, head)) return false;
          has_line = false;
          if (head.version.major == 0) return SkipLine();
        }
      }
      if (end && !status_line) return true;
      if (last) return !has_line || TakeLine(line, status_line, head);
    }
  }

  // B.1: behind a status line of version 0.9 the next line is swallowed, and the rest is body.
  bool SkipLine() {
    const size_t line_feed = exchange_.octets.find('\n', pos_);
    pos_ = line_feed == kNone ? exchange_.octets.size() : line_feed + 1;
    return true;
  }

  bool TakeLine(absl::string_view line, bool& status_line, Head& head) {
    if (!status_line) return TakeField(line, head);
    status_line = false;
    return TakeStatusLine(line, head) || Fail("NS_ERROR_PARSING_HTTP_STATUS_LINE");
  }

  // B.1
  static Version ParseVersion(absl::string_view line) {
    if (!absl::ConsumePrefix(&line, "HTTP"))
      return absl::StartsWithIgnoreCase(line, "ICY ") ? Version{1, 0} : Version{0, 9};
    if (!absl::ConsumePrefix(&line, "/")) return {1, 0};
    const std::optional<uint64_t> major = TakeInteger(line);
    if (major == 3u) return {3, 0};
    if (major == 2u) return {2, 0};
    if (major != 1u || !absl::ConsumePrefix(&line, ".")) return {1, 0};
    return {1, static_cast<uint8_t>(TakeInteger(line).value_or(0) >= 1 ? 1 : 0)};
  }
  static std::optional<uint64_t> TakeInteger(absl::string_view& text) {
    const size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
    if (size == 0) return std::nullopt;
    uint64_t value = 0;
    for (const char digit : text.substr(0, size)) {
      if (value > UINT32_MAX) return std::nullopt;
      value = value * 10 + static_cast<uint64_t>(digit - '0');
    }
    text.remove_prefix(size);
    return value > UINT32_MAX ? std::nullopt : std::make_optional(value);
  }

  static bool TakeStatusLine(absl::string_view line, Head& head) {
    head.version = ParseVersion(line);
    head.status = 200;
    head.reason = "OK";
    const size_t space = line.find(' ');
    if (head.version.major == 0 || space == kNone) return true;
    line.remove_prefix(space);
    while (!line.empty() && IsHttpSpace(line.front())) line.remove_prefix(1);
    const size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (digits == 0 || digits > 3 || (digits < line.size() && !IsHttpSpace(line[digits]))) return false;
    head.status = Atoi(line.substr(0, digits));
    line.remove_prefix(digits);
    while (!line.empty() && IsHttpSpace(line.front())) line.remove_prefix(1);
    head.reason = std::string(line);
    return true;
  }

  // B.3, B.4, B.8
  bool TakeField(absl::string_view line, Head& head) {
    const size_t colon = line.find(':');
    if (colon == kNone || !IsToken(line.substr(0, colon))) return true;
    const absl::string_view name = line.substr(0, colon);
    absl::string_view value = line.substr(colon + 1);
    while (!value.empty() && IsBlank(value.front())) value.remove_prefix(1);
    while (!value.empty() && IsBlank(value.back())) value.remove_suffix(1);
    if (absl::StrContains(value, '\0')) return Fail("NS_ERROR_DOM_INVALID_HEADER_VALUE");
    const bool is_length = absl::EqualsIgnoreCase(name, "Content-Length");
    const auto known = std::find_if(head.fields.begin(), head.fields.end(),
                                    [&](const Field& field) { return absl::EqualsIgnoreCase(field.name, name); });
    if (known == head.fields.end()) {
      head.fields.push_back({std::string(name), std::string(value)});
    } else {
      const Merge merge = MergeOf(name);
      if (merge == Merge::kSuspect && Collapse(known->value, is_length) != Collapse(value, is_length)) {
        return Fail("NS_ERROR_CORRUPTED_CONTENT");
      }
      const bool empty_counts = absl::EqualsIgnoreCase(name, "X-Frame-Options");
      if ((merge == Merge::kJoin || merge == Merge::kJoinLines) && (!value.empty() || empty_counts)) {
        const char* separator = merge == Merge::kJoin ? ", " : "\n";
        absl::StrAppend(&known->value, known->value.empty() && !empty_counts ? "" : separator, value);
      }
    }
    if (is_length && Pieces(value).size() > 1 && Collapse(value, true) == value) return Fail("NS_ERROR_ILLEGAL_VALUE");
    return true;
  }

  static std::vector<absl::string_view> Pieces(absl::string_view value) {
    std::vector<absl::string_view> pieces;
    for (size_t begin = 0;;) {
      const size_t comma = value.find(',', begin);
      absl::string_view piece = value.substr(begin, comma == kNone ? kNone : comma - begin);
      const auto trimmed = [](char c) { return IsHttpSpace(c) || c == '\f'; };
      while (!piece.empty() && trimmed(piece.front())) piece.remove_prefix(1);
      while (!piece.empty() && trimmed(piece.back())) piece.remove_suffix(1);
      pieces.push_back(piece);
      if (comma == kNone) return pieces;
      begin = comma + 1;
    }
  }
  // A list of equal lengths is one of them; others stay as they are.
  static absl::string_view Collapse(absl::string_view value, bool is_length) {
    if (!is_length) return value;
    const std::vector<absl::string_view> pieces = Pieces(value);
    const bool equal = std::all_of(pieces.begin(), pieces.end(), [&](absl::string_view p) { return p == pieces[0]; });
    return equal ? pieces[0] : value;
  }

  static absl::string_view Value(const Head& head, absl::string_view name) {
    for (const Field& field : head.fields) {
      if (absl::EqualsIgnoreCase(field.name, name)) return field.value;
    }
    return {};
  }

  // B.4: strtoll over all of it.
  static std::optional<uint64_t> ContentLength(const Head& head) {
    absl::string_view text = Collapse(Value(head, "Content-Length"), true);
    while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
    const bool negative = absl::StartsWith(text, "-");
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    if (text.empty() || !std::all_of(text.begin(), text.end(), IsDigit)) return std::nullopt;
    uint64_t value = 0;
    for (const char c : text) {
      const uint64_t digit = static_cast<uint64_t>(c - '0');
      if (value > (INT64_MAX - digit) / 10) return std::nullopt;
      value = value * 10 + digit;
    }
    if (negative && value != 0) return std::nullopt;
    return value;
  }

  static bool OlderThan11(const Head& head) {
    return head.version.major == 0 || (head.version.major == 1 && head.version.minor == 0);
  }

  // B.7
  bool Persists(const Head& head) const {
    const absl::string_view connection = Value(head, "Connection");
    const absl::string_view proxy = Value(head, "Proxy-Connection");
    if (head.version.major == 0 || head.status == 408) return false;
    if (HasWord(connection, "close") || HasWord(proxy, "close")) return false;
    return !OlderThan11(head) || HasWord(connection, "keep-alive") || HasWord(proxy, "keep-alive");
  }

  // B.7: what Keep-Alive sets.
  void ReadKeepAlive(const Head& head) {
    const absl::string_view value = Value(head, "Keep-Alive");
    const size_t timeout = FindIgnoringCase(value, "timeout=");
    if (timeout != kNone) {
      const uint32_t seconds = static_cast<uint32_t>(Atoi(value.substr(timeout + 8)));
      reading_.idle_timeout = static_cast<int64_t>(static_cast<uint32_t>(seconds * 1000u));
    }
    const size_t max = FindIgnoringCase(value, "max=");
    const int32_t uses = max == kNone ? 0 : Atoi(value.substr(max + 4));
    if (uses > 0) reading_.max_requests = uses;
  }

  void ReadBody(const Head& head) {
    const bool bodiless =
        !head.http09 && (exchange_.method == "HEAD" || head.status == 204 || head.status == 205 || head.status == 304);
    const bool chunked = head.version.major > 0 && HasWord(Value(head, "Transfer-Encoding"), "chunked");  // B.5
    const std::optional<uint64_t> length = ContentLength(head);
    bool persists = Persists(head);
    if (persists) ReadKeepAlive(head);
    if (!bodiless && chunked) {
      reading_.framing = FramingKind::kChunked;
      persists = persists && Value(head, "Content-Length").empty();
    } else if (!bodiless) {
      reading_.framing = length && head.version.major > 0 ? FramingKind::kLength : FramingKind::kClose;
      reading_.length = reading_.framing == FramingKind::kLength ? *length : 0;
    }
    const bool soft = OlderThan11(head) && !persists;  // B.10
    if (reading_.framing == FramingKind::kChunked ? !ReadChunks() : !ReadOctets(head, soft)) return;
    reading_.ending = Ending::kComplete;
    const bool clean = !cut_short_ && pos_ == exchange_.octets.size() && !exchange_.end_of_input;
    reading_.persists =
        persists && reading_.framing != FramingKind::kClose && reading_.idle_timeout.value_or(kDefaultIdle) > 0;
    reading_.reusable = reading_.persists && clean;
  }

  // B.10: what an early end of input is.
  bool CutShort(bool is_error) {
    if (!exchange_.end_of_input) return false;
    cut_short_ = true;
    const Head& head = *reading_.head;
    return !(is_error && head.status / 100 == 2 && !OlderThan11(head)) || Fail("NS_ERROR_NET_PARTIAL_TRANSFER");
  }

  bool ReadOctets(const Head& head, bool soft) {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    const bool bounded = reading_.framing != FramingKind::kClose;
    if (bounded && rest.size() < reading_.length) {
      reading_.body = std::string(rest);
      pos_ = exchange_.octets.size();
      return CutShort(Value(head, "Content-Encoding").empty());
    }
    // A soft bound: the read that reaches it is delivered whole.
    const size_t size = bounded ? (soft && reading_.length > 0 ? EndOfReadAt(pos_ + reading_.length) - pos_
                                                               : static_cast<size_t>(reading_.length))
                                : rest.size();
    reading_.body.assign(rest.data(), size);
    pos_ += size;
    return bounded || exchange_.end_of_input;
  }
  size_t EndOfReadAt(uint64_t offset) const {
    uint64_t end = 0;
    for (const size_t read : exchange_.reads) {
      end += read;
      if (end >= offset) return static_cast<size_t>(std::min<uint64_t>(end, exchange_.octets.size()));
    }
    return exchange_.octets.size();
  }

  std::optional<absl::string_view> ReadLine() {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    const size_t end = rest.find('\n');
    if (end == kNone) return std::nullopt;
    pos_ += end + 1;
    absl::string_view line = rest.substr(0, end);
    absl::ConsumeSuffix(&line, "\r");
    return line.substr(0, line.find('\0'));  // B.6
  }

  // B.6: strtoul in base 16, of what is before a semicolon; what follows the digits is ignored.
  static std::optional<uint64_t> ChunkSize(absl::string_view line) {
    line = line.substr(0, line.find(';'));
    while (!line.empty() && IsSpace(line.front())) line.remove_prefix(1);
    const bool negative = absl::StartsWith(line, "-");
    if (!line.empty() && (line.front() == '-' || line.front() == '+')) line.remove_prefix(1);
    const auto is_hex = [&](size_t at) {
      return at < line.size() && absl::ascii_isxdigit(static_cast<unsigned char>(line[at]));
    };
    if (absl::StartsWithIgnoreCase(line, "0x") && is_hex(2)) line.remove_prefix(2);
    if (!is_hex(0)) return std::nullopt;
    uint64_t size = 0;
    for (size_t i = 0; is_hex(i); ++i) {
      const char lower = absl::ascii_tolower(static_cast<unsigned char>(line[i]));
      size = size * 16 + static_cast<uint64_t>(IsDigit(lower) ? lower - '0' : lower - 'a' + 10);
      if (size > UINT32_MAX) return std::nullopt;
    }
    if (negative && size != 0) return std::nullopt;
    return size;
  }

  bool ReadChunks() {
    for (;;) {
      const std::optional<absl::string_view> line = ReadLine();
      if (!line) return CutShort(true);
      if (line->empty()) continue;  // B.6: also what stands behind chunk data
      const std::optional<uint64_t> size = ChunkSize(*line);
      if (!size) return Fail("NS_ERROR_UNEXPECTED");
      if (*size == 0) break;
      const absl::string_view rest = exchange_.octets.substr(pos_);
      const size_t got = static_cast<size_t>(std::min<uint64_t>(*size, rest.size()));
      reading_.body.append(rest.data(), got);
      pos_ += got;
      if (got < *size) return CutShort(true);
    }
    for (;;) {
      const std::optional<absl::string_view> line = ReadLine();
      if (!line) return CutShort(true);
      if (line->empty()) return true;
      const size_t colon = line->find(':');
      if (colon != kNone && absl::EqualsIgnoreCase(line->substr(0, colon), "Server-Timing")) {
        reading_.trailers.push_back(
            {std::string(line->substr(0, colon)), std::string(absl::StripAsciiWhitespace(line->substr(colon + 1)))});
      }
    }
  }

  const Exchange& exchange_;
  size_t pos_ = 0;
  bool cut_short_ = false;
  Reading reading_;
};

}  // namespace

Reading ReadFirefox(const Exchange& exchange) { return Reader(exchange).Read(); }

}  // namespace plumbline::models
