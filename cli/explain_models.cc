// plumbline explain --models.
#include "cli/explain_models.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/arguments.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/excerpt.h"
#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/models_column.h"
#include "cli/parse_model.h"
#include "cli/table.h"

namespace plumbline::cli {
namespace {

using models::Exchange;
using models::Model;
using oracle::Classification;
using oracle::DivergenceClass;

constexpr size_t kLargestResponse = 16 << 20;  // octets of a response
constexpr size_t kModelsNameColumns = 40;

// As the help has it.
const std::vector<Legend> kModelsLegend = {
    {"!", "violates the standard, or refuses what it has to take: the classes below say how"},
    {"+", "reads otherwise than the strict parser, as the verdict says it may"},
    {"?", "is not known, or waits"},
    {"#", "reads otherwise, and no class says why: please report it"},
};

struct ModelsSide {
  Exchange exchange;
  oracle::StrictReading strict;
  std::vector<Column> columns;  // strict, then the models in their order
};

const char* Name(Classification::Verdict verdict) {
  switch (verdict) {
    case Classification::Verdict::kAgrees:
      return "agrees";
    case Classification::Verdict::kOpen:
      return "open";
    case Classification::Verdict::kDiverges:
      return "diverges";
    case Classification::Verdict::kUnexplained:
      break;
  }
  return "unexplained";
}

bool IsWrong(const Column& column) { return !column.judged || column.judged->verdict >= oracle::Verdict::kOverStrict; }

std::string Mark(const Column& column) {
  switch (column.found.verdict) {
    case Classification::Verdict::kAgrees:
      return " ";
    case Classification::Verdict::kOpen:
      return "?";
    case Classification::Verdict::kDiverges:
      return IsWrong(column) ? "!" : "+";
    case Classification::Verdict::kUnexplained:
      break;
  }
  return "#";
}

// "persists" is what strict says; how long it is idle a model adds.
bool Differs(const std::string& cell, const std::string& strict) {
  return cell != strict && cell.substr(0, cell.find(',')) != strict;
}

void WriteColumns(const ModelsSide& side, Output& out) {
  std::vector<TableRow> rows(1);
  for (const char* title : {"  reader", "judged", "status", "framing", "body", "connection"}) {
    rows[0].push_back({title, Style::kHeading});
  }
  std::vector<std::string> marks;
  const Column& strict = side.columns[0];
  for (const Column& column : side.columns) {
    marks.push_back(Mark(column));
    const bool differs = marks.back() == "!" || marks.back() == "#";
    const Style style = differs ? Style::kBad : marks.back() == "?" ? Style::kFaint : Style::kPlain;
    rows.push_back({{absl::StrCat(marks.back(), " ", column.reader), style}});
    rows.back().push_back({column.judged ? std::string(oracle::Name(column.judged->verdict)) : "-", style});
    for (size_t i = 0; i < column.cells.size(); ++i) {
      const bool same = differs && column.whole() && strict.whole() && !Differs(column.cells[i], strict.cells[i]);
      rows.back().push_back({column.cells[i], same ? Style::kPlain : style});
    }
  }
  WriteTable(rows, out);
  WriteLegend(kModelsLegend, marks, out);
}

// Of each name the values, each with those who read them.
void WriteFields(const ModelsSide& side, Output& out) {
  std::vector<std::string> names;
  size_t readers = 0;
  for (const Column& column : side.columns) {
    if (!column.has_fields) continue;
    ++readers;
    for (const std::string& name : column.names) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  if (names.empty()) return;
  out.Write(absl::StrCat("\n", out.Paint(Style::kHeading, "fields"), "\n"));
  for (const std::string& name : names) {
    std::vector<std::pair<std::string, std::vector<std::string>>> groups;  // value, readers
    for (const Column& column : side.columns) {
      if (!column.has_fields) continue;
      const auto found = column.values.find(name);
      const std::string value =
          found == column.values.end() ? "absent" : absl::StrCat("\"", absl::StrJoin(found->second, "\", \""), "\"");
      const auto group =
          std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == value; });
      if (group == groups.end()) {
        groups.push_back({value, {column.reader}});
      } else {
        group->second.push_back(column.reader);
      }
    }
    const std::string shown = EscapeShort(name, kModelsNameColumns);
    if (groups.size() == 1 && groups[0].second.size() == readers) {
      out.Write(absl::StrCat("  ", shown, ": ", groups[0].first, "\n"));
      continue;
    }
    out.Write(absl::StrCat("  ", out.Paint(Style::kBad, shown), "\n"));
    std::vector<TableRow> rows;
    for (const auto& [value, who] : groups) {
      rows.push_back({{absl::StrCat("      ", value)}, {absl::StrJoin(who, ", "), Style::kFaint}});
    }
    WriteTable(rows, out);
  }
}

void WriteRejection(const ModelsSide& side, Output& out) {
  if (side.strict.interpretation.verdict != Outcome::kError) return;
  const ParseError& error = side.strict.interpretation.error;
  const std::string remark = absl::StrCat("rejected  [", Info(error.clause).id, "]");
  out.Write("\n");
  WriteExcerpt({0, side.exchange.octets}, {error.offset, remark, Style::kBad}, 1, out);
  WriteClauseText(error.clause, 0, out);
}

void WriteClasses(const ModelsSide& side, Output& out) {
  std::map<DivergenceClass, std::vector<std::string>> who;
  for (const Column& column : side.columns) {
    for (const DivergenceClass one : column.found.classes) who[one].push_back(column.reader);
  }
  for (const auto& [one, readers] : who) {
    const oracle::DivergenceInfo& info = oracle::Info(one);
    out.Write(absl::StrCat("\n", out.Paint(Style::kHeading, info.name), ": ", absl::StrJoin(readers, ", "), "  [",
                           info.clause, "]\n"));
    out.Write(Wrap(info.happens, kTextIndent));
    out.Write(out.Paint(Style::kFaint, Wrap(absl::StrCat(oracle::Name(info.kind), "; ", oracle::Standard(info),
                                                         "; docs/models.md, ", info.why),
                                            kTextIndent)));
  }
  for (const Column& column : side.columns) {
    if (column.found.verdict != Classification::Verdict::kUnexplained) continue;
    out.Write(absl::StrCat("\n", out.Paint(Style::kBad, "unexplained"), ": ", column.reader,
                           " reads otherwise, and no class of oracle/divergence/classes.def says why\n"));
  }
}

Json ClassesJson(const Classification& found) {
  Json classes = Json::array();
  for (const DivergenceClass one : found.classes) {
    const oracle::DivergenceInfo& info = oracle::Info(one);
    classes.push_back({{"name", std::string(info.name)},
                       {"kind", std::string(oracle::Name(info.kind))},
                       {"clause", std::string(info.clause)},
                       {"standard", oracle::Standard(info)},
                       {"happens", std::string(info.happens)}});
  }
  return classes;
}

Json JudgedJson(const Column& column) {
  return column.judged ? Json(std::string(oracle::Name(column.judged->verdict))) : Json();
}

void WriteAnswers(const std::string& name, const ModelsSide& side, Output& out) {
  const Exchange& exchange = side.exchange;
  Question question;
  question.octets = std::string(exchange.octets);
  question.kind = MessageKind::kResponse;
  question.options.end_of_input = exchange.end_of_input;
  question.methods.emplace(1, exchange.method);
  question.https = exchange.https;
  question.default_port = exchange.default_port;
  question.reads = {exchange.reads.begin(), exchange.reads.end()};
  const std::string id = JsonText(name);
  out.Write(absl::StrCat("{\"id\":", id, ",\"strict\":"));
  WriteAnswer(id, side.strict.interpretation, out);
  out.Write(",\"models\":[");
  for (size_t i = 0; i < models::Models().size(); ++i) {
    const Classification& found = side.columns[i + 1].found;
    if (i > 0) out.Write(",");
    WriteModelAnswer(id, models::Models()[i], question,
                     {{"divergence", Name(found.verdict)},
                      {"judged", JudgedJson(side.columns[i + 1])},
                      {"classes", ClassesJson(found)}},
                     out);
  }
  out.Write("]}\n");
}

}  // namespace

