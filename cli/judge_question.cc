#include "cli/judge_question.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/json_members.h"
#include "cli/judge_forwarded.h"

namespace plumbline::cli {
namespace {

std::optional<FramingKind> FindFraming(absl::string_view name) {
  for (const FramingKind kind :
       {FramingKind::kNone, FramingKind::kLength, FramingKind::kChunked, FramingKind::kClose}) {
    if (Name(kind) == name) return kind;
  }
  return std::nullopt;
}

// "framing": a kind, or the object of parse.
void ReadFraming(Members& members, const std::string& where, Faults& faults, oracle::ObservedMessage& out) {
  const Json* value = members.Find("framing", true);
  if (value == nullptr) return;
  std::optional<std::string> kind;
  if (value->is_string()) {
    kind = value->get_ref<const std::string&>();
  } else if (value->is_object()) {
    Members framing(*value, absl::StrCat(where, "in \"framing\" "), faults);
    kind = framing.String("kind");
    framing.Find("rule");
    if (const Json* length = framing.Find("length", true)) {
      if (length->is_number_unsigned()) {
        out.length = length->get<uint64_t>();
      } else {
        framing.Fault("length", "is not a number of octets");
      }
    }
  }
  if (kind) out.framing = FindFraming(*kind);
  if (!out.framing)
    members.Fault("framing",
                  "is none of \"none\", \"length\", \"chunked\", \"close\", nor an object with such a \"kind\"");
}

void ReadMessage(const Json& value, const std::string& where, Faults& faults, oracle::ObservedMessage& out) {
  if (!value.is_object()) return faults.Add(absl::StrCat(where, "a message is not an object"));
  Members members(value, where, faults);
  out.method = members.Octets("method", true);
  out.target = members.Octets("target", true);
  out.target_uri = members.Octets("target_uri", true);
  out.version = members.Octets("version", true);
  out.reason = members.Octets("reason", true);
  out.fields = ReadFields(members, "fields");
  out.trailers = ReadFields(members, "trailers");
  out.removed = ReadNames(members, "removed");
  out.body = members.Base64("body", true);
  ReadFraming(members, where, faults, out);
  if (const Json* status = members.Find("status", true)) {
    if (status->is_number_integer()) {
      out.status = static_cast<int>(std::clamp<int64_t>(status->get<int64_t>(), -1, 1000000));
    } else {
      members.Fault("status", "is not a number");
    }
  }
  if (const Json* persist = members.Find("persist", true)) {
    const auto decision = persist->is_object() ? persist->find("decision") : persist->end();
    if (persist->is_object() && decision != persist->end() && (*decision == "persist" || *decision == "close")) {
      out.persists = *decision == "persist";
    } else {
      members.Fault("persist", "has no \"decision\" that is \"persist\" or \"close\"");
    }
  }
  // What parse tells of a message and an implementation does not: it may stand there, and says nothing.
  for (const char* name : {"kind", "target_form", "findings"}) members.Find(name);
}

void ReadReplies(Members& members, oracle::Observation& out) {
  const Json* value = members.Find("replies", true);
  if (value == nullptr) return;
  out.replies.emplace();
  for (const Json& status : *value) {
    if (!value->is_array() || !status.is_number_integer())
      return members.Fault("replies", "is not an array of status codes");
    out.replies->push_back(static_cast<int>(std::clamp<int64_t>(status.get<int64_t>(), -1, 1000)));
  }
  if (!value->is_array()) members.Fault("replies", "is not an array of status codes");
}

void ReadObservation(const Json& value, Faults& faults, oracle::Observation& out) {
  if (!value.is_object()) return faults.Add("\"observed\" is not an object");
  Members members(value, "in \"observed\" ", faults);
  if (const std::optional<std::string> outcome = members.String("outcome", true)) {
    if (*outcome == "accept") out.outcome = Outcome::kComplete;
    if (*outcome == "need-more") out.outcome = Outcome::kNeedMore;
    if (*outcome == "reject") out.outcome = Outcome::kError;
    if (!out.outcome) members.Fault("outcome", "is none of \"accept\", \"need-more\", \"reject\"");
  }
  if (const Json* messages = members.Find("messages", true)) {
    out.messages.emplace();
    if (!messages->is_array()) members.Fault("messages", "is not an array");
    for (size_t i = 0; messages->is_array() && i < messages->size(); ++i) {
      out.messages->emplace_back();
      ReadMessage((*messages)[i], absl::StrCat("in message ", i, " "), faults, out.messages->back());
    }
  }
  ReadReplies(members, out);
  if (const std::optional<std::string> connection = members.String("connection", true)) {
    if (*connection == "open") out.connection = oracle::ConnectionState::kOpen;
    if (*connection == "closed") out.connection = oracle::ConnectionState::kClosed;
    if (*connection == "persisted") out.connection = oracle::ConnectionState::kPersisted;
    if (!out.connection) members.Fault("connection", "is none of \"open\", \"closed\", \"persisted\"");
  }
  if (std::optional<std::vector<std::string>> hidden = ReadNames(members, "hidden")) out.hidden = *std::move(hidden);
  ReadForwarding(members, faults, out);
}

void ReadRole(Members& members, MessageKind kind, JudgeQuestion& out) {
  out.question.reader = kind == MessageKind::kRequest ? oracle::Reader::kOrigin : oracle::Reader::kUserAgent;
  const std::optional<std::string> role = members.String("role", true);
  if (!role) return;
  const std::optional<oracle::Reader> reader = oracle::FindReader(*role);
  if (!reader)
    return members.Fault("role", "is none of \"origin\", \"proxy\", \"gateway\", \"intermediary\", \"user-agent\"");
  if (*reader == oracle::Reader::kOrigin && kind == MessageKind::kResponse)
    return members.Fault("role", "\"origin\" reads no responses");
  if (*reader == oracle::Reader::kUserAgent && kind == MessageKind::kRequest)
    return members.Fault("role", "\"user-agent\" reads no requests");
  out.question.reader = *reader;
}

}  // namespace

std::string ReadObservation(const Json& value, oracle::Observation& out) {
  Faults faults;
  ReadObservation(value, faults, out);
  return faults.text();
}

std::string ReadObservation(absl::string_view text, oracle::Observation& out) {
  Faults faults;
  const Json json = ReadJson(text, faults);
  if (faults.any()) return faults.text();
  return ReadObservation(json.is_object() && json.contains("observed") ? json["observed"] : json, out);
}

std::string ReadJudgeQuestion(absl::string_view line, JudgeQuestion& out, std::string& id) {
  id = "null";
  Faults faults;
  Json json;
  if (std::string error = ReadObject(line, json, faults); !error.empty()) return error;
  {
    Members members(json, "", faults);
    id = ReadId(members);
    const std::optional<std::string> octets = members.Base64("octets");
    if (octets) {
      out.octets = *octets;
    } else if (members.Find("octets") == nullptr) {
      members.Fault("octets", "is missing");
    }
    const std::optional<std::string> kind = members.String("kind");
    if (!kind) {
      if (members.Find("kind") == nullptr) members.Fault("kind", "is missing");
    } else if (*kind != "request" && *kind != "response") {
      members.Fault("kind", "is neither \"request\" nor \"response\"");
    }
    out.question.kind = kind == "response" ? MessageKind::kResponse : MessageKind::kRequest;
    ReadRole(members, out.question.kind, out);
    if (const Json* eof = members.Find("eof", true)) {
      if (eof->is_boolean()) {
        out.question.end_of_input = eof->get<bool>();
      } else {
        members.Fault("eof", "is neither true nor false");
      }
    }
    if (std::optional<std::vector<std::string>> methods = ReadNames(members, "methods")) {
      out.methods = *std::move(methods);
      out.has_methods = true;
    }
    if (const Json* observed = members.Find("observed", true)) {
      out.observed.emplace();
      ReadObservation(*observed, faults, *out.observed);
    }
  }
  out.question.octets = out.octets;
  if (out.has_methods) {
    out.method_views.assign(out.methods.begin(), out.methods.end());
    out.question.methods = out.method_views;
  }
  if (!faults.any() && out.observed) faults.Add(oracle::Contradiction(out.question, *out.observed));
  return faults.text();
}

}  // namespace plumbline::cli
