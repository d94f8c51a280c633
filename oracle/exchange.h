// A connection, both directions, in time: which response answers which request, whether the connection persists for
// both sides, and which side broke which sentence.
//
//   oracle::ConnectionReader reader;
//   reader.Add({oracle::Side::kClient, oracle::ConnectionEventKind::kOctets, "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
//   0.0}); reader.Add({oracle::Side::kServer, oracle::ConnectionEventKind::kOctets, "HTTP/1.1 204 \r\n\r\n", 0.1});
//   const oracle::ConnectionReading reading = reader.Finish();
//   reading.exchanges[0].joint;  // JointDecision::kPersists
//
// Both directions are read by the strict decoder; what it rejects is an error of that message, and nothing after it is
// judged in that direction. docs/exchange.md is the contract of `plumbline exchange`, which shows all of this.
#ifndef PLUMBLINE_ORACLE_EXCHANGE_H_
#define PLUMBLINE_ORACLE_EXCHANGE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "oracle/judge.h"
#include "parser/clause.h"
#include "parser/decoder.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline::oracle {

enum class Side : uint8_t { kClient, kServer };
absl::string_view Name(Side side);  // "client", "server"

enum class ConnectionEventKind : uint8_t {
  kOctets,     // the side sent them
  kHalfClose,  // it sends no more, and still reads
  kClose,      // it neither sends nor reads any more
  kReset,      // the same, at once: what was on its way to either side may be lost
  kOpen,       // nothing was sent: the side was seen not to have closed
};
absl::string_view Name(ConnectionEventKind kind);  // "octets", "half-close", …

struct ConnectionEvent {
  Side side = Side::kClient;
  ConnectionEventKind kind = ConnectionEventKind::kOctets;
  absl::string_view octets;  // of kOctets; only read during ConnectionReader::Add()
  std::optional<double> at;  // seconds, from whatever moment
};

enum class ExchangeSentence : uint8_t {
#define PLUMBLINE_EXCHANGE_SENTENCE(name, ...) name,
#include "oracle/exchange.def"
#undef PLUMBLINE_EXCHANGE_SENTENCE
};
struct ExchangeSentenceInfo {
  absl::string_view id;
  int rfc;
  absl::string_view section;
  Level level;
  Side binds;
  Verdict verdict;
  absl::string_view text;
};
const ExchangeSentenceInfo& Info(ExchangeSentence sentence);
absl::Span<const ExchangeSentenceInfo> AllExchangeSentences();  // in the order of the enum

// A moment is how many octets of both sides had been seen: it orders what has no time.

// What was seen of a side, and the sentence about it.
struct ExchangeFinding {
  ExchangeSentence sentence{};
  std::optional<size_t> exchange;  // index of the one that shows it
  Side stream{};                   // of whose octets `offset` is one
  uint64_t offset = 0;             // of the octet that shows it, or after which something is missing
  std::optional<double> at;        // of the event that showed it
  uint64_t moment = 0;
};

// A request or a response, as far as it was seen. Offsets are octets of its side's stream, times those of events.
struct ExchangeMessage {
  uint64_t begin = 0;
  uint64_t head_end = 0;  // where has_head
  uint64_t end = 0;       // where complete; else one after the last octet seen of it
  bool has_head = false;  // what follows is known
  bool complete = false;
  std::optional<ParseError> error;  // the strict parser rejects it; offsets in the stream
  std::string method;               // requests; what is known of it where has_head is not set
  std::string target;               // requests
  int status = 0;                   // responses
  Version version;
  Framing framing;
  Persistence persistence;
  bool close_option = false;
  bool keep_alive_option = false;
  bool has_transfer_encoding = false;
  bool has_content_length = false;
  bool expects_continue = false;
  bool has_upgrade = false;            // an Upgrade field
  std::vector<std::string> protocols;  // that it names, in lower case
  std::optional<double> begin_at;
  std::optional<double> end_at;  // of its last octet seen
  uint64_t begin_moment = 0;     // before its first octet
  uint64_t end_moment = 0;       // after its last octet seen
};

