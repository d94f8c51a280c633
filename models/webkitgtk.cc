// WebKitGTK: libsoup 3 reads the octets. Sections C.n are those of docs/models.md.
//
// Two versions: 3.7 (ReadWebKitGtk), and 3.2 (ReadWebKitGtk32), which Debian 12 has and whose chunked decoder is older.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "models/model.h"

namespace plumbline::models {
namespace {

enum class Soup { k32, k37 };

constexpr char kParsing[] = "SOUP_SESSION_ERROR_PARSING";
constexpr char kEncoding[] = "SOUP_SESSION_ERROR_ENCODING";
constexpr char kPartialInput[] = "G_IO_ERROR_PARTIAL_INPUT";
constexpr char kTooLarge[] = "G_IO_ERROR_MESSAGE_TOO_LARGE";

constexpr size_t kHeadLimit = 100 * 1024;  // C.2
constexpr size_t kChunkLineLimit = 128;    // C.6

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsBlankOrCr(char c) { return IsBlank(c) || c == '\r'; }

// How C's strtoul and strtoull read a number: isspace, a sign, for base 16 an optional 0x, digits. `rest` is where the
// digits end, or the whole text where there are none.
struct Number {
  uint64_t value = 0;
  bool negative = false;
  bool overflow = false;
  absl::string_view rest;
};
Number ReadNumber(absl::string_view text, unsigned base) {
  Number number;
  number.rest = text;
  size_t pos = 0;
  while (pos < text.size() && absl::ascii_isspace(static_cast<unsigned char>(text[pos]))) ++pos;
  if (pos < text.size() && (text[pos] == '+' || text[pos] == '-')) number.negative = text[pos++] == '-';
  const auto digit = [&](size_t at) -> unsigned {
    if (at >= text.size()) return 99;
    const char c = absl::ascii_tolower(static_cast<unsigned char>(text[at]));
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    return 99;
  };
  if (base == 16 && digit(pos) == 0 && pos + 1 < text.size() && (text[pos + 1] | 0x20) == 'x' && digit(pos + 2) < 16) {
    pos += 2;
  }
  const size_t begin = pos;
  for (; digit(pos) < base; ++pos) {
    const unsigned value = digit(pos);
    if (number.value > (UINT64_MAX - value) / base) number.overflow = true;
    number.value = number.value * base + value;
  }
  if (pos > begin) number.rest = text.substr(pos);
  if (number.overflow) {
    number.value = UINT64_MAX;
  } else if (number.negative) {
    number.value = uint64_t{0} - number.value;
  }
  return number;
}

// Octets that are no UTF-8 become U+FFFD, one each (C.3).
size_t Utf8Size(absl::string_view text) {
  const auto at = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : 0u; };
  const auto follows = [&](size_t i) { return (at(i) & 0xc0) == 0x80; };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return follows(1) ? 2 : 0;
  if (lead >= 0xe0 && lead < 0xf0) {
    if (!follows(1) || !follows(2)) return 0;
    if (lead == 0xe0 && at(1) < 0xa0) return 0;
    if (lead == 0xed && at(1) >= 0xa0) return 0;
    return 3;
  }
  if (lead >= 0xf0 && lead < 0xf5) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if (lead == 0xf0 && at(1) < 0x90) return 0;
    if (lead == 0xf4 && at(1) >= 0x90) return 0;
    return 4;
  }
  return 0;
}
std::string MakeValidUtf8(absl::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t size = Utf8Size(text);
    if (size == 0) {
      out += "\xef\xbf\xbd";
    } else {
      out.append(text.data(), size);
    }
    text.remove_prefix(std::max<size_t>(size, 1));
  }
  return out;
}

// C.7: items between commas, quotes protect them, isspace around, empty ones skipped, compared whole.
bool ListHas(absl::string_view list, absl::string_view item) {
  const auto space = [](char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); };
  size_t pos = 0;
  for (;;) {
    while (pos < list.size() && (space(list[pos]) || list[pos] == ',')) ++pos;
    if (pos == list.size()) return false;
    const size_t begin = pos;
    for (bool quoted = false; pos < list.size() && (quoted || list[pos] != ','); ++pos) {
      if (list[pos] == '"') {
        quoted = !quoted;
      } else if (quoted && list[pos] == '\\' && pos + 1 < list.size()) {
        ++pos;
      }
    }
    size_t end = pos;
    while (end > begin && space(list[end - 1])) --end;
    if (absl::EqualsIgnoreCase(list.substr(begin, end - begin), item)) return true;
  }
}

