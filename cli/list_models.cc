#include "cli/list_models.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/table.h"
#include "models/field_list.h"

namespace plumbline::cli {
namespace {

using models::FieldListModel;
using models::FieldListReading;

constexpr size_t kListNameColumns = 30;

const std::vector<Legend> kListLegend = {
    {"!", "decides otherwise than the strict check: takes what is malformed, or refuses what is well-formed"},
    {"?", "is not known"},
};

FieldListReading Read(const FieldListModel& model, const CheckedMessage& message) {
  std::vector<models::Field> fields;
  for (const FieldLine& field : message.lists.front().fields) {
    fields.push_back({std::string(field.name), std::string(field.value)});
  }
  const bool http2 = message.version == FieldListVersion::kHttp2;
  return model.read(http2 ? models::Protocol::kHttp2 : models::Protocol::kHttp3, fields);
}

bool Differs(const FieldListReading& reading, bool malformed) {
  return reading.ending == (malformed ? models::Ending::kComplete : models::Ending::kFailed);
}

std::string Names(const std::vector<models::Field>& fields) {
  std::vector<std::string> names;
  for (const models::Field& field : fields) names.push_back(EscapeShort(field.name, kListNameColumns));
  return names.empty() ? "none" : absl::StrJoin(names, ", ");
}

// Verdict and what is seen of it, or an outcome in words.
std::vector<std::string> Cells(const FieldListReading& reading) {
  if (reading.ending == models::Ending::kFailed) return {absl::StrCat("error: ", reading.error)};
  if (reading.ending == models::Ending::kUnknown) return {absl::StrCat("not known: ", reading.unknown)};
  std::string fields = Names(reading.fields);
  if (!reading.dropped.empty()) absl::StrAppend(&fields, "; drops ", Names(reading.dropped));
  if (reading.informational) absl::StrAppend(&fields, "; passed over: the final response is awaited");
  if (!reading.unknown.empty()) absl::StrAppend(&fields, "; not known: ", reading.unknown);
  return {"takes it", absl::StrCat(reading.status), fields};
}

}  // namespace

void WriteListModels(const CheckedMessage& message, Output& out) {
  const bool malformed = message.malformed();
  std::vector<TableRow> rows(2);
  for (const char* title : {"  reader", "verdict", "status", "fields that it has"}) {
    rows[0].push_back({title, Style::kHeading});
  }
  rows[1] = {{"  strict"}, {"well-formed"}};
  if (malformed) rows[1][1].text = absl::StrCat("malformed  [", Info(*message.first_error()).id, "]");
  std::vector<std::string> marks;
  for (const FieldListModel& model : models::FieldListModels()) {
    const FieldListReading reading = Read(model, message);
    const bool open = reading.ending == models::Ending::kUnknown;
    marks.push_back(open ? "?" : Differs(reading, malformed) ? "!" : " ");
    const Style style = open ? Style::kFaint : marks.back() == "!" ? Style::kBad : Style::kPlain;
    rows.push_back({{absl::StrCat(marks.back(), " ", model.name), style}});
    for (const std::string& cell : Cells(reading)) rows.back().push_back({cell, style});
  }
  out.Write("\n");
  WriteTable(rows, out);
  WriteLegend(kListLegend, marks, out);
}

Json ListModelsJson(const CheckedMessage& message) {
  const auto lines = [](const std::vector<models::Field>& fields) {
    Json out = Json::array();
    for (const models::Field& field : fields) {
      out.push_back(Json::array({OctetsToUtf8(field.name), OctetsToUtf8(field.value)}));
    }
    return out;
  };
  Json readers = Json::array();
  for (const FieldListModel& model : models::FieldListModels()) {
    const FieldListReading reading = Read(model, message);
    const bool takes = reading.ending == models::Ending::kComplete;
    const bool fails = reading.ending == models::Ending::kFailed;
    readers.push_back({{"model", model.name},
                       {"verdict", takes   ? "accept"
                                   : fails ? "reject"
                                           : "unknown"},
                       {"differs", Differs(reading, message.malformed())},
                       {"status", takes ? Json(reading.status) : Json()},
                       {"informational", reading.informational},
                       {"fields", takes ? lines(reading.fields) : Json()},
                       {"dropped", takes ? lines(reading.dropped) : Json()},
                       {"error", fails ? Json(reading.error) : Json()},
                       {"unknown", reading.unknown.empty() ? Json() : Json(reading.unknown)}});
  }
  return readers;
}

}  // namespace plumbline::cli
