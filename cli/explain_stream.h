// plumbline explain: the octets of one direction of an HTTP/1.x connection.
#ifndef PLUMBLINE_CLI_EXPLAIN_STREAM_H_
#define PLUMBLINE_CLI_EXPLAIN_STREAM_H_

#include <string>

#include "cli/explain_settings.h"
#include "cli/output.h"

namespace plumbline::cli {

// Reads the octets in the file and shows them. Returns the exit status of that.
int ExplainStream(const std::string& name, const ExplainSettings& settings, bool first, Output& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXPLAIN_STREAM_H_
