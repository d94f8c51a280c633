// The command line of `plumbline keep-alive`.
#ifndef PLUMBLINE_CLI_KEEP_ALIVE_QUESTION_H_
#define PLUMBLINE_CLI_KEEP_ALIVE_QUESTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "models/keep_alive.h"
#include "models/keep_alive_race.h"

namespace plumbline::cli {

// The race that is asked about, if there is one. Times are milliseconds.
struct IdleSettings {
  std::optional<int64_t> closes_after;        // the server; nullopt: no race is asked about
  const models::IdleLimit* server = nullptr;  // whose limit that is; null: a number was given
  std::optional<int64_t> reuses_up_to;        // a client beside the readers
  int64_t latency = 100;                      // one way
};

struct KeepAliveQuestion {
  models::KeepAliveResponse response;
  IdleSettings idle;
  bool no_connection = false;
  bool json = false;
  ColorMode color = ColorMode::kAuto;
};

// The options of the verb, which say what the question is.
std::vector<OptionSpec> KeepAliveOptions(KeepAliveQuestion& question);

// Settles what the options taken leave open. Returns what is wrong with the command line; empty if nothing is.
std::string SettleKeepAlive(const Arguments& arguments, absl::Span<const OptionSpec> options,
                            KeepAliveQuestion& question);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_KEEP_ALIVE_QUESTION_H_
