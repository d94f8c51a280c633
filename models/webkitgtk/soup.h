// The two versions of libsoup that are modelled, and its errors by name. Sections C.n are those of docs/models.md.
#ifndef PLUMBLINE_MODELS_WEBKITGTK_SOUP_H_
#define PLUMBLINE_MODELS_WEBKITGTK_SOUP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "models/model.h"

namespace plumbline::models::webkitgtk {

enum class Soup : uint8_t { k32, k37 };

inline constexpr char kParsing[] = "SOUP_SESSION_ERROR_PARSING";
inline constexpr char kEncoding[] = "SOUP_SESSION_ERROR_ENCODING";
inline constexpr char kPartialInput[] = "G_IO_ERROR_PARTIAL_INPUT";
inline constexpr char kTooLarge[] = "G_IO_ERROR_MESSAGE_TOO_LARGE";

// How C's strtoul reads a number: isspace, a sign, in base 16 an optional 0x, digits.
struct Number {
  uint64_t value = 0;  // UINT64_MAX on overflow; negative numbers wrap
  bool overflow = false;
  absl::string_view rest;  // after the digits; the whole text where there are none
};
Number ReadNumber(absl::string_view text, unsigned base);

// C.3: octets that are not UTF-8 become U+FFFD, one each.
std::string MakeValidUtf8(absl::string_view text);

// C.7: the items between commas that are not in quotes, without whitespace around them, in lower case; none is empty.
std::vector<std::string> Items(absl::string_view list);

// All values of a name, joined with ", ".
std::string Joined(const Head& head, absl::string_view name);
// The last value of a name, null if there is none.
const std::string* Last(const Head& head, absl::string_view name);

}  // namespace plumbline::models::webkitgtk

#endif  // PLUMBLINE_MODELS_WEBKITGTK_SOUP_H_
