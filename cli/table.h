// Tables for people, as wide as the page is.
#ifndef PLUMBLINE_CLI_TABLE_H_
#define PLUMBLINE_CLI_TABLE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/output.h"

namespace plumbline::cli {

struct TableCell {
  std::string text;
  Style style = Style::kPlain;
};
using TableRow = std::vector<TableCell>;

// Columns stand below each other; those that do not fit into the line go on in the next. The last cell of a row wraps.
// A row with fewer cells than the first has words as its last, and they go over the columns after it.
void WriteTable(const std::vector<TableRow>& rows, Output& out);

struct Legend {
  absl::string_view mark;
  absl::string_view meaning;
};

// Of the marks in `used`, what they mean, after an empty line; nothing where none of them is used.
void WriteLegend(const std::vector<Legend>& legend, const std::vector<std::string>& used, Output& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_TABLE_H_
