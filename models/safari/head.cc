#include "models/safari/head.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace plumbline::models::safari {
namespace {

constexpr absl::string_view kVersion = "HTTP/1.1";
constexpr absl::string_view kSeparators = "()<>@,;:\\\"/[]?={}";

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsToken(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && kSeparators.find(c) == absl::string_view::npos;
  });
}

class HeadReader {
 public:
  HeadReader(absl::string_view octets, bool end_of_input) : octets_(octets), end_of_input_(end_of_input) {}

  HeadResult Read() {
    out_.known = StatusLine();
    if (out_.known == Known::kAccepted) out_.known = FieldLines();
    return std::move(out_);
  }

 private:
  Known Open(const char* what) {
    out_.open = what;
    return Known::kOpen;
  }

  // A line without its LF and one CR before it. False: its LF is not there, and it is the rest of the octets.
  bool NextLine(absl::string_view& line) {
    const absl::string_view rest = octets_.substr(out_.size);
    const size_t line_feed = rest.find('\n');
    line = rest.substr(0, line_feed);
    if (line_feed == absl::string_view::npos) return false;
    out_.size += line_feed + 1;
    absl::ConsumeSuffix(&line, "\r");
    return true;
  }

  // D.1, D.2
  Known StatusLine() {
    absl::string_view line;
    const bool ended = NextLine(line);
    const size_t agreed = std::min(line.size(), kVersion.size());
    if (line.substr(0, agreed) != kVersion.substr(0, agreed) || (ended && agreed < kVersion.size())) {
      return Open("how it reads what does not begin with HTTP/1.1");
    }
    if (!ended) return end_of_input_ ? Open("how it reads a status line without an end") : Known::kWaiting;
    if (absl::StrContains(line, '\0')) return Open("how it reads NUL in a status line");
    if (absl::StrContains(line, '\r')) return Known::kRejected;
    if (!absl::ConsumePrefix(&line, "HTTP/1.1 "))
      return Open("how it reads a status line without SP after the version");
    if (!line.empty() && IsBlank(line.front())) return Open("how it reads more whitespace before the status code");
    const size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (digits == 0 || digits > 3 || absl::StartsWith(line, "0x")) return Known::kRejected;
    if (digits < line.size() && line[digits] != ' ') return Open("how it reads a status code with something after it");
    out_.head.version = {1, 1};
    if (!absl::SimpleAtoi(line.substr(0, digits), &out_.head.status)) return Known::kRejected;
    if (digits < line.size()) out_.head.reason = std::string(line.substr(digits + 1));
    return Known::kAccepted;
  }

  Known FieldLines() {
    for (;;) {
      absl::string_view line;
      if (!NextLine(line)) return Rest(line);
      if (line.empty()) return Known::kAccepted;
      const Known known = FieldLine(line);
      if (known != Known::kAccepted) return known;
      if (!out_.ends_there) return end_of_input_ ? Known::kAccepted : Known::kWaiting;
    }
  }

  // Octets after the last LF, which the end of input may end.
  Known Rest(absl::string_view rest) {
    if (rest.size() > 1 && rest.front() == '\r') return Known::kRejected;  // D.2
    if (!end_of_input_) return Known::kWaiting;
    if (!rest.empty() && rest != "\r") return Open("how it reads a field line without an end");
    out_.size = octets_.size();
    return Known::kAccepted;
  }

  // D.2, D.3
  Known FieldLine(absl::string_view line) {
    const size_t colon = line.find(':');
    if (line.front() == '\r') return line.size() > 1 ? Known::kRejected : Open("how it reads a line of CR alone");
    if (IsBlank(line.front())) return Open("how it reads a line that begins with whitespace");
    if (colon == absl::string_view::npos) return Open("how it reads a line without a colon");
    absl::string_view name = line.substr(0, colon);
    absl::string_view value = line.substr(colon + 1);
    if (absl::StrContains(name, '\0')) return Open("how it reads NUL in a name");
    if (absl::StrContains(value, '\0')) return Known::kRejected;
    if (absl::ConsumeSuffix(&name, "\r")) out_.open = "what it makes of a CR before the colon";
    if (absl::ConsumePrefix(&value, "\r")) out_.open = "what it makes of a CR after the colon";
    if (!IsToken(name)) return Open("how it reads a name that is not a token");
    if (absl::ConsumeSuffix(&value, "\r")) {
      out_.open = "what it makes of CR CR LF, and where the head ends then";
      out_.ends_there = false;
    }
    if (absl::StrContains(value, '\r')) return Known::kRejected;
    while (!value.empty() && IsBlank(value.front())) value.remove_prefix(1);
    while (!value.empty() && IsBlank(value.back())) value.remove_suffix(1);
    out_.head.fields.push_back({std::string(name), std::string(value)});
    return Known::kAccepted;
  }

  absl::string_view octets_;
  bool end_of_input_;
  HeadResult out_;
};

}  // namespace

HeadResult ReadHead(absl::string_view octets, bool end_of_input) { return HeadReader(octets, end_of_input).Read(); }

}  // namespace plumbline::models::safari
