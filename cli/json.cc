#include "cli/json.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/base64.h"
#include "cli/escape.h"

namespace plumbline::cli {
namespace {

// Octets as code points U+0000 to U+00FF.
Json Text(absl::string_view octets) { return OctetsToUtf8(octets); }

Json Fields(const std::vector<FieldLine>& lines) {
  Json out = Json::array();
  for (const FieldLine& line : lines) out.push_back(Json::array({Text(line.name), Text(line.value)}));
  return out;
}

Json Text(const Version& version) {
  return absl::StrCat("HTTP/", static_cast<int>(version.major), ".", static_cast<int>(version.minor));
}

absl::string_view VerdictName(Outcome verdict) {
  switch (verdict) {
    case Outcome::kComplete: return "accept";
    case Outcome::kNeedMore: return "need-more";
    case Outcome::kError: break;
  }
  return "reject";
}

Json AnswerJson(Json id, Outcome verdict, uint64_t consumed, const ParseError& error, bool tunnel, Json messages) {
  Json answer = {{"id", std::move(id)}, {"verdict", Text(VerdictName(verdict))}, {"consumed", consumed}};
  const bool rejected = verdict == Outcome::kError;
  const ClauseInfo& info = Info(error.clause);
  answer["offset"] = rejected ? Json(error.offset) : Json();
  answer["place"] = rejected ? Json(error.place) : Json();
  answer["clause"] = rejected ? Text(info.id) : Json();
  answer["rfc"] = rejected && info.document != 0 ? Json(info.document) : Json();
  answer["section"] = rejected ? Text(info.section) : Json();
  answer["tunnel"] = tunnel;
  answer["messages"] = std::move(messages);
  return answer;
}

}  // namespace

Json MessageJson(const Message& message, absl::string_view body) {
  const bool request = message.kind == MessageKind::kRequest;
  Json out;
  out["kind"] = Text(Name(message.kind));
  out["method"] = request ? Text(message.request.method) : Json();
  out["target"] = request ? Text(message.request.target.text) : Json();
  out["target_form"] = request ? Text(Name(message.request.target.form)) : Json();
  out["version"] = Text(request ? message.request.version : message.response.version);
  out["status"] = request ? Json() : Json(message.response.status);
  out["reason"] = request ? Json() : Text(message.response.reason);
  out["fields"] = Fields(message.fields);
  const bool has_length = message.framing.kind == FramingKind::kLength;
  out["framing"] = {{"kind", Text(Name(message.framing.kind))},
                    {"rule", Text(FramingRuleName(message.framing.rule))},
                    {"length", has_length ? Json(message.framing.length) : Json()}};
  out["body"] = EncodeBase64(body);
  out["trailers"] = Fields(message.trailers);
  out["persist"] = {{"decision", message.persistence.persists ? "persist" : "close"},
                    {"rule", Text(Name(message.persistence.rule))}};
  Json removed = Json::array();
  for (const absl::string_view name : message.removed) removed.push_back(Text(absl::AsciiStrToLower(name)));
  out["removed"] = std::move(removed);
  Json findings = Json::array();
  for (const Finding& finding : message.findings) {
    findings.push_back({{"clause", Text(Info(finding.clause).id)}, {"offset", finding.offset}});
  }
  out["findings"] = std::move(findings);
  return out;
}

Json AnswerJson(Json id, const Interpretation& interpretation) {
  Json messages = Json::array();
  for (const Message& message : interpretation.messages) messages.push_back(MessageJson(message, message.body));
  return AnswerJson(std::move(id), interpretation.verdict, interpretation.consumed, interpretation.error,
                    interpretation.tunnel, std::move(messages));
}

Json JsonCollector::Answer(Json id, const Ending& ending) {
  return AnswerJson(std::move(id), ending.verdict, ending.consumed, ending.error, ending.tunnel, std::move(messages_));
}

std::string JsonLine(const Json& value) {
  return value.dump(-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + "\n";
}

}  // namespace plumbline::cli
