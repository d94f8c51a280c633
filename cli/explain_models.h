// plumbline explain --models: one response as the standard and the browsers read it, side by side.
#ifndef PLUMBLINE_CLI_EXPLAIN_MODELS_H_
#define PLUMBLINE_CLI_EXPLAIN_MODELS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "cli/output.h"

namespace plumbline::cli {

struct ModelsSettings {
  std::string method = "GET";
  bool https = false;         // the URL's scheme
  bool default_port = false;  // the URL's port is the scheme's own
  bool end_of_input = true;
  std::vector<size_t> reads;  // octets of each read of the socket; what is left is the last read
  bool json = false;
};

// Reads the octets in the file, which answer one request, and shows them. Returns the exit status of that: the strict
// reading's.
int ExplainModels(const std::string& name, const ModelsSettings& settings, bool first, Output& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXPLAIN_MODELS_H_