// Whether the connection is used for a further exchange after this one.
enum class JointDecision : uint8_t {
  kUnknown,  // there is no final response
  kPersists,
  kCloses,
  kTunnel,  // it is another protocol's from here on
};
absl::string_view Name(JointDecision decision);  // "unknown", "persists", …

// Whether the client may send the request again by itself, over another connection: RFC 9110, section 9.2.2.
enum class Retry : uint8_t {
  kNotAsked,  // the connection did not end, or the final response is complete
  kMay,       // idempotent, and not answered
  kNever,     // not idempotent: a user agent SHOULD NOT, a proxy MUST NOT. A proxy's, too, where another that was not
              // answered is not idempotent (RFC 9112, section 9.3.2)
  kUnknown,   // the method, or one that counts for a proxy as above, is not RFC 9110's: its own definition says
};
absl::string_view Name(Retry retry);  // "not-asked", "may", "never", "unknown"

struct Exchange {
  ExchangeMessage request;
  std::vector<ExchangeMessage> interim;
  std::optional<ExchangeMessage> final;  // 101 is one, too
  JointDecision joint = JointDecision::kUnknown;
  Side decided_by{};  // whose message decides, the request's where both do
  std::string rule;   // by which: the name of a PersistenceRule, the id of a row of exchange.def or of a clause
  Retry retry = Retry::kNotAsked;
  Verdict verdict = Verdict::kConforms;  // the worst of its findings
};

// How one direction ended.
struct DirectionEnd {
  uint64_t octets = 0;  // seen in all
  std::optional<ConnectionEventKind> closed;
  std::optional<double> at;  // of that event
  uint64_t moment = 0;       // of that event
  // From this octet on nothing is judged: a tunnel, another protocol, or what stands after an error.
  std::optional<uint64_t> not_judged_from;
};

struct ConnectionReading {
  std::vector<Exchange> exchanges;        // in the order of the requests
  std::vector<ExchangeFinding> findings;  // in the order in which they were seen
  DirectionEnd client;
  DirectionEnd server;
  Verdict verdict = Verdict::kConforms;  // the worst of the findings
};

struct ConnectionSetting {
  // The order of events of different sides is known. Where it is not, give the client's events first: nothing is found
  // that depends on it.
  bool ordered = true;
  bool server_is_proxy = false;
  bool client_is_proxy = false;  // else a user agent
  Limits limits = {};
};

// Reads a connection event by event. A value: copies go on apart. Any split of octets into events of one side, at one
// time, gives the same reading. Keeps the octets of unfinished heads and lines alone.
class ConnectionReader {
 public:
  explicit ConnectionReader(const ConnectionSetting& options = {});

  // What a side sends after it has closed is not looked at.
  void Add(const ConnectionEvent& event);

  // The reading of the events so far. Further ones may be added to a copy made before.
  ConnectionReading Finish() const;

  // RFC 9110, section 9.2.2; nothing where that document does not define the method.
  static std::optional<bool> IsIdempotent(absl::string_view method);

 private:
  enum class State : uint8_t {
    kReading,
    kHeld,  // until it is known whether they are a tunnel's octets
    kOver,  // not judged any more
  };
  struct Stream {
    Decoder decoder;
    std::string octets;  // not consumed, from `begin` on, where `position` is
    size_t begin = 0;    // of them in `octets`
    uint64_t position = 0;
    uint64_t decoder_begin = 0;  // position at which `decoder` began
    State state = State::kReading;
    DirectionEnd end;

