#include "cli/exchange_question.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/json_members.h"

namespace plumbline::cli {
namespace {

using oracle::ConnectionEventKind;
using oracle::Side;

std::optional<Side> FindSide(absl::string_view name) {
  for (const Side side : {Side::kClient, Side::kServer}) {
    if (oracle::Name(side) == name) return side;
  }
  return std::nullopt;
}

void ReadTime(Members& members, RecordedEvent& event) {
  const Json* at = members.Find("at", true);
  if (at == nullptr) return;
  if (at->is_number() && std::isfinite(at->get<double>())) {
    event.at = at->get<double>();
  } else {
    members.Fault("at", "is not a number of seconds");
  }
}

RecordedEvent ReadEvent(const Json& value, const std::string& where, Faults& faults) {
  RecordedEvent event;
  if (!value.is_object()) {
    faults.Add(absl::StrCat(where, "there is no object"));
    return event;
  }
  Members members(value, where, faults);
  ReadTime(members, event);
  const std::optional<std::string> name = members.String("side");
  const std::optional<Side> side = name ? FindSide(*name) : std::nullopt;
  if (side) {
    event.side = *side;
  } else {
    members.Fault("side", R"(is neither "client" nor "server")");
  }
  std::optional<std::string> octets = members.Base64("octets", true);
  const std::optional<std::string> kind = members.String("event", true);
  if (octets.has_value() == kind.has_value()) {
    faults.Add(absl::StrCat(where, R"(there is not one of "octets" and "event")"));
    return event;
  }
  if (octets) {
    event.octets = *std::move(octets);
    return event;
  }
  for (const ConnectionEventKind each : {ConnectionEventKind::kHalfClose, ConnectionEventKind::kClose,
                                         ConnectionEventKind::kReset, ConnectionEventKind::kOpen}) {
    if (oracle::Name(each) == *kind) event.kind = each;
  }
  if (event.kind == ConnectionEventKind::kOctets) {
    members.Fault("event", R"(is none of "half-close", "close", "reset", "open")");
  }
  return event;
}

// Why events cannot be in this order.
std::string Disorder(const std::vector<RecordedEvent>& events) {
  bool closed[2] = {false, false};
  std::optional<double> now;
  for (size_t i = 0; i < events.size(); ++i) {
    const RecordedEvent& event = events[i];
    bool& side = closed[static_cast<size_t>(event.side)];
    if (side) return absl::StrCat("event ", i, " is one of the ", oracle::Name(event.side), " after it has closed");
    side = event.kind != ConnectionEventKind::kOctets && event.kind != ConnectionEventKind::kOpen;
    if (event.at && now && *event.at < *now) return absl::StrCat("event ", i, " is earlier than one before it");
    if (event.at) now = event.at;
  }
  return "";
}

void ReadEvents(const Json& value, Faults& faults, ExchangeQuestion& out) {
  if (!value.is_array()) return faults.Add("\"events\" is not an array");
  for (size_t i = 0; i < value.size(); ++i) {
    out.events.push_back(ReadEvent(value[i], absl::StrCat("in event ", i, " "), faults));
  }
  if (!faults.any()) faults.Add(Disorder(out.events));
}

// Sides, each of which adds an event.
void ReadSides(Members& members, const char* name, ConnectionEventKind kind, ExchangeQuestion& out) {
  const Json* value = members.Find(name, true);
  if (value == nullptr) return;
  const auto fault = [&] { members.Fault(name, R"(is not an array of "client" and "server")"); };
  if (!value->is_array()) return fault();
  for (const Json& one : *value) {
    const std::optional<Side> side =
        one.is_string() ? FindSide(one.get_ref<const std::string&>()) : std::optional<Side>();
    if (!side) return fault();
    out.events.push_back({*side, kind, "", std::nullopt});
  }
}

// True where the member says "proxy".
bool ReadProxy(Members& members, const char* name, absl::string_view other) {
  const std::optional<std::string> role = members.String(name, true);
  if (role && *role != "proxy" && *role != other) {
    members.Fault(name, absl::StrCat("is neither \"proxy\" nor \"", other, "\""));
  }
  return role == "proxy";
}

}  // namespace

std::string ReadExchangeQuestion(absl::string_view line, ExchangeQuestion& out, std::string& id) {
  id = "null";
  Faults faults;
  Json json;
  if (std::string error = ReadObject(line, json, faults); !error.empty()) return error;
  {
    Members members(json, "", faults);
    id = ReadId(members);
    out.setting.server_is_proxy = ReadProxy(members, "server", "origin");
    out.setting.client_is_proxy = ReadProxy(members, "client", "user-agent");
    const Json* events = members.Find("events", true);
    std::optional<std::string> requests = members.Base64("requests", true);
    std::optional<std::string> responses = members.Base64("responses", true);
    if (events != nullptr) {
      if (requests || responses) faults.Add(R"("events" and "requests" or "responses" do not go together)");
      ReadEvents(*events, faults, out);
    } else if (!faults.any() && !requests && !responses) {
      faults.Add(R"(neither "events" nor "requests" and "responses")");
    } else {
      out.setting.ordered = false;
      if (requests) out.events.push_back({Side::kClient, ConnectionEventKind::kOctets, *std::move(requests), {}});
      if (responses) out.events.push_back({Side::kServer, ConnectionEventKind::kOctets, *std::move(responses), {}});
      // Open "when all was over": after the other side's closing, too.
      ReadSides(members, "closed", ConnectionEventKind::kHalfClose, out);
      ReadSides(members, "left_open", ConnectionEventKind::kOpen, out);
      if (!faults.any()) faults.Add(Disorder(out.events));
    }
  }
  return faults.text();
}

oracle::ConnectionReading ReadConnection(const ExchangeQuestion& question) {
  oracle::ConnectionReader reader(question.setting);
  for (const RecordedEvent& event : question.events) reader.Add({event.side, event.kind, event.octets, event.at});
  return reader.Finish();
}

}  // namespace plumbline::cli
