// plumbline explain --models: one response as the standard and the browsers read it, side by side.
#ifndef PLUMBLINE_CLI_EXPLAIN_MODELS_H_
#define PLUMBLINE_CLI_EXPLAIN_MODELS_H_

#include <string>

#include "cli/explain_settings.h"
#include "cli/output.h"

namespace plumbline::cli {

// Reads the octets in the file, which answer one request, and shows them. Returns the exit status of that: the strict
// reading's.
int ExplainModels(const std::string& name, const ExplainSettings& settings, bool first, Output& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXPLAIN_MODELS_H_