    absl::string_view unread() const { return absl::string_view(octets).substr(begin); }
    void Consume(size_t size) {
      begin += size;
      position += size;
    }
  };
  // What a side has to do, and what is found where it is seen not to.
  struct Duty {
    std::optional<size_t> exchange;
    std::optional<ExchangeSentence> on_message;  // it sends, or answers, a further message
    std::optional<ExchangeSentence> on_open;     // it was seen not to have closed
    bool message_found = false;
    bool open_found = false;
  };

  void Conclude();
  uint64_t Moment(Side side) const;  // of the next octet of the side that is read
  ExchangeFinding Made(ExchangeSentence sentence, std::optional<size_t> exchange, Side stream, uint64_t offset) const;
  void Find(ExchangeSentence sentence, std::optional<size_t> exchange, Side stream, uint64_t offset);
  void StopJudging(Stream& stream, uint64_t from);
  void FillHead(const Decoder& decoder, ExchangeMessage& message) const;
  ExchangeMessage& request(size_t exchange) { return reading_.exchanges[exchange].request; }

  // Requests: exchange_requests.cc.
  void ReadRequests();
  bool BeginRequest();
  bool SkipCrlfBeforeRequest();
  void BeforeRequest(size_t exchange);
  void RequestHead();
  void RequestEnd();
  void RequestTunnel();
  void DropRequest();
  void RequestError();
  void AfterAnswer(size_t exchange);
  void Announce();
  void FindMethod();
  void RenewClient();
  void ClientEnds(ConnectionEventKind kind);

  // Responses: exchange_responses.cc.
  void ReadResponses();
  bool BeginResponse();
  void BeginExtra();
  void ReadExtra(bool ended);
  void ExtraResponse(bool cut_off);
  void ExtraOctets();
  void ResponseHead();
  void ResponseEnd();
  void ResponseError();
  void CheckInterim(size_t exchange);
  void CheckFinal(size_t exchange);
  void CheckSwitch(size_t exchange);
  void ServerEnds(ConnectionEventKind kind);
  void RenewServer();
  bool AfterBodiless() const;

  // Duties: exchange_duties.cc.
  void DutiesOfRequest(size_t exchange);
  void DutiesOfFinalHead(size_t exchange);
  void DutiesOfFinalEnd(size_t exchange);
  void AddDuty(Side side, std::optional<size_t> exchange, std::optional<ExchangeSentence> on_message,
               std::optional<ExchangeSentence> on_open);
  // True if a sentence was found.
  bool SeenMessage(std::vector<Duty>& duties, size_t exchange, Side stream, uint64_t offset,
                   std::vector<ExchangeFinding>& findings);
  void SeenOpen(Side side);
  void Decide(Exchange& exchange) const;
  void DecideRetries();

  // By rules 4 and 5 of RFC 9112, section 6.3.
  static bool HasFaultyFraming(const ExchangeMessage& message);
  size_t outstanding() const { return announced_ - answered_; }

  ConnectionSetting options_;
  Stream client_;
  Stream server_;
  std::optional<double> now_;
  Side acting_ = Side::kClient;  // whose event it is
  ConnectionReading reading_;
  std::vector<Duty> client_duties_;
  std::vector<Duty> server_duties_;
  size_t announced_ = 0;  // exchanges whose request the server may answer
  size_t answered_ = 0;   // those with a complete final response
  size_t asked_ = 0;      // those whose method the server's decoder was told
  // The last exchange's request has begun and is not over. What is found about it waits for its head.
  bool in_request_ = false;
  std::vector<ExchangeFinding> waiting_;
  std::optional<uint64_t> crlf_;          // where extra CRLFs before the request begin
  std::optional<size_t> non_idempotent_;  // the last exchange whose method is
  bool in_response_ = false;
  ExchangeMessage response_;  // the current one
  std::optional<ExchangeMessage> last_response_;
  bool extra_ = false;     // the server's octets belong to no request
  bool between_ = false;   // CRLFs were found since the last response
  uint64_t held_end_ = 0;  // the client's octets before it came before the answer that let them be read
};

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_EXCHANGE_H_
