// What one connection gave a browser, response after response.
#ifndef PLUMBLINE_MODELS_CONNECTION_H_
#define PLUMBLINE_MODELS_CONNECTION_H_

#include <functional>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "models/model.h"

namespace plumbline::models {

// A browser sends its next request when the response before is complete. What the socket gives together with the end
// of a response has therefore come before it was asked for, and belongs to no response: docs/models.md, "Reads".
struct Connection {
  absl::string_view octets;                     // from the first after the first request
  absl::Span<const absl::string_view> methods;  // what was asked, in order; empty: GET, as often as there are octets
  bool https = false;
  bool default_port = false;
  bool end_of_input = false;
  absl::Span<const size_t> reads;  // as in Exchange
};

// Hands on the readings in order, at least one. All but the last are complete and left the connection reusable. The
// first octet of each follows those that the one before consumed and dropped.
void ReadConnection(const Model& model, const Connection& connection, const std::function<void(Reading&&)>& on_reading);
// The same, all of them.
std::vector<Reading> ReadConnection(const Model& model, const Connection& connection);

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_CONNECTION_H_
