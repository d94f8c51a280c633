#include "fuzz/support_exchange.h"

#include <algorithm>
#include <string>
#include <vector>

#include "oracle/exchange.h"
#include "witness/exchange.h"
#include "witness/exchange_text.h"
#include "witness/strings.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

using oracle::ConnectionReader;
using oracle::ConnectionReading;
using oracle::Side;
using witness::SlowEvent;

// In the order of SlowEvent::Kind: the client's letters, then the server's.
constexpr absl::string_view kLetters = "Cckro";
constexpr absl::string_view kServerLetters = "Sstup";

std::vector<SlowEvent> EventsOf(absl::string_view input) {
  std::vector<SlowEvent> events;
  bool ended[2] = {false, false};
  for (const absl::string_view text : witness::Split(input, '\0')) {
    if (text.empty()) continue;
    const size_t client = kLetters.find(text[0]);
    const size_t server = kServerLetters.find(text[0]);
    const size_t kind = std::min(client, server);
    const bool is_client = client != absl::string_view::npos;
    if (kind == absl::string_view::npos || ended[is_client]) continue;
    SlowEvent event{is_client, static_cast<SlowEvent::Kind>(kind), ""};
    if (event.kind == SlowEvent::Kind::kOctets) event.octets = std::string(text.substr(1));
    ended[is_client] = event.kind != SlowEvent::Kind::kOctets && event.kind != SlowEvent::Kind::kOpen;
    events.push_back(event);
  }
  return events;
}

oracle::ConnectionEvent ToEvent(const SlowEvent& event, absl::string_view octets) {
  return {
      event.client ? Side::kClient : Side::kServer, static_cast<oracle::ConnectionEventKind>(event.kind), octets, {}};
}

void AddInPieces(const SlowEvent& event, Choices& choices, ConnectionReader& reader) {
  absl::string_view octets = event.octets;
  while (octets.size() > 1) {
    const Octets piece(octets.substr(0, 1 + choices.Below(std::min<size_t>(octets.size(), 9))));
    reader.Add(ToEvent(event, piece.view()));
    octets.remove_prefix(piece.view().size());
  }
  reader.Add(ToEvent(event, octets));
}

// Both directions are what the slow reading trusts them to be.
bool IsPlain(const ConnectionReading& reading) {
  if (reading.client.not_judged_from || reading.server.not_judged_from) return false;
  return std::all_of(reading.exchanges.begin(), reading.exchanges.end(), [](const oracle::Exchange& exchange) {
    const oracle::ExchangeMessage& request = exchange.request;
    const bool answered = exchange.final || !exchange.interim.empty();
    return (request.has_head || !answered) && !request.has_upgrade && request.method != "CONNECT" &&
           (!exchange.final || exchange.final->has_head);
  });
}

void CheckReading(const Input& input, const ConnectionReading& reading) {
  oracle::Verdict worst = oracle::Verdict::kConforms;
  for (const oracle::ExchangeFinding& finding : reading.findings) {
    const oracle::DirectionEnd& end = finding.stream == Side::kClient ? reading.client : reading.server;
    PLUMBLINE_LAW(input, finding.offset <= end.octets, "what is found lies in the octets");
    PLUMBLINE_LAW(input, !finding.exchange || *finding.exchange < reading.exchanges.size(), "its exchange is there");
    worst = std::max(worst, oracle::Info(finding.sentence).verdict);
  }
  PLUMBLINE_LAW(input, reading.verdict == worst, "the verdict is the worst of what was found");
}

}  // namespace

void CheckExchange(const Input& input) {
  const std::vector<SlowEvent> events = EventsOf(input.view());
  Choices choices(input.view());
  oracle::ConnectionSetting setting;
  setting.limits = WideLimits();
  ConnectionReader whole(setting);
  ConnectionReader cut(setting);
  for (const SlowEvent& event : events) {
    whole.Add(ToEvent(event, event.octets));
    AddInPieces(event, choices, cut);
    if (!choices.OneIn(4)) continue;
    const ConnectionReader copy(cut);
    cut = copy;
  }
  const ConnectionReading reading = whole.Finish();
  CheckReading(input, reading);
  const std::string text = witness::TextOfReading(reading);
  PLUMBLINE_LAW(input, text == witness::TextOfReading(cut.Finish()), "any split gives the same reading");
  if (!IsPlain(reading)) return;
  PLUMBLINE_LAW(input, text == witness::Text(witness::SlowConnection(events)), "the slow reading finds the same");
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
