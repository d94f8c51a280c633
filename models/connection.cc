#include "models/connection.h"

#include <cstddef>
#include <utility>

namespace plumbline::models {
namespace {

// Takes `size` octets from the front of `sizes`, which become `rest`. False: they end inside a read.
bool SkipReads(absl::Span<const size_t>& sizes, size_t size) {
  while (size > 0 && !sizes.empty()) {
    if (sizes.front() > size) return false;
    size -= sizes.front();
    sizes.remove_prefix(1);
  }
  return size == 0;
}

bool HasNoContent(absl::string_view method, const Reading& reading) {
  const int status = reading.head ? reading.head->status : 0;
  return method == "HEAD" || status == 204 || status == 205 || status == 304;
}

}  // namespace

void ReadConnection(const Model& model, const Connection& connection,
                    const std::function<void(Reading&&)>& on_reading) {
  Exchange exchange;
  exchange.octets = connection.octets;
  exchange.https = connection.https;
  exchange.default_port = connection.default_port;
  exchange.end_of_input = connection.end_of_input;
  exchange.reads = connection.reads;
  for (size_t count = 0;; ++count) {
    if (!connection.methods.empty()) exchange.method = connection.methods[count];
    Reading reading = model.read(exchange);
    const bool asks_again = connection.methods.empty() || count + 1 < connection.methods.size();
    const size_t gone = reading.consumed + reading.dropped;
    const bool goes_on = reading.ending == Ending::kComplete && reading.persists && asks_again &&
                         gone < exchange.octets.size() && SkipReads(exchange.reads, gone);
    exchange.after_no_content = HasNoContent(exchange.method, reading);
    reading.reusable = reading.reusable || goes_on;
    on_reading(std::move(reading));
    if (!goes_on) return;
    exchange.octets.remove_prefix(gone);
    exchange.reused = true;
  }
}

std::vector<Reading> ReadConnection(const Model& model, const Connection& connection) {
  std::vector<Reading> readings;
  ReadConnection(model, connection, [&readings](Reading&& reading) { readings.push_back(std::move(reading)); });
  return readings;
}

}  // namespace plumbline::models
