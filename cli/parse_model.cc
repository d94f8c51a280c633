#include "cli/parse_model.h"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/base64.h"
#include "cli/escape.h"
#include "models/connection.h"

namespace plumbline::cli {
namespace {

using models::Head;

// Octets as code points U+0000 to U+00FF.
Json TextOrNull(const std::string& text) { return text.empty() ? Json() : Text(text); }

absl::string_view VerdictName(models::Ending ending) {
  switch (ending) {
    case models::Ending::kComplete:
      return "accept";
    case models::Ending::kWaiting:
      return "need-more";
    case models::Ending::kFailed:
      return "reject";
    case models::Ending::kUnknown:
      break;
  }
  return "unknown";
}

// A message with this head and no body; what only a final response has is null.
Json HeadJson(const Head& head) {
  Json out;
  out["kind"] = "response";
  for (const char* member : {"method", "target", "target_form"}) out[member] = Json();
  out["version"] = absl::StrCat("HTTP/", head.version.major, ".", head.version.minor);
  out["status"] = head.status;
  out["reason"] = Text(head.reason);
  out["fields"] = FieldsJson(head.fields);
  out["framing"] = {{"kind", "none"}, {"rule", nullptr}, {"length", nullptr}};
  out["body"] = "";
  out["trailers"] = Json::array();
  for (const char* member : {"persist", "removed", "findings"}) out[member] = Json();
  out["http09"] = head.http09;
  for (const char* member : {"reusable", "idle_timeout", "max_requests"}) out[member] = Json();
  return out;
}

// The final response of a reading that has its head.
Json MessageJson(const models::Model& model, const models::Reading& reading) {
  Json out = HeadJson(*reading.head);
  const bool bounded = reading.framing == FramingKind::kLength && reading.length != UINT64_MAX;
  out["framing"]["kind"] = Text(Name(reading.framing));
  if (bounded) out["framing"]["length"] = reading.length;
  out["body"] = EncodeBase64(reading.body);
  out["trailers"] = FieldsJson(reading.trailers);
  if (reading.ending != models::Ending::kComplete || !model.knows_persistence) return out;
  out["persist"] = {{"decision", reading.persists ? "persist" : "close"}, {"rule", nullptr}};
  out["reusable"] = reading.reusable;
  const std::optional<int64_t> idle = reading.idle_timeout ? reading.idle_timeout : model.idle_timeout;
  if (reading.persists && idle) out["idle_timeout"] = *idle;
  if (reading.persists && reading.max_requests) out["max_requests"] = *reading.max_requests;
  return out;
}

models::Connection ConnectionOf(const Question& question) {
  models::Connection connection;
  connection.octets = question.octets;
  if (question.methods) connection.methods = *question.methods;
  connection.https = question.https;
  connection.default_port = question.default_port;
  connection.end_of_input = question.options.end_of_input;
  connection.reads = question.reads;
  return connection;
}

bool IsWhole(const models::Reading& reading) {
  return reading.ending == models::Ending::kComplete && reading.unknown.empty();
}

// Hands on the readings of what was asked, and returns the last with how many octets the whole ones took.
models::Reading ReadAll(const models::Model& model, const Question& question, uint64_t& consumed,
                        const std::function<void(const models::Reading&)>& on_reading) {
  models::Reading last;
  if (question.methods && question.methods->empty()) {
    last.ending = question.octets.empty() ? models::Ending::kComplete : models::Ending::kUnknown;
    if (!question.octets.empty()) last.unknown = "what becomes of octets while no request is outstanding";
    return last;
  }
  models::ReadConnection(model, ConnectionOf(question), [&](models::Reading&& reading) {
    if (IsWhole(reading)) consumed += reading.consumed;
    on_reading(reading);
    last = std::move(reading);
  });
  return last;
}

}  // namespace

void WriteModelAnswer(absl::string_view id, const models::Model& model, const Question& question, const Json& more,
                      Output& out) {
  uint64_t consumed = 0;
  const models::Reading last = ReadAll(model, question, consumed, [](const models::Reading&) {});
  Json outcome = {{"verdict", Text(VerdictName(last.ending))}, {"consumed", consumed}};
  for (const char* member : {"offset", "place", "clause", "rfc", "section"}) outcome[member] = Json();
  outcome["tunnel"] = false;
  AnswerWriter writer(id, outcome, out);
  ReadAll(model, question, consumed, [&](const models::Reading& reading) {
    if (!out.ok()) return;
    for (const Head& head : reading.informational) writer.AddMessages(JsonText(HeadJson(head)));
    if (reading.head && IsWhole(reading)) writer.AddMessages(JsonText(MessageJson(model, reading)));
  });
  Json end = {{"partial", last.head && !IsWhole(last) ? MessageJson(model, last) : Json()},
              {"model", model.name},
              {"error", TextOrNull(last.error)},
              {"unknown", TextOrNull(last.unknown)}};
  end.update(more);
  writer.End(end);
}

}  // namespace plumbline::cli
