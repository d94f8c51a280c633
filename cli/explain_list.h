// plumbline explain --h2 and --h3.
#ifndef PLUMBLINE_CLI_EXPLAIN_LIST_H_
#define PLUMBLINE_CLI_EXPLAIN_LIST_H_

#include <string>

#include "cli/explain_settings.h"
#include "cli/output.h"

namespace plumbline::cli {

// Reads the list in the file, explains it and returns the exit status of that.
int ExplainList(const std::string& name, const ExplainSettings& settings, bool first, Output& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXPLAIN_LIST_H_
