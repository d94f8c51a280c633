// A connection and what was found on it, as `plumbline exchange` tells it: for people, and as JSON
// (docs/exchange.schema.json).
#ifndef PLUMBLINE_CLI_EXCHANGE_TEXT_H_
#define PLUMBLINE_CLI_EXCHANGE_TEXT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/exchange_question.h"
#include "cli/json.h"
#include "cli/output.h"
#include "oracle/exchange.h"

namespace plumbline::cli {

Json ConnectionJson(const ExchangeQuestion& question, const oracle::ConnectionReading& reading);

// The page: each exchange, then the findings with their sentences, then the verdict.
void WriteConnection(const ExchangeQuestion& question, const oracle::ConnectionReading& reading, Output& out);

// "GET /a HTTP/1.1", "HTTP/1.1 200"; as much as is known.
std::string RequestText(const oracle::ExchangeMessage& message);
std::string ResponseText(const oracle::ExchangeMessage& message);

// "1.25 s"; milliseconds at most.
std::string SecondsText(double seconds);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXCHANGE_TEXT_H_
