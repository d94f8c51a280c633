// What is published of Safari's reading of a head. Sections D.n are those of docs/models.md.
//
// Nothing but published results is here: octets for which there is none are left open.
#ifndef PLUMBLINE_MODELS_SAFARI_HEAD_H_
#define PLUMBLINE_MODELS_SAFARI_HEAD_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "models/model.h"

namespace plumbline::models::safari {

// How a line, or a whole head, turns out.
enum class Known : uint8_t { kAccepted, kRejected, kOpen, kWaiting };

struct HeadResult {
  Known known = Known::kOpen;
  const char* open = "";  // kOpen: of what nothing is published; kAccepted: what of the head is not known, may be empty
  bool ends_there = true;  // kAccepted: it is known where the head ends, which is at `size`
  Head head;
  size_t size = 0;
};

HeadResult ReadHead(absl::string_view octets, bool end_of_input);

}  // namespace plumbline::models::safari

#endif  // PLUMBLINE_MODELS_SAFARI_HEAD_H_
