// What an intermediary sent on, of an observation: docs/judge.md.
#ifndef PLUMBLINE_CLI_JUDGE_FORWARDED_H_
#define PLUMBLINE_CLI_JUDGE_FORWARDED_H_

#include "cli/json_members.h"
#include "oracle/judge.h"

namespace plumbline::cli {

// Reads "forwarded" and what is known of who forwards.
void ReadForwarding(Members& members, Faults& faults, oracle::Observation& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_JUDGE_FORWARDED_H_
