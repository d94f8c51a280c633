// Where a head begins and ends for Chromium, and what is in it. Sections A.n are those of docs/models.md.
#ifndef PLUMBLINE_MODELS_CHROMIUM_HEAD_H_
#define PLUMBLINE_MODELS_CHROMIUM_HEAD_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "models/model.h"

namespace plumbline::models::chromium {

constexpr size_t kSlop = 4;                // A.1: octets that may stand before "http"
constexpr size_t kHeadLimit = 256 * 1024;  // A.2

// A.1: the offset of "http", npos if it does not begin in the first octets.
size_t FindStatusLine(absl::string_view octets);

// A.2: the offset after the last octet of the head, npos if the end is not there.
size_t FindEndOfHead(absl::string_view octets);

// A.1, A.3: a head from its "http" to its end, or as far as it came.
Head ParseHead(absl::string_view text);

}  // namespace plumbline::models::chromium

#endif  // PLUMBLINE_MODELS_CHROMIUM_HEAD_H_
