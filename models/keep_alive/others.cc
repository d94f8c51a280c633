// Clients that do not read the field's parameters, and differ in how they read Connection.
#include <string>

#include "absl/strings/match.h"
#include "models/keep_alive/text.h"
#include "models/readers.h"

namespace plumbline::models::keep_alive {

KeepAliveReading ReadCurl(const KeepAliveResponse& response) {
  // Substrings, line by line: xclose closes, and in HTTP/1.0 xkeep-alive keeps, even beside close.
  bool closes = response.version.minor == 0;
  for (const std::string& line : response.connection) {
    if (response.version.minor == 0) {
      if (Contains(line, "keep-alive")) closes = false;
    } else if (Contains(line, "close")) {
      closes = true;
    }
  }
  return closes ? Closed("close somewhere in Connection, or HTTP/1.0 without keep-alive")
                : Own("Keep-Alive is not read");
}

KeepAliveReading ReadHttpClientPython(const KeepAliveResponse& response) {
  const std::string first = response.connection.empty() ? "" : response.connection.front();
  if (response.version.minor != 0) {
    return Contains(first, "close") ? Closed("close somewhere in the first Connection line")
                                    : Own("Keep-Alive is not read");
  }
  const bool field = !response.keep_alive.empty() && !response.keep_alive.front().empty();
  const std::string proxy = response.proxy_connection.empty() ? "" : response.proxy_connection.front();
  if (field) return Own("HTTP/1.0: that the field is there is enough");
  return Contains(first, "keep-alive") || Contains(proxy, "keep-alive") ? Own("HTTP/1.0: keep-alive somewhere")
                                                                        : Closed("HTTP/1.0 without keep-alive");
}

}  // namespace plumbline::models::keep_alive
