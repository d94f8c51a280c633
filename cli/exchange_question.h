// A question of `plumbline exchange`: docs/exchange.md, docs/exchange.schema.json.
#ifndef PLUMBLINE_CLI_EXCHANGE_QUESTION_H_
#define PLUMBLINE_CLI_EXCHANGE_QUESTION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "oracle/exchange.h"

namespace plumbline::cli {

struct RecordedEvent {
  oracle::Side side{};
  oracle::ConnectionEventKind kind{};
  std::string octets;
  std::optional<double> at;  // seconds
};

struct ExchangeQuestion {
  std::string title;  // for people: where the connection was read
  oracle::ConnectionSetting setting;
  std::vector<RecordedEvent> events;
  std::vector<std::string> remarks;  // for people: what is not known of it
};

// Returns why the line is not a question, which is the first fault in it; empty if it is one. `id` becomes its id as
// JSON text, "null" where that is not known.
std::string ReadExchangeQuestion(absl::string_view line, ExchangeQuestion& out, std::string& id);

oracle::ConnectionReading ReadConnection(const ExchangeQuestion& question);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXCHANGE_QUESTION_H_
