// What RFC 9112 and RFC 9110 say of a connection that is cut into messages, sentence by sentence.
#include "witness/exchange.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

using Rule = PersistenceRule;

bool HeadBy(const SlowSpan& span, size_t event) { return span.has_head && span.head_at <= event; }
bool WholeBy(const SlowSpan& span, size_t event) { return span.complete && span.end_at <= event; }

// 9110, 9.2.2: "PUT, DELETE, and safe request methods are idempotent"; 9.2.1: "GET, HEAD, OPTIONS, and TRACE". Of "the
// request methods defined by this specification" two are left. Others are their own definitions' matter.
bool Idempotent(absl::string_view method) {
  constexpr absl::string_view kMethods[] = {"PUT", "DELETE", "GET", "HEAD", "OPTIONS", "TRACE"};
  return std::count(std::begin(kMethods), std::end(kMethods), method) > 0;
}
bool NotIdempotent(absl::string_view method) { return method == "POST" || method == "CONNECT"; }

// By the event only 1xx responses have come, one at least; none whose head is not whole, which may be the final one.
bool OnlyInterimBy(const SlowExchange& exchange, size_t event) {
  size_t whole = 0;
  for (const SlowSpan& interim : exchange.interim) {
    if (interim.begin_at < event && !HeadBy(interim, event)) return false;
    if (HeadBy(interim, event)) ++whole;
  }
  return whole > 0 && !(exchange.final && exchange.final->begin_at < event);
}

// 9110, 10.1.1.
bool Expects100(const SlowSpan& request) {
  const std::string expect = CombinedValue(request.recount.message.headers, "Expect");
  return HasName(ListElements(expect), "100-continue");
}

bool BecomesTunnel(const SlowSpan& final) { return final.rule() == Rule::kTunnel || final.rule() == Rule::kSwitched; }

std::vector<std::string> ProtocolsIn(const SlowSpan& span) {
  std::vector<std::string> names;
  const std::string combined = CombinedValue(span.recount.message.headers, "Upgrade");
  for (const absl::string_view name : ListElements(combined)) names.push_back(Lower(name));
  return names;
}

}  // namespace

