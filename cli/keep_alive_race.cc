#include "cli/keep_alive_race.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/clause_text.h"
#include "models/keep_alive_race.h"

namespace plumbline::cli {
namespace {

struct OtherClient {
  std::string name;
  int64_t reuses_up_to = 0;
  std::string source;
};

std::vector<OtherClient> OtherClients(const IdleSettings& settings) {
  std::vector<OtherClient> clients;
  if (settings.reuses_up_to) clients.push_back({"--reuses-up-to", *settings.reuses_up_to, "the client asked about"});
  for (const models::IdleLimit& limit : models::LoadBalancerIdleLimits()) {
    clients.push_back({limit.name, limit.milliseconds, limit.source});
  }
  return clients;
}

models::Race RaceOf(const IdleSettings& settings, int64_t idle) {
  return models::RaceFor({*settings.closes_after, idle, settings.latency});
}

}  // namespace

std::string MillisecondsText(int64_t milliseconds) {
  if (milliseconds % 1000 == 0) return absl::StrCat(milliseconds / 1000, " s");
  std::string text = absl::StrCat(milliseconds / 1000, ".", absl::Dec(milliseconds % 1000, absl::kZeroPad3));
  text.erase(text.find_last_not_of('0') + 1);
  return text + " s";
}

TableCell RaceCell(const IdleSettings& settings, std::optional<int64_t> idle) {
  if (!idle) return {"not known"};
  const models::Race race = RaceOf(settings, *idle);
  if (race.safe()) return {absl::StrCat("safe by ", MillisecondsText(race.margin)), Style::kGood};
  const std::string to = MillisecondsText(race.to);
  return {race.from == race.to ? absl::StrCat("at ", to)
                               : absl::StrCat(absl::StripSuffix(MillisecondsText(race.from), " s"), " to ", to),
          Style::kBad};
}

Json RaceJson(const IdleSettings& settings, std::optional<int64_t> idle) {
  if (!idle) return Json();
  const models::Race race = RaceOf(settings, *idle);
  return {{"safe", race.safe()},
          {"margin_milliseconds", *idle == INT64_MAX ? Json() : Json(race.margin)},
          {"from_milliseconds", race.safe() ? Json() : Json(race.from)},
          {"to_milliseconds", race.safe() ? Json() : Json(race.to)}};
}

void WriteOtherClients(const IdleSettings& settings, Output& out) {
  std::vector<TableRow> rows(1);
  for (const char* title : {"other clients", "idle limit", "race", "source"}) {
    rows[0].push_back({title, Style::kHeading});
  }
  for (const OtherClient& client : OtherClients(settings)) {
    rows.push_back({{client.name},
                    {MillisecondsText(client.reuses_up_to)},
                    RaceCell(settings, client.reuses_up_to),
                    {client.source}});
  }
  WriteTable(rows, out);
}

Json OtherClientsJson(const IdleSettings& settings) {
  Json clients = Json::array();
  for (const OtherClient& client : OtherClients(settings)) {
    clients.push_back({{"client", client.name},
                       {"idle_milliseconds", client.reuses_up_to},
                       {"race", RaceJson(settings, client.reuses_up_to)},
                       {"source", client.source}});
  }
  return clients;
}

void WriteRace(const IdleSettings& settings, std::optional<uint64_t> promised, Output& out) {
  const int64_t closes_after = *settings.closes_after;
  const int64_t safe = models::SafeIdleTime(closes_after, settings.latency);
  std::string text = absl::StrCat("The server closes a connection that was idle for ", MillisecondsText(closes_after),
                                  settings.server == nullptr ? "" : absl::StrCat(" (", settings.server->source, ")"),
                                  ", and the network takes ", MillisecondsText(settings.latency), " each way. ");
  if (safe == 0) {
    absl::StrAppend(&text, "No request that follows an idle time is sure to arrive before that.");
  } else {
    absl::StrAppend(&text, "A request that is sent ", MillisecondsText(safe), " to ", MillisecondsText(closes_after),
                    " after the response came meets the closing connection. A client is safe that gives up before ",
                    MillisecondsText(safe),
                    "; a server is, for a client that waits up to N s, if it closes after more than N + ",
                    MillisecondsText(2 * settings.latency), ".");
  }
  if (promised && static_cast<int64_t>(std::min<uint64_t>(*promised, INT64_MAX / 1000)) * 1000 > closes_after) {
    absl::StrAppend(&text, " The field promises ", Count(*promised, "second"), ", longer than the server waits.");
  }
  out.Write("\n");
  out.Write(Wrap(text, 0));
}

Json SettingsJson(const IdleSettings& settings) {
  return {{"server", settings.server == nullptr ? Json() : Json(settings.server->name)},
          {"closes_after_milliseconds", *settings.closes_after},
          {"latency_milliseconds", settings.latency},
          {"safe_below_milliseconds", models::SafeIdleTime(*settings.closes_after, settings.latency)},
          {"other_clients", OtherClientsJson(settings)}};
}

}  // namespace plumbline::cli
