// A second, slow reading of a connection: both directions as wholes, cut into messages by witness/recount.h, each octet
// with the event that brought it; then sentence by sentence what RFC 9112 and RFC 9110 say of the whole. It keeps no
// state from event to event, and shares no table and no code with oracle/.
//
// It trusts that the octets are valid messages, the last of each side perhaps cut off, but for an invalid
// Content-Length, for CRLFs between messages, and for what the server sends that belongs to no request. After CONNECT
// and Upgrade nothing may be sent before the answer.
#ifndef PLUMBLINE_WITNESS_EXCHANGE_H_
#define PLUMBLINE_WITNESS_EXCHANGE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/clause.h"
#include "witness/recount.h"

namespace plumbline::witness {

struct SlowEvent {
  enum class Kind : uint8_t { kOctets, kHalfClose, kClose, kReset, kOpen };
  bool client = true;
  Kind kind = Kind::kOctets;
  std::string octets;
};

constexpr size_t kNever = ~size_t{0};

// One direction. Moments are indexes of events.
struct SlowDirection {
  std::string octets;
  std::vector<size_t> arrival;  // of each octet
  size_t end_at = kNever;
  SlowEvent::Kind end{};

  size_t ReceivedBy(size_t event) const;  // octets
};

struct SlowSpan {
  size_t begin = 0;
  size_t end = 0;  // where complete
  bool has_head = false;
  bool complete = false;
  size_t begin_at = kNever;
  size_t head_at = kNever;
  size_t end_at = kNever;
  std::string method;  // of requests
  Recount recount;     // where has_head; its views point into the direction

  bool Has(absl::string_view option) const;  // in Connection
  bool HasField(absl::string_view name) const { return SlowHas(recount.message.headers, name); }
  int status() const { return recount.message.status; }
  int minor() const { return recount.message.minor; }
  PersistenceRule rule() const { return recount.persistence.rule; }
};

struct SlowExchange {
  SlowSpan request;
  std::vector<SlowSpan> interim;
  std::optional<SlowSpan> final;
};

struct SlowSentence {
  std::string id;
  std::optional<size_t> exchange;
  bool of_client = true;  // the stream of the octet
  size_t offset = 0;
};

class SlowConnection {
 public:
  explicit SlowConnection(const std::vector<SlowEvent>& events);
  SlowConnection(const SlowConnection&) = delete;
  SlowConnection& operator=(const SlowConnection&) = delete;

  const std::vector<SlowExchange>& exchanges() const { return exchanges_; }
  const std::vector<SlowSentence>& found() const { return found_; }  // in no order that means anything
  // "closes by client 9112-9.3-r1"; "unknown".
  std::string Decision(const SlowExchange& exchange) const;
  // "may", "never", "unknown"; "not-asked".
  std::string Retry(size_t exchange) const;

 private:
  void CutRequests();
  void CutResponses();
  void NoteExtra(size_t pos);
  bool IsOutstanding(size_t exchange, size_t event) const;
  void Find(absl::string_view id, std::optional<size_t> exchange, bool of_client, size_t offset);

  void CloseOption();
  void FurtherRequests();
  void Responses();
  void Switching(size_t exchange);
  void Kept(size_t exchange);
  void FramingKept(size_t exchange);
  void Pipelining();
  void Ends();
  void Opened(size_t event);
  // The first request that begins after the event; none.
  std::optional<size_t> NextRequest(size_t event) const;
  std::optional<size_t> NextOpen(bool client, size_t event) const;
  void FindOnce(absl::string_view id, std::optional<size_t> exchange, bool of_client, size_t offset);
  // The client has to close, or to cease, from the event on.
  void ClientMayNot(absl::string_view id, std::optional<size_t> exchange, size_t event);

  std::vector<SlowEvent> events_;
  SlowDirection client_;
  SlowDirection server_;
  std::vector<SlowExchange> exchanges_;
  std::vector<SlowSentence> found_;
  std::vector<SlowSentence> of_server_;  // while it is cut
  size_t extra_at_ = kNever;             // when what belongs to no request was seen as such
  std::optional<size_t> extra_after_;    // the exchange before it
  bool cut_off_ = false;                 // the server's octets end inside a response
  size_t answering_ = 0;                 // the exchange of that response, or of the next
};

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_EXCHANGE_H_
