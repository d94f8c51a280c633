#include "cli/parse_model.h"

#include <cstdint>
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
Json Text(absl::string_view octets) { return OctetsToUtf8(octets); }
Json TextOrNull(const std::string& text) { return text.empty() ? Json() : Text(text); }

Json Fields(const std::vector<models::Field>& fields) {
  Json out = Json::array();
  for (const models::Field& field : fields) out.push_back(Json::array({Text(field.name), Text(field.value)}));
  return out;
}

absl::string_view VerdictName(models::Ending ending) {
  switch (ending) {
    case models::Ending::kComplete: return "accept";
    case models::Ending::kWaiting: return "need-more";
    case models::Ending::kFailed: return "reject";
    case models::Ending::kUnknown: break;
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
  out["fields"] = Fields(head.fields);
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
  out["trailers"] = Fields(reading.trailers);
  if (reading.ending != models::Ending::kComplete || !model.knows_persistence) return out;
  out["persist"] = {{"decision", reading.persists ? "persist" : "close"}, {"rule", nullptr}};
  out["reusable"] = reading.reusable;
  const std::optional<int64_t> idle = reading.idle_timeout ? reading.idle_timeout : model.idle_timeout;
  if (reading.persists && idle) out["idle_timeout"] = *idle;
  if (reading.persists && reading.max_requests) out["max_requests"] = *reading.max_requests;
  return out;
}

}  // namespace

Json ModelAnswerJson(Json id, const models::Model& model, const Question& question) {
  const std::vector<absl::string_view> methods(question.methods.begin(), question.methods.end());
  models::Connection connection;
  connection.octets = question.octets;
  connection.methods = methods;
  connection.https = question.https;
  connection.default_port = question.default_port;
  connection.end_of_input = question.options.end_of_input;
  connection.reads = question.reads;

  Json messages = Json::array();
  Json partial;
  uint64_t consumed = 0;
  const std::vector<models::Reading> readings = models::ReadConnection(model, connection);
  for (const models::Reading& reading : readings) {
    for (const Head& head : reading.informational) messages.push_back(HeadJson(head));
    const bool whole = reading.ending == models::Ending::kComplete && reading.unknown.empty();
    if (whole) consumed += reading.consumed;
    if (reading.head) (whole ? messages : partial).push_back(MessageJson(model, reading));
  }
  const models::Reading& last = readings.back();
  Json answer = {{"id", std::move(id)}, {"verdict", Text(VerdictName(last.ending))}, {"consumed", consumed}};
  for (const char* member : {"offset", "place", "clause", "rfc", "section"}) answer[member] = Json();
  answer["tunnel"] = false;
  answer["messages"] = std::move(messages);
  answer["model"] = model.name;
  answer["partial"] = partial.is_null() ? Json() : partial[0];
  answer["error"] = TextOrNull(last.error);
  answer["unknown"] = TextOrNull(last.unknown);
  return answer;
}

}  // namespace plumbline::cli
