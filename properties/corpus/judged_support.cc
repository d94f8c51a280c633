#include "properties/corpus/judged_support.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "absl/strings/str_cat.h"
#include "oracle/tables.h"

namespace plumbline::properties {
namespace {

using nlohmann::json;

std::filesystem::path JudgedFolder() { return std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "corpus" / "judged"; }

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void AllowKeys(const json& object, std::initializer_list<absl::string_view> keys) {
  for (const auto& [key, value] : object.items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) throw std::runtime_error("unknown key " + key);
  }
}

// Code points up to U+00FF as the octets of the same numbers.
std::string Octets(const json& value) {
  const std::string text = value.get<std::string>();
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    if (octet < 0x80) {
      out += text[i];
    } else if ((octet & 0xfc) == 0xc0 && i + 1 < text.size()) {
      out += static_cast<char>((octet & 0x03) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3f));
    } else {
      throw std::runtime_error("a character beyond U+00FF");
    }
  }
  return out;
}

std::vector<reading::Field> Fields(const json& value) {
  std::vector<reading::Field> out;
  for (const json& field : value) out.push_back({Octets(field.at(0)), Octets(field.at(1))});
  return out;
}

template <typename Value>
Value Named(const json& value, std::initializer_list<std::pair<absl::string_view, Value>> names) {
  for (const auto& [name, named] : names) {
    if (value.get<std::string>() == std::string(name)) return named;
  }
  throw std::runtime_error("no such name: " + value.dump());
}

void ReadFraming(const json& value, oracle::ObservedMessage& out) {
  if (value.is_object()) AllowKeys(value, {"kind", "length"});
  out.framing = Named<FramingKind>(value.is_object() ? value.at("kind") : value, {{"none", FramingKind::kNone},
                                                                                  {"length", FramingKind::kLength},
                                                                                  {"chunked", FramingKind::kChunked},
                                                                                  {"close", FramingKind::kClose}});
  if (value.is_object() && value.contains("length")) out.length = value["length"].get<uint64_t>();
}

oracle::ObservedMessage ReadMessage(const json& value) {
  AllowKeys(value, {"method", "target", "target_uri", "version", "status", "reason", "fields", "framing", "body",
                    "trailers", "persist", "removed"});
  oracle::ObservedMessage out;
  if (value.contains("method")) out.method = Octets(value["method"]);
  if (value.contains("target")) out.target = Octets(value["target"]);
  if (value.contains("target_uri")) out.target_uri = Octets(value["target_uri"]);
  if (value.contains("version")) out.version = Octets(value["version"]);
  if (value.contains("status")) out.status = value["status"].get<int>();
  if (value.contains("reason")) out.reason = Octets(value["reason"]);
  if (value.contains("fields")) out.fields = Fields(value["fields"]);
  if (value.contains("framing")) ReadFraming(value["framing"], out);
  if (value.contains("body")) out.body = Octets(value["body"]);
  if (value.contains("trailers")) out.trailers = Fields(value["trailers"]);
  if (value.contains("removed")) out.removed = value["removed"].get<std::vector<std::string>>();
  if (value.contains("persist")) {
    AllowKeys(value["persist"], {"decision"});
    out.persists = Named<bool>(value["persist"].at("decision"), {{"persist", true}, {"close", false}});
  }
  return out;
}

oracle::SentOn ReadSentOn(const json& value) {
  oracle::SentOn out;
  if (value.is_string()) {
    out.octets = Octets(value);
    return out;
  }
  AllowKeys(value, {"octets", "closed", "version", "fields", "body", "trailers"});
  if (value.contains("octets")) out.octets = Octets(value["octets"]);
  if (value.contains("closed")) out.closed = value["closed"].get<bool>();
  if (!value.contains("version")) return out;
  out.version = Named<FieldListVersion>(value["version"],
                                        {{"HTTP/2", FieldListVersion::kHttp2}, {"HTTP/3", FieldListVersion::kHttp3}});
  out.fields = Fields(value.at("fields"));
  if (value.contains("body")) out.body = Octets(value["body"]);
  if (value.contains("trailers")) out.trailers = Fields(value["trailers"]);
  return out;
}

