// Lines of a stream with a caret under an octet:
//
//        0 | GET / HTTP/1.1\r\n
//       16 | Host : example.com\r\n
//          |     ^
#ifndef PLUMBLINE_CLI_EXCERPT_H_
#define PLUMBLINE_CLI_EXCERPT_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/output.h"
#include "cli/walk.h"

namespace plumbline::cli {

struct Caret {
  uint64_t offset = 0;       // may be that after the last octet
  absl::string_view remark;  // after the caret; may be empty
  Style style = Style::kBad;
};

// The line of `octets` that the caret is in, and up to `lines_before` lines above it. Lines are shown with their
// terminator, escaped, and cut where they are long; the caret stands under the first column of the octet's escaped
// form, and tildes under the others.
void WriteExcerpt(const Extent& octets, const Caret& caret, int lines_before, Output& out);

// A line as it is shown around one of its octets: escaped, and cut where it is long.
struct Around {
  size_t begin = 0;    // of what is shown, in the line
  std::string before;  // the octet
  std::string octet;   // empty after the last one
  std::string after;
};
Around ShowAround(absl::string_view line, size_t at);

// The line under it: `margin`, then the caret and its remark.
void WriteCaret(absl::string_view margin, const Around& around, const Caret& caret, Output& out);

// `number` in at least `width` columns, to the right.
std::string PadLeft(uint64_t number, size_t width);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXCERPT_H_
