// Clients that are modelled as a whole: what their models conclude of Connection and Keep-Alive.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "models/keep_alive/text.h"
#include "models/readers.h"

namespace plumbline::models::keep_alive {
namespace {

void AddLines(absl::string_view name, const std::vector<std::string>& values, std::string& octets) {
  for (const std::string& value : values) absl::StrAppend(&octets, name, ": ", value, "\r\n");
}

}  // namespace

KeepAliveReading ReadAsModel(Reading (*read)(const Exchange& exchange), const KeepAliveResponse& response) {
  std::string octets = absl::StrCat("HTTP/", response.version.major, ".", response.version.minor, " 200 OK\r\n");
  absl::StrAppend(&octets, "Content-Length: 0\r\n");
  AddLines("Connection", response.connection, octets);
  AddLines("Proxy-Connection", response.proxy_connection, octets);
  AddLines("Keep-Alive", response.keep_alive, octets);
  absl::StrAppend(&octets, "\r\n");
  Exchange exchange;
  exchange.octets = octets;
  exchange.end_of_input = false;
  const Reading whole = read(exchange);
  if (whole.ending == Ending::kWaiting) return Closed(kEndsWithConnection);
  if (whole.ending != Ending::kComplete) return Closed(absl::StrCat(whole.error, whole.unknown));
  if (!whole.persists) return Closed(whole.why);
  KeepAliveReading reading = whole.idle_timeout ? Set(*whole.idle_timeout, whole.why) : Own(whole.why);
  reading.requests = whole.max_requests;
  return reading;
}

}  // namespace plumbline::models::keep_alive
