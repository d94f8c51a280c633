#include "cli/judge_json.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/base64.h"
#include "cli/json.h"
#include "parser/serialize.h"

namespace plumbline::cli {
namespace {

Json CitedJson(oracle::Sentence sentence, uint64_t offset) {
  const oracle::SentenceInfo& info = oracle::Info(sentence);
  return {{"sentence", Text(info.id)},
          {"rfc", info.rfc},
          {"section", Text(info.section)},
          {"level", Text(Name(info.level))},
          {"offset", offset}};
}

Json ByJson(const std::vector<oracle::Cited>& by) {
  Json out = Json::array();
  for (const oracle::Cited& cited : by) out.push_back(CitedJson(cited.sentence, cited.offset));
  return out;
}

Json DutiesJson(const std::vector<oracle::Duty>& duties) {
  Json out = Json::array();
  for (const oracle::Duty& duty : duties) {
    const oracle::SentenceInfo& info = oracle::Info(duty.sentence);
    out.push_back({{"duty", Text(oracle::Name(duty.kind))},
                   {"status", duty.status == 0 ? Json() : Json(duty.status)},
                   {"sentence", Text(info.id)},
                   {"level", Text(Name(info.level))},
                   {"offset", duty.offset}});
  }
  return out;
}

Json MessageJson(const oracle::PermittedMessage& message) {
  const reading::Message& read = message.reading;
  Json out = Json::object();
  if (read.start) {
    const reading::StartLine& start = *read.start;
    if (message.kind == MessageKind::kRequest) {
      out["method"] = Text(start.method);
      out["target"] = Text(start.target);
    } else {
      out["status"] = start.status;
      out["reason"] = Text(start.reason);
    }
    out["version"] = Serialized(start.version);
  }
  if (read.fields) out["fields"] = FieldsJson(*read.fields);
  if (read.framing) out["framing"] = Text(Name(read.framing->kind));
  if (read.content) out["body"] = EncodeBase64(*read.content);
  if (read.trailers) out["trailers"] = FieldsJson(*read.trailers);
  if (read.persistence) {
    out["persist"] = {{"decision", message.persists ? "persist" : "close"}};
  }
  if (message.refused) out["refused"] = Text(Info(message.refused->clause).id);
  return out;
}

absl::string_view EndName(oracle::PermittedEnd end) {
  switch (end) {
    case oracle::PermittedEnd::kComplete:
      return "accept";
    case oracle::PermittedEnd::kNeedMore:
      return "need-more";
    case oracle::PermittedEnd::kRefused:
      return "reject";
    case oracle::PermittedEnd::kTunnel:
      return "tunnel";
    case oracle::PermittedEnd::kAnything:
      break;
  }
  return "anything";
}

Json ReadingJson(const oracle::Question& question, const oracle::PermittedReading& reading) {
  const oracle::Judgement judged = oracle::WayOf(question, reading);
  Json out = {{"verdict", Text(oracle::Name(reading.verdict))}, {"outcome", Text(EndName(reading.end))}};
  const bool at_error = reading.end == oracle::PermittedEnd::kRefused || reading.end == oracle::PermittedEnd::kAnything;
  out["clause"] = at_error ? Json(Text(Info(reading.error.clause).id)) : Json();
  out["offset"] = at_error ? Json(reading.error.offset) : Json();
  out["by"] = ByJson(judged.by);
  Json gaps = Json::array();
  for (const oracle::Gap gap : judged.gaps) gaps.push_back(Text(oracle::Info(gap).id));
  out["gaps"] = std::move(gaps);
  out["duties"] = DutiesJson(judged.duties);
  Json messages = Json::array();
  for (const auto& message : reading.messages()) messages.push_back(MessageJson(*message));
  out["messages"] = std::move(messages);
  out["partial"] = reading.open == nullptr ? Json() : MessageJson(*reading.open);
  return out;
}

Json ForwardingJson(const std::vector<oracle::BrokenRule>& broken) {
  Json out = Json::array();
  for (const oracle::BrokenRule& rule : broken) {
    const oracle::ForwardingInfo& info = oracle::Info(rule.rule);
    out.push_back({{"rule", Text(info.id)},
                   {"verdict", Text(oracle::Name(rule.verdict))},
                   {"rfc", info.rfc},
                   {"section", Text(info.section)},
                   {"level", Text(Name(info.level))},
                   {"offset", rule.offset},
                   {"forwarded", rule.forwarded},
                   {"forwarded_offset", rule.forwarded_offset ? Json(*rule.forwarded_offset) : Json()},
                   {"clause", rule.clause.empty() ? Json() : Json(Text(rule.clause))},
                   {"gap", rule.gap ? Json(Text(oracle::Info(*rule.gap).id)) : Json()},
                   {"why", Text(rule.why)}});
  }
  return out;
}

}  // namespace

void WriteJudgement(absl::string_view id, const oracle::Judgement& judged, bool forwarded, Output& out) {
  // Text of its own: most answers are these, and ids and names are ASCII without what JSON escapes.
  const auto number = [](const std::optional<uint64_t>& value) { return value ? absl::StrCat(*value) : "null"; };
  const auto quoted = [](absl::string_view name) { return name.empty() ? "null" : absl::StrCat("\"", name, "\""); };
  std::string line =
      absl::StrCat("{\"id\":", id, ",\"verdict\":", quoted(oracle::Name(judged.verdict)),
                   ",\"aspect\":", judged.aspect ? quoted(reading::Name(*judged.aspect)) : "null",
                   ",\"offset\":", number(judged.offset), ",\"clause\":", quoted(judged.clause), ",\"by\":[");
  for (size_t i = 0; i < judged.by.size(); ++i) {
    const oracle::SentenceInfo& info = oracle::Info(judged.by[i].sentence);
    absl::StrAppend(&line, i == 0 ? "" : ",", "{\"sentence\":\"", info.id, "\",\"rfc\":", info.rfc, ",\"section\":\"",
                    info.section);
    absl::StrAppend(&line, "\",\"level\":\"", Name(info.level), "\",\"offset\":", judged.by[i].offset, "}");
  }
  absl::StrAppend(&line, "],\"gap\":", judged.gaps.empty() ? "null" : quoted(oracle::Info(judged.gaps.front()).id),
                  ",\"duties\":[");
  for (size_t i = 0; i < judged.duties.size(); ++i) {
    const oracle::Duty& duty = judged.duties[i];
    const oracle::SentenceInfo& info = oracle::Info(duty.sentence);
    absl::StrAppend(&line, i == 0 ? "" : ",", "{\"duty\":\"", oracle::Name(duty.kind),
                    "\",\"status\":", duty.status == 0 ? "null" : absl::StrCat(duty.status), ",\"sentence\":\"",
                    info.id);
    absl::StrAppend(&line, "\",\"level\":\"", Name(info.level), "\",\"offset\":", duty.offset, "}");
  }
  absl::StrAppend(&line, "],\"why\":", JsonText(Text(judged.why)),
                  ",\"not_judged_from\":", number(judged.not_judged_from));
  if (forwarded) absl::StrAppend(&line, ",\"forwarding\":", JsonText(ForwardingJson(judged.forwarding)));
  absl::StrAppend(&line, "}\n");
  out.Write(line);
}

Json PermittedJson(const oracle::Question& question, const oracle::Permitted& permitted) {
  Json readings = Json::array();
  for (const oracle::PermittedReading& reading : permitted.readings) readings.push_back(ReadingJson(question, reading));
  return {{"readings", std::move(readings)}, {"too_many", permitted.too_many}};
}

void WritePermitted(absl::string_view id, const oracle::Question& question, const oracle::Permitted& permitted,
                    Output& out) {
  out.Write(JsonLine(id, PermittedJson(question, permitted)));
}

}  // namespace plumbline::cli
