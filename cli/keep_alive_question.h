// The command line of `plumbline keep-alive`.
#ifndef PLUMBLINE_CLI_KEEP_ALIVE_QUESTION_H_
#define PLUMBLINE_CLI_KEEP_ALIVE_QUESTION_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "models/keep_alive.h"

namespace plumbline::cli {

struct KeepAliveQuestion {
  models::KeepAliveResponse response;
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
