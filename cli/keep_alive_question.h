// The command line of `plumbline keep-alive`.
#ifndef PLUMBLINE_CLI_KEEP_ALIVE_QUESTION_H_
#define PLUMBLINE_CLI_KEEP_ALIVE_QUESTION_H_

#include <string>

#include "cli/arguments.h"
#include "cli/output.h"
#include "models/keep_alive.h"

namespace plumbline::cli {

struct KeepAliveQuestion {
  models::KeepAliveResponse response;
  bool json = false;
  ColorMode color = ColorMode::kAuto;
};

// Returns what is wrong with the command line; empty if nothing is.
std::string ReadKeepAliveQuestion(const Arguments& arguments, KeepAliveQuestion& question);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_KEEP_ALIVE_QUESTION_H_