// What an intermediary sent on, and what is known of it.
void ReadForwarding(const json& observed, oracle::Observation& out) {
  if (observed.contains("forwarded")) {
    const json& sent = observed["forwarded"];
    out.forwarded.emplace();
    for (const json& one : sent.is_array() ? sent : json::array({sent})) out.forwarded->push_back(ReadSentOn(one));
  }
  const auto text = [&](const char* key) { return observed.value(key, ""); };
  if (observed.contains("downstream")) out.downstream = oracle::FindHttpVersion(text("downstream")).value();
  if (observed.contains("own_version")) out.own_version = oracle::FindHttpVersion(text("own_version")).value();
  if (observed.contains("next_hop")) out.next_hop = oracle::FindNextRecipient(text("next_hop")).value();
  if (observed.contains("blocked")) out.blocked = observed["blocked"].get<std::vector<std::string>>();
  out.clock = observed.value("clock", true);
}

bool IsInTables(const std::string& gap) {
  const auto names = [&](const auto& row) { return row.gap && oracle::Info(*row.gap).id == gap; };
  return std::any_of(oracle::Allowances().begin(), oracle::Allowances().end(), names) ||
         std::any_of(oracle::AllGoingOn().begin(), oracle::AllGoingOn().end(), names);
}

}  // namespace

