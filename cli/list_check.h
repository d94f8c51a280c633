// A field list of HTTP/2 or HTTP/3, checked: `plumbline explain --h2` and `--h3`.
#ifndef PLUMBLINE_CLI_LIST_CHECK_H_
#define PLUMBLINE_CLI_LIST_CHECK_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/json.h"
#include "cli/list_text.h"
#include "cli/output.h"
#include "parser/field_list.h"

namespace plumbline::cli {

// One section of a message, and what is wrong with it or noted, in the order of parser/field_list.h.
struct CheckedList {
  FieldListKind kind = FieldListKind::kRequest;
  std::vector<FieldLine> fields;
  std::vector<FieldListError> errors;  // notes among them
};

// The header section and the trailer section, or one of them.
struct CheckedMessage {
  FieldListVersion version = FieldListVersion::kHttp2;
  std::vector<CheckedList> lists;

  bool malformed() const { return first_error() != nullptr; }
  const Clause* first_error() const;  // that makes it malformed; null where none does
  size_t notes() const;
  size_t field_count() const;
};

CheckedMessage CheckListText(const ListText& text, FieldListVersion version, FieldListKind kind);

// Field by field, with a caret under what is wrong; the verdict in the last lines.
void WriteListPage(const CheckedMessage& message, Output& out);

// The same for programs: docs/field-lists.md.
Json ListJson(const std::string& id, const CheckedMessage& message);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_LIST_CHECK_H_
