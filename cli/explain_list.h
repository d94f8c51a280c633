// plumbline explain --h2 and --h3.
#ifndef PLUMBLINE_CLI_EXPLAIN_LIST_H_
#define PLUMBLINE_CLI_EXPLAIN_LIST_H_

#include <optional>
#include <string>

#include "cli/output.h"
#include "parser/field_list.h"

namespace plumbline::cli {

struct ListSettings {
  FieldListVersion version = FieldListVersion::kHttp2;
  std::optional<FieldListKind> kind;  // else told from the list
  bool json = false;
};

// Reads the list in the file, explains it and returns the exit status of that.
int ExplainList(const std::string& name, const ListSettings& settings, bool first, Output& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXPLAIN_LIST_H_
