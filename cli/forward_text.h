// What an intermediary sends on, for people and as JSON.
#ifndef PLUMBLINE_CLI_FORWARD_TEXT_H_
#define PLUMBLINE_CLI_FORWARD_TEXT_H_

#include <string>

#include "cli/json.h"
#include "cli/output.h"
#include "oracle/forward.h"

namespace plumbline::cli {

// `list`: what was received is a field list, so that offsets are numbers of fields.
void WriteForwardedPage(const oracle::ForwardSettings& settings, const oracle::Forwarded& forwarded, bool list,
                        Output& out);

// The object of --json.
Json ForwardedJson(const oracle::ForwardSettings& settings, const oracle::Forwarded& forwarded);

// What is sent and nothing else.
void WriteForwardedOctets(const oracle::ForwardSettings& settings, const oracle::Forwarded& forwarded, Output& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_FORWARD_TEXT_H_
