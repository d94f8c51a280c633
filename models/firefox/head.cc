#include "models/firefox/head.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "models/firefox/text.h"

namespace plumbline::models::firefox {
namespace {

std::optional<uint64_t> TakeInteger(absl::string_view& text) {
  const size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  if (size == 0) return std::nullopt;
  uint64_t value = 0;
  for (const char digit : text.substr(0, size)) {
    value = std::min<uint64_t>(value * 10 + static_cast<uint64_t>(digit - '0'), uint64_t{UINT32_MAX} + 1);
  }
  text.remove_prefix(size);
  return value > UINT32_MAX ? std::nullopt : std::make_optional(value);
}

bool IsWordChar(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// B.1: the word in capitals alone is one; what cannot be read is 1.0.
Version ParseVersion(absl::string_view line) {
  if (absl::StartsWithIgnoreCase(line, "ICY ")) return {1, 0};
  if (!absl::ConsumePrefix(&line, "HTTP") || (!line.empty() && IsWordChar(line[0]))) return {0, 9};
  if (!absl::ConsumePrefix(&line, "/")) return {1, 0};
  const std::optional<uint64_t> major = TakeInteger(line);
  if (major == 3u) return {3, 0};
  if (major == 2u) return {2, 0};
  if (major != 1u || !absl::ConsumePrefix(&line, ".")) return {1, 0};
  return {1, static_cast<uint8_t>(TakeInteger(line).value_or(0) >= 1 ? 1 : 0)};
}

}  // namespace

Segment NextSegment(absl::string_view octets, size_t pos, Reads& reads) {
  const size_t read_end = reads.EndOfReadAt(pos);
  absl::string_view text = octets.substr(pos, read_end - pos);
  const size_t line_feed = text.find('\n');
  const bool ended = line_feed != absl::string_view::npos;
  text = text.substr(0, line_feed);
  const size_t end = pos + text.size() + (ended ? 1 : 0);
  absl::ConsumeSuffix(&text, "\r");
  return {text, ended, end};
}

HeadReader::End HeadReader::Take(const Segment& segment) {
  if (segment.text.empty() && !segment.ended) return End::kMore;  // a CR alone, at the end of a read
  if (line_ended_) {
    line_ended_ = false;
    // B.3: a segment that begins with whitespace goes on with the line before, whatever that is, but not with the
    // status line.
    const bool goes_on = has_status_ && !segment.text.empty() && IsBlank(segment.text.front());
    if (!goes_on) {
      const bool taken = TakeLine();
      line_.clear();
      if (!taken) return End::kFailed;
      if (version_.major == 0) return End::kComplete;  // B.1: this segment is swallowed
    }
  }
  line_.append(segment.text.data(), segment.text.size());
  if (!segment.ended) return End::kMore;
  if (line_.empty()) return End::kComplete;  // B.2
  line_ended_ = true;
  return End::kMore;
}

HeadReader::End HeadReader::TakeEndOfInput() {
  const Segment line_end{"", true, 0};
  if (!line_.empty() && !line_ended_) Take(line_end);
  return Take(line_end);
}

bool HeadReader::TakeLine() {
  if (has_status_) {
    error_ = fields_.Add(line_);
    return error_ == nullptr;
  }
  has_status_ = TakeStatusLine(line_);
  if (!has_status_) error_ = "NS_ERROR_PARSING_HTTP_STATUS_LINE";
  return has_status_;
}

// B.1: three digits at most after the first SP, and whitespace or nothing after them.
bool HeadReader::TakeStatusLine(absl::string_view line) {
  version_ = ParseVersion(line);
  reason_ = "OK";
  const size_t space = line.find(' ');
  if (version_.major == 0 || space == absl::string_view::npos) return true;
  line.remove_prefix(space);
  while (!line.empty() && IsHttpSpace(line.front())) line.remove_prefix(1);
  const size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits == 0 || digits > 3 || (digits < line.size() && !IsHttpSpace(line[digits]))) return false;
  status_ = Atoi(line.substr(0, digits));
  line.remove_prefix(digits);
  while (!line.empty() && IsHttpSpace(line.front())) line.remove_prefix(1);
  reason_ = std::string(line);
  return true;
}

Head HeadReader::head() const {
  Head head;
  head.version = version_;
  head.status = status_;
  head.reason = reason_;
  head.fields = fields_.fields();
  return head;
}

}  // namespace plumbline::models::firefox
