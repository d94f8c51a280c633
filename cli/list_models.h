// What browsers make of a field list of HTTP/2 or HTTP/3: `plumbline explain --h2 --models`.
#ifndef PLUMBLINE_CLI_LIST_MODELS_H_
#define PLUMBLINE_CLI_LIST_MODELS_H_

#include "cli/json.h"
#include "cli/list_check.h"
#include "cli/output.h"

namespace plumbline::cli {

// A table: the strict check, then each model. `message` is a response's header section.
void WriteListModels(const CheckedMessage& message, Output& out);

// The same for programs: docs/field-lists.md.
Json ListModelsJson(const CheckedMessage& message);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_LIST_MODELS_H_
