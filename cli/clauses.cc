// plumbline clauses: the catalogue of parser/clauses.def, of the judge's sentences and gaps, and of the rules of
// forwarding.
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
#include "oracle/forwarding.h"
#include "oracle/judge.h"
#include "parser/clause.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(plumbline clauses: every clause that the parser can name, and what the judge decides by

Usage: plumbline clauses [OPTION...] [ID...]

Without ID, all clauses, or with --sentences or --gaps those of the judge, or with --forwarding the
rules of forwarding; with IDs, these, of any kind. A clause is a normative sentence or a production.
  id        stable: RFC, section and a name
  effect    reject: the message is rejected; note: it stands, and the clause is reported beside it.
            The number is a hint: the status code that a server or gateway would answer with
  level     MUST, SHOULD, MAY: the sentence's keyword; grammar: a production; statement: normative
            prose without a keyword
  binds     whom: recipient, server, client, user agent, proxy, sender

A sentence (2.2-lf) is what the judge cites: a permission, a duty, in our words. A gap (G03) is
where the standard is silent or contradicts itself, with both arguments. A rule of forwarding
(9110-7.6.1-nominated) is what an intermediary owes to the messages that it sends on.

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

absl::string_view Bound(const oracle::ForwardingInfo& info) {
  if (info.binds == oracle::kForwardingProxy) return "proxy";
  return info.binds == oracle::kForwardingGateway ? "gateway" : "intermediary";
}

Json ForwardingJson(const oracle::ForwardingInfo& info) {
  const auto text = [](absl::string_view view) { return Json(std::string(view)); };
  const auto versions = [](uint8_t hops) {
    Json out = Json::array();
    if ((hops & oracle::kHttp1Hop) != 0) out.push_back("HTTP/1.1");
    if ((hops & oracle::kHttp2Hop) != 0) out.push_back("HTTP/2");
    if ((hops & oracle::kHttp3Hop) != 0) out.push_back("HTTP/3");
    return out;
  };
  Json kinds = Json::array();
  if ((info.messages & oracle::kForwardedRequests) != 0) kinds.push_back("request");
  if ((info.messages & oracle::kForwardedResponses) != 0) kinds.push_back("response");
  return {{"id", text(info.id)},
          {"rfc", info.rfc},
          {"section", text(info.section)},
          {"level", text(Name(info.level))},
          {"role", text(Bound(info))},
          {"messages", kinds},
          {"received", versions(info.from)},
          {"sent", versions(info.to)},
          {"sentence", text(info.text)}};
}

// One row of what is listed: a clause, a sentence, a gap or a rule of forwarding.
struct Entry {
  const ClauseInfo* clause = nullptr;
  const oracle::SentenceInfo* sentence = nullptr;
  const oracle::GapInfo* gap = nullptr;
  const oracle::ForwardingInfo* forwarding = nullptr;

  absl::string_view id() const {
    if (clause != nullptr) return clause->id;
    if (sentence != nullptr) return sentence->id;
    return gap != nullptr ? gap->id : forwarding->id;
  }
};

std::vector<Entry> AllEntries() {
  std::vector<Entry> out;
  for (const ClauseInfo& info : AllClauses()) out.push_back({&info, nullptr, nullptr, nullptr});
  for (const oracle::SentenceInfo& info : oracle::AllSentences()) out.push_back({nullptr, &info, nullptr, nullptr});
  for (const oracle::GapInfo& info : oracle::AllGaps()) out.push_back({nullptr, nullptr, &info, nullptr});
  for (const oracle::ForwardingInfo& info : oracle::AllForwardingRules()) {
    out.push_back({nullptr, nullptr, nullptr, &info});
  }
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

void WriteForwarding(const oracle::ForwardingInfo& info, Output& out) {
  out.Write(absl::StrCat(out.Paint(Style::kHeading, info.id), "\n  ", Name(info.level), ", binds the ", Bound(info),
                         ", RFC ", info.rfc, ", section ", info.section, "\n  ", info.text, "\n"));
}

Json EntryJson(const Entry& entry) {
  if (entry.clause != nullptr) return ClauseJson(*entry.clause);
  if (entry.sentence != nullptr) return SentenceJson(*entry.sentence);
  return entry.gap != nullptr ? GapJson(*entry.gap) : ForwardingJson(*entry.forwarding);
}

void WriteEntry(const Entry& entry, bool json, bool first, Output& out) {
  if (json) return out.Write(JsonLine(EntryJson(entry)));
  if (!first) out.Write("\n");
  if (entry.clause != nullptr) return WriteClause(*entry.clause, out);
  if (entry.sentence != nullptr) return WriteSentence(*entry.sentence, out);
  if (entry.gap != nullptr) return WriteGap(*entry.gap, out);
  WriteForwarding(*entry.forwarding, out);
}

enum class Listed { kClauses, kSentences, kGaps, kForwarding };

bool IsOf(Listed listed, const Entry& entry) {
  switch (listed) {
    case Listed::kClauses:
      return entry.clause != nullptr;
    case Listed::kSentences:
      return entry.sentence != nullptr;
    case Listed::kGaps:
      return entry.gap != nullptr;
    case Listed::kForwarding:
      break;
  }
  return entry.forwarding != nullptr;
}

}  // namespace

int Clauses(absl::Span<const std::string> words) {
  bool json = false;
  Listed listed = Listed::kClauses;
  ColorMode color = ColorMode::kAuto;
  const std::vector<OptionSpec> options = {
      {"", "", "Options"},
      {"--sentences", "", "the sentences that the judge cites", Put(listed, Listed::kSentences)},
      {"--gaps", "", "where the standard is silent or contradicts itself", Put(listed, Listed::kGaps)},
      {"--forwarding", "", "what an intermediary owes to what it sends on", Put(listed, Listed::kForwarding)},
      {"--json", "", "JSON Lines, one of them per line", Put(json, true)},
      ColorOption(color),
  };
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("clauses", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kHelp, options));
  std::string error =
      CheckPairs(arguments, {{"--sentences", "--gaps"}, {"--sentences", "--forwarding"}, {"--gaps", "--forwarding"}});
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
    if (arguments.operands.empty() && IsOf(listed, entry)) wanted.push_back(entry);
  }

  Output out(color);
  for (size_t i = 0; i < wanted.size(); ++i) WriteEntry(wanted[i], json, i == 0, out);
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
