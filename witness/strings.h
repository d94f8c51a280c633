// Slow and plain functions on octets, for the second readings and the generators. They share nothing with the parser.
// What they return points into what they are given.
#ifndef PLUMBLINE_WITNESS_STRINGS_H_
#define PLUMBLINE_WITNESS_STRINGS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::witness {

std::string Lower(absl::string_view text);
bool EqualsIgnoringCase(absl::string_view a, absl::string_view b);  // of ASCII letters

// RFC 9110, sections 5.5, 5.6.2, 5.6.3 and 5.6.4.
bool IsTchar(char octet);
bool IsToken(absl::string_view octets);  // 1*tchar
bool IsOws(char octet);
bool IsVisibleOrBlank(char octet);  // VCHAR, obs-text, SP, HTAB: what a field value may hold
bool IsQuotedString(absl::string_view octets);
absl::string_view TrimOws(absl::string_view octets);  // from both ends

bool IsDigits(absl::string_view octets);  // 1*DIGIT
// Of a numeral, whose size has no bound.
absl::string_view WithoutLeadingZeros(absl::string_view digits);
bool FitsIn64Bits(absl::string_view digits);

// "a,b" at the separators, as they are: "a", "b". One element at least.
std::vector<absl::string_view> Split(absl::string_view text, char separator);
// The same, where a separator within a quoted-string is not one.
std::vector<absl::string_view> SplitOutsideQuotes(absl::string_view text, char separator);
// The recipient's list rule, RFC 9110, section 5.6.1.2: trimmed, empty elements left out.
std::vector<absl::string_view> ListElements(absl::string_view text);

// True if `part` is empty or lies inside `whole` in memory.
bool PointsInto(absl::string_view part, absl::string_view whole);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_STRINGS_H_
