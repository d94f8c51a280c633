// plumbline clauses: the catalogue of parser/clauses.def.
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "cli/verbs.h"
#include "parser/clause.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kHelp = R"(plumbline clauses: every clause that the parser can name

Usage: plumbline clauses [OPTION...] [ID...]

Without ID, all of them; with IDs, these. A clause is a normative sentence or a production.
  id        stable: RFC, section and a name
  effect    reject: the message is rejected; note: it stands, and the clause is reported beside it.
            The number is a hint: the status code that a server or gateway would answer with
  level     MUST, SHOULD, MAY: the sentence's keyword; grammar: a production; statement: normative
            prose without a keyword
  binds     whom: recipient, server, client, user agent, proxy, sender

{options}

Examples
  plumbline clauses 9112-2.2-bare-cr
  plumbline clauses --json | jq -r 'select(.level == "MUST") | .id'

Exit status
  0  listed
  2  wrong usage, or no clause has such an ID
  5  standard output cannot be written
  6  out of memory
)";

Json ClauseJson(const ClauseInfo& info) {
  const auto text = [](absl::string_view view) { return Json(std::string(view)); };
  return {{"id", text(info.id)},
          {"rfc", info.document == 0 ? Json() : Json(info.document)},
          {"section", text(info.section)},
          {"citation", Citation(info.clause)},
          {"level", text(Name(info.level))},
          {"role", text(Name(info.role))},
          {"effect", text(Name(info.effect))},
          {"status", info.status == 0 ? Json() : Json(info.status)},
          {"sentence", text(info.sentence)}};
}

std::string NoClause(const std::string& id) {
  std::vector<absl::string_view> ids;
  for (const ClauseInfo& info : AllClauses()) ids.push_back(info.id);
  return absl::StrCat("no clause has the ID ", id.empty() ? "\"\"" : id, DidYouMean(id, ids));
}

void WriteClause(const ClauseInfo& info, Output& out) {
  const Style style = info.effect == Effect::kReject ? Style::kBad : Style::kNote;
  out.Write(absl::StrCat(out.Paint(Style::kHeading, info.id), "\n  ", out.Paint(style, Name(info.effect))));
  if (info.status != 0) out.Write(absl::StrCat(" ", info.status));
  out.Write(absl::StrCat(", ", Name(info.level), ", binds the ", Name(info.role), ", ", Citation(info.clause), "\n  ",
                         info.sentence, "\n"));
}

}  // namespace

int Clauses(absl::Span<const std::string> words) {
  bool json = false;
  ColorMode color = ColorMode::kAuto;
  const std::vector<OptionSpec> options = {
      {"", "", "Options"},
      {"--json", "", "JSON Lines, one clause per line", Put(json, true)},
      ColorOption(color),
  };
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("clauses", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kHelp, options));
  if (const std::string error = CheckJson(arguments, options); !error.empty()) return UsageError("clauses", error);

  std::vector<Clause> wanted;
  for (const std::string& id : arguments.operands) {
    const std::optional<Clause> clause = FindClause(id);
    if (!clause) return UsageError("clauses", NoClause(id));
    wanted.push_back(*clause);
  }
  if (arguments.operands.empty()) {
    for (const ClauseInfo& info : AllClauses()) wanted.push_back(info.clause);
  }

  Output out(color);
  for (size_t i = 0; i < wanted.size(); ++i) {
    const ClauseInfo& info = Info(wanted[i]);
    if (json) {
      out.Write(JsonLine(ClauseJson(info)));
    } else {
      if (i > 0) out.Write("\n");
      WriteClause(info, out);
    }
  }
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
