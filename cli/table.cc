#include "cli/table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/clause_text.h"

namespace plumbline::cli {
namespace {

constexpr size_t kIndent = 6;   // of what goes on in the next line
constexpr size_t kNarrow = 24;  // columns that are too few to wrap words in
constexpr size_t kGap = 2;      // between columns

// Where a column stands: in which line of a row, and after how many columns.
struct Place {
  size_t line = 0;
  size_t column = 0;
};

// The same for each row, so that columns stand below each other where a row takes several lines, too.
std::vector<Place> PlacesOf(const std::vector<TableRow>& rows) {
  std::vector<size_t> widths(rows[0].size(), 0);
  for (const TableRow& row : rows) {
    const size_t aligned = row.size() == widths.size() ? row.size() : row.size() - 1;
    for (size_t i = 0; i < aligned; ++i) widths[i] = std::max(widths[i], row[i].text.size());
  }
  widths.back() = std::min(widths.back(), kNarrow);  // it wraps
  std::vector<Place> places;
  Place next;
  for (const size_t width : widths) {
    if (next.column > kIndent && next.column + width > PageColumns()) next = {next.line + 1, kIndent};
    places.push_back(next);
    next.column += width + kGap;
  }
  return places;
}

void WriteRow(const TableRow& row, const std::vector<Place>& places, Output& out) {
  Place at;
  for (size_t i = 0; i < row.size(); ++i) {
    Place place = places[i];
    const bool words = i + 1 == row.size();
    if (words && place.column > kIndent && place.column + std::min(kNarrow, row[i].text.size()) > PageColumns()) {
      place = {place.line + 1, kIndent};
    }
    const size_t room = words ? PageColumns() - std::min(place.column, PageColumns() - 1) : row[i].text.size();
    for (const std::string& line : WrapLines(row[i].text, room)) {
      if (line.empty()) continue;
      for (; at.line < place.line; at = {at.line + 1, 0}) out.Write("\n");
      out.Write(absl::StrCat(std::string(place.column - at.column, ' '), out.Paint(row[i].style, line)));
      at.column = place.column + line.size();
      ++place.line;
    }
  }
  out.Write("\n");
}

}  // namespace

void WriteTable(const std::vector<TableRow>& rows, Output& out) {
  const std::vector<Place> places = PlacesOf(rows);
  for (const TableRow& row : rows) WriteRow(row, places, out);
}

void WriteLegend(const std::vector<Legend>& legend, const std::vector<std::string>& used, Output& out) {
  bool any = false;
  for (const Legend& one : legend) {
    if (std::find(used.begin(), used.end(), one.mark) == used.end()) continue;
    if (!any) out.Write("\n");
    any = true;
    const std::string text = Wrap(one.meaning, 5);
    out.Write(absl::StrCat("  ", one.mark, text.substr(3)));
  }
}

}  // namespace plumbline::cli
