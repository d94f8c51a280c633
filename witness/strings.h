// Slow and plain string functions, for the oracles and generators. They share nothing with the
// parser.
#ifndef PLUMBLINE_WITNESS_STRINGS_H_
#define PLUMBLINE_WITNESS_STRINGS_H_

#include <string>
#include <vector>

namespace plumbline::properties {

std::string Lower(std::string text);
bool SameName(const std::string& a, const std::string& b);  // without regard to case

// OWS = *( SP / HTAB ) taken from both ends.
std::string Trim(const std::string& text);

// "a,b" at the separators, as they are: "a", "b". One element at least.
std::vector<std::string> Split(const std::string& text, char separator);
// The same, where a separator within a quoted-string is not one.
std::vector<std::string> SplitOutsideQuotes(const std::string& text, char separator);

// The recipient's list rule, RFC 9110, section 5.6.1.2: trimmed, empty elements left out.
std::vector<std::string> ListElements(const std::string& text);

bool IsToken(const std::string& text);         // RFC 9110, section 5.6.2
bool IsQuotedString(const std::string& text);  // RFC 9110, section 5.6.4
bool IsDigits(const std::string& text);        // 1*DIGIT

}  // namespace plumbline::properties

#endif  // PLUMBLINE_WITNESS_STRINGS_H_
