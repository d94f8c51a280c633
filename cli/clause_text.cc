#include "cli/clause_text.h"

#include "absl/strings/str_cat.h"

namespace plumbline::cli {

std::string Wrap(absl::string_view text, size_t indent) {
  constexpr size_t kColumns = 100;
  std::string out;
  const size_t width = kColumns - indent;
  while (!text.empty()) {
    size_t size = text.size();
    if (size > width) {
      const size_t space = text.rfind(' ', width);
      size = space == absl::string_view::npos || space == 0 ? width : space;
    }
    absl::StrAppend(&out, std::string(indent, ' '), text.substr(0, size), "\n");
    text.remove_prefix(size < text.size() && text[size] == ' ' ? size + 1 : size);
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
