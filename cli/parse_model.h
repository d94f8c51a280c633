// What a model of models/ concludes, as `plumbline parse --as MODEL` answers it: docs/parse.md, docs/parse.schema.json.
#ifndef PLUMBLINE_CLI_PARSE_MODEL_H_
#define PLUMBLINE_CLI_PARSE_MODEL_H_

#include "cli/json.h"
#include "cli/parse_question.h"
#include "models/model.h"

namespace plumbline::cli {

// The answer for the octets named `id`.
Json ModelAnswerJson(Json id, const models::Model& model, const Question& question);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_PARSE_MODEL_H_
