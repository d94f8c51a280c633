// The client's octets: requests, what stands after the last of them, and how they end.
#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "oracle/exchange.h"

namespace plumbline::oracle {
namespace {

// The next octets are a request, whatever the request before says of the connection: whose fault that is, duties tell.
bool EndsTheConnection(Clause clause) {
  return clause == Clause::kAfterClose || clause == Clause::kAfterFaultyFraming || clause == Clause::kNotPersistent;
}

bool IsTunnelAnswer(const ExchangeMessage& response) {
  return response.persistence.rule == PersistenceRule::kTunnel ||
         response.persistence.rule == PersistenceRule::kSwitched;
}

}  // namespace

void ConnectionReader::ReadRequests() {
  while (client_.state == State::kReading) {
    if (!in_request_ && !BeginRequest()) return;
    const Step step = client_.decoder.Next(client_.unread());
    client_.Consume(step.consumed);
    if (step.event == Event::kNeedMore) return;
    if (step.event == Event::kHead) RequestHead();
    if (step.event == Event::kMessageEnd) RequestEnd();
    if (step.event == Event::kTunnel) RequestTunnel();
    if (step.event == Event::kError) {
      if (EndsTheConnection(client_.decoder.error().clause)) {
        RenewClient();
      } else {
        RequestError();
      }
    }
  }
}

void ConnectionReader::RenewClient() {
  client_.decoder = Decoder(client_.decoder.options());
  client_.decoder_begin = client_.position;
}

// Extra CRLFs, RFC 9112, section 2.2. True if all octets that there are may be one.
bool ConnectionReader::SkipCrlfBeforeRequest() {
  while (absl::StartsWith(client_.unread(), "\r\n")) {
    if (!options_.client_is_proxy && !crlf_ && !reading_.exchanges.empty() &&
        reading_.exchanges.back().request.version.minor >= 1) {
      Find(ExchangeSentence::kExtraCrlf, reading_.exchanges.size() - 1, Side::kClient, client_.position);
    }
    if (!crlf_) crlf_ = client_.position;
    client_.Consume(2);
    RenewClient();
  }
  return client_.unread().empty() || client_.unread() == "\r";
}

// False if nothing begins.
bool ConnectionReader::BeginRequest() {
  std::vector<Exchange>& exchanges = reading_.exchanges;
  // After a request with Upgrade that is not answered they may be another protocol's octets.
  const bool may_switch = !exchanges.empty() && exchanges.back().request.has_upgrade && !exchanges.back().final;
  if (may_switch ? client_.unread().empty() : SkipCrlfBeforeRequest()) return false;
  exchanges.emplace_back();
  ExchangeMessage& message = exchanges.back().request;
  message.begin = client_.position;
  message.begin_at = now_;
  message.begin_moment = Moment(Side::kClient);
  in_request_ = true;
  waiting_.clear();
  BeforeRequest(exchanges.size() - 1);
  return true;
}

// What it says of the client that it sends a request now: found once the request has a head.
void ConnectionReader::BeforeRequest(size_t exchange) {
  const uint64_t begin = client_.position;
  const bool against = SeenMessage(client_duties_, exchange, Side::kClient, begin, waiting_);
  if (begin < held_end_) return;
  if (server_.end.closed && !against) {
    waiting_.push_back(Made(ExchangeSentence::kRequestAfterClosure, exchange, Side::kClient, begin));
  }
  if (exchange == 0 || !options_.ordered) return;
  const std::vector<Exchange>& exchanges = reading_.exchanges;
  const Exchange& last = exchanges[exchange - 1];
  if (!last.interim.empty() && !last.final && !in_response_ && answered_ == exchange - 1) {
    waiting_.push_back(Made(ExchangeSentence::kInterimAsFinal, exchange - 1, Side::kClient, begin));
  }
  if (!options_.client_is_proxy && non_idempotent_ && !exchanges[*non_idempotent_].final) {
    waiting_.push_back(Made(ExchangeSentence::kAfterNonIdempotent, exchange, Side::kClient, begin));
  }
}

// The server may answer the request from now on.
void ConnectionReader::Announce() {
  if (announced_ == reading_.exchanges.size()) return;
  announced_ = reading_.exchanges.size();
  FindMethod();
}

// Of a request whose head is not complete.
void ConnectionReader::FindMethod() {
  ExchangeMessage& message = reading_.exchanges.back().request;
  if (message.has_head) return;
  // RFC 9112, section 3: the method ends at the first SP.
  const absl::string_view octets = client_.unread();
  const size_t space = octets.find(' ');
  if (space != absl::string_view::npos) message.method = std::string(octets.substr(0, space));
}

void ConnectionReader::RequestHead() {
  const size_t exchange = reading_.exchanges.size() - 1;
  ExchangeMessage& message = request(exchange);
  FillHead(client_.decoder, message);
  message.head_end = client_.position;
  if (crlf_ && exchange == 0 && message.version.minor >= 1 && !options_.client_is_proxy) {
    Find(ExchangeSentence::kExtraCrlf, exchange, Side::kClient, *crlf_);
  }
  crlf_.reset();
  Announce();
  reading_.findings.insert(reading_.findings.end(), waiting_.begin(), waiting_.end());
  waiting_.clear();
  DutiesOfRequest(exchange);
  if (IsIdempotent(message.method) == false) non_idempotent_ = exchange;
}

void ConnectionReader::RequestEnd() {
  const size_t exchange = reading_.exchanges.size() - 1;
  ExchangeMessage& message = request(exchange);
  message.complete = true;
  message.end = client_.position;
  message.end_at = now_;
  message.end_moment = Moment(Side::kClient);
  in_request_ = false;
  if (reading_.exchanges[exchange].final && reading_.exchanges[exchange].final->complete) return AfterAnswer(exchange);
  if (message.method == "CONNECT") client_.state = State::kHeld;
}

// What follows a request with Upgrade is not a request-line.
void ConnectionReader::RequestTunnel() {
  if (in_request_) DropRequest();
  client_.state = State::kHeld;
}

// What has begun is no request, and nothing was found of it.
void ConnectionReader::DropRequest() {
  reading_.exchanges.pop_back();
  in_request_ = false;
  waiting_.clear();
  const size_t dropped = reading_.exchanges.size();
  std::vector<ExchangeFinding>& findings = reading_.findings;
  findings.erase(std::remove_if(findings.begin(), findings.end(),
                                [&](const ExchangeFinding& finding) { return finding.exchange == dropped; }),
                 findings.end());
}

void ConnectionReader::RequestError() {
  const size_t exchange = reading_.exchanges.size() - 1;
  ExchangeMessage& message = request(exchange);
  ParseError error = client_.decoder.error();
  error.offset += client_.decoder_begin;
  error.place += client_.decoder_begin;
  message.error = error;
  message.end = error.offset;
  message.end_at = now_;
  message.end_moment = Moment(Side::kClient);
  in_request_ = false;
  Announce();
  // What has a request-line is a request.
  const absl::string_view before_error = client_.unread().substr(0, error.offset - client_.position);
  if (!message.has_head && absl::StrContains(before_error, "\r\n")) {
    reading_.findings.insert(reading_.findings.end(), waiting_.begin(), waiting_.end());
  }
  waiting_.clear();
  if (!message.has_head && exchange > 0 && error.offset == message.begin) {
    const Exchange& before = reading_.exchanges[exchange - 1];
    // Stray white space is no other protocol.
    const bool stray = client_.unread().empty() || absl::ascii_isspace(static_cast<unsigned char>(client_.unread()[0]));
    if (before.request.has_upgrade && before.final && !IsTunnelAnswer(*before.final) && !stray) {
      Find(ExchangeSentence::kInsistsOnUpgrade, exchange, Side::kClient, message.begin);
    }
  }
  StopJudging(client_, error.offset);
}

// The final response is complete: whether the client's octets after the request are HTTP/1.1 is known.
void ConnectionReader::AfterAnswer(size_t exchange) {
  const ExchangeMessage& message = request(exchange);
  const bool tunnel = IsTunnelAnswer(*reading_.exchanges[exchange].final);
  if (client_.state == State::kOver) return;
  // The request goes on, or others have begun: a head that is not complete belongs to the tunnel.
  if (!message.complete) return;
  const size_t last = reading_.exchanges.size() - 1;
  const bool head_begun = in_request_ && last == exchange + 1 && !request(last).has_head;
  if (tunnel) {
    if (head_begun) DropRequest();
    StopJudging(client_, client_.position);
    return;
  }
  if (last != exchange && !head_begun) return;
  if (message.method != "CONNECT" && !message.has_upgrade) return;
  if (client_.state == State::kHeld) held_end_ = client_.position + client_.unread().size();
  RenewClient();
  client_.state = State::kReading;
  ReadRequests();
}

void ConnectionReader::ClientEnds(ConnectionEventKind kind) {
  const uint64_t end = client_.position + client_.unread().size();
  if (in_request_) {
    const size_t exchange = reading_.exchanges.size() - 1;
    const ExchangeMessage& message = request(exchange);
    Find(ExchangeSentence::kRequestIncomplete, exchange, Side::kClient, end);
    if (message.has_head && message.framing.kind == FramingKind::kLength) {
      AddDuty(Side::kServer, exchange, std::nullopt, ExchangeSentence::kServerKeepsIncomplete);
    }
    // The rest of the body will not come: the server cannot read it.
    const bool answered = exchange < answered_ && !IsTunnelAnswer(*reading_.exchanges[exchange].final);
    if (answered && message.has_head && message.framing.kind == FramingKind::kChunked) {
      AddDuty(Side::kServer, exchange, std::nullopt, ExchangeSentence::kBodyNotRead);
    }
  }
  if (kind == ConnectionEventKind::kHalfClose || answered_ >= reading_.exchanges.size()) return;
  const Exchange& exchange = reading_.exchanges[answered_];
  if (!exchange.interim.empty() && !exchange.final && !in_response_) {
    Find(ExchangeSentence::kInterimAsFinal, answered_, Side::kClient, end);
  }
}

}  // namespace plumbline::oracle