class Reader {
 public:
  Reader(const Exchange& exchange, Soup soup) : exchange_(exchange), soup_(soup) {}

  Reading Read() {
    for (;;) {
      Head head;
      if (!ReadHead(head)) break;
      // C.10: 1xx heads are read past; 101 would be taken over by a WebSocket, which an exchange here is not.
      if (head.status < 200) {
        reading_.informational.push_back(std::move(head));
        continue;
      }
      reading_.head = std::move(head);
      ReadBody(*reading_.head);
      break;
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
  // The octets are used up: an error where the server closed.
  bool OutOfOctets(const char* error) { return exchange_.end_of_input ? Fail(error) : false; }

  // C.2: collects lines until an empty one that has another line before it, then parses them.
  bool ReadHead(Head& head) {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    size_t size = 0;
    size_t end = absl::string_view::npos;
    while (end == absl::string_view::npos) {
      const size_t line_feed = rest.find('\n', size);
      const size_t next = line_feed == absl::string_view::npos ? rest.size() : line_feed + 1;
      const absl::string_view line = rest.substr(size, next - size);
      const bool behind_line = size > 0 && rest[size - 1] == '\n';
      if ((line == "\n" && size >= 2 && behind_line) || (line == "\r\n" && size >= 3 && behind_line)) {
        end = size;
      } else if (next > kHeadLimit) {
        return Fail(kPartialInput);
      } else if (line_feed == absl::string_view::npos) {
        if (!exchange_.end_of_input) return false;
        if (rest.empty()) return Fail(kPartialInput);
        end = next;
      }
      size = next;
    }
    pos_ += size;
    return ParseHead(rest.substr(0, end), head) || Fail(kParsing);
  }

  bool ParseHead(absl::string_view text, Head& head) {
    const size_t begin = text.find_first_not_of("\r\n");  // C.1
    if (begin == absl::string_view::npos) return false;
    text.remove_prefix(begin);
    if (absl::StrContains(text, '\0')) return false;  // C.2
    const size_t line_feed = text.find('\n');
    if (line_feed == absl::string_view::npos) return false;
    return ParseFields(text.substr(line_feed + 1), head) && ParseStatusLine(text.substr(0, line_feed), head) &&
           RemoveNominated(head);
  }

  // C.1
  bool ParseStatusLine(absl::string_view line, Head& head) const {
    if (absl::StartsWith(line, "HTTP/") && line.size() > 5 &&
        absl::ascii_isdigit(static_cast<unsigned char>(line[5]))) {
      const Number major = ReadNumber(line.substr(5), 10);
      const bool minor_follows = major.rest.size() > 1 && major.rest[0] == '.' &&
                                 absl::ascii_isdigit(static_cast<unsigned char>(major.rest[1]));
      if (!minor_follows || major.value != 1) return false;
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
    if (head.status < 100 || head.status > (soup_ == Soup::k32 ? 599 : 999)) return false;
    line.remove_prefix(3);
    while (!line.empty() && IsBlank(line.front())) line.remove_prefix(1);
    while (!line.empty() && IsBlankOrCr(line.back())) line.remove_suffix(1);
    head.reason = std::string(line);
    return true;
  }

  // C.3. False: the last line has no LF.
  bool ParseFields(absl::string_view text, Head& head) const {
    while (!text.empty()) {
      const size_t colon = text.find(':');
      const bool bad_name = colon == absl::string_view::npos || text.find_first_of(" \t\r\n") < colon;
      size_t end = text.find('\n');
      while (!bad_name && end != absl::string_view::npos && end + 1 < text.size() && IsBlank(text[end + 1])) {
        end = text.find('\n', end + 1);
      }
      if (end == absl::string_view::npos) return false;
      if (!bad_name && colon > 0 && !AddField(text.substr(0, colon), text.substr(colon + 1, end - colon - 1), head)) {
        return false;
      }
      text.remove_prefix(end + 1);
    }
    return true;
  }

  static std::string JoinLines(absl::string_view lines) {
    std::string value;
    for (const char c : lines) {
      if (c == '\n') {
        while (!value.empty() && IsBlankOrCr(value.back())) value.pop_back();
        value += c;  // for now, so that what follows is known to be indentation
      } else if (value.empty() || value.back() != '\n' || !IsBlank(c)) {
        if (!value.empty() && value.back() == '\n') value.back() = ' ';
        value += c;
      }
    }
    if (!value.empty() && value.back() == '\n') value.back() = ' ';
    while (!value.empty() && IsBlankOrCr(value.back())) value.pop_back();
    std::replace(value.begin(), value.end(), '\r', ' ');
    return value;
  }

  bool AddField(absl::string_view name, absl::string_view lines, Head& head) const {
    const size_t begin = std::min(lines.find_first_not_of(" \t\r\n"), lines.size());
    Field field{MakeValidUtf8(name), MakeValidUtf8(JoinLines(lines.substr(begin)))};
    // C.4: a second Content-Length is compared as a number, and dropped where it is the same.
    if (soup_ == Soup::k37 && absl::EqualsIgnoreCase(field.name, "Content-Length")) {
      for (const Field& other : head.fields) {
        if (!absl::EqualsIgnoreCase(other.name, field.name)) continue;
        const Number a = ReadNumber(other.value, 10);
        const Number b = ReadNumber(field.value, 10);
        return a.rest.empty() && b.rest.empty() && !a.overflow && !b.overflow && a.value == b.value;
      }
    }
    head.fields.push_back(std::move(field));
    return true;
  }

  // C.3: HTTP/1.0 has the fields removed that Connection names.
  bool RemoveNominated(Head& head) const {
    if (head.version.minor != 0) return true;
    const std::string connection = Joined(head, "Connection");
    const auto nominated = [&](const Field& field) { return ListHas(connection, field.name); };
    head.fields.erase(std::remove_if(head.fields.begin(), head.fields.end(), nominated), head.fields.end());
    return true;
  }

  static std::string Joined(const Head& head, absl::string_view name) {
    std::string all;
    bool any = false;
    for (const Field& field : head.fields) {
      if (!absl::EqualsIgnoreCase(field.name, name)) continue;
      absl::StrAppend(&all, any ? ", " : "", field.value);
      any = true;
    }
    return all;
  }
  static const std::string* Last(const Head& head, absl::string_view name) {
    const std::string* last = nullptr;
    for (const Field& field : head.fields) {
      if (absl::EqualsIgnoreCase(field.name, name)) last = &field.value;
    }
    return last;
  }

  // C.10, C.5, C.4: what delimits the body.
  bool ChooseFraming(const Head& head) {
    const bool connected = exchange_.method == "CONNECT" && head.status / 100 == 2;
    if (exchange_.method == "HEAD" || head.status == 204 || head.status == 304 || connected) return true;
    if (const std::string* coding = Last(head, "Transfer-Encoding")) {
      if (absl::EqualsIgnoreCase(*coding, "chunked")) {
        reading_.framing = FramingKind::kChunked;
      } else if (absl::EqualsIgnoreCase(*coding, "identity")) {
        reading_.framing = FramingKind::kClose;
      } else {
        return Fail(kEncoding);
      }
      return true;
    }
    const std::string* length = Last(head, "Content-Length");
    if (length == nullptr) {
      reading_.framing = FramingKind::kClose;
      return true;
    }
    const Number number = ReadNumber(*length, 10);
    if (!number.rest.empty()) return Fail(kEncoding);
    reading_.framing = FramingKind::kLength;
    // A number beyond 63 bits becomes -1: no bound.
    reading_.length = number.value > INT64_MAX ? UINT64_MAX : number.value;
    return true;
  }

  // C.7
  bool Persists(const Head& head) const {
    const std::string connection = Joined(head, "Connection");
    if (exchange_.method == "CONNECT" && head.status == 200) return true;
    if (reading_.framing == FramingKind::kClose) return false;
    if (head.version.minor == 0) return ListHas(connection, "Keep-Alive");
    return !ListHas(connection, "close");
  }

  void ReadBody(const Head& head) {
    if (!ChooseFraming(head)) return;
    const bool persists = Persists(head);
    if (reading_.framing == FramingKind::kChunked ? ReadChunks() : ReadOctets(persists)) {
      reading_.ending = Ending::kComplete;
      // Readable octets, or the end of input, when the connection is to be used again: it is dropped.
      reading_.persists = persists;
      reading_.reusable = persists && pos_ == exchange_.octets.size() && !exchange_.end_of_input;
    }
  }

  // C.10
  bool ReadOctets(bool persists) {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    const bool bounded = reading_.framing != FramingKind::kClose;
    const size_t size = bounded ? static_cast<size_t>(std::min<uint64_t>(reading_.length, rest.size())) : rest.size();
    reading_.body.assign(rest.data(), size);
    pos_ += size;
    if (bounded && size == reading_.length) return true;
    if (!exchange_.end_of_input) return false;
    return !bounded || !persists || Fail(kPartialInput);
  }

  // A line of a chunked body with its end, at most kChunkLineLimit octets (C.6); empty: there is none.
  absl::string_view ReadChunkLine() {
    const absl::string_view rest = exchange_.octets.substr(pos_, kChunkLineLimit);
    const absl::string_view terminator = soup_ == Soup::k32 ? "\n" : "\r\n";
    const size_t found = rest.find(terminator);
    if (found == absl::string_view::npos) return {};
    pos_ += found + terminator.size();
    return rest.substr(0, found + terminator.size());
  }
  bool NoChunkLine() {
    const bool too_long = exchange_.octets.size() - pos_ >= kChunkLineLimit;
    return too_long ? Fail(kPartialInput) : OutOfOctets(kPartialInput);
  }

  // The size that a line gives; false: an error.
  bool ChunkSize(absl::string_view line, uint64_t& size) {
    if (soup_ == Soup::k32) {
      size = ReadNumber(line.substr(0, line.find('\0')), 16).value;
      return true;
    }
    if (line.size() < 3) return Fail(kPartialInput);
    line = line.substr(0, std::min(line.find(';'), line.find("\r\n")));
    line = line.substr(0, line.find('\0'));
    const Number number = ReadNumber(line, 16);
    if (!number.rest.empty()) return Fail(kPartialInput);
    if (number.overflow || number.value > INT64_MAX) return Fail(kTooLarge);
    size = number.value;
    return true;
  }

  bool ReadChunks() {
    for (;;) {
      const absl::string_view line = ReadChunkLine();
      if (line.empty()) {
        // 3.2 takes the end of input where a size is expected for the end of the body.
        if (soup_ == Soup::k32 && exchange_.end_of_input && pos_ == exchange_.octets.size()) return true;
        return NoChunkLine();
      }
      uint64_t size = 0;
      if (!ChunkSize(line, size)) return false;
      if (size == 0) return ReadTrailers();
      const absl::string_view rest = exchange_.octets.substr(pos_);
      const size_t got = static_cast<size_t>(std::min<uint64_t>(size, rest.size()));
      reading_.body.append(rest.data(), got);
      pos_ += got;
      if (got < size) return OutOfOctets(kPartialInput);
      // What ends the data is read as a line, whatever is in it.
      if (ReadChunkLine().empty()) return NoChunkLine();
    }
  }

  // Nothing in trailers is looked at or kept.
  bool ReadTrailers() {
    for (;;) {
      const absl::string_view line = ReadChunkLine();
      if (soup_ == Soup::k32) return !line.empty() || exchange_.end_of_input;
      if (line.empty() && exchange_.octets.size() - pos_ < kChunkLineLimit) return OutOfOctets(kPartialInput);
      if (line.empty()) pos_ += kChunkLineLimit;
      if (line == "\r\n") return true;
    }
  }

  const Exchange& exchange_;
  const Soup soup_;
  size_t pos_ = 0;
  Reading reading_;
};

}  // namespace

Reading ReadWebKitGtk(const Exchange& exchange) { return Reader(exchange, Soup::k37).Read(); }
Reading ReadWebKitGtk32(const Exchange& exchange) { return Reader(exchange, Soup::k32).Read(); }

}  // namespace plumbline::models
