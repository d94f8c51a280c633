// One response as each reader has it, in words: the columns that `plumbline explain --models` shows side by side.
#ifndef PLUMBLINE_CLI_MODELS_COLUMN_H_
#define PLUMBLINE_CLI_MODELS_COLUMN_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/model.h"
#include "oracle/divergence/divergence.h"
#include "oracle/divergence/strict.h"
#include "oracle/judge.h"

namespace plumbline::cli {

// What one reader, strict or a model, makes of the octets, as text for people.
struct Column {
  std::string reader;
  oracle::Classification found;             // of a model
  std::optional<oracle::Judgement> judged;  // where it is known what the reader makes of the octets
  std::vector<std::string> cells;           // status, framing, body, connection; or status and an outcome in words
  bool has_fields = false;                  // it has a head, and what is in it is known
  std::vector<std::string> names;           // in order of their first line: fields, then trailers
  std::map<std::string, std::vector<std::string>> values;  // by name

  bool whole() const { return cells.size() > 2; }
};

Column StrictColumn(const oracle::StrictReading& strict, const models::Exchange& exchange);
Column ModelColumn(const models::Model& model, const models::Exchange& exchange);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_MODELS_COLUMN_H_
