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

// True if two decimal numerals, of any width, are the same number.
bool SameNumber(absl::string_view a, absl::string_view b);

// All Content-Length field lines of a section, as RFC 9112, section 6.3, rule 5 looks at them: the
// combined value as a list.
struct ContentLengthSummary {
  bool present = false;
  std::optional<Clause>
      error;  // why the value is not valid; decides only where no Transfer-Encoding is present
  uint64_t place = 0;  // where, for error
  uint64_t value = 0;  // if present and no error

  // What AddContentLength goes on from.
  bool has_member = false;
  uint64_t first_offset = 0;  // of the first value
  uint64_t first_member = 0;  // the first number, with which the others are compared
  size_t first_member_size = 0;
  std::optional<Clause> fault;
  uint64_t fault_place = 0;
};

// Adds one field line whose value is the `size` octets from text[offset] on. `text` is the same
// at each call for one summary, at any address: values of earlier lines are looked at again.
void AddContentLength(const char* text, uint64_t offset, size_t size,
                      ContentLengthSummary& summary);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_CONTENT_LENGTH_H_
