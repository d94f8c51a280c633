#include "cli/json.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/base64.h"
#include "cli/escape.h"
#include "parser/serialize.h"

namespace plumbline::cli {

Json Text(absl::string_view octets) { return OctetsToUtf8(octets); }

namespace {

absl::string_view VerdictName(Outcome verdict) {
  switch (verdict) {
    case Outcome::kComplete:
      return "accept";
    case Outcome::kNeedMore:
      return "need-more";
    case Outcome::kError:
      break;
  }
  return "reject";
}

// The members of an object, without its braces.
std::string MembersText(const Json& object) {
  const std::string text = JsonText(object);
  return text.substr(1, text.size() - 2);
}

}  // namespace

std::string JsonText(const Json& value) {
  return value.dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace);
}

std::string JsonLine(const Json& value) { return JsonText(value) + "\n"; }

std::string JsonLine(absl::string_view id, const Json& members) {
  return absl::StrCat("{\"id\":", id, ",", MembersText(members), "}\n");
}

Json FindingJson(const Finding& finding) {
  const ClauseInfo& info = Info(finding.clause);
  return {{"clause", Text(info.id)},
          {"offset", finding.offset},
          {"rfc", info.document != 0 ? Json(info.document) : Json()},
          {"section", Text(info.section)},
          {"level", Text(Name(info.level))}};
}

Json FramingJson(const Framing& framing) {
  return {{"kind", Text(Name(framing.kind))},
          {"rule", Text(FramingRuleName(framing.rule))},
          {"length", framing.kind == FramingKind::kLength ? Json(framing.length) : Json()}};
}

Json PersistJson(const Persistence& persistence) {
  return {{"decision", persistence.persists ? "persist" : "close"}, {"rule", Text(Name(persistence.rule))}};
}

Json MessageJson(const Message& message, absl::string_view body) {
  const bool request = message.kind == MessageKind::kRequest;
  Json out;
  out["kind"] = Text(Name(message.kind));
  out["method"] = request ? Text(message.request.method) : Json();
  out["target"] = request ? Text(message.request.target.text) : Json();
  out["target_form"] = request ? Text(Name(message.request.target.form)) : Json();
  out["version"] = Serialized(request ? message.request.version : message.response.version);
  out["status"] = request ? Json() : Json(message.response.status);
  out["reason"] = request ? Json() : Text(message.response.reason);
  out["fields"] = FieldsJson(message.fields);
  out["framing"] = FramingJson(message.framing);
  out["body"] = EncodeBase64(body);
  out["trailers"] = FieldsJson(message.trailers);
  out["persist"] = PersistJson(message.persistence);
  Json removed = Json::array();
  for (const absl::string_view name : message.removed) removed.push_back(Text(absl::AsciiStrToLower(name)));
  out["removed"] = std::move(removed);
  Json findings = Json::array();
  for (const Finding& finding : message.findings) findings.push_back(FindingJson(finding));
  out["findings"] = std::move(findings);
  return out;
}

Json PartialJson(const Message& message, absl::string_view body) {
  Json out = MessageJson(message, body);
  // Octets that are still to come decide these.
  for (const char* member : {"trailers", "removed", "findings"}) out[member] = Json();
  return out;
}

Json OutcomeJson(Outcome verdict, uint64_t consumed, const ParseError& error, bool tunnel) {
  Json out = {{"verdict", Text(VerdictName(verdict))}, {"consumed", consumed}};
  const bool rejected = verdict == Outcome::kError;
  const ClauseInfo& info = Info(error.clause);
  out["offset"] = rejected ? Json(error.offset) : Json();
  out["place"] = rejected ? Json(error.place) : Json();
  out["clause"] = rejected ? Text(info.id) : Json();
  out["rfc"] = rejected && info.document != 0 ? Json(info.document) : Json();
  out["section"] = rejected ? Text(info.section) : Json();
  out["tunnel"] = tunnel;
  return out;
}

AnswerWriter::AnswerWriter(absl::string_view id, const Json& outcome, Output& out) : out_(out) {
  out_.Write(absl::StrCat("{\"id\":", id, ",", MembersText(outcome), ",\"messages\":["));
}

void AnswerWriter::AddMessages(absl::string_view messages) {
  if (messages.empty()) return;
  if (any_) out_.Write(",");
  any_ = true;
  out_.Write(messages);
}

void AnswerWriter::End(const Json& members) { out_.Write(absl::StrCat("],", MembersText(members), "}")); }

void WriteAnswer(absl::string_view id, MessageKind kind, absl::string_view octets, const StreamOptions& options,
                 Output& out) {
  const Interpretation end = ReadStream(kind, octets, options, [](Message&&) {});
  AnswerWriter writer(id, OutcomeJson(end.verdict, end.consumed, end.error, end.tunnel), out);
  ReadStream(kind, octets, options, [&writer, &out](Message&& message) {
    if (out.ok()) writer.AddMessages(JsonText(MessageJson(message, message.body)));
  });
  writer.End({{"partial", end.partial ? PartialJson(*end.partial, end.partial->body) : Json()}});
}

void WriteAnswer(absl::string_view id, const Interpretation& interpretation, Output& out) {
  const std::optional<Message>& partial = interpretation.partial;
  AnswerWriter writer(
      id, OutcomeJson(interpretation.verdict, interpretation.consumed, interpretation.error, interpretation.tunnel),
      out);
  for (const Message& message : interpretation.messages) {
    writer.AddMessages(JsonText(MessageJson(message, message.body)));
  }
  writer.End({{"partial", partial ? PartialJson(*partial, partial->body) : Json()}});
}

void JsonCollector::OnMessageEnd(const Message& message, const FieldSection&, const Extent&, const Extent&) {
  if (!messages_.empty()) messages_ += ',';
  messages_ += JsonText(MessageJson(message, body_));
}

void JsonCollector::WriteAnswer(absl::string_view id, const Ending& ending, const Json& more, Output& out) const {
  AnswerWriter writer(id, OutcomeJson(ending.verdict, ending.consumed, ending.error, ending.tunnel), out);
  writer.AddMessages(messages_);
  Json end = {{"partial", partial_}};
  end.update(more);
  writer.End(end);
}

}  // namespace plumbline::cli
