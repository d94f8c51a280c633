#include "cli/check_report.h"

#include <algorithm>
#include <tuple>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/excerpt.h"
#include "parser/clause.h"

namespace plumbline::cli {
namespace {

constexpr size_t kShownIds = 3;
constexpr size_t kShownLines = 12;  // of a witness, after the caret and before it
constexpr oracle::Verdict kVerdicts[] = {oracle::Verdict::kConforms,    oracle::Verdict::kAllowed,
                                         oracle::Verdict::kUndecided,   oracle::Verdict::kRecovers,
                                         oracle::Verdict::kDiscouraged, oracle::Verdict::kOverStrict,
                                         oracle::Verdict::kViolates};

// Violates, over-strict, no answer, discouraged.
int Rank(const CheckResult& result) {
  if (result.end == CheckEnd::kNoAnswer) return 2;
  if (result.judged.verdict == oracle::Verdict::kViolates) return 0;
  return result.judged.verdict == oracle::Verdict::kOverStrict ? 1 : 3;
}

// The clause that decides, where it is one.
std::optional<Clause> ClauseOf(const CheckResult& result) {
  return result.end == CheckEnd::kJudged ? FindClause(result.judged.clause) : std::nullopt;
}

void WriteRow(absl::string_view name, size_t count, absl::string_view more, Output& out) {
  if (count == 0 && more.empty()) return;
  out.Write(absl::StrCat("  ", name, std::string(12 - std::min<size_t>(name.size(), 12), ' '), PadLeft(count, 6),
                         more.empty() ? "" : "  ", more, "\n"));
}

// The octets line by line, with a caret where the first difference is.
void WriteOctets(const CheckResult& witness, Output& out) {
  const absl::string_view octets = witness.question.octets;
  if (octets.empty()) return out.Write("         |   (no octets)\n");
  const uint64_t at = std::min<uint64_t>(witness.judged.offset.value_or(octets.size()), octets.size());
  const absl::string_view remark = at == octets.size() ? "the octets end here" : "";
  WriteExcerpt({0, octets}, {at, remark}, kShownLines, out);
  size_t begin = octets.find('\n', static_cast<size_t>(at));
  for (size_t line = 0; begin != absl::string_view::npos && begin + 1 < octets.size() && line < kShownLines; ++line) {
    ++begin;
    const size_t end = octets.find('\n', begin);
    const absl::string_view text = octets.substr(begin, end == absl::string_view::npos ? end : end + 1 - begin);
    out.Write(absl::StrCat(out.Paint(Style::kFaint, absl::StrCat(PadLeft(begin, 8), " | ")),
                           EscapeShort(text, PageColumns() - 12), "\n"));
    begin = end;
  }
}

void WriteConditions(const CheckResult& witness, Output& out) {
  const CorpusQuestion& of = witness.question.of;
  std::string line = absl::StrCat("as ", oracle::Name(witness.question.reader), " of a ",
                                  of.kind == MessageKind::kRequest ? "request" : "response");
  if (of.end_of_input) absl::StrAppend(&line, ", the connection closed after it");
  if (of.has_methods) {
    line += ", answers to";
    for (const absl::string_view method : MethodsOf(of)) absl::StrAppend(&line, " ", EscapeShort(method, 20));
    if (of.methods.empty()) line += " nothing";
  }
  out.Write(absl::StrCat("  ", witness.question.id, ", ", line, "\n\n"));
}

void WriteClass(const CheckReport& report, const CheckClass& one, Output& out) {
  const CheckResult& witness = one.witness;
  const Style style = one.news() ? Style::kBad : Style::kNote;
  out.Write(absl::StrCat("\n", out.Paint(style, one.name), "  ", Count(one.results.size(), "question"),
                         one.known ? ", in the baseline" : "", "\n"));
  WriteConditions(witness, out);
  WriteOctets(witness, out);
  out.Write("\n");
  if (witness.end == CheckEnd::kJudged) {
    out.Write(absl::StrCat("  observed       ", EscapeShort(JsonText(witness.observed), 4 * PageColumns()), "\n"));
  }
  out.Write(Wrap(WhyOf(witness), kTextIndent));
  for (const std::string& citation : CitationsOf(witness))
    out.Write(out.Paint(Style::kFaint, Wrap(citation, kTextIndent)));
  std::string also;
  for (size_t i = 1; i < one.results.size() && i <= kShownIds; ++i) {
    absl::StrAppend(&also, also.empty() ? "also " : ", ", report.results[one.results[i]].question.id);
  }
  if (one.results.size() > kShownIds + 1) absl::StrAppend(&also, " and ", one.results.size() - kShownIds - 1, " more");
  out.Write(Wrap(also, kTextIndent));
}

Json JudgementJson(const CheckResult& result) {
  Json citations = Json::array();
  for (const std::string& citation : CitationsOf(result)) citations.push_back(Text(citation));
  Json out = {{"why", Text(WhyOf(result))}, {"citations", std::move(citations)}};
  out["offset"] = result.judged.offset ? Json(*result.judged.offset) : Json();
  out["observed"] = result.observed;
  return out;
}

}  // namespace

size_t CheckReport::CountOf(oracle::Verdict verdict) const {
  return static_cast<size_t>(std::count_if(results.begin(), results.end(), [&](const CheckResult& result) {
    return result.end == CheckEnd::kJudged && result.judged.verdict == verdict;
  }));
}

size_t CheckReport::CountOf(CheckEnd end) const {
  return static_cast<size_t>(
      std::count_if(results.begin(), results.end(), [&](const CheckResult& result) { return result.end == end; }));
}

size_t CheckReport::News() const {
  return static_cast<size_t>(
      std::count_if(classes.begin(), classes.end(), [](const CheckClass& one) { return one.news(); }));
}

void Classify(const std::set<std::string>& baseline, CheckReport& report) {
  std::map<std::string, std::vector<size_t>> groups;
  for (size_t i = 0; i < report.results.size(); ++i) {
    if (std::string name = report.results[i].Class(); !name.empty()) groups[name].push_back(i);
  }
  for (auto& [name, group] : groups) {
    std::stable_sort(group.begin(), group.end(), [&](size_t a, size_t b) {
      return report.results[a].question.octets.size() < report.results[b].question.octets.size();
    });
    const CheckResult& witness = report.results[group.front()];
    report.classes.push_back({name, baseline.count(name) > 0, witness.failed(), group, witness});
  }
  std::stable_sort(report.classes.begin(), report.classes.end(),
                   [](const CheckClass& a, const CheckClass& b) { return Rank(a.witness) < Rank(b.witness); });
}

std::string WhyOf(const CheckResult& result) {
  return result.end == CheckEnd::kJudged ? result.judged.why : EscapeControls(result.detail);
}

std::vector<std::string> CitationsOf(const CheckResult& result) {
  std::vector<std::string> out;
  for (const oracle::Cited& cited : result.judged.by) {
    const oracle::SentenceInfo& info = oracle::Info(cited.sentence);
    out.push_back(absl::StrCat("RFC ", info.rfc, ", section ", info.section, "; ", Name(info.level), ", binds the ",
                               info.binds, ": ", info.text));
  }
  if (const std::optional<Clause> clause = ClauseOf(result)) {
    const ClauseInfo& info = Info(*clause);
    const bool told = absl::c_any_of(result.judged.by, [&](const oracle::Cited& cited) {
      return oracle::Info(cited.sentence).rfc == info.document && oracle::Info(cited.sentence).section == info.section;
    });
    if (told) return out;
    out.push_back(
        absl::StrCat(Citation(*clause), "; ", Name(info.level), ", binds the ", Name(info.role), ": ", info.sentence));
  }
  return out;
}

void WriteCheckPage(const CheckReport& report, Output& out) {
  out.Write(absl::StrCat(Count(report.results.size(), "question"), ": ", EscapeControls(report.command), "\n\n"));
  for (const oracle::Verdict verdict : kVerdicts) WriteRow(oracle::Name(verdict), report.CountOf(verdict), " ", out);
  std::map<std::string, size_t> failures;
  for (const CheckResult& result : report.results) {
    if (result.end == CheckEnd::kNoAnswer) ++failures[result.failure];
  }
  for (const auto& [failure, count] : failures) WriteRow(failure, count, "no answer", out);
  WriteRow("left out", report.CountOf(CheckEnd::kLeftOut), "", out);
  if (report.not_asked > 0) WriteRow("not asked", report.not_asked, "it hung too often", out);
  for (const CheckClass& one : report.classes) WriteClass(report, one, out);
  if (report.garbage > 0) {
    out.Write(absl::StrCat("\n", Count(report.garbage, "line"), " of its output answered nothing\n"));
  }
  const size_t news = report.News();
  const size_t failing = static_cast<size_t>(
      std::count_if(report.classes.begin(), report.classes.end(), [](const CheckClass& one) { return one.fails; }));
  out.Write("\n");
  const std::string verdict =
      absl::StrCat(failing, failing == 1 ? " class" : " classes", " of findings, ", news, " not in the baseline");
  out.Write(absl::StrCat(out.Paint(news > 0 ? Style::kBad : Style::kGood, verdict), "\n"));
}

void WriteCheckJson(const CheckReport& report, Output& out) {
  for (const CheckClass& one : report.classes) {
    Json line = {{"class", one.name}, {"fails", one.fails}, {"known", one.known}, {"questions", Json::array()}};
    for (const size_t result : one.results) line["questions"].push_back(report.results[result].question.id);
    CorpusQuestion question = one.witness.question.of;
    question.id = one.witness.question.id;
    question.octets = one.witness.question.octets;
    line["witness"] = QuestionJson(question, one.witness.question.reader);
    line.update(JudgementJson(one.witness));
    out.Write(JsonLine(line));
  }
  Json counts = Json::object();
  for (const oracle::Verdict verdict : kVerdicts) counts[std::string(oracle::Name(verdict))] = report.CountOf(verdict);
  counts["no-answer"] = report.CountOf(CheckEnd::kNoAnswer);
  counts["left-out"] = report.CountOf(CheckEnd::kLeftOut);
  counts["not-asked"] = report.not_asked;
  out.Write(JsonLine({{"questions", report.results.size()},
                      {"counts", std::move(counts)},
                      {"news", report.News()},
                      {"garbage", report.garbage},
                      {"starts", report.starts}}));
}

}  // namespace plumbline::cli
