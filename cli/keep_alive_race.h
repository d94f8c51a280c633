// What `plumbline keep-alive` says of the race for an idle connection: the column of the readers, the load balancers
// and the sentence below them.
#ifndef PLUMBLINE_CLI_KEEP_ALIVE_RACE_H_
#define PLUMBLINE_CLI_KEEP_ALIVE_RACE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "cli/json.h"
#include "cli/keep_alive_question.h"
#include "cli/output.h"
#include "cli/table.h"

namespace plumbline::cli {

// "1.5 s".
std::string MillisecondsText(int64_t milliseconds);

// A client that uses the connection again up to `idle` milliseconds; nullopt where that is not known.
TableCell RaceCell(const IdleSettings& settings, std::optional<int64_t> idle);
Json RaceJson(const IdleSettings& settings, std::optional<int64_t> idle);

// Clients that do not look at the field: load balancers, and the one of --reuses-up-to.
void WriteOtherClients(const IdleSettings& settings, Output& out);
Json OtherClientsJson(const IdleSettings& settings);

// The span in which a request meets the closing connection, and what avoids it. `promised`: the field's timeout.
void WriteRace(const IdleSettings& settings, std::optional<uint64_t> promised, Output& out);
Json SettingsJson(const IdleSettings& settings);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_KEEP_ALIVE_RACE_H_
