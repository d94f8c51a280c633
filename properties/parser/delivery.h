// The decoder run over one delivery of a stream's octets, and what it said.
#ifndef PLUMBLINE_PROPERTIES_PARSER_DELIVERY_H_
#define PLUMBLINE_PROPERTIES_PARSER_DELIVERY_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/decoder.h"

namespace plumbline::properties {

struct DeliveryOptions {
  DecoderOptions decoder;
  std::vector<std::string> methods;  // given to AddRequest
  bool end_of_input = false;         // known with the last piece
  bool late_end_of_input = false;    // known only after it, in a call of its own
};

// Every event but kNeedMore as one line of text, kData of one run joined; then the last outcome and
// the position. Each call is given the unconsumed octets in a fresh allocation of exactly their
// size; the one before is gone. `cuts` are offsets in ascending order after which a new piece
// begins.
std::string Trace(absl::string_view octets, const std::vector<size_t>& cuts, const DeliveryOptions& options);

// Every offset: one octet per piece.
std::vector<size_t> EveryOctet(absl::string_view octets);

// The last event of the whole delivery, in one piece or cut as above.
struct Ending {
  Event event = Event::kNeedMore;
  ParseError error;
  uint64_t position = 0;
  bool at_boundary = false;
};
Ending EndingOf(absl::string_view octets, const DeliveryOptions& options, const std::vector<size_t>& cuts = {});

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_PARSER_DELIVERY_H_
