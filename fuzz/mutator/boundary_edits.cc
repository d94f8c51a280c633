// Edits of numbers and sizes: others that a parser may take for the same, and more of something than it holds inline.
#include <algorithm>

#include "fuzz/mutator/mutator.h"
#include "fuzz/mutator/words.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

constexpr std::string_view kDecimal = "0123456789";
constexpr std::string_view kHexadecimal = "0123456789abcdef";

size_t DigitValue(char digit) { return kHexadecimal.find(static_cast<char>(digit >= 'A' ? digit | 0x20 : digit)); }

// The sum of two numerals.
std::string Sum(std::string_view a, std::string_view b, size_t base) {
  std::string digits;
  size_t carry = 0;
  for (size_t i = 0; i < std::max(a.size(), b.size()) || carry > 0; ++i) {
    if (i < a.size()) carry += DigitValue(a[a.size() - 1 - i]);
    if (i < b.size()) carry += DigitValue(b[b.size() - 1 - i]);
    digits += kHexadecimal[carry % base];
    carry /= base;
  }
  std::reverse(digits.begin(), digits.end());
  return digits;
}

bool IsDigit(char octet, size_t base) {
  return (octet >= '0' && octet <= '9') || (base == 16 && octet != '\0' && DigitValue(octet) < 16);
}

bool IsLetterOrDigit(char octet) {
  return IsDigit(octet, 10) || (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
}

}  // namespace

// The number, or one in place of it, in text_.
void Mutator::OtherNumber(std::string_view digits, size_t base) {
  // 2^8, 2^16, 2^31, 2^32, 2^64
  constexpr std::string_view kPowers[] = {"256", "65536", "2147483648", "4294967296", "18446744073709551616"};
  constexpr std::string_view kHexPowers[] = {"100", "10000", "80000000", "100000000", "10000000000000000"};
  switch (dice_.Below(4)) {
    case 0:
    case 1:  // the same to whoever has too few bits
      text_ = digits;
      for (size_t times = 1 + dice_.Few(3), power = dice_.Below(5); times > 0; --times)
        text_ = Sum(text_, (base == 16 ? kHexPowers : kPowers)[power], base);
      return;
    case 2: {  // about as many digits as 64 bits hold
      text_.assign(1, kHexadecimal[1 + dice_.Below(base - 1)]);
      for (size_t more = (base == 16 ? 14 : 17) + dice_.Below(4); more > 0; --more)
        text_ += dice_.OneIn(2) ? '0' : kHexadecimal[dice_.Below(base)];
      return;
    }
    default:
      text_.assign(dice_.OneIn(2) ? 16 + dice_.Below(6) : 1 + dice_.Below(3), '0');
      text_ += digits;
  }
}

bool Mutator::EditNumber() {
  if (octets_.empty()) return false;
  const bool chunk = !structure_.chunks.empty() && dice_.OneIn(2);
  const size_t base = chunk ? 16 : 10;
  size_t begin = chunk ? structure_.chunks[dice_.Below(structure_.chunks.size())].size.begin
                       : octets_.find_first_of(kDecimal, dice_.Below(octets_.size()));
  if (begin >= octets_.size()) begin = octets_.find_first_of(kDecimal);
  if (begin == std::string::npos) return false;
  size_t end = begin;
  while (end < octets_.size() && IsDigit(octets_[end], base)) ++end;
  if (end == begin) return false;
  OtherNumber(View({begin, end}), base);
  Replace({begin, end}, text_);
  return true;
}

bool Mutator::EditSize() {
  text_.clear();
  switch (dice_.Below(4)) {
    case 0: {  // a longer word, at its end or its beginning; by 256 octets its size is the same in eight bits
      size_t at = octets_.empty() ? 0 : dice_.Below(octets_.size());
      while (at < octets_.size() && !IsLetterOrDigit(octets_[at])) ++at;
      const bool after = dice_.OneIn(2);
      while (after && at < octets_.size() && IsLetterOrDigit(octets_[at])) ++at;
      while (!after && at > 0 && IsLetterOrDigit(octets_[at - 1])) --at;
      Insert(at, std::string(dice_.OneIn(3) ? 256 : 1 + dice_.Below(9), 'x'));
      return true;
    }
    case 1: {  // a longer list
      const size_t lines = structure_.lines.size();
      if (subject_.shape != Shape::kValue && lines == 0) return false;
      const size_t at = subject_.shape == Shape::kValue ? 0 : structure_.lines[dice_.Below(lines)].value.begin;
      for (size_t count = 3 + dice_.Below(15); count > 0; --count) text_ += "a, ";
      Insert(at, text_);
      return true;
    }
    case 2: {  // more lines
      Section section;
      if (!ChooseSection(section)) return false;
      for (size_t count = 60 + dice_.Below(8); count > 0; --count) text_ += "X:\r\n";
      Insert(section.begin, text_);
      return true;
    }
    default: {  // more messages
      const Message* message = ChooseMessage();
      if (message == nullptr || message->end - message->begin > 200) return false;
      for (size_t count = dice_.OneIn(3) ? 16 : 1 + dice_.Below(4); count > 0; --count)
        text_ += View({message->begin, message->end});
      Insert(message->begin, text_);
      return true;
    }
  }
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
