#include "properties/generators/numbers.h"

#include <algorithm>
#include <tuple>

#include "properties/generators/basic.h"

namespace plumbline::properties {

namespace gen = rc::gen;

namespace {

constexpr Wide kTwoTo64 = Wide(1) << 64;

// 2^width and its neighbours.
rc::Gen<Wide> AroundPowerOfTwo() {
  return gen::map(
      gen::pair(OneOfThese<int>({8, 7, 15, 16, 31, 32, 33, 53, 60, 63, 64, 65, 68}), InRange(0, 5)),
      [](const std::pair<int, int>& parts) { return (Wide(1) << parts.first) + Wide(parts.second) - Wide(2); });
}

// A small number and a multiple of 2^width, which hides it from whoever has no more bits than that.
rc::Gen<Wide> CongruentToSmall() {
  return gen::map(gen::tuple(OneOfThese<int>({8, 16, 31, 32, 64}), InRange<uint64_t>(1, 10), InRange<uint64_t>(0, 40)),
                  [](const std::tuple<int, uint64_t, uint64_t>& parts) {
                    return (Wide(std::get<1>(parts)) << std::get<0>(parts)) + Wide(std::get<2>(parts));
                  });
}

// 99…9 or 100…0.
rc::Gen<Wide> AroundPowerOfTen() {
  return gen::map(gen::pair(InRange(1, 22), InRange(0, 2)), [](const std::pair<int, int>& parts) {
    Wide power = 1;
    for (int i = 0; i < parts.first; ++i) power *= 10;
    return power - Wide(parts.second);
  });
}

// Of twenty decimal digits, or of seventeen hexadecimal ones: one more than 64 bits hold for sure.
// Half of them wrap around to a larger number than the digits before the last one make.
rc::Gen<Wide> OneDigitTooLong() {
  const auto any = gen::resize(rc::kNominalSize, gen::arbitrary<uint64_t>());
  const Wide room = Wide(10000000000000000000u) * Wide(10) - kTwoTo64;  // up to 10^20
  return gen::oneOf(gen::map(any, [room](uint64_t n) { return kTwoTo64 + Wide(n) * Wide(5) % room; }),
                    gen::map(any, [](uint64_t n) { return kTwoTo64 + Wide(n); }),
                    gen::map(gen::pair(any, InRange(1, 16)), [](const std::pair<uint64_t, int>& parts) {
                      return (Wide(parts.second) << 64) + Wide(parts.first);
                    }));
}

}  // namespace

rc::Gen<Wide> BoundaryNumber() {
  return gen::oneOf(gen::map(InRange<uint64_t>(0, 300), [](uint64_t n) { return Wide(n); }), AroundPowerOfTwo(),
                    CongruentToSmall(), AroundPowerOfTen(), OneDigitTooLong());
}

rc::Gen<uint64_t> NumberOf64Bits() {
  return gen::map(BoundaryNumber(), [](Wide number) { return absl::Uint128Low64(number); });
}

rc::Gen<Wide> NumberBeyond64Bits() {
  return gen::map(BoundaryNumber(), [](Wide number) { return number < kTwoTo64 ? number + kTwoTo64 : number; });
}

rc::Gen<std::pair<uint64_t, uint64_t>> CongruentNumbers(uint64_t most) {
  return gen::exec([most] {
    const int width = *OneOfThese<int>(most >> 32 > 1   ? std::vector<int>{32, 8, 16, 31}
                                       : most >> 16 > 1 ? std::vector<int>{16, 8}
                                                        : std::vector<int>{8});
    const uint64_t number = *gen::oneOf(InRange<uint64_t>(0, 20), InRange<uint64_t>(0, 240));
    const uint64_t times = (most - number) >> width;  // at least one
    const uint64_t larger =
        number +
        (*gen::oneOf(InRange<uint64_t>(1, std::min<uint64_t>(times, 9) + 1), InRange<uint64_t>(1, times + 1)) << width);
    return *Sometimes(2) ? std::make_pair(number, larger) : std::make_pair(larger, number);
  });
}

std::string ToDigits(Wide number, unsigned base) {
  std::string digits;
  do {
    digits.insert(digits.begin(), "0123456789abcdef"[static_cast<unsigned>(number % base)]);
    number /= base;
  } while (number != 0);
  return digits;
}

namespace {

unsigned ValueOf(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  return static_cast<unsigned>((digit | 0x20) - 'a' + 10);
}

}  // namespace

Wide ToNumber(const std::string& digits, unsigned base) {
  Wide number = 0;
  for (const char digit : digits) number = number * base + ValueOf(digit);
  return number;
}

size_t DigitBeyond(const std::string& digits, unsigned base, uint64_t most) {
  Wide number = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    number = number * base + ValueOf(digits[i]);
    if (number > most) return i;
  }
  return std::string::npos;
}

rc::Gen<std::string> Numeral(Wide number, unsigned base) {
  const auto zeros =
      gen::oneOf(gen::just<size_t>(0), gen::just<size_t>(0), OneOfThese<size_t>({1, 2, 3, 8, 16, 17, 20, 40, 256}));
  return gen::map(zeros, [digits = ToDigits(number, base)](size_t count) { return std::string(count, '0') + digits; });
}

rc::Gen<std::string> BoundaryNumeral(unsigned base) {
  return gen::mapcat(BoundaryNumber(), [base](Wide number) { return Numeral(number, base); });
}

rc::Gen<size_t> ListSize(size_t max) {
  const auto few = InRange<size_t>(0, max + 1);
  return gen::mapcat(Sometimes(12), [few](bool many) {
    return many ? OneOfThese<size_t>({4, 5, 8, 9, 10, 11, 12, 13, 16, 17}) : few;
  });
}

rc::Gen<size_t> SectionSize(size_t max) {
  const auto few = InRange<size_t>(0, max + 1);
  return gen::mapcat(Sometimes(200), [few](bool many) { return many ? OneOfThese<size_t>({63, 64, 65, 66}) : few; });
}

rc::Gen<std::string> SizedOctets(size_t min, size_t max) {
  const auto many = gen::map(gen::pair(OneOfThese<size_t>({15, 16, 17, 99, 100, 255, 256, 257}), AnyOctets(1, 9)),
                             [](const std::pair<size_t, std::string>& parts) {
                               std::string octets = parts.second;
                               while (octets.size() < parts.first) octets += parts.second;
                               return octets.substr(0, parts.first);
                             });
  return gen::mapcat(Sometimes(16), [few = AnyOctets(min, max), many](bool is_many) { return is_many ? many : few; });
}

rc::Gen<std::string> LongerToken(const std::string& word) {
  return gen::map(gen::pair(gen::oneOf(InRange<size_t>(1, 14), OneOfThese<size_t>({256, 255, 257})), Sometimes(3)),
                  [word](const std::pair<size_t, bool>& parts) {
                    const std::string more(parts.first, 'x');
                    return parts.second ? more + word : word + more;
                  });
}

}  // namespace plumbline::properties
