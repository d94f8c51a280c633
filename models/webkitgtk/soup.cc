#include "models/webkitgtk/soup.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace plumbline::models::webkitgtk {
namespace {

bool IsSpace(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }
bool IsSpaceInList(char c) { return c != '\v' && IsSpace(c); }  // C.7

unsigned DigitAt(absl::string_view text, size_t at) {
  constexpr unsigned kNoDigit = 99;
  if (at >= text.size()) return kNoDigit;
  const char c = absl::ascii_tolower(static_cast<unsigned char>(text[at]));
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return kNoDigit;
}

// Octets of the character at the front, 0 if they are not UTF-8.
size_t Utf8Size(absl::string_view text) {
  const auto at = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : 0u; };
  const auto follows = [&](size_t i) { return (at(i) & 0xc0) == 0x80; };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return follows(1) ? 2 : 0;
  if (lead >= 0xe0 && lead < 0xf0) {
    const bool shortest = lead != 0xe0 || at(1) >= 0xa0;
    const bool no_surrogate = lead != 0xed || at(1) < 0xa0;
    return follows(1) && follows(2) && shortest && no_surrogate ? 3 : 0;
  }
  if (lead >= 0xf0 && lead < 0xf5) {
    const bool shortest = lead != 0xf0 || at(1) >= 0x90;
    const bool in_range = lead != 0xf4 || at(1) < 0x90;
    return follows(1) && follows(2) && follows(3) && shortest && in_range ? 4 : 0;
  }
  return 0;
}

}  // namespace

Number ReadNumber(absl::string_view text, unsigned base) {
  Number number;
  number.rest = text;
  size_t pos = 0;
  while (pos < text.size() && IsSpace(text[pos])) ++pos;
  bool negative = false;
  if (pos < text.size() && (text[pos] == '+' || text[pos] == '-')) negative = text[pos++] == '-';
  if (base == 16 && absl::StartsWithIgnoreCase(text.substr(pos), "0x") && DigitAt(text, pos + 2) < 16) pos += 2;
  const size_t begin = pos;
  for (; DigitAt(text, pos) < base; ++pos) {
    const unsigned digit = DigitAt(text, pos);
    number.overflow = number.overflow || number.value > (UINT64_MAX - digit) / base;
    number.value = number.value * base + digit;
  }
  if (pos > begin) number.rest = text.substr(pos);
  if (number.overflow) {
    number.value = UINT64_MAX;
  } else if (negative) {
    number.value = uint64_t{0} - number.value;
  }
  return number;
}

std::string MakeValidUtf8(absl::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t size = Utf8Size(text);
    const absl::string_view kept = size == 0 ? absl::string_view("\xef\xbf\xbd") : text.substr(0, size);
    out.append(kept.data(), kept.size());
    text.remove_prefix(std::max<size_t>(size, 1));
  }
  return out;
}

std::vector<std::string> Items(absl::string_view list) {
  std::vector<std::string> items;
  for (size_t pos = 0;;) {
    while (pos < list.size() && (IsSpaceInList(list[pos]) || list[pos] == ',')) ++pos;
    if (pos == list.size()) return items;
    const size_t begin = pos;
    for (bool quoted = false; pos < list.size() && (quoted || list[pos] != ','); ++pos) {
      if (list[pos] == '"') {
        quoted = !quoted;
      } else if (quoted && list[pos] == '\\' && pos + 1 < list.size()) {
        ++pos;
      }
    }
    size_t end = pos;
    while (end > begin && IsSpaceInList(list[end - 1])) --end;
    items.push_back(absl::AsciiStrToLower(list.substr(begin, end - begin)));
  }
}

std::string Joined(const Head& head, absl::string_view name) {
  std::string all;
  bool any = false;
  for (const Field& field : head.fields) {
    if (!absl::EqualsIgnoreCase(field.name, name)) continue;
    absl::StrAppend(&all, any ? ", " : "", field.value);
    any = true;
  }
  return all;
}

const std::string* Last(const Head& head, absl::string_view name) {
  const std::string* last = nullptr;
  for (const Field& field : head.fields) {
    if (absl::EqualsIgnoreCase(field.name, name)) last = &field.value;
  }
  return last;
}

}  // namespace plumbline::models::webkitgtk
