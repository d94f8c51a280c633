#include "models/keep_alive/text.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace plumbline::models::keep_alive {

KeepAliveReading Closed(std::string why) {
  KeepAliveReading reading;
  reading.why = std::move(why);
  return reading;
}

KeepAliveReading Own(std::string why) {
  KeepAliveReading reading = Closed(std::move(why));
  reading.reuses = true;
  return reading;
}

KeepAliveReading Set(int64_t milliseconds, std::string why) {
  KeepAliveReading reading = Own(std::move(why));
  reading.idle = KeepAliveReading::Idle::kSet;
  reading.idle_milliseconds = milliseconds;
  return reading;
}

std::optional<int64_t> LeadingDigits(absl::string_view text, int64_t most) {
  if (text.empty() || !IsDigit(text.front())) return std::nullopt;
  int64_t value = 0;
  for (; !text.empty() && IsDigit(text.front()); text.remove_prefix(1)) {
    const int64_t digit = text.front() - '0';
    value = value > (most - digit) / 10 ? most : value * 10 + digit;
  }
  return value;
}

std::optional<int64_t> WholeNumber(absl::string_view text, int bits) {
  const bool negative = absl::StartsWith(text, "-");
  if (negative || absl::StartsWith(text, "+")) text.remove_prefix(1);
  if (text.empty() || !std::all_of(text.begin(), text.end(), IsDigit)) return std::nullopt;
  const uint64_t most = (uint64_t{1} << (bits - 1)) - (negative ? 0 : 1);
  uint64_t value = 0;
  for (const char c : text) {
    const uint64_t digit = static_cast<uint64_t>(c - '0');
    if (value > (most - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return static_cast<int64_t>(negative ? uint64_t{0} - value : value);
}

std::vector<absl::string_view> Pieces(absl::string_view text, absl::string_view separators) {
  std::vector<absl::string_view> pieces;
  for (;;) {
    const size_t end = text.find_first_of(separators);
    absl::string_view piece = text.substr(0, end);
    while (!piece.empty() && (piece.front() == ' ' || piece.front() == '\t')) piece.remove_prefix(1);
    while (!piece.empty() && (piece.back() == ' ' || piece.back() == '\t')) piece.remove_suffix(1);
    pieces.push_back(piece);
    if (end == absl::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

bool HasToken(const std::vector<std::string>& lines, absl::string_view word) {
  for (const std::string& line : lines) {
    for (const absl::string_view piece : Pieces(line, ",")) {
      if (absl::EqualsIgnoreCase(piece, word)) return true;
    }
  }
  return false;
}

bool Contains(absl::string_view text, absl::string_view part) {
  return absl::StrContains(absl::AsciiStrToLower(text), absl::AsciiStrToLower(part));
}

}  // namespace plumbline::models::keep_alive
