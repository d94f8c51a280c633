// Who has to close, and when; whether the connection persists; what may be sent again.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "oracle/exchange.h"

namespace plumbline::oracle {

void ConnectionReader::AddDuty(Side side, std::optional<size_t> exchange, std::optional<ExchangeSentence> on_message,
                               std::optional<ExchangeSentence> on_open) {
  (side == Side::kClient ? client_duties_ : server_duties_).push_back({exchange, on_message, on_open, false, false});
}

// A side sends a further message: `exchange` is its exchange. All duties before the first that is done are done, too.
bool ConnectionReader::SeenMessage(std::vector<Duty>& duties, size_t exchange, Side stream, uint64_t offset,
                                   std::vector<ExchangeFinding>& findings) {
  const size_t before = findings.size();
  const bool held = stream == Side::kClient && offset < held_end_;
  size_t from = duties.size();
  while (from > 0 && !duties[from - 1].message_found) --from;
  for (; from < duties.size(); ++from) {
    Duty& duty = duties[from];
    // Of a request that the client cut off there may be one before those of the exchanges before it.
    if (stream == Side::kServer && *duty.exchange >= exchange) continue;
    duty.message_found = true;
    const bool own = duty.on_message == ExchangeSentence::kFurtherRequest ||
                     duty.on_message == ExchangeSentence::kAfterHttp10Request;
    if (!duty.on_message || (held && !own)) continue;
    const bool told = std::any_of(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(),
                                  [&](const ExchangeFinding& one) { return one.sentence == *duty.on_message; });
    if (!told) findings.push_back(Made(*duty.on_message, exchange, stream, offset));
  }
  return findings.size() > before;
}

void ConnectionReader::SeenOpen(Side side) {
  const bool server = side == Side::kServer;
  Stream& stream = server ? server_ : client_;
  const uint64_t end = stream.position + stream.unread().size();
  for (Duty& duty : server ? server_duties_ : client_duties_) {
    if (duty.open_found || !duty.on_open) continue;
    duty.open_found = true;
    Find(*duty.on_open, duty.exchange, side, end);
  }
  // A proxy may forward the request in the place of an answer.
  if (!server || options_.server_is_proxy || !in_request_ || in_response_ || client_.end.closed) return;
  const size_t exchange = reading_.exchanges.size() - 1;
  const ExchangeMessage& asked = request(exchange);
  const std::vector<ExchangeMessage>& interim = reading_.exchanges[exchange].interim;
  const bool said_100 = std::any_of(interim.begin(), interim.end(),
                                    [](const ExchangeMessage& response) { return response.status == 100; });
  const bool waits = asked.has_head && asked.expects_continue && asked.version.minor >= 1 &&
                     client_.position == asked.head_end && client_.unread().empty() && answered_ == exchange &&
                     !said_100 && !reading_.exchanges[exchange].final;
  if (waits) Find(ExchangeSentence::kExpectationWaits, exchange, Side::kServer, end);
}

void ConnectionReader::DutiesOfRequest(size_t exchange) {
  const ExchangeMessage& asked = request(exchange);
  if (asked.close_option) AddDuty(Side::kClient, exchange, ExchangeSentence::kFurtherRequest, std::nullopt);
  const bool http10 = asked.persistence.rule == PersistenceRule::kOtherwise && !asked.keep_alive_option;
  if (http10) AddDuty(Side::kClient, exchange, ExchangeSentence::kAfterHttp10Request, std::nullopt);
}

// What a client knows that it may not send any more.
void ConnectionReader::DutiesOfFinalHead(size_t exchange) {
  const ExchangeMessage& final = *reading_.exchanges[exchange].final;
  if (!options_.ordered) return;
  if (final.close_option) AddDuty(Side::kClient, exchange, ExchangeSentence::kRequestAfterClose, std::nullopt);
  if (final.persistence.rule == PersistenceRule::kOtherwise) {
    AddDuty(Side::kClient, exchange, ExchangeSentence::kReusesHttp10, std::nullopt);
  }
}

void ConnectionReader::DutiesOfFinalEnd(size_t exchange) {
  const ExchangeMessage& asked = request(exchange);
  const ExchangeMessage& final = *reading_.exchanges[exchange].final;
  using Row = ExchangeSentence;
  const auto server = [&](std::optional<Row> on_message, Row on_open) {
    AddDuty(Side::kServer, exchange, on_message, on_open);
  };
  // 101 and 2xx to CONNECT: the connection is another protocol's.
  const PersistenceRule rule = final.persistence.rule;
  if (rule == PersistenceRule::kTunnel || rule == PersistenceRule::kSwitched) return;
  if (asked.close_option || final.close_option) {
    AddDuty(Side::kClient, exchange, std::nullopt, Row::kClientKeepsOpen);
  }
  if (rule == PersistenceRule::kHttp10TransferEncoding) {
    AddDuty(Side::kClient, exchange, Row::kClientKeepsHttp10Coding, Row::kClientKeepsHttp10Coding);
  }
  if (asked.close_option) server(Row::kProcessesFurther, Row::kServerKeepsOpenThoughAsked);
  if (final.close_option) server(Row::kProcessesFurther, Row::kServerKeepsOpenThoughSaid);
  if (asked.error) {
    if (HasFaultyFraming(asked)) server(std::nullopt, Row::kFaultyFramingKept);
    return;
  }
  if (!asked.has_head) return;
  const bool never_whole = client_.end.closed && !asked.complete && asked.framing.kind == FramingKind::kChunked;
  if (never_whole) server(std::nullopt, Row::kBodyNotRead);
  switch (asked.persistence.rule) {
    case PersistenceRule::kBothLengths:
      return server(Row::kBothLengthsKept, Row::kBothLengthsKept);
    case PersistenceRule::kHttp10TransferEncoding:
      return server(Row::kServerKeepsHttp10Coding, Row::kServerKeepsHttp10Coding);
    case PersistenceRule::kOtherwise: {
      const Row kept = options_.server_is_proxy ? Row::kProxyKeepsHttp10 : Row::kServerKeepsHttp10;
      return server(kept, kept);
    }
    default:
      return;
  }
}

// Both sides' decisions in one: it persists only where both messages say so.
void ConnectionReader::Decide(Exchange& exchange) const {
  if (!exchange.final || (!exchange.final->has_head && !exchange.final->error)) return;
  const ExchangeMessage& final = *exchange.final;
  const auto decide = [&](JointDecision joint, Side side, absl::string_view rule) {
    exchange.joint = joint;
    exchange.decided_by = side;
    exchange.rule = std::string(rule);
  };
  if (final.error) return decide(JointDecision::kCloses, Side::kServer, Info(final.error->clause).id);
  const absl::string_view rule = plumbline::Name(final.persistence.rule);
  if (final.persistence.rule == PersistenceRule::kTunnel || final.persistence.rule == PersistenceRule::kSwitched) {
    return decide(JointDecision::kTunnel, Side::kServer, rule);
  }
  const ExchangeMessage& asked = exchange.request;
  if (asked.error) return decide(JointDecision::kCloses, Side::kClient, Info(asked.error->clause).id);
  if (asked.has_head && !asked.persistence.persists) {
    return decide(JointDecision::kCloses, Side::kClient, plumbline::Name(asked.persistence.rule));
  }
  if (!final.persistence.persists) return decide(JointDecision::kCloses, Side::kServer, rule);
  if (asked.persistence.rule == PersistenceRule::kHttp10KeepAlive && !final.keep_alive_option) {
    return decide(JointDecision::kCloses, Side::kServer, Info(ExchangeSentence::kKeepAliveUnanswered).id);
  }
  decide(JointDecision::kPersists, Side::kServer, rule);
}

// RFC 9110, section 9.2.2; of all that the server did not answer when it was gone.
void ConnectionReader::DecideRetries() {
  if (!server_.end.closed && client_.end.closed != ConnectionEventKind::kReset) return;
  // That the server does not process what follows a close option is its duty, not a means to know that it did not: "the
  // client SHOULD NOT assume that they will be processed" (RFC 9112, section 9.6) says no more.
  Retry worst = Retry::kMay;
  for (Exchange& exchange : reading_.exchanges) {
    if (exchange.final && exchange.final->complete) continue;
    const std::optional<bool> idempotent = IsIdempotent(exchange.request.method);
    exchange.retry = !idempotent ? Retry::kUnknown : *idempotent ? Retry::kMay : Retry::kNever;
    if (worst != Retry::kNever && exchange.retry != Retry::kMay) worst = exchange.retry;
  }
  if (!options_.client_is_proxy) return;
  // RFC 9112, section 9.3.2: an intermediary retries the sequence "if the requests all have idempotent methods".
  for (Exchange& exchange : reading_.exchanges) {
    if (exchange.retry != Retry::kNotAsked && exchange.retry != Retry::kNever) exchange.retry = worst;
  }
}

}  // namespace plumbline::oracle
