// The server's octets: responses, to which request each is one, and what belongs to none.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "oracle/exchange.h"

namespace plumbline::oracle {
namespace {

constexpr absl::string_view kHttpName = "HTTP/";

bool IsInterim(const ExchangeMessage& response) {
  return response.status >= 100 && response.status <= 199 && response.status != 101;
}

// Whether the protocols of a 101 response are those that the request named.
enum class Switch : uint8_t {
  kNamed,
  kSimilar,  // one is named in another version, or is HTTP over one that is named
  kOther,
};

Switch SwitchTo(const std::vector<std::string>& protocols, const std::vector<std::string>& named) {
  const auto name_of = [](absl::string_view protocol) { return protocol.substr(0, protocol.find('/')); };
  const auto is_named = [&](const std::string& protocol) {
    return std::find(named.begin(), named.end(), protocol) != named.end();
  };
  const bool over_a_named_one = std::any_of(protocols.begin(), protocols.end(), is_named);
  Switch to = Switch::kNamed;
  for (const std::string& protocol : protocols) {
    if (is_named(protocol)) continue;
    const bool in_another_version = std::any_of(
        named.begin(), named.end(), [&](const std::string& one) { return name_of(one) == name_of(protocol); });
    const bool similar = in_another_version || (over_a_named_one && name_of(protocol) == "http");
    if (!similar) return Switch::kOther;
    to = Switch::kSimilar;
  }
  return to;
}

}  // namespace

bool ConnectionReader::HasFaultyFraming(const ExchangeMessage& message) {
  if (!message.error) return false;
  const Clause clause = message.error->clause;
  return clause == Clause::kChunkedNotFinal || clause == Clause::kContentLengthInvalid ||
         clause == Clause::kContentLengthDiffers;
}

void ConnectionReader::ReadResponses() {
  while (server_.state == State::kReading) {
    if (extra_) return ReadExtra(false);
    if (!in_response_ && !BeginResponse()) {
      if (extra_) continue;
      return;
    }
    const Step step = server_.decoder.Next(server_.unread());
    server_.Consume(step.consumed);
    if (step.event == Event::kNeedMore) return;
    if (step.event == Event::kHead) ResponseHead();
    if (step.event == Event::kMessageEnd) ResponseEnd();
    if (step.event == Event::kError) ResponseError();
  }
}

// The decoder learns of one request at a time.
void ConnectionReader::RenewServer() {
  server_.decoder = Decoder(server_.decoder.options());
  server_.decoder_begin = server_.position;
  asked_ = answered_;
}

// False if nothing begins; then extra_ tells whether what there is belongs to no request.
bool ConnectionReader::BeginResponse() {
  if (server_.unread().empty()) return false;
  // RFC 9112, section 9.2: a request is outstanding from its first octet on.
  if (outstanding() == 0 && in_request_) Announce();
  if (outstanding() == 0) {
    BeginExtra();
    return false;
  }
  if (asked_ == answered_) {
    server_.decoder.AddRequest(request(answered_).method);
    ++asked_;
  }
  between_ = false;
  response_ = {};
  response_.begin = server_.position;
  response_.begin_at = now_;
  response_.begin_moment = Moment(Side::kServer);
  in_response_ = true;
  return true;
}

void ConnectionReader::BeginExtra() {
  // After an error of the client's it is not known which requests there are; after one of framing none is answered.
  const bool ends_with_error = answered_ > 0 && HasFaultyFraming(request(answered_ - 1));
  if (client_.state == State::kOver && !ends_with_error) return StopJudging(server_, server_.position);
  while (absl::StartsWith(server_.unread(), "\r\n")) {
    if (!between_) Find(ExchangeSentence::kCrlfBetween, std::nullopt, Side::kServer, server_.position);
    between_ = true;
    server_.Consume(2);
  }
  if (server_.unread().empty() || server_.unread() == "\r") return;
  extra_ = true;
  RenewServer();
  server_.decoder.AddRequest("GET");
}

// `ended`: nothing will follow them.
void ConnectionReader::ReadExtra(bool ended) {
  const absl::string_view octets = server_.unread();
  const bool begins_alike = absl::StartsWith(octets.substr(0, kHttpName.size()), kHttpName.substr(0, octets.size()));
  if (!begins_alike || (ended && octets.size() < kHttpName.size())) return ExtraOctets();
  if (octets.size() < kHttpName.size()) return;
  const Event event = server_.decoder.Next(octets).event;
  if (event == Event::kNeedMore && !ended) return;
  ExtraResponse(event == Event::kNeedMore);
}

bool ConnectionReader::AfterBodiless() const { return last_response_ && last_response_->framing.rule == 1; }

void ConnectionReader::ExtraOctets() {
  if (answered_ > 0 && HasFaultyFraming(request(answered_ - 1))) return StopJudging(server_, server_.position);
  const std::optional<size_t> exchange = answered_ > 0 ? std::optional<size_t>(answered_ - 1) : std::nullopt;
  Find(AfterBodiless() ? ExchangeSentence::kAfterBodiless : ExchangeSentence::kExtraOctets, exchange, Side::kServer,
       server_.position);
  AddDuty(Side::kClient, exchange, ExchangeSentence::kReusesAfterExtra, ExchangeSentence::kReusesAfterExtra);
  StopJudging(server_, server_.position);
}

// `cut_off`: it ends in its head.
void ConnectionReader::ExtraResponse(bool cut_off) {
  if (answered_ > 0 && HasFaultyFraming(request(answered_ - 1))) {
    Find(ExchangeSentence::kFaultyFramingKept, answered_ - 1, Side::kServer, server_.position);
    return StopJudging(server_, server_.position);
  }
  // Of the status code there may be some digits, or none.
  constexpr size_t kBeforeStatus = 9;
  const std::string status = cut_off ? std::string(absl::ClippedSubstr(server_.unread(), kBeforeStatus, 3))
                                     : absl::StrCat(server_.decoder.status_line().status);
  const bool interim = absl::StartsWith(status, "1");
  const bool in_body = answered_ > 0 && request(answered_ - 1).has_head && !request(answered_ - 1).complete &&
                       !request(answered_ - 1).error;
  const ExchangeSentence sentence = absl::StartsWith("408", status) ? ExchangeSentence::kTimeoutUnsolicited
                                    : interim                       ? ExchangeSentence::kInterimAlone
                                    : in_body                       ? ExchangeSentence::kBodyNotRead
                                                                    : ExchangeSentence::kSecondFinal;
  const std::optional<size_t> exchange = answered_ > 0 ? std::optional<size_t>(answered_ - 1) : std::nullopt;
  Find(sentence, exchange, Side::kServer, server_.position);
  AddDuty(Side::kClient, exchange, ExchangeSentence::kReusesAfterExtra, ExchangeSentence::kReusesAfterExtra);
  StopJudging(server_, server_.position);
}

void ConnectionReader::ResponseHead() {
  FillHead(server_.decoder, response_);
  response_.head_end = server_.position;
  SeenMessage(server_duties_, answered_, Side::kServer, response_.begin, reading_.findings);
  if (IsInterim(response_)) {
    const ExchangeMessage& asked = request(answered_);
    if (asked.has_head && asked.version.minor == 0) {
      Find(ExchangeSentence::kInterimToHttp10, answered_, Side::kServer, response_.begin);
    }
    return;
  }
  reading_.exchanges[answered_].final = response_;
  CheckFinal(answered_);
  DutiesOfFinalHead(answered_);
}

void ConnectionReader::ResponseEnd() {
  response_.complete = true;
  response_.end = server_.position;
  response_.end_at = now_;
  response_.end_moment = Moment(Side::kServer);
  in_response_ = false;
  last_response_ = response_;
  if (IsInterim(response_)) {
    reading_.exchanges[answered_].interim.push_back(response_);
    return;
  }
  const size_t exchange = answered_++;
  reading_.exchanges[exchange].final = response_;
  DutiesOfFinalEnd(exchange);
  const PersistenceRule rule = response_.persistence.rule;
  const bool tunnel = rule == PersistenceRule::kTunnel || rule == PersistenceRule::kSwitched;
  if (tunnel) StopJudging(server_, server_.position);
  AfterAnswer(exchange);
}

void ConnectionReader::ResponseError() {
  ParseError error = server_.decoder.error();
  // After a response that closes, where a request is outstanding: a further response.
  if (error.clause == Clause::kExtraData) {
    in_response_ = false;
    return RenewServer();
  }
  error.offset += server_.decoder_begin;
  error.place += server_.decoder_begin;
  in_response_ = false;
  const bool status_line = absl::StartsWith(server_.unread(), kHttpName) || response_.has_head;
  // An empty line is no body.
  const bool empty_line = absl::StartsWith(server_.unread(), "\r") || absl::StartsWith(server_.unread(), "\n");
  if (!status_line && !empty_line && AfterBodiless() && response_.begin == last_response_->end) {
    const size_t answered = IsInterim(*last_response_) ? answered_ : answered_ - 1;
    Find(ExchangeSentence::kAfterBodiless, answered, Side::kServer, response_.begin);
    if (!IsInterim(*last_response_) && request(answered).method == "HEAD" && request(answered_).method != "HEAD") {
      Find(ExchangeSentence::kOutOfOrder, answered, Side::kServer, response_.begin);
    }
    return StopJudging(server_, response_.begin);
  }
  response_.error = error;
  response_.end = error.offset;
  response_.end_at = now_;
  response_.end_moment = Moment(Side::kServer);
  reading_.exchanges[answered_].final = response_;
  if (HasFaultyFraming(response_)) {
    AddDuty(Side::kClient, answered_, ExchangeSentence::kInvalidLengthKept, ExchangeSentence::kInvalidLengthKept);
  }
  StopJudging(server_, error.offset);
}

void ConnectionReader::CheckFinal(size_t exchange) {
  const ExchangeMessage& asked = request(exchange);
  const auto find = [&](ExchangeSentence sentence) { Find(sentence, exchange, Side::kServer, response_.begin); };
  if (asked.error) {
    // Other clauses of a request have status codes of their own.
    constexpr int kOthers[] = {413, 414, 417, 431, 501, 505};
    const bool of_a_clause = std::find(std::begin(kOthers), std::end(kOthers), response_.status) != std::end(kOthers);
    if (HasFaultyFraming(asked) && response_.status != 400) {
      find(of_a_clause ? ExchangeSentence::kFaultyFramingOtherStatus : ExchangeSentence::kFaultyFramingNot400);
    }
    return;
  }
  if (!asked.has_head) return;
  const bool early = options_.ordered && !asked.complete && !client_.end.closed;
  if (early && response_.status != 101) find(ExchangeSentence::kEarlyFinal);
  if (asked.version.minor == 0 && response_.has_transfer_encoding) find(ExchangeSentence::kCodingToHttp10);
  if (response_.status == 101) return CheckSwitch(exchange);
  const bool tunnel = response_.persistence.rule == PersistenceRule::kTunnel;
  if (tunnel && (response_.has_transfer_encoding || response_.has_content_length)) {
    find(ExchangeSentence::kTunnelLengths);
  }
  if (asked.close_option && !response_.close_option && !tunnel) find(ExchangeSentence::kCloseNotSaid);
  if (asked.persistence.rule == PersistenceRule::kHttp10KeepAlive && !response_.keep_alive_option &&
      !response_.close_option) {
    find(ExchangeSentence::kKeepAliveUnanswered);
  }
}

// RFC 9110, section 7.8.
void ConnectionReader::CheckSwitch(size_t exchange) {
  const ExchangeMessage& asked = request(exchange);
  const auto find = [&](ExchangeSentence sentence) { Find(sentence, exchange, Side::kServer, response_.begin); };
  const std::vector<ExchangeMessage>& interim = reading_.exchanges[exchange].interim;
  if (response_.protocols.empty()) find(ExchangeSentence::kSwitchUnnamed);
  if (asked.has_upgrade && asked.version.minor == 0) return find(ExchangeSentence::kSwitchHttp10);
  const Switch to = SwitchTo(response_.protocols, asked.protocols);
  if (to == Switch::kSimilar) find(ExchangeSentence::kSwitchVersion);
  if (!asked.has_upgrade || to == Switch::kOther) {
    find(ExchangeSentence::kSwitchNotAsked);
    for (size_t later = exchange + 1; later < reading_.exchanges.size(); ++later) {
      if (request(later).has_upgrade) return find(ExchangeSentence::kOutOfOrder);
    }
    return;
  }
  const bool said_100 = std::any_of(interim.begin(), interim.end(),
                                    [](const ExchangeMessage& response) { return response.status == 100; });
  if (asked.expects_continue && !said_100) find(ExchangeSentence::kSwitchBefore100);
}

void ConnectionReader::ServerEnds(ConnectionEventKind kind) {
  if (server_.state != State::kReading) return;
  if (extra_) return ReadExtra(true);
  if (!in_response_) return;
  // RFC 9112, section 8: the end of the connection is that of the body, "unless an error was indicated".
  if (response_.has_head && response_.framing.kind == FramingKind::kClose && kind != ConnectionEventKind::kReset) {
    server_.decoder.Next(server_.unread(), true);
    return ResponseEnd();
  }
  response_.end = server_.position + server_.unread().size();
  response_.end_at = now_;
  Find(ExchangeSentence::kResponseIncomplete, answered_, Side::kServer, response_.end);
  if (response_.has_head && response_.framing.kind == FramingKind::kLength) {
    AddDuty(Side::kClient, answered_, ExchangeSentence::kClientKeepsIncomplete,
            ExchangeSentence::kClientKeepsIncomplete);
  }
}

}  // namespace plumbline::oracle
