// plumbline clauses: the catalogue of parser/clauses.def, and of the judge's sentences and gaps.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "cli/verbs.h"
#include "oracle/judge.h"
#include "parser/clause.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kClausesHelp =
    R"(plumbline clauses: every clause that the parser can name, and what the judge decides by

Usage: plumbline clauses [OPTION...] [ID...]

Without ID, all clauses, or with --sentences or --gaps those of the judge; with IDs, these, of any
kind. A clause is a normative sentence or a production.
  id        stable: RFC, section and a name
  effect    reject: the message is rejected; note: it stands, and the clause is reported beside it.
            The number is a hint: the status code that a server or gateway would answer with
  level     MUST, SHOULD, MAY: the sentence's keyword; grammar: a production; statement: normative
            prose without a keyword
  binds     whom: recipient, server, client, user agent, proxy, sender

A sentence (2.2-lf) is what the judge cites: a permission, a duty, in our words. A gap (G03) is
where the standard is silent or contradicts itself, with both arguments.

{options}

Examples
  plumbline clauses 9112-2.2-bare-cr
  plumbline clauses 2.2-lf G03
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

Json SentenceJson(const oracle::SentenceInfo& info) {
  const auto text = [](absl::string_view view) { return Json(std::string(view)); };
  return {{"id", text(info.id)},           {"rfc", info.rfc},
          {"section", text(info.section)}, {"level", text(Name(info.level))},
          {"role", text(info.binds)},      {"sentence", text(info.text)}};
}

Json GapJson(const oracle::GapInfo& info) {
  const auto text = [](absl::string_view view) { return Json(std::string(view)); };
  return {{"id", text(info.id)},
          {"title", text(info.title)},
          {"one_side", text(info.one_side)},
          {"other_side", text(info.other_side)},
          {"ruling", text(info.ruling)}};
}

// One row of what is listed: a clause, a sentence or a gap.
struct Entry {
  const ClauseInfo* clause = nullptr;
  const oracle::SentenceInfo* sentence = nullptr;
  const oracle::GapInfo* gap = nullptr;

  absl::string_view id() const { return clause != nullptr ? clause->id : sentence != nullptr ? sentence->id : gap->id; }
};

std::vector<Entry> AllEntries() {
  std::vector<Entry> out;
  for (const ClauseInfo& info : AllClauses()) out.push_back({&info, nullptr, nullptr});
  for (const oracle::SentenceInfo& info : oracle::AllSentences()) out.push_back({nullptr, &info, nullptr});
  for (const oracle::GapInfo& info : oracle::AllGaps()) out.push_back({nullptr, nullptr, &info});
  return out;
}

std::string NoClause(const std::string& id) {
  std::vector<absl::string_view> ids;
  for (const Entry& entry : AllEntries()) ids.push_back(entry.id());
  return absl::StrCat("no clause has the ID ", id.empty() ? "\"\"" : id, DidYouMean(id, ids));
}

void WriteClause(const ClauseInfo& info, Output& out) {
  const Style style = info.effect == Effect::kReject ? Style::kBad : Style::kNote;
  out.Write(absl::StrCat(out.Paint(Style::kHeading, info.id), "\n  ", out.Paint(style, Name(info.effect))));
  if (info.status != 0) out.Write(absl::StrCat(" ", info.status));
  out.Write(absl::StrCat(", ", Name(info.level), ", binds the ", Name(info.role), ", ", Citation(info.clause), "\n  ",
                         info.sentence, "\n"));
}

void WriteSentence(const oracle::SentenceInfo& info, Output& out) {
  out.Write(absl::StrCat(out.Paint(Style::kHeading, info.id), "\n  ", Name(info.level), ", binds the ", info.binds,
                         ", RFC ", info.rfc, ", section ", info.section, "\n  ", info.text, "\n"));
}

void WriteGap(const oracle::GapInfo& info, Output& out) {
  out.Write(absl::StrCat(out.Paint(Style::kHeading, info.id), "\n  ", info.title, "\n  one side: ", info.one_side,
                         "\n  the other: ", info.other_side, "\n  here: ", info.ruling, "\n"));
}

void WriteEntry(const Entry& entry, bool json, bool first, Output& out) {
  if (json) {
    return out.Write(JsonLine(entry.clause != nullptr     ? ClauseJson(*entry.clause)
                              : entry.sentence != nullptr ? SentenceJson(*entry.sentence)
                                                          : GapJson(*entry.gap)));
  }
  if (!first) out.Write("\n");
  if (entry.clause != nullptr) return WriteClause(*entry.clause, out);
  if (entry.sentence != nullptr) return WriteSentence(*entry.sentence, out);
  WriteGap(*entry.gap, out);
}

enum class Listed { kClauses, kSentences, kGaps };

}  // namespace

int Clauses(absl::Span<const std::string> words) {
  bool json = false;
  Listed listed = Listed::kClauses;
  ColorMode color = ColorMode::kAuto;
  const std::vector<OptionSpec> options = {
      {"", "", "Options"},
      {"--sentences", "", "the sentences that the judge cites", Put(listed, Listed::kSentences)},
      {"--gaps", "", "where the standard is silent or contradicts itself", Put(listed, Listed::kGaps)},
      {"--json", "", "JSON Lines, one of them per line", Put(json, true)},
      ColorOption(color),
  };
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("clauses", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kClausesHelp, options));
  std::string error = CheckPairs(arguments, {{"--sentences", "--gaps"}});
  if (error.empty()) error = CheckJson(arguments, options);
  if (!error.empty()) return UsageError("clauses", error);

  std::vector<Entry> wanted;
  const std::vector<Entry> all = AllEntries();
  for (const std::string& id : arguments.operands) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Entry& entry) { return entry.id() == id; });
    if (found == all.end()) return UsageError("clauses", NoClause(id));
    wanted.push_back(*found);
  }
  for (const Entry& entry : all) {
    const bool is_listed = listed == Listed::kClauses     ? entry.clause != nullptr
                           : listed == Listed::kSentences ? entry.sentence != nullptr
                                                          : entry.gap != nullptr;
    if (arguments.operands.empty() && is_listed) wanted.push_back(entry);
  }

  Output out(color);
  for (size_t i = 0; i < wanted.size(); ++i) WriteEntry(wanted[i], json, i == 0, out);
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
