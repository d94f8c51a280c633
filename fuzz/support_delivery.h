// The decoder fed piece by piece: what it says must not depend on the pieces.
#ifndef PLUMBLINE_FUZZ_SUPPORT_DELIVERY_H_
#define PLUMBLINE_FUZZ_SUPPORT_DELIVERY_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "fuzz/support.h"
#include "parser/decoder.h"
#include "parser/stream.h"

namespace plumbline::fuzz {

// How octets arrive.
enum class Pieces { kWhole, kOctets, kSmall, kAny };

struct Delivery {
  std::string events;  // every event with every value; body content of consecutive data events joined
  Event last = Event::kNeedMore;
  uint64_t position = 0;
  uint64_t messages = 0;  // complete ones
  ParseError error;       // where `last` is kError
};

// Decodes `octets`. Before each call after kNeedMore, the octets not yet consumed move to a heap block of exactly
// their size and the old block is freed. `choices` gives the pieces. Where there are pieces, each request but the first
// is sent after the answer to the one before; else all are sent before the first answer.
Delivery Deliver(MessageKind kind, absl::string_view octets, const StreamOptions& options, Pieces pieces,
                 Choices choices);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_DELIVERY_H_
