// Numbers and sizes at which implementations go wrong: one generator for every law that has
// numbers.
//
// Numbers stand around powers of two and of ten, in 64 bits and beyond; some are equal to a small
// one modulo 2^8, 2^16, 2^31, 2^32 or 2^64, so that an integer too narrow for them takes them for
// it; of those beyond 64 bits, some wrap around to a larger number than their digits before the
// last make, so that "has it become smaller?" does not notice. Sizes stand around what the parser
// holds inline, and around its words of eight octets.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_NUMBERS_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_NUMBERS_H_

#include <rapidcheck.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"

namespace plumbline::properties {

using Wide = absl::uint128;

rc::Gen<Wide> BoundaryNumber();      // any, up to 2^72
rc::Gen<uint64_t> NumberOf64Bits();  // those that 64 bits hold
rc::Gen<Wide> NumberBeyond64Bits();  // those that they do not
// Two different numbers of at most `most`, which is 1000 or more, that are equal modulo 2^8, 2^16,
// 2^31 or 2^32; in either order.
rc::Gen<std::pair<uint64_t, uint64_t>> CongruentNumbers(uint64_t most = UINT64_MAX);

// Digits without leading zeros, of base 10 or 16; hexadecimal ones in lower case.
std::string ToDigits(Wide number, unsigned base = 10);
// The number that the digits spell, if it is less than 2^124.
Wide ToNumber(const std::string& digits, unsigned base = 10);
// The first digit after which the number is greater than `most`; npos, if it is not.
size_t DigitBeyond(const std::string& digits, unsigned base = 10, uint64_t most = UINT64_MAX);

// The number in digits: mostly as they are, or with zeros in front, up to twenty and more.
rc::Gen<std::string> Numeral(Wide number, unsigned base = 10);
rc::Gen<std::string> BoundaryNumeral(unsigned base = 10);  // of any number

rc::Gen<size_t> ListSize(size_t max);
rc::Gen<size_t> SectionSize(size_t max);
// A few elements, up to `max`; now and then about as many as the parser's lists hold inline: 4,
// 8, 16.
template <typename T>
rc::Gen<std::vector<T>> ListOfSize(size_t max, rc::Gen<T> element) {
  return rc::gen::mapcat(ListSize(max),
                         [element](size_t count) { return rc::gen::container<std::vector<T>>(count, element); });
}
// The same with the lines of a section, which are 64.
template <typename T>
rc::Gen<std::vector<T>> SectionOfSize(size_t max, rc::Gen<T> line) {
  return rc::gen::mapcat(SectionSize(max),
                         [line](size_t count) { return rc::gen::container<std::vector<T>>(count, line); });
}

// Body octets, few; now and then as many as need another digit: about 16, 100, 256.
rc::Gen<std::string> SizedOctets(size_t min, size_t max);

// A token that begins or ends with the word and is longer: by a few octets, or by as many as make
// its size equal to the word's modulo 2^8.
rc::Gen<std::string> LongerToken(const std::string& word);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_NUMBERS_H_