std::optional<size_t> SlowConnection::NextRequest(size_t event) const {
  for (size_t i = 0; i < exchanges_.size(); ++i) {
    const SlowSpan& request = exchanges_[i].request;
    if (event != kNever && request.begin_at > event) return request.has_head ? std::optional<size_t>(i) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<size_t> SlowConnection::NextOpen(bool client, size_t event) const {
  for (size_t i = 0; i < events_.size(); ++i) {
    const bool open = events_[i].kind == SlowEvent::Kind::kOpen && events_[i].client == client;
    if (open && event != kNever && i > event) return i;
  }
  return std::nullopt;
}

void SlowConnection::FindOnce(absl::string_view id, std::optional<size_t> exchange, bool of_client, size_t offset) {
  const auto same = [&](const SlowSentence& one) {
    return one.id == id && one.exchange == exchange && one.of_client == of_client && one.offset == offset;
  };
  if (std::none_of(found_.begin(), found_.end(), same)) Find(id, exchange, of_client, offset);
}

void SlowConnection::ClientMayNot(absl::string_view id, std::optional<size_t> exchange, size_t event) {
  if (const auto next = NextRequest(event)) FindOnce(id, *next, true, exchanges_[*next].request.begin);
  if (const auto open = NextOpen(true, event)) Find(id, exchange, true, client_.ReceivedBy(*open));
}

// 9.6.
void SlowConnection::CloseOption() {
  for (size_t i = 0; i < exchanges_.size(); ++i) {
    const SlowSpan& request = exchanges_[i].request;
    const std::optional<SlowSpan>& final = exchanges_[i].final;
    const bool asked = request.has_head && !request.recount.error && request.Has("close");
    const bool said = final && final->has_head && !final->recount.error && final->Has("close");
    // "A client that sends a "close" connection option MUST NOT send further requests on that connection"
    if (asked && i + 1 < exchanges_.size() && exchanges_[i + 1].request.has_head) {
      Find("9112-9.6-further-request", i + 1, true, exchanges_[i + 1].request.begin);
    }
    // "A client that receives a "close" connection option MUST cease sending requests"
    if (said) {
      if (const auto next = NextRequest(final->head_at)) {
        FindOnce("9112-9.6-request-after-close", *next, true, exchanges_[*next].request.begin);
      }
    }
    if (!final || !final->complete || BecomesTunnel(*final)) continue;
    const bool asked_in_time = asked && request.head_at <= final->end_at;
    // "and MUST close the connection after reading the final response message"
    if (asked_in_time || said) {
      if (const auto open = NextOpen(true, final->end_at)) {
        Find("9112-9.6-client-left-open", i, true, client_.ReceivedBy(*open));
      }
    }
    // "MUST initiate closure of the connection"
    const auto open = NextOpen(false, final->end_at);
    if (asked_in_time && open) Find("9112-9.6-left-open-though-asked", i, false, server_.ReceivedBy(*open));
    if (said && open) Find("9112-9.6-left-open-though-said", i, false, server_.ReceivedBy(*open));
    // "MUST NOT process any further requests received on that connection"
    if (asked_in_time || said) Kept(i);
  }
}

// The server answers a request after the exchange.
void SlowConnection::Kept(size_t exchange) {
  if (exchange + 1 >= exchanges_.size()) return;
  const SlowExchange& next = exchanges_[exchange + 1];
  const SlowSpan* first = !next.interim.empty() ? &next.interim[0] : next.final ? &*next.final : nullptr;
  if (first == nullptr || !first->has_head || first->recount.error) return;
  const SlowSpan& request = exchanges_[exchange].request;
  const SlowSpan& final = *exchanges_[exchange].final;
  absl::string_view id = "9112-9.6-processes-further";
  const bool close = (request.has_head && request.Has("close")) || final.Has("close");
  if (close) FindOnce(id, exchange + 1, false, first->begin);
}

// What else the client may not send then.
void SlowConnection::FurtherRequests() {
  for (size_t i = 0; i < exchanges_.size(); ++i) {
    const SlowSpan& request = exchanges_[i].request;
    const bool next_begun = i + 1 < exchanges_.size() && exchanges_[i + 1].request.has_head;
    // 9.3, item 4.
    if (request.has_head && !request.recount.error && request.rule() == Rule::kOtherwise && next_begun) {
      Find("9112-9.3-after-http10-request", i + 1, true, exchanges_[i + 1].request.begin);
    }
    const std::optional<SlowSpan>& final = exchanges_[i].final;
    if (!final || !final->has_head) continue;
    // 6.3, item 5: "the user agent MUST close the connection to the server and discard the received response".
    if (final->recount.error) {
      ClientMayNot("9112-6.3-invalid-length-kept", i, final->head_at);
      continue;
    }
    // 9.3: "until it … receives an HTTP/1.0 response without a "keep-alive" connection option".
    if (final->rule() == Rule::kOtherwise) {
      if (const auto next = NextRequest(final->head_at)) {
        FindOnce("9112-9.3-reuses-http10", *next, true, exchanges_[*next].request.begin);
      }
    }
    // 6.1: "and close the connection after processing the message".
    if (final->complete && final->rule() == Rule::kHttp10TransferEncoding) {
      ClientMayNot("9112-6.1-http10-coding-reused", i, final->end_at);
    }
    // 6.3, item 6: "consider the message to be incomplete and close the connection".
    if (!final->complete && final->recount.framing.kind == FramingKind::kLength) {
      ClientMayNot("9112-6.3-incomplete-response-kept", i, server_.end_at);
    }
  }
  // 9.2: "the client SHOULD close the connection".
  if (extra_at_ != kNever) ClientMayNot("9112-9.2-kept-after-extra", extra_after_, extra_at_);
  // 9.5: "SHOULD constantly monitor open connections for a received closure signal and respond to it".
  for (size_t i = 0; i < exchanges_.size(); ++i) {
    const SlowSpan& request = exchanges_[i].request;
    const bool blamed = std::any_of(found_.begin(), found_.end(), [&](const SlowSentence& one) {
      return one.of_client && one.exchange == i && one.offset == request.begin && one.id != "9112-2.2-extra-crlf";
    });
    if (request.has_head && request.begin_at > server_.end_at && !blamed) {
      Find("9112-9.5-request-after-closure", i, true, request.begin);
    }
  }
}

// 6.1 and 9.3, item 4: the connection closes after the response to such a request.
void SlowConnection::FramingKept(size_t i) {
  const SlowSpan& request = exchanges_[i].request;
  const SlowSpan& final = *exchanges_[i].final;
  if (BecomesTunnel(final)) return;
  const absl::string_view kept = request.rule() == Rule::kBothLengths              ? "9112-6.1-both-lengths-kept"
                                 : request.rule() == Rule::kHttp10TransferEncoding ? "9112-6.1-http10-coding-kept"
                                 : request.rule() == Rule::kOtherwise              ? "9112-9.3-keeps-http10"
                                                                                   : "";
  if (kept.empty()) return;
  if (const auto open = NextOpen(false, final.end_at)) Find(kept, i, false, server_.ReceivedBy(*open));
  if (i + 1 >= exchanges_.size()) return;
  const SlowExchange& next = exchanges_[i + 1];
  const SlowSpan* first = !next.interim.empty() ? &next.interim[0] : next.final ? &*next.final : nullptr;
  if (first != nullptr && first->has_head && !first->recount.error) Find(kept, i + 1, false, first->begin);
}

void SlowConnection::Responses() {
  for (size_t i = 0; i < exchanges_.size(); ++i) {
    const SlowSpan& request = exchanges_[i].request;
    const auto find = [&](absl::string_view id, const SlowSpan& response) { Find(id, i, false, response.begin); };
    for (const SlowSpan& interim : exchanges_[i].interim) {
      // 9110, 15.2: "a server MUST NOT send a 1xx response to an HTTP/1.0 client".
      if (HeadBy(request, interim.head_at) && request.minor() == 0) find("9110-15.2-to-http10", interim);
    }
    const std::optional<SlowSpan>& final = exchanges_[i].final;
    if (!final || !final->has_head || final->recount.error) continue;
    if (request.recount.error && HeadBy(request, final->head_at)) {
      // 6.3, item 5: "the server MUST respond with a 400 (Bad Request) status code and then close the connection".
      // Sentences on other faults of a request have these.
      constexpr int kNamed[] = {413, 414, 417, 431, 501, 505};
      const bool named = std::count(std::begin(kNamed), std::end(kNamed), final->status()) > 0;
      if (named) find("9112-6.3-faulty-framing-other-status", *final);
      if (!named && final->status() != 400) find("9112-6.3-faulty-framing-not-400", *final);
      const auto open = NextOpen(false, final->end_at);
      if (final->complete && open) Find("9112-6.3-faulty-framing-kept", i, false, server_.ReceivedBy(*open));
      continue;
    }
    if (final->complete && HeadBy(request, final->end_at)) FramingKept(i);
    if (!HeadBy(request, final->head_at)) continue;
    // 9110, 10.1.1: "responds with a final status code before reading the entire request content".
    const bool early = !WholeBy(request, final->head_at) && client_.end_at > final->head_at;
    if (early && final->status() != 101) find("9110-10.1.1-early-final", *final);
    // 6.1: "unless the corresponding request indicates HTTP/1.1 (or later minor revisions)".
    if (request.minor() == 0 && final->HasField("Transfer-Encoding")) find("9112-6.1-coding-to-http10", *final);
    if (final->status() == 101) {
      Switching(i);
      continue;
    }
    // 9.6: "The server SHOULD send a "close" connection option in its final response".
    const bool tunnel = final->rule() == Rule::kTunnel;
    // 9110, 9.3.6: "MUST NOT send any Transfer-Encoding or Content-Length header fields in a 2xx".
    const bool lengths = final->HasField("Transfer-Encoding") || final->HasField("Content-Length");
    if (tunnel && lengths) find("9110-9.3.6-lengths", *final);
    if (request.Has("close") && !final->Has("close") && !tunnel) find("9112-9.6-close-not-said", *final);
    // C.2.2: "explicitly negotiated".
    if (request.rule() == Rule::kHttp10KeepAlive && !final->Has("keep-alive") && !final->Has("close")) {
      find("9112-C.2.2-keep-alive-unanswered", *final);
    }
  }
}

// 9110, 7.8.
void SlowConnection::Switching(size_t exchange) {
  const SlowSpan& request = exchanges_[exchange].request;
  const SlowSpan& final = *exchanges_[exchange].final;
  const auto find = [&](absl::string_view id) { Find(id, exchange, false, final.begin); };
  // "A server that sends a 101 (Switching Protocols) response MUST send an Upgrade header field".
  if (ProtocolsIn(final).empty()) find("9110-7.8-not-named");
  // "A server that receives an Upgrade header field in an HTTP/1.0 request MUST ignore that Upgrade field."
  if (request.HasField("Upgrade") && request.minor() == 0) return find("9110-7.8-http10");
  // "A server MUST NOT switch to a protocol that was not indicated by the client".
  const std::vector<std::string> asked = ProtocolsIn(request);
  const std::vector<std::string> to = ProtocolsIn(final);
  bool indicated = request.HasField("Upgrade");
  bool alike = false;
  for (const std::string& protocol : to) {
    if (std::count(asked.begin(), asked.end(), protocol) > 0) continue;
    bool like_one = false;
    for (const std::string& other : asked) {
      like_one = like_one || Split(other, '/')[0] == Split(protocol, '/')[0];
      like_one = like_one || (std::count(to.begin(), to.end(), other) > 0 && Split(protocol, '/')[0] == "http");
    }
    alike = alike || like_one;
    indicated = indicated && like_one;
  }
  if (!indicated) return find("9110-7.8-not-asked");
  if (alike) find("9110-7.8-another-version");
  // "the server MUST send a 100 (Continue) response before sending a 101".
  bool continued = false;
  for (const SlowSpan& interim : exchanges_[exchange].interim) continued = continued || interim.status() == 100;
  if (Expects100(request) && !continued) find("9110-7.8-before-100");
}

// 9.3.2; 9110, 15.2.
void SlowConnection::Pipelining() {
  for (size_t i = 1; i < exchanges_.size(); ++i) {
    const SlowSpan& request = exchanges_[i].request;
    if (!request.has_head) continue;
    // "until the final response status code for that method has been received"
    bool too_early = false;
    for (size_t j = 0; j < i; ++j) {
      const std::optional<SlowSpan>& final = exchanges_[j].final;
      const bool has_status = final && final->has_head && final->head_at < request.begin_at;
      too_early = too_early || (NotIdempotent(exchanges_[j].request.method) && !has_status);
    }
    if (too_early) Find("9112-9.3.2-after-non-idempotent", i, true, request.begin);
    // "A client MUST be able to parse one or more 1xx responses received prior to a final response".
    if (OnlyInterimBy(exchanges_[i - 1], request.begin_at))
      Find("9110-15.2-taken-for-final", i - 1, true, request.begin);
  }
}

// Section 8; 9110, 15.2.
void SlowConnection::Ends() {
  if (server_.end_at != kNever && cut_off_) {
    Find("9112-8-response-incomplete", answering_, false, server_.octets.size());
  }
  if (client_.end_at == kNever) return;
  if (!exchanges_.empty()) {
    const SlowSpan& last = exchanges_.back().request;
    const bool cut_off = !last.complete && !last.recount.error && last.begin_at < client_.end_at;
    if (cut_off) {
      Find("9112-8-request-incomplete", exchanges_.size() - 1, true, client_.octets.size());
      const bool length = last.has_head && last.recount.framing.kind == FramingKind::kLength;
      const auto open = NextOpen(false, client_.end_at);
      if (length && open) {
        Find("9112-6.3-incomplete-request-kept", exchanges_.size() - 1, false, server_.ReceivedBy(*open));
      }
      // 9.3: "MUST read the entire request message body or close the connection after sending its response".
      const std::optional<SlowSpan>& final = exchanges_.back().final;
      const bool chunked = last.has_head && last.recount.framing.kind == FramingKind::kChunked;
      if (chunked && final && final->complete && !BecomesTunnel(*final)) {
        if (const auto after = NextOpen(false, std::max(client_.end_at, final->end_at))) {
          Find("9112-9.3-body-not-read", exchanges_.size() - 1, false, server_.ReceivedBy(*after));
        }
      }
    }
  }
  if (client_.end == SlowEvent::Kind::kHalfClose) return;
  for (size_t i = 0; i < exchanges_.size(); ++i) {
    if (OnlyInterimBy(exchanges_[i], client_.end_at)) Find("9110-15.2-taken-for-final", i, true, client_.octets.size());
  }
}

// 9110, 10.1.1: "MUST NOT wait for the content before sending the 100 (Continue) response".
void SlowConnection::Opened(size_t event) {
  if (events_[event].client || exchanges_.empty()) return;
  for (size_t i = 0; i < exchanges_.size(); ++i) {
    const SlowSpan& request = exchanges_[i].request;
    if (!HeadBy(request, event) || request.recount.error || request.minor() == 0) continue;
    if (!Expects100(request)) continue;
    const bool nothing_came = client_.ReceivedBy(event) == request.begin + request.recount.head_size;
    const bool awaits = !WholeBy(request, event) && client_.end_at > event;
    const SlowExchange& exchange = exchanges_[i];
    bool said = exchange.final && exchange.final->begin_at < event;
    for (const SlowSpan& interim : exchange.interim) {
      said = said || (interim.begin_at < event && (!HeadBy(interim, event) || interim.status() == 100));
    }
    bool first = true;
    for (size_t j = 0; j < i; ++j) first = first && exchanges_[j].final && WholeBy(*exchanges_[j].final, event);
    if (nothing_came && awaits && !said && first) {
      Find("9110-10.1.1-expectation-waits", i, false, server_.ReceivedBy(event));
    }
  }
}

std::string SlowConnection::Decision(const SlowExchange& exchange) const {
  if (!exchange.final || !exchange.final->has_head) return "unknown";
  const SlowSpan& final = *exchange.final;
  const SlowSpan& request = exchange.request;
  if (final.recount.error) return absl::StrCat("closes by server ", Info(*final.recount.error).id);
  if (BecomesTunnel(final)) return absl::StrCat("tunnel by server ", Name(final.rule()));
  if (request.recount.error) return absl::StrCat("closes by client ", Info(*request.recount.error).id);
  if (request.has_head && !request.recount.persistence.persists) {
    return absl::StrCat("closes by client ", Name(request.rule()));
  }
  if (!final.recount.persistence.persists) return absl::StrCat("closes by server ", Name(final.rule()));
  if (request.has_head && request.rule() == Rule::kHttp10KeepAlive && !final.Has("keep-alive")) {
    return "closes by server 9112-C.2.2-keep-alive-unanswered";
  }
  return absl::StrCat("persists by server ", Name(final.rule()));
}

// 9110, 9.2.2.
std::string SlowConnection::Retry(size_t exchange) const {
  const bool died = server_.end_at != kNever || (client_.end_at != kNever && client_.end == SlowEvent::Kind::kReset);
  const std::optional<SlowSpan>& final = exchanges_[exchange].final;
  if (!died || (final && final->complete)) return "not-asked";
  const absl::string_view method = exchanges_[exchange].request.method;
  return Idempotent(method) ? "may" : NotIdempotent(method) ? "never" : "unknown";
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
