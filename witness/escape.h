// Octets as a reader wants them, on one line.
#ifndef PLUMBLINE_WITNESS_ESCAPE_H_
#define PLUMBLINE_WITNESS_ESCAPE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::witness {

// "GET / HTTP/1.1\r\n" in double quotes, every octet that is not printable ASCII as \r, \n, \t or \xHH, and a quote or
// a backslash after a backslash.
std::string Escape(absl::string_view octets);
// The same, without the middle of more than `most` octets.
std::string EscapeEnds(absl::string_view octets, size_t most);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_ESCAPE_H_
