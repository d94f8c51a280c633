// Content-Length, RFC 9110, section 8.6.
//
//   Content-Length = 1*DIGIT
#ifndef PLUMBLINE_PARSER_FIELDS_CONTENT_LENGTH_H_
#define PLUMBLINE_PARSER_FIELDS_CONTENT_LENGTH_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "parser/result.h"

namespace plumbline {

// One Content-Length field value. Errors: kContentLengthInvalid, kLimitContentLength (beyond
// 2^64 - 1). An empty value needs more.
Result<uint64_t> ParseContentLength(absl::string_view value);

// Of a decimal numeral: two are the same number if these are the same. Empty for zero.
absl::string_view SignificantDigits(absl::string_view digits);

// All Content-Length field lines of a section, as RFC 9112, section 6.3, rule 5 looks at them: the
// combined value as a list.
struct ContentLengthSummary {
  bool present = false;
  std::optional<Clause> error;  // why the value is not valid; decides only where no Transfer-Encoding is present
  uint64_t place = 0;           // where, for error
  uint64_t value = 0;           // if present and no error

  // What AddContentLength goes on from.
  bool has_member = false;
  uint64_t first_offset = 0;  // of the first value
  uint64_t first_number = 0;  // where the first number has its SignificantDigits(), and how many
  size_t first_number_size = 0;
  std::optional<Clause> fault;
  uint64_t fault_place = 0;
};

// Adds one field line whose value is the `size` octets from text[offset] on. `text` is the same
// at each call for one summary, at any address: values of earlier lines are looked at again.
void AddContentLength(const char* text, uint64_t offset, size_t size, ContentLengthSummary& summary);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_CONTENT_LENGTH_H_
