#include "models/firefox/text.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace plumbline::models::firefox {
namespace {

constexpr absl::string_view kSeparators = "()<>@,;:\\\"/[]?={}";

}  // namespace

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSpace(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }
bool IsHttpSpace(char c) { return IsBlank(c) || c == '\r' || c == '\n'; }

bool IsToken(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && kSeparators.find(c) == absl::string_view::npos;
  });
}

size_t FindIgnoringCase(absl::string_view text, absl::string_view what, size_t from) {
  for (size_t i = from; i + what.size() <= text.size(); ++i) {
    if (absl::EqualsIgnoreCase(text.substr(i, what.size()), what)) return i;
  }
  return absl::string_view::npos;
}

bool HasWord(absl::string_view text, absl::string_view word) {
  const auto separates = [&](size_t at) { return at >= text.size() || IsBlank(text[at]) || text[at] == ','; };
  for (size_t i = FindIgnoringCase(text, word); i != absl::string_view::npos; i = FindIgnoringCase(text, word, i + 1)) {
    if ((i == 0 || separates(i - 1)) && separates(i + word.size())) return true;
  }
  return false;
}

int32_t Atoi(absl::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  const bool negative = absl::StartsWith(text, "-");
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  // glibc reads 64 bits, saturates there, and drops the upper half.
  uint64_t magnitude = 0;
  const uint64_t most = negative ? uint64_t{1} << 63 : (uint64_t{1} << 63) - 1;
  for (; !text.empty() && IsDigit(text.front()); text.remove_prefix(1)) {
    const uint64_t digit = static_cast<uint64_t>(text.front() - '0');
    magnitude = magnitude > (most - digit) / 10 ? most : magnitude * 10 + digit;
  }
  const uint64_t value = negative ? uint64_t{0} - magnitude : magnitude;
  return static_cast<int32_t>(static_cast<uint32_t>(value));
}

}  // namespace plumbline::models::firefox
