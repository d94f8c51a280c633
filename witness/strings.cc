#include "witness/strings.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <functional>

#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

char LowerOctet(char octet) { return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet + ('a' - 'A')) : octet; }

}  // namespace

std::string Lower(absl::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), LowerOctet);
  return lower;
}

bool EqualsIgnoringCase(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return LowerOctet(x) == LowerOctet(y); });
}

bool IsTchar(char octet) {
  return (octet >= '0' && octet <= '9') || (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') ||
         (octet != '\0' && std::strchr("!#$%&'*+-.^_`|~", octet) != nullptr);
}

bool IsToken(absl::string_view octets) { return !octets.empty() && std::all_of(octets.begin(), octets.end(), IsTchar); }

bool IsOws(char octet) { return octet == ' ' || octet == '\t'; }

bool IsVisibleOrBlank(char octet) {
  const auto value = static_cast<unsigned char>(octet);
  return value == '\t' || (value >= 0x20 && value != 0x7f);
}

bool IsQuotedString(absl::string_view octets) {
  if (octets.size() < 2 || octets.front() != '"' || octets.back() != '"') return false;
  for (size_t i = 1; i + 1 < octets.size(); ++i) {
    if (octets[i] == '"') return false;
    if (octets[i] == '\\' && ++i + 1 == octets.size()) return false;  // the last quote is quoted
    if (!IsVisibleOrBlank(octets[i])) return false;
  }
  return true;
}

absl::string_view TrimOws(absl::string_view octets) {
  while (!octets.empty() && IsOws(octets.front())) octets.remove_prefix(1);
  while (!octets.empty() && IsOws(octets.back())) octets.remove_suffix(1);
  return octets;
}

bool IsDigits(absl::string_view octets) {
  return !octets.empty() && std::all_of(octets.begin(), octets.end(), [](char c) { return c >= '0' && c <= '9'; });
}

absl::string_view WithoutLeadingZeros(absl::string_view digits) {
  while (digits.size() > 1 && digits[0] == '0') digits.remove_prefix(1);
  return digits;
}

bool FitsIn64Bits(absl::string_view digits) {
  constexpr absl::string_view kLargest = "18446744073709551615";
  const absl::string_view number = WithoutLeadingZeros(digits);
  return number.size() < kLargest.size() || (number.size() == kLargest.size() && number <= kLargest);
}

std::vector<absl::string_view> Split(absl::string_view text, char separator) {
  std::vector<absl::string_view> parts;
  for (size_t end = text.find(separator); end != absl::string_view::npos; end = text.find(separator)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

std::vector<absl::string_view> SplitOutsideQuotes(absl::string_view text, char separator) {
  std::vector<absl::string_view> parts;
  size_t begin = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == separator && !quoted) {
      parts.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::vector<absl::string_view> ListElements(absl::string_view text) {
  std::vector<absl::string_view> elements = SplitOutsideQuotes(text, ',');
  size_t kept = 0;
  for (const absl::string_view part : elements) {
    const absl::string_view element = TrimOws(part);
    if (!element.empty()) elements[kept++] = element;
  }
  elements.resize(kept);
  return elements;
}

bool PointsInto(absl::string_view part, absl::string_view whole) {
  const std::less_equal<const char*> not_after;
  return part.empty() ||
         (not_after(whole.data(), part.data()) && not_after(part.data() + part.size(), whole.data() + whole.size()));
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
