// Cuts both directions of a connection into messages. RFC 9112, section 9.2: the order of responses "corresponds
// exactly to the order in which requests are made".
#include <algorithm>
#include <utility>

#include "witness/exchange.h"
#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

bool BeginsWith(absl::string_view text, absl::string_view front) { return text.substr(0, front.size()) == front; }

// The message that begins at `pos`; a body up to the close is all that follows, and not complete.
SlowSpan CutMessage(const SlowDirection& direction, size_t pos, const Reader& reader) {
  SlowSpan span;
  span.begin = pos;
  span.begin_at = direction.arrival[pos];
  const absl::string_view rest = absl::string_view(direction.octets).substr(pos);
  const size_t blank = rest.find("\r\n\r\n");
  const bool request = reader.kind == MessageKind::kRequest;
  if (request && rest.find(' ') != absl::string_view::npos) span.method = std::string(rest.substr(0, rest.find(' ')));
  if (blank == absl::string_view::npos) return span;
  span.has_head = true;
  span.head_at = direction.arrival[pos + blank + 3];
  span.recount = RecountMessage(rest, reader);
  if (span.recount.error) return span;
  const bool by_close = span.recount.framing.kind == FramingKind::kClose;
  span.complete = span.recount.body.whole && !by_close;
  span.end = pos + span.recount.head_size + span.recount.body.size;
  if (span.complete) span.end_at = direction.arrival[span.end - 1];
  return span;
}

bool Switches(const SlowSpan& response) {
  return response.rule() == PersistenceRule::kTunnel || response.rule() == PersistenceRule::kSwitched;
}

}  // namespace

size_t SlowDirection::ReceivedBy(size_t event) const {
  return static_cast<size_t>(
      std::count_if(arrival.begin(), arrival.end(), [&](size_t octet) { return octet <= event; }));
}

bool SlowSpan::Has(absl::string_view option) const {
  return HasName(SlowConnectionOptions(recount.message.headers), option);
}

SlowConnection::SlowConnection(const std::vector<SlowEvent>& events) : events_(events) {
  for (size_t event = 0; event < events_.size(); ++event) {
    const SlowEvent& seen = events_[event];
    SlowDirection& direction = seen.client ? client_ : server_;
    direction.octets += seen.octets;
    direction.arrival.resize(direction.octets.size(), event);
    if (seen.kind == SlowEvent::Kind::kOctets || seen.kind == SlowEvent::Kind::kOpen) continue;
    direction.end_at = event;
    direction.end = seen.kind;
  }
  CutRequests();
  CutResponses();
  found_.insert(found_.end(), of_server_.begin(), of_server_.end());
  CloseOption();
  FurtherRequests();
  Responses();
  Pipelining();
  Ends();
  for (size_t event = 0; event < events_.size(); ++event) {
    if (events_[event].kind == SlowEvent::Kind::kOpen) Opened(event);
  }
}

void SlowConnection::Find(absl::string_view id, std::optional<size_t> exchange, bool of_client, size_t offset) {
  found_.push_back({std::string(id), exchange, of_client, offset});
}

// 9.2: "outstanding", from its first octet until its final response.
bool SlowConnection::IsOutstanding(size_t exchange, size_t event) const {
  return exchange < exchanges_.size() && exchanges_[exchange].request.begin_at < event;
}

void SlowConnection::CutRequests() {
  size_t pos = 0;
  const absl::string_view octets = client_.octets;
  for (;;) {
    // 2.2: "An HTTP/1.1 user agent MUST NOT preface or follow a request with an extra CRLF."
    const size_t crlfs = pos;
    while (BeginsWith(octets.substr(pos), "\r\n")) pos += 2;
    const bool extra = pos > crlfs;
    if (extra && !exchanges_.empty() && exchanges_.back().request.minor() >= 1) {
      Find("9112-2.2-extra-crlf", exchanges_.size() - 1, true, crlfs);
    }
    if (pos >= octets.size() || octets.substr(pos) == "\r") return;
    SlowSpan span = CutMessage(client_, pos, {MessageKind::kRequest, Recipient::kOrigin, ""});
    span.recount.message.method = span.method;
    if (extra && exchanges_.empty() && span.has_head && !span.recount.error && span.minor() >= 1) {
      Find("9112-2.2-extra-crlf", 0, true, crlfs);
    }
    CutResponses();
    for (const SlowExchange& before : exchanges_) {
      if (before.final && before.final->has_head && Switches(*before.final)) return;
    }
    exchanges_.push_back({span, {}, {}});
    if (!span.complete) return;
    pos = span.end;
    // 9110, 9.3.6 and 7.8: what follows is the answer's to say.
    if (span.method != "CONNECT" && !span.HasField("Upgrade")) continue;
    CutResponses();
    if (!exchanges_.back().final) return;
  }
}

