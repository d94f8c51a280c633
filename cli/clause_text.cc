#include "cli/clause_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace plumbline::cli {

std::vector<std::string> WrapLines(absl::string_view text, size_t columns) {
  std::vector<std::string> lines;
  while (text.size() > columns) {
    const size_t space = text.rfind(' ', columns);
    const size_t size = space == absl::string_view::npos || space == 0 ? columns : space;
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(text[size] == ' ' ? size + 1 : size);
  }
  lines.emplace_back(text);
  return lines;
}

std::string Wrap(absl::string_view text, size_t indent) {
  constexpr size_t kMostColumns = 100;  // longer lines are hard to read
  if (text.empty()) return "";
  std::string out;
  for (const std::string& line : WrapLines(text, std::min(kMostColumns, PageColumns()) - indent)) {
    absl::StrAppend(&out, std::string(indent, ' '), line, "\n");
  }
  return out;
}

void WriteClauseText(Clause clause, int status, Output& out) {
  const ClauseInfo& info = Info(clause);
  out.Write(Wrap(info.sentence, kTextIndent));
  std::string line = absl::StrCat(Citation(clause), "; ", Name(info.level), ", binds the ", Name(info.role));
  if (status != 0) absl::StrAppend(&line, "; status code hint ", status);
  out.Write(out.Paint(Style::kFaint, Wrap(line, kTextIndent)));
}

std::string Count(uint64_t number, absl::string_view noun) {
  return absl::StrCat(number, " ", noun, number == 1 ? "" : "s");
}

}  // namespace plumbline::cli