std::vector<std::string> JudgedCaseNames() {
  std::vector<std::string> names;
  if (!std::filesystem::is_directory(JudgedFolder())) return names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(JudgedFolder())) {
    if (entry.path().extension() != ".http") continue;
    names.push_back(std::filesystem::relative(entry.path(), JudgedFolder()).replace_extension().generic_string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void ReadJudgedCase(const std::string& name, JudgedCase& out) {
  out.name = name;
  out.octets = ReadFile(JudgedFolder() / (name + ".http"));
  out.expected = json::parse(ReadFile(JudgedFolder() / (name + ".json")));
  const json& expected = out.expected;
  AllowKeys(expected, {"kind", "role", "methods", "eof", "observed", "verdict", "clause", "offset", "aspect", "gap",
                       "by", "duties", "forwarding", "row", "neighbour", "why"});
  out.question.octets = out.octets;
  out.question.kind = Named<MessageKind>(expected.at("kind"),
                                         {{"request", MessageKind::kRequest}, {"response", MessageKind::kResponse}});
  const std::optional<oracle::Reader> reader = oracle::FindReader(expected.at("role").get<std::string>());
  if (!reader) throw std::runtime_error("no such role: " + expected["role"].dump());
  out.question.reader = *reader;
  out.question.end_of_input = expected.value("eof", false);
  if (expected.contains("methods")) {
    out.methods = expected["methods"].get<std::vector<std::string>>();
    out.method_views.assign(out.methods.begin(), out.methods.end());
    out.question.methods = out.method_views;
  }
  out.observed = ReadObservation(expected.at("observed"));
  const std::string contradiction = oracle::Contradiction(out.question, out.observed);
  if (!contradiction.empty()) throw std::runtime_error(contradiction);
}

oracle::Observation ReadObservation(const json& observed) {
  AllowKeys(observed, {"outcome", "messages", "replies", "connection", "hidden", "forwarded", "downstream", "next_hop",
                       "own_version", "blocked", "clock"});
  oracle::Observation out;
  if (observed.contains("outcome")) {
    out.outcome = Named<Outcome>(
        observed["outcome"],
        {{"accept", Outcome::kComplete}, {"need-more", Outcome::kNeedMore}, {"reject", Outcome::kError}});
  }
  if (observed.contains("messages")) {
    out.messages.emplace();
    for (const json& message : observed["messages"]) out.messages->push_back(ReadMessage(message));
  }
  if (observed.contains("replies")) out.replies = observed["replies"].get<std::vector<int>>();
  if (observed.contains("connection")) {
    using oracle::ConnectionState;
    out.connection = Named<ConnectionState>(observed["connection"], {{"open", ConnectionState::kOpen},
                                                                     {"closed", ConnectionState::kClosed},
                                                                     {"persisted", ConnectionState::kPersisted}});
  }
  if (observed.contains("hidden")) out.hidden = observed["hidden"].get<std::vector<std::string>>();
  ReadForwarding(observed, out);
  return out;
}

std::vector<json> WithOneMemberLess(const json& observed) {
  std::vector<json> out;
  const auto without = [&](json less) { out.push_back(std::move(less)); };
  for (const auto& [key, value] : observed.items()) {
    // What cannot be shown, and that there is no clock, are no facts: without them more is known.
    if (key == "hidden" || key == "clock") continue;
    json less = observed;
    less.erase(key);
    without(std::move(less));
  }
  const size_t messages = observed.value("messages", json::array()).size();
  for (size_t i = 0; i < messages; ++i) {
    for (const auto& [key, value] : observed["messages"][i].items()) {
      json less = observed;
      less["messages"][i].erase(key);
      without(std::move(less));
    }
  }
  return out;
}

json StatedJudgement(const oracle::Judgement& judged) {
  json out = {{"verdict", std::string(oracle::Name(judged.verdict))},
              {"clause", judged.clause.empty() ? json() : json(judged.clause)},
              {"offset", judged.offset ? json(*judged.offset) : json()},
              {"aspect", judged.aspect ? json(std::string(Name(*judged.aspect))) : json()},
              {"gap", judged.gaps.empty() ? json() : json(std::string(oracle::Info(judged.gaps[0]).id))},
              {"by", json::array()},
              {"duties", json::array()},
              {"forwarding", json::array()}};
  for (const oracle::Cited& step : judged.by) out["by"].push_back(std::string(oracle::Info(step.sentence).id));
  for (const oracle::Duty& duty : judged.duties) {
    const std::string status = duty.status == 0 ? "" : absl::StrCat(" ", duty.status);
    out["duties"].push_back(absl::StrCat(oracle::Name(duty.kind), status, " by ", oracle::Info(duty.sentence).id));
  }
  for (const oracle::BrokenRule& rule : judged.forwarding) {
    out["forwarding"].push_back(absl::StrCat(oracle::Name(rule.verdict), " ", Info(rule.rule).id));
  }
  return out;
}

bool Reaches(const std::string& row, const oracle::Question& question, const oracle::Judgement& judged) {
  const auto cites = [&](oracle::Sentence sentence) {
    return std::any_of(judged.by.begin(), judged.by.end(),
                       [&](const oracle::Cited& step) { return step.sentence == sentence; });
  };
  for (const oracle::RefusalRow& refusal : oracle::Refusals()) {
    if (refusal.id == row) return judged.clause == row || cites(refusal.sentences.ids[0]);
  }
  for (const oracle::MustAcceptRow& feature : oracle::MustAccepts()) {
    if (feature.id == row) return judged.clause == row && cites(feature.sentences.ids[0]);
  }
  for (const oracle::GapInfo& gap : oracle::AllGaps()) {
    if (gap.id != row) continue;
    // Where no table names it, its ruling is another verdict than "undecided", which is what the case shows.
    return !IsInTables(row) || std::any_of(judged.gaps.begin(), judged.gaps.end(),
                                           [&](oracle::Gap one) { return oracle::Info(one).id == row; });
  }
  // A case that is about a rule of forwarding breaks it or keeps it.
  if (const auto rule = oracle::FindForwardingRule(row)) return oracle::HowJudged(*rule).not_judged.empty();
  const std::string clause = row.substr(0, row.find('@'));
  const oracle::Permitted permitted = oracle::Permit(question);
  for (const oracle::PermittedReading& reading : permitted.readings) {
    for (const oracle::Trail::Rewritten& step : reading.steps()) {
      if (oracle::Info(step.allowance).id == row) return true;
    }
    const bool ends_so =
        reading.end == oracle::PermittedEnd::kRefused || reading.end == oracle::PermittedEnd::kAnything;
    if (ends_so && Info(reading.refused.clause).id == clause) return true;
    for (const auto& message : reading.messages()) {
      if (message->refused && Info(message->refused->clause).id == clause) return true;
    }
  }
  return false;
}

}  // namespace plumbline::properties