// What belongs to no request.
void SlowConnection::NoteExtra(size_t pos) {
  const absl::string_view rest = absl::string_view(server_.octets).substr(pos);
  const bool response = BeginsWith(rest, "HTTP/");
  const std::optional<size_t> before = answering_ == 0 ? std::nullopt : std::optional<size_t>(answering_ - 1);
  // 6.3, rule 5: "respond with a 400 (Bad Request) status code and then close the connection".
  if (before && exchanges_[*before].request.recount.error) {
    if (response) of_server_.push_back({"9112-6.3-faulty-framing-kept", before, false, pos});
    return;
  }
  extra_after_ = before;
  const size_t blank = rest.find("\r\n\r\n");
  extra_at_ = server_.end_at;
  if (response && blank != absl::string_view::npos) extra_at_ = server_.arrival[pos + blank + 3];
  if (!BeginsWith("HTTP/", rest.substr(0, 5)) && !response) {
    // Up to the first octet that is not of "HTTP/".
    size_t same = 0;
    while (rest[same] == absl::string_view("HTTP/")[same]) ++same;
    extra_at_ = server_.arrival[pos + same];
  }
  absl::string_view id = "9112-6.3-extra-octets";
  if (response) {
    id = "9110-15-second-final";
    if (before) {
      const SlowSpan& request = exchanges_[*before].request;
      const bool in_body = request.head_at < extra_at_ && (request.end_at == kNever || request.end_at > extra_at_);
      if (in_body && !request.recount.error) id = "9112-9.3-body-not-read";
    }
    // 9.2: 1xx responses "precede a final response to the same request". Of 408 perhaps not all digits are there.
    const absl::string_view status = rest.size() < 9 ? "" : rest.substr(9, 3);
    if (BeginsWith(status, "1")) id = "9112-9.2-interim-alone";
    if (BeginsWith("408", status)) id = "9110-15.5.9-unsolicited";
  } else if (before) {
    const SlowExchange& last = exchanges_[*before];
    if (last.final->recount.framing.rule == 1) id = "9112-6.3-after-bodiless";
  }
  of_server_.push_back({std::string(id), before, false, pos});
}

void SlowConnection::CutResponses() {
  of_server_.clear();
  extra_at_ = kNever;
  extra_after_.reset();
  cut_off_ = false;
  answering_ = 0;
  for (SlowExchange& exchange : exchanges_) {
    exchange.interim.clear();
    exchange.final.reset();
  }
  const absl::string_view octets = server_.octets;
  size_t pos = 0;
  bool between = false;
  while (pos < octets.size()) {
    const absl::string_view rest = octets.substr(pos);
    if (!IsOutstanding(answering_, server_.arrival[pos])) {
      if (rest == "\r") return;
      if (!BeginsWith(rest, "\r\n")) return NoteExtra(pos);
      // 9.2: "one or more CRLF (which can be discarded per Section 2.2)"
      if (!between) of_server_.push_back({"9112-9.2-crlf", std::nullopt, false, pos});
      between = true;
      pos += 2;
      continue;
    }
    between = false;
    SlowExchange& exchange = exchanges_[answering_];
    if (rest[0] != 'H') {
      // 6.3, item 1: "and thus cannot contain a message body"
      const bool after_interim = !exchange.interim.empty();
      const size_t last = after_interim ? answering_ : answering_ - 1;
      of_server_.push_back({"9112-6.3-after-bodiless", last, false, pos});
      if (!after_interim && exchanges_[last].request.method == "HEAD" && exchange.request.method != "HEAD") {
        of_server_.push_back({"9112-9.3.2-order", last, false, pos});
      }
      return;
    }
    SlowSpan span = CutMessage(server_, pos, {MessageKind::kResponse, Recipient::kUserAgent, exchange.request.method});
    const bool interim = span.has_head && span.status() >= 100 && span.status() < 200 && span.status() != 101;
    if (interim) {
      exchange.interim.push_back(span);
      pos = span.end;
      continue;
    }
    // 8: "terminated by closure of the connection and, if the header section was received intact, is considered
    // complete unless an error was indicated by the underlying connection"
    const bool by_close = span.has_head && span.recount.framing.kind == FramingKind::kClose;
    if (by_close && server_.end_at != kNever && server_.end != SlowEvent::Kind::kReset) {
      span.complete = true;
      span.end_at = server_.end_at;
    }
    exchange.final = span;
    cut_off_ = !span.complete && !span.recount.error;
    if (!span.complete) return;
    pos = span.end;
    ++answering_;
    if (Switches(span)) return;
  }
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
