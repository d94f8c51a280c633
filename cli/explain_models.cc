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

namespace plumbline::cli {
namespace {

using models::Classification;
using models::DivergenceClass;
using models::Exchange;
using models::Model;

constexpr size_t kLargest = 16 << 20;  // octets of a response
constexpr size_t kNameColumns = 40;

struct Side {
  Exchange exchange;
  models::StrictReading strict;
  std::vector<Column> columns;  // strict, then the models in their order
};

const char* Name(Classification::Verdict verdict) {
  switch (verdict) {
    case Classification::Verdict::kAgrees: return "agrees";
    case Classification::Verdict::kOpen: return "open";
    case Classification::Verdict::kDiverges: return "diverges";
    case Classification::Verdict::kUnexplained: break;
  }
  return "unexplained";
}

std::string Mark(const Column& column) {
  switch (column.found.verdict) {
    case Classification::Verdict::kAgrees: return " ";
    case Classification::Verdict::kOpen: return "?";
    case Classification::Verdict::kDiverges: return "!";
    case Classification::Verdict::kUnexplained: break;
  }
  return "#";
}

// "persists" is what strict says; how long it is idle a model adds.
bool Differs(const std::string& cell, const std::string& strict) {
  return cell != strict && cell.substr(0, cell.find(',')) != strict;
}

// The columns' widths: the reader's, then the cells'. An outcome in words goes on over those behind the status.
std::vector<size_t> Widths(const Side& side, const std::vector<std::string>& titles) {
  std::vector<size_t> widths;
  for (const std::string& title : titles) widths.push_back(title.size());
  for (const Column& column : side.columns) {
    widths[0] = std::max(widths[0], column.reader.size());
    const size_t aligned = column.whole() ? column.cells.size() : 1;
    for (size_t i = 0; i < aligned; ++i) widths[i + 1] = std::max(widths[i + 1], column.cells[i].size());
  }
  return widths;
}

void WriteTable(const Side& side, Output& out) {
  const std::vector<std::string> titles = {"reader", "status", "framing", "body", "connection"};
  const std::vector<size_t> widths = Widths(side, titles);
  const auto padded = [&](const std::string& text, size_t i, bool last) {
    return last ? text : absl::StrCat(text, std::string(widths[i] - std::min(widths[i], text.size()) + 2, ' '));
  };
  std::string line = "  ";
  for (size_t i = 0; i < titles.size(); ++i) line += padded(titles[i], i, i + 1 == titles.size());
  out.Write(absl::StrCat(out.Paint(Style::kHeading, line), "\n"));
  const Column& strict = side.columns[0];
  for (const Column& column : side.columns) {
    const std::string mark = Mark(column);
    const bool differs = mark == "!" || mark == "#";
    const Style style = differs ? Style::kBad : mark == "?" ? Style::kFaint : Style::kPlain;
    line = out.Paint(style, absl::StrCat(mark, " ", padded(column.reader, 0, false)));
    for (size_t i = 0; i < column.cells.size(); ++i) {
      const bool same = differs && column.whole() && strict.whole() && !Differs(column.cells[i], strict.cells[i]);
      line += out.Paint(same ? Style::kPlain : style, padded(column.cells[i], i + 1, i + 1 == column.cells.size()));
    }
    out.Write(absl::StrCat(line, "\n"));
  }
}

// Of each name the values, each with those who read them.
void WriteFields(const Side& side, Output& out) {
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
      const std::string value = found == column.values.end() ? "absent" : absl::StrCat("\"", absl::StrJoin(found->second, "\", \""), "\"");
      const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == value; });
      if (group == groups.end()) {
        groups.push_back({value, {column.reader}});
      } else {
        group->second.push_back(column.reader);
      }
    }
    const std::string shown = EscapeShort(name, kNameColumns);
    if (groups.size() == 1 && groups[0].second.size() == readers) {
      out.Write(absl::StrCat("  ", shown, ": ", groups[0].first, "\n"));
      continue;
    }
    out.Write(absl::StrCat("  ", out.Paint(Style::kBad, shown), "\n"));
    size_t width = 0;
    for (const auto& group : groups) width = std::max(width, group.first.size());
    for (const auto& [value, who] : groups) {
      out.Write(absl::StrCat("      ", value, std::string(width - value.size() + 2, ' '),
                             out.Paint(Style::kFaint, absl::StrJoin(who, ", ")), "\n"));
    }
  }
}

