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
#include "models/normal.h"
#include "oracle/observation.h"
#include "reading/reading.h"

namespace plumbline::cli {
namespace {

using models::Model;
using oracle::StrictReading;

constexpr size_t kReasonColumns = 14;
constexpr size_t kBodyColumns = 12;

size_t ValueColumns() { return std::min<size_t>(60, PageColumns() - 20); }

void AddFields(const std::optional<std::vector<reading::Field>>& lines, const char* suffix, Column& column) {
  if (!lines) return;
  for (const reading::Field& line : *lines) {
    const std::string name = absl::StrCat(absl::AsciiStrToLower(line.name), suffix);
    std::vector<std::string>& values = column.values[name];
    if (values.empty()) column.names.push_back(name);
    values.push_back(EscapeShort(line.value, ValueColumns()));
  }
}

std::string StatusText(const std::string& interim, const reading::StartLine& line) {
  if (line.http09) return "HTTP/0.9";
  std::string text = interim.empty() ? "" : absl::StrCat(interim, ", ");
  absl::StrAppend(&text, "HTTP/", line.version.major, ".", line.version.minor, " ",
                  absl::Dec(line.status, absl::kZeroPad3));
  if (!line.reason.empty()) absl::StrAppend(&text, " ", EscapeShort(line.reason, kReasonColumns));
  return text;
}

std::string FramingText(const Framing& framing) {
  if (framing.kind != FramingKind::kLength) return std::string(plumbline::Name(framing.kind));
  return framing.length == UINT64_MAX ? "length without bound" : absl::StrCat("length ", framing.length);
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
    case models::Ending::kFailed:
      return absl::StrCat("error: ", reading.error);
    case models::Ending::kWaiting:
      return "waits for more";
    case models::Ending::kUnknown:
      return absl::StrCat("not known: ", reading.unknown);
    case models::Ending::kComplete:
      break;
  }
  return "";
}

// The response after so many interim ones: its status, its fields, and where it is whole how it is framed and its body.
Column ColumnOf(const reading::Reading& reading, size_t informational) {
  Column column;
  const bool whole = reading.messages.size() > informational;
  std::vector<int> codes;
  for (size_t i = 0; i < informational; ++i) codes.push_back(reading.messages[i].start->status);
  const std::string interim = absl::StrJoin(codes, ", ");
  if (!whole && !reading.open) {
    column.cells.push_back(interim.empty() ? "-" : interim);
    return column;
  }
  const reading::Message& message = whole ? reading.messages.back() : *reading.open;
  column.has_fields = true;
  AddFields(message.fields, "", column);
  AddFields(message.trailers, " (trailer)", column);
  column.cells.push_back(StatusText(interim, *message.start));
  if (!whole) return column;
  column.cells.push_back(FramingText(*message.framing));
  column.cells.push_back(BodyText(*message.content));
  return column;
}

oracle::Judgement JudgementOf(const reading::Reading& reading, const models::Exchange& exchange) {
  oracle::Question question;
  question.octets = exchange.octets;
  question.kind = MessageKind::kResponse;
  question.reader = oracle::Reader::kUserAgent;
  question.end_of_input = exchange.end_of_input;
  const absl::string_view methods[] = {exchange.method};
  question.methods = methods;
  return oracle::Judge(question, oracle::ObservationOf(reading));
}

}  // namespace

Column StrictColumn(const StrictReading& strict, const models::Exchange& exchange) {
  Column column = ColumnOf(Normal(strict), strict.informational);
  column.reader = "strict";
  column.judged = JudgementOf(Normal(strict), exchange);
  const ParseError& error = strict.interpretation.error;
  if (const Message* message = strict.response()) {
    column.cells.push_back(message->persistence.persists ? "persists" : "closes");
  } else if (strict.interpretation.verdict == Outcome::kError) {
    column.cells.push_back(absl::StrCat("rejected at octet ", error.offset, "  [", Info(error.clause).id, "]"));
  } else {
    column.cells.push_back("needs more");
  }
  return column;
}

Column ModelColumn(const Model& model, const models::Exchange& exchange) {
  const models::Reading reading = model.read(exchange);
  const reading::Reading normal = models::Normal(model, reading);
  Column column = ColumnOf(normal, reading.informational.size());
  if (reading.unknown.empty() && reading.ending != models::Ending::kUnknown)
    column.judged = JudgementOf(normal, exchange);
  column.reader = model.name;
  column.found = oracle::ClassifyMending(model, exchange);
  column.has_fields = column.has_fields && reading.unknown.empty();
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
  column.cells.push_back(connection);
  return column;
}

}  // namespace plumbline::cli
