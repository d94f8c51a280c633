// Connections of HTTP/1.x in a capture of packets: TCP streams put together. What was not captured is said, not
// guessed.
#ifndef PLUMBLINE_CLI_PCAP_H_
#define PLUMBLINE_CLI_PCAP_H_

#include <cstddef>
#include <string>
#include <vector>

#include "cli/exchange_question.h"

namespace plumbline::cli {

struct CapturedConnection {
  std::string name;           // "10.0.0.1:40000 > 10.0.0.2:80": client, server
  std::string fault;          // why nothing can be said of it; empty if something can
  ExchangeQuestion question;  // in the order of the packets; seconds from the first of the file
};

struct Capture {
  std::string error;                            // why the file cannot be read; empty if it could
  std::vector<CapturedConnection> connections;  // in the order of their first packets
  size_t others = 0;                            // TCP connections that are not HTTP/1.x
};

// At the end of the capture a side that has not closed is told to be open where nothing has come on its connection for
// this time: sentences say that it closes, and not how soon.
inline constexpr double kLeftOpenSeconds = 1;

Capture ReadCapture(const std::string& file);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_PCAP_H_
