// The answer of `plumbline exchange --json`: docs/exchange.md.
#include "cli/exchange_text.h"
#include "parser/serialize.h"

namespace plumbline::cli {
namespace {

using oracle::ExchangeMessage;

Json Seconds(const std::optional<double>& at) { return at ? Json(*at) : Json(); }

Json ExchangeMessageJson(const ExchangeMessage& message, bool request) {
  const bool known = message.has_head;
  Json out;
  out["offset"] = message.begin;
  out["end"] = message.end;
  out["complete"] = message.complete;
  if (request) {
    out["method"] = message.method.empty() ? Json() : Text(message.method);
    out["target"] = known ? Text(message.target) : Json();
  } else {
    out["status"] = known ? Json(message.status) : Json();
  }
  out["version"] = known ? Json(Serialized(message.version)) : Json();
  out["framing"] = known ? FramingJson(message.framing) : Json();
  out["persist"] = known ? PersistJson(message.persistence) : Json();
  out["clause"] = message.error ? Text(Info(message.error->clause).id) : Json();
  out["error_offset"] = message.error ? Json(message.error->offset) : Json();
  out["begin_at"] = Seconds(message.begin_at);
  out["end_at"] = Seconds(message.end_at);
  return out;
}

Json ExchangeJson(const oracle::Exchange& exchange) {
  Json interim = Json::array();
  for (const ExchangeMessage& message : exchange.interim) interim.push_back(ExchangeMessageJson(message, false));
  const bool decided = exchange.joint != oracle::JointDecision::kUnknown;
  const bool asked = exchange.retry != oracle::Retry::kNotAsked;
  return {{"request", ExchangeMessageJson(exchange.request, true)},
          {"interim", interim},
          {"final", exchange.final ? ExchangeMessageJson(*exchange.final, false) : Json()},
          {"connection",
           {{"decision", Text(oracle::Name(exchange.joint))},
            {"by", decided ? Text(oracle::Name(exchange.decided_by)) : Json()},
            {"rule", decided ? Text(exchange.rule) : Json()}}},
          {"retry", asked ? Text(oracle::Name(exchange.retry)) : Json()},
          {"verdict", Text(oracle::Name(exchange.verdict))}};
}

Json FindingOfExchangeJson(const oracle::ExchangeFinding& finding) {
  const oracle::ExchangeSentenceInfo& info = oracle::Info(finding.sentence);
  return {{"sentence", Text(info.id)},
          {"rfc", info.rfc},
          {"section", Text(info.section)},
          {"level", Text(Name(info.level))},
          {"binds", Text(oracle::Name(info.binds))},
          {"verdict", Text(oracle::Name(info.verdict))},
          {"exchange", finding.exchange ? Json(*finding.exchange) : Json()},
          {"side", Text(oracle::Name(finding.stream))},
          {"offset", finding.offset},
          {"at", Seconds(finding.at)},
          {"text", Text(info.text)}};
}

Json DirectionJson(const oracle::DirectionEnd& end) {
  return {{"octets", end.octets},
          {"closed", end.closed ? Text(oracle::Name(*end.closed)) : Json()},
          {"at", Seconds(end.at)},
          {"not_judged_from", end.not_judged_from ? Json(*end.not_judged_from) : Json()}};
}

}  // namespace

Json ConnectionJson(const ExchangeQuestion& question, const oracle::ConnectionReading& reading) {
  Json exchanges = Json::array();
  for (const oracle::Exchange& exchange : reading.exchanges) exchanges.push_back(ExchangeJson(exchange));
  Json findings = Json::array();
  for (const oracle::ExchangeFinding& finding : reading.findings) findings.push_back(FindingOfExchangeJson(finding));
  Json remarks = Json::array();
  for (const std::string& remark : question.remarks) remarks.push_back(Text(remark));
  return {{"verdict", Text(oracle::Name(reading.verdict))},
          {"exchanges", exchanges},
          {"findings", findings},
          {"client", DirectionJson(reading.client)},
          {"server", DirectionJson(reading.server)},
          {"remarks", remarks}};
}

}  // namespace plumbline::cli
