// Octets as ASCII, whatever the locale.
#ifndef PLUMBLINE_GRAMMAR_ASCII_H_
#define PLUMBLINE_GRAMMAR_ASCII_H_

#include <algorithm>
#include <string_view>

namespace plumbline::grammar {

constexpr bool IsDigit(int octet) { return octet >= '0' && octet <= '9'; }
constexpr bool IsAlpha(int octet) { return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z'); }
constexpr char ToLower(char octet) {
  return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet - 'A' + 'a') : octet;
}

inline bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return ToLower(x) == ToLower(y); });
}

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_ASCII_H_