void WriteRejection(const Side& side, Output& out) {
  if (side.strict.interpretation.verdict != Outcome::kError) return;
  const ParseError& error = side.strict.interpretation.error;
  const std::string remark = absl::StrCat("rejected  [", Info(error.clause).id, "]");
  out.Write("\n");
  WriteExcerpt({0, side.exchange.octets}, {error.offset, remark, Style::kBad}, 1, out);
  WriteClauseText(error.clause, 0, out);
}

void WriteClasses(const Side& side, Output& out) {
  std::map<DivergenceClass, std::vector<std::string>> who;
  for (const Column& column : side.columns) {
    for (const DivergenceClass one : column.found.classes) who[one].push_back(column.reader);
  }
  for (const auto& [one, readers] : who) {
    const models::DivergenceInfo& info = models::Info(one);
    out.Write(absl::StrCat("\n", out.Paint(Style::kHeading, info.name), ": ", absl::StrJoin(readers, ", "), "  [", info.clause, "]\n"));
    out.Write(Wrap(info.happens, kTextIndent));
    out.Write(out.Paint(Style::kFaint, Wrap(absl::StrCat(models::Name(info.kind), "; ", models::Standard(info), "; docs/models.md, ", info.why), kTextIndent)));
  }
  for (const Column& column : side.columns) {
    if (column.found.verdict != Classification::Verdict::kUnexplained) continue;
    out.Write(absl::StrCat("\n", out.Paint(Style::kBad, "unexplained"), ": ", column.reader,
                           " reads otherwise, and no class of models/divergence.def says why\n"));
  }
}

Json ClassesJson(const Classification& found) {
  Json classes = Json::array();
  for (const DivergenceClass one : found.classes) {
    const models::DivergenceInfo& info = models::Info(one);
    classes.push_back({{"name", std::string(info.name)},
                       {"kind", std::string(models::Name(info.kind))},
                       {"clause", std::string(info.clause)},
                       {"standard", models::Standard(info)},
                       {"happens", std::string(info.happens)}});
  }
  return classes;
}

void WriteAnswers(const std::string& name, const ModelsSettings& settings, const Side& side, Output& out) {
  Question question;
  question.octets = std::string(side.exchange.octets);
  question.kind = MessageKind::kResponse;
  question.options.end_of_input = settings.end_of_input;
  question.methods.emplace(1, settings.method);
  question.https = settings.https;
  question.default_port = settings.default_port;
  question.reads = settings.reads;
  const std::string id = JsonText(name);
  out.Write(absl::StrCat("{\"id\":", id, ",\"strict\":"));
  WriteAnswer(id, side.strict.interpretation, out);
  out.Write(",\"models\":[");
  for (size_t i = 0; i < models::Models().size(); ++i) {
    const Classification& found = side.columns[i + 1].found;
    if (i > 0) out.Write(",");
    WriteModelAnswer(id, models::Models()[i], question,
                     {{"divergence", Name(found.verdict)}, {"classes", ClassesJson(found)}}, out);
  }
  out.Write("]}\n");
}

}  // namespace

int ExplainModels(const std::string& name, const ModelsSettings& settings, bool first, Output& out) {
  std::string octets;
  const std::string too_many = absl::StrCat("--models takes up to ", kLargest, " octets");
  if (const std::string error = ReadWhole(name, kLargest, "octets from the terminal", too_many, octets); !error.empty()) {
    Complain(error);
    return kCannotRead;
  }
  Side side;
  side.exchange.octets = octets;
  side.exchange.method = settings.method;
  side.exchange.https = settings.https;
  side.exchange.default_port = settings.default_port;
  side.exchange.end_of_input = settings.end_of_input;
  side.exchange.reads = settings.reads;
  side.strict = models::ReadStrictly(side.exchange);
  side.columns.push_back(StrictColumn(side.strict));
  for (const Model& model : models::Models()) {
    side.columns.push_back(ModelColumn(model, side.exchange));
  }
  if (settings.json) {
    WriteAnswers(name, settings, side, out);
  } else {
    if (!first) out.Write("\n\n");
    out.Write(out.Paint(Style::kHeading, name == "-" ? "standard input" : EscapeControls(name)));
    out.Write(absl::StrCat(": what answers ", EscapeControls(settings.method), ", as the strict parser and as browsers read it\n\n"));
    WriteTable(side, out);
    WriteFields(side, out);
    WriteRejection(side, out);
    WriteClasses(side, out);
  }
  switch (side.strict.interpretation.verdict) {
    case Outcome::kComplete: return kAccepted;
    case Outcome::kNeedMore: return kNeedMore;
    case Outcome::kError: break;
  }
  return kRejected;
}

}  // namespace plumbline::cli
