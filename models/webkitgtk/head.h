// libsoup's reading of a head. Sections C.n are those of docs/models.md.
#ifndef PLUMBLINE_MODELS_WEBKITGTK_HEAD_H_
#define PLUMBLINE_MODELS_WEBKITGTK_HEAD_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "models/model.h"
#include "models/webkitgtk/encoding.h"
#include "models/webkitgtk/soup.h"

namespace plumbline::models::webkitgtk {

// C.2: what is collected before a head is parsed.
struct Collected {
  enum class End : uint8_t { kComplete, kWaiting, kTooBig };
  End end = End::kWaiting;
  size_t head = 0;  // octets without the empty line; kWaiting: all there are
  size_t size = 0;  // with it
};
Collected CollectHead(absl::string_view octets, Soup soup);

struct ParsedHead {
  Head head;
  Declared declared;
};

// C.1, C.3. False: the head cannot be parsed.
bool ParseHead(absl::string_view text, Soup soup, ParsedHead& parsed);

}  // namespace plumbline::models::webkitgtk

#endif  // PLUMBLINE_MODELS_WEBKITGTK_HEAD_H_
