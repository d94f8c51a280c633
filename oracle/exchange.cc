#include "oracle/exchange.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "parser/fields/connection.h"
#include "parser/fields/upgrade.h"
#include "parser/findings_finder.h"
#include "parser/octets.h"

namespace plumbline::oracle {
namespace {

constexpr ExchangeSentenceInfo kExchangeSentences[] = {
#define PLUMBLINE_EXCHANGE_SENTENCE(name, id, rfc, section, level, binds, verdict, text) \
  {id, rfc, section, Level::level, Side::binds, Verdict::verdict, text},
#include "oracle/exchange.def"
#undef PLUMBLINE_EXCHANGE_SENTENCE
};

constexpr absl::string_view kSideNames[] = {"client", "server"};
constexpr absl::string_view kEventNames[] = {"octets", "half-close", "close", "reset", "open"};
constexpr absl::string_view kJointNames[] = {"unknown", "persists", "closes", "tunnel"};
constexpr absl::string_view kRetryNames[] = {"not-asked", "may", "never", "unknown"};

DecoderOptions OptionsOf(MessageKind kind, const ConnectionSetting& options) {
  DecoderOptions decoder;
  decoder.kind = kind;
  decoder.recipient = DefaultRecipient(kind);
  const bool proxy = kind == MessageKind::kRequest ? options.server_is_proxy : options.client_is_proxy;
  if (proxy) decoder.recipient = Recipient::kIntermediary;
  decoder.limits = options.limits;
  return decoder;
}

// RFC 9110, section 5.3.
std::string CombinedLines(const FieldSection& fields, absl::string_view name) {
  std::string combined;
  for (const FieldLine field : fields) {
    if (!absl::EqualsIgnoreCase(field.name, name)) continue;
    absl::StrAppend(&combined, combined.empty() ? "" : ", ", field.value);
  }
  return combined;
}

bool Expects100(const FieldSection& fields) {
  const std::string value = CombinedLines(fields, "Expect");
  for (const absl::string_view member : ListMembers(value)) {
    if (absl::EqualsIgnoreCase(octets::TrimWhitespace(member), "100-continue")) return true;
  }
  return false;
}

std::vector<std::string> ProtocolsOf(const FieldSection& fields) {
  std::vector<std::string> names;
  const std::string value = CombinedLines(fields, "Upgrade");
  const Result<Protocols> protocols = ParseUpgrade(value);
  if (!protocols.complete()) return names;
  for (const Protocol& protocol : *protocols) {
    const absl::string_view slash = protocol.version.empty() ? "" : "/";
    names.push_back(absl::AsciiStrToLower(absl::StrCat(protocol.name, slash, protocol.version)));
  }
  return names;
}

bool HasField(const FieldSection& fields, absl::string_view name) {
  for (const FieldLine field : fields) {
    if (absl::EqualsIgnoreCase(field.name, name)) return true;
  }
  return false;
}

}  // namespace

const ExchangeSentenceInfo& Info(ExchangeSentence sentence) {
  return kExchangeSentences[static_cast<size_t>(sentence)];
}
absl::Span<const ExchangeSentenceInfo> AllExchangeSentences() { return kExchangeSentences; }
absl::string_view Name(Side side) { return kSideNames[static_cast<size_t>(side)]; }
absl::string_view Name(ConnectionEventKind kind) { return kEventNames[static_cast<size_t>(kind)]; }
absl::string_view Name(JointDecision decision) { return kJointNames[static_cast<size_t>(decision)]; }
absl::string_view Name(Retry retry) { return kRetryNames[static_cast<size_t>(retry)]; }

std::optional<bool> ConnectionReader::IsIdempotent(absl::string_view method) {
  // "PUT, DELETE, and safe request methods"; section 9.2.1 has the safe ones. CONNECT is neither.
  constexpr absl::string_view kIdempotent[] = {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"};
  if (std::find(std::begin(kIdempotent), std::end(kIdempotent), method) != std::end(kIdempotent)) return true;
  if (method == "POST" || method == "CONNECT") return false;
  return std::nullopt;
}

ConnectionReader::ConnectionReader(const ConnectionSetting& options)
    : options_(options),
      client_{Decoder(OptionsOf(MessageKind::kRequest, options)), {}, 0, 0, 0, State::kReading, {}},
      server_{Decoder(OptionsOf(MessageKind::kResponse, options)), {}, 0, 0, 0, State::kReading, {}} {}

void ConnectionReader::Add(const ConnectionEvent& event) {
  Stream& stream = event.side == Side::kClient ? client_ : server_;
  if (stream.end.closed) return;
  now_ = event.at;
  acting_ = event.side;
  switch (event.kind) {
    case ConnectionEventKind::kOctets:
      if (stream.state == State::kOver) {
        stream.position += event.octets.size();
        return;
      }
      stream.octets.erase(0, stream.begin);
      stream.begin = 0;
      stream.octets.append(event.octets.data(), event.octets.size());
      return event.side == Side::kClient ? ReadRequests() : ReadResponses();
    case ConnectionEventKind::kOpen:
      return SeenOpen(event.side);
    case ConnectionEventKind::kHalfClose:
    case ConnectionEventKind::kClose:
    case ConnectionEventKind::kReset:
      stream.end.closed = event.kind;
      stream.end.at = event.at;
      stream.end.moment = Moment(event.side) + stream.unread().size();
      return event.side == Side::kClient ? ClientEnds(event.kind) : ServerEnds(event.kind);
  }
}

ConnectionReading ConnectionReader::Finish() const {
  ConnectionReader copy(*this);
  copy.Conclude();
  return std::move(copy.reading_);
}

void ConnectionReader::Conclude() {
  if (extra_ && server_.state == State::kReading) ReadExtra(true);
  std::vector<Exchange>& exchanges = reading_.exchanges;
  if (in_request_) {
    FindMethod();
    exchanges.back().request.end = client_.position + client_.unread().size();
    exchanges.back().request.end_moment = Moment(Side::kClient) + client_.unread().size();
  }
  if (in_response_) {
    response_.end = server_.position + server_.unread().size();
    response_.end_moment = Moment(Side::kServer) + server_.unread().size();
    std::optional<ExchangeMessage>& final = exchanges[answered_].final;
    const bool interim =
        response_.has_head && response_.status >= 100 && response_.status < 200 && response_.status != 101;
    if (interim) {
      exchanges[answered_].interim.push_back(response_);
    } else if (!final || !final->error) {
      final = response_;
    }
  }
  if (client_.state == State::kHeld && !client_.unread().empty()) client_.end.not_judged_from = client_.position;
  reading_.client = client_.end;
  reading_.client.octets = client_.position + client_.unread().size();
  reading_.server = server_.end;
  reading_.server.octets = server_.position + server_.unread().size();
  for (const ExchangeFinding& finding : reading_.findings) {
    const Verdict verdict = Info(finding.sentence).verdict;
    reading_.verdict = std::max(reading_.verdict, verdict);
    if (finding.exchange) {
      Exchange& exchange = exchanges[*finding.exchange];
      exchange.verdict = std::max(exchange.verdict, verdict);
    }
  }
  for (Exchange& exchange : exchanges) Decide(exchange);
  DecideRetries();
}

uint64_t ConnectionReader::Moment(Side side) const {
  const Stream& other = side == Side::kClient ? server_ : client_;
  return (side == Side::kClient ? client_ : server_).position + other.position + other.unread().size();
}

ExchangeFinding ConnectionReader::Made(ExchangeSentence sentence, std::optional<size_t> exchange, Side stream,
                                       uint64_t offset) const {
  return {sentence, exchange, stream, offset, now_, Moment(acting_)};
}

void ConnectionReader::Find(ExchangeSentence sentence, std::optional<size_t> exchange, Side stream, uint64_t offset) {
  reading_.findings.push_back(Made(sentence, exchange, stream, offset));
}

void ConnectionReader::StopJudging(Stream& stream, uint64_t from) {
  stream.state = State::kOver;
  stream.end.not_judged_from = from;
  stream.position += stream.unread().size();
  stream.octets.clear();
  stream.begin = 0;
}

void ConnectionReader::FillHead(const Decoder& decoder, ExchangeMessage& message) const {
  const FieldSection& fields = decoder.fields();
  const bool is_request = decoder.options().kind == MessageKind::kRequest;
  message.has_head = true;
  if (is_request) {
    const RequestLine& line = decoder.request_line();
    message.method = std::string(line.method);
    message.target = std::string(line.target.text);
    message.version = line.version;
    message.expects_continue = Expects100(fields);
  } else {
    message.status = decoder.status_line().status;
    message.version = decoder.status_line().version;
  }
  message.framing = decoder.framing();
  message.persistence = decoder.persistence();
  const ConnectionOptions options = ConnectionOptionsOf(fields);
  message.close_option = options.Has("close");
  message.keep_alive_option = options.Has("keep-alive");
  message.has_transfer_encoding = HasField(fields, "Transfer-Encoding");
  message.has_content_length = HasField(fields, "Content-Length");
  message.has_upgrade = HasField(fields, "Upgrade");
  if (message.has_upgrade) message.protocols = ProtocolsOf(fields);
}

}  // namespace plumbline::oracle
