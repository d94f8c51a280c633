#include "cli/models_column.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/output.h"

namespace plumbline::cli {
namespace {

using models::Model;
using oracle::StrictReading;

constexpr size_t kReasonColumns = 14;
constexpr size_t kBodyColumns = 16;

size_t ValueColumns() { return std::min<size_t>(60, PageColumns() - 20); }

template <typename Lines>
void AddFields(const Lines& lines, const char* suffix, Column& column) {
  for (const auto& line : lines) {
    const std::string name = absl::StrCat(absl::AsciiStrToLower(line.name), suffix);
    std::vector<std::string>& values = column.values[name];
    if (values.empty()) column.names.push_back(name);
    values.push_back(EscapeShort(line.value, ValueColumns()));
  }
}

std::string StatusText(const std::vector<int>& interim, Version version, int status, absl::string_view reason) {
  std::string text = interim.empty() ? "" : absl::StrCat(absl::StrJoin(interim, ", "), ", ");
  absl::StrAppend(&text, "HTTP/", version.major, ".", version.minor, " ", absl::Dec(status, absl::kZeroPad3));
  if (!reason.empty()) absl::StrAppend(&text, " ", EscapeShort(reason, kReasonColumns));
  return text;
}

std::string FramingText(FramingKind kind, uint64_t length) {
  if (kind != FramingKind::kLength) return std::string(plumbline::Name(kind));
  return length == UINT64_MAX ? "length without bound" : absl::StrCat("length ", length);
}

std::string BodyText(absl::string_view body) {
  if (body.empty()) return "none";
  return absl::StrCat(Count(body.size(), "octet"), " \"", EscapeShort(body, kBodyColumns), "\"");
}

std::string IdleText(int64_t milliseconds) {
  if (milliseconds % 1000 != 0) return absl::StrCat(", idle ", milliseconds, " ms");
  return absl::StrCat(", idle ", milliseconds / 1000, " s");
}

std::string OutcomeText(const models::Reading& reading) {
  switch (reading.ending) {
    case models::Ending::kFailed: return absl::StrCat("error: ", reading.error);
    case models::Ending::kWaiting: return "waits for more";
    case models::Ending::kUnknown: return absl::StrCat("not known: ", reading.unknown);
    case models::Ending::kComplete: break;
  }
  return "";
}

}  // namespace

Column StrictColumn(const StrictReading& strict) {
  Column column;
  column.reader = "strict";
  std::vector<int> interim;
  const std::vector<Message>& messages = strict.interpretation.messages;
  for (size_t i = 0; i < strict.informational; ++i) interim.push_back(messages[i].response.status);
  if (const Message* message = strict.response()) {
    const StatusLine& line = message->response;
    column.has_fields = true;
    AddFields(message->fields, "", column);
    AddFields(message->trailers, " (trailer)", column);
    column.cells = {StatusText(interim, line.version, line.status, line.reason),
                    FramingText(message->framing.kind, message->framing.length), BodyText(message->body),
                    message->persistence.persists ? "persists" : "closes"};
    return column;
  }
  if (strict.head) {
    column.has_fields = true;
    AddFields(strict.head->fields, "", column);
    column.cells.push_back(StatusText(interim, strict.head->line.version, strict.head->line.status, strict.head->line.reason));
  } else {
    column.cells.push_back(interim.empty() ? "-" : absl::StrJoin(interim, ", "));
  }
  const ParseError& error = strict.interpretation.error;
  column.cells.push_back(strict.interpretation.verdict == Outcome::kError
                             ? absl::StrCat("rejected at octet ", error.offset, "  [", Info(error.clause).id, "]")
                             : "needs more");
  return column;
}

Column ModelColumn(const Model& model, const models::Exchange& exchange) {
  const models::Reading reading = model.read(exchange);
  Column column;
  column.reader = model.name;
  column.found = oracle::ClassifyMending(model, exchange);
  std::vector<int> interim;
  for (const models::Head& head : reading.informational) interim.push_back(head.status);
  std::string status = interim.empty() ? "-" : absl::StrJoin(interim, ", ");
  if (reading.head) {
    const models::Head& head = *reading.head;
    column.has_fields = reading.unknown.empty();
    AddFields(head.fields, "", column);
    AddFields(reading.trailers, " (trailer)", column);
    status = head.http09 ? "HTTP/0.9" : StatusText(interim, head.version, head.status, head.reason);
  }
  column.cells.push_back(status);
  if (reading.ending != models::Ending::kComplete) {
    column.cells.push_back(OutcomeText(reading));
    return column;
  }
  std::string connection = reading.persists ? "persists" : "closes";
  const std::optional<int64_t> idle = reading.idle_timeout ? reading.idle_timeout : model.idle_timeout;
  if (reading.persists && idle) connection += IdleText(*idle);
  if (reading.persists && reading.consumed + reading.dropped < exchange.octets.size()) {
    connection = "closes: octets follow it";
  }
  if (!model.knows_persistence) connection = "not known";
  if (!reading.unknown.empty()) absl::StrAppend(&connection, "; not known: ", reading.unknown);
  column.cells.insert(column.cells.end(), {FramingText(reading.framing, reading.length), BodyText(reading.body), connection});
  return column;
}

}  // namespace plumbline::cli
