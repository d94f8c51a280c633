// What a model of models/ concludes, as `plumbline parse --as MODEL` answers it: docs/parse.md, docs/parse.schema.json.
#ifndef PLUMBLINE_CLI_PARSE_MODEL_H_
#define PLUMBLINE_CLI_PARSE_MODEL_H_

#include "cli/json.h"
#include "cli/parse_question.h"
#include "models/model.h"

namespace plumbline::cli {

// The answer for the octets named `id`, which is JSON text; `more` are members that it ends with. The octets are read
// twice, once for the verdict and once for the messages.
void WriteModelAnswer(absl::string_view id, const models::Model& model, const Question& question, const Json& more,
                      Output& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_PARSE_MODEL_H_
