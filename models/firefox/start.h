// Where Firefox finds the beginning of a head. Section B.1 is that of docs/models.md.
#ifndef PLUMBLINE_MODELS_FIREFOX_START_H_
#define PLUMBLINE_MODELS_FIREFOX_START_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace plumbline::models::firefox {

// Of the first head on a connection: its offset in the first read, npos if no head begins there.
size_t FindStart(absl::string_view first_read);

// Of a head after an informational one, or after a response without content: anything may stand before it.
struct NextStart {
  enum class End : uint8_t { kFound, kWaiting, kTooMuch };
  End end = End::kWaiting;
  size_t start = 0;  // kFound: its offset in `octets`
};
// `skipped`: how many octets stood before earlier heads of the exchange.
NextStart FindNextStart(absl::string_view octets, size_t skipped);

}  // namespace plumbline::models::firefox

#endif  // PLUMBLINE_MODELS_FIREFOX_START_H_