int ExplainModels(const std::string& name, const ExplainSettings& settings, bool first, Output& out) {
  std::string octets;
  const std::string too_many = absl::StrCat("--models takes up to ", kLargestResponse, " octets");
  if (const std::string error = ReadWhole(name, kLargestResponse, "octets from the terminal", too_many, octets);
      !error.empty()) {
    Complain(error);
    return kCannotRead;
  }
  const std::string method = settings.methods.empty() ? "GET" : settings.methods[0];
  ModelsSide side;
  side.exchange.octets = octets;
  side.exchange.method = method;
  side.exchange.https = settings.https;
  side.exchange.default_port = settings.port == (settings.https ? 443 : 80);
  side.exchange.end_of_input = settings.end_of_input;
  side.exchange.reads = settings.reads;
  side.strict = oracle::ReadStrictly(side.exchange);
  side.columns.push_back(StrictColumn(side.strict, side.exchange));
  for (const Model& model : models::Models()) {
    side.columns.push_back(ModelColumn(model, side.exchange));
  }
  if (settings.shows == Shows::kJson) {
    WriteAnswers(name, side, out);
  } else if (settings.shows == Shows::kPage) {
    if (!first) out.Write("\n\n");
    out.Write(out.Paint(Style::kHeading, name == "-" ? "standard input" : EscapeControls(name)));
    out.Write(
        absl::StrCat(": what answers ", EscapeControls(method), ", as the strict parser and as browsers read it\n\n"));
    WriteColumns(side, out);
    WriteFields(side, out);
    WriteRejection(side, out);
    WriteClasses(side, out);
  }
  switch (side.strict.interpretation.verdict) {
    case Outcome::kComplete:
      return kAccepted;
    case Outcome::kNeedMore:
      return kNeedMore;
    case Outcome::kError:
      break;
  }
  return kRejected;
}

}  // namespace plumbline::cli
