// The judge: may this recipient conclude that from these octets, and by which sentence?
//
//   oracle::Question question{octets, MessageKind::kRequest, oracle::Reader::kOrigin};
//   oracle::Observation observed;
//   observed.replies = {200};
//   const oracle::Judgement judged = oracle::Judge(question, observed);
//   std::cout << oracle::Name(judged.verdict);  // "allowed"
//   for (const oracle::Cited& step : judged.by) std::cout << oracle::Info(step.sentence).text;
//
// It compares what was observed with every reading that the standard permits (Permit()), and not with one. The strict
// parser is asked again and again: where it rejects, what a sentence lets the octets be taken for is put in their place
// (allowances.def), and it goes on. docs/judge.md is the contract.
#ifndef PLUMBLINE_ORACLE_JUDGE_H_
#define PLUMBLINE_ORACLE_JUDGE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "oracle/forwarded.h"
#include "parser/clause.h"
#include "parser/findings.h"
#include "parser/message.h"
#include "parser/result.h"
#include "reading/reading.h"

namespace plumbline::oracle {

// Best first: what decides is the best verdict over all permitted readings that agree with what was observed.
enum class Verdict : uint8_t {
  kConforms,     // the strict reading, or what a MUST or SHOULD obliges the reader to do
  kAllowed,      // a specific sentence permits it
  kUndecided,    // the standard is silent or contradicts itself
  kRecovers,     // RFC 9110, section 2.4, alone permits it
  kDiscouraged,  // against a SHOULD
  kOverStrict,   // refuses what must be accepted, and no sentence licenses the refusal
  kViolates,     // no permitted reading agrees
};
absl::string_view Name(Verdict verdict);  // "conforms", …, "over-strict", "violates"

enum class Sentence : uint8_t {
#define PLUMBLINE_SENTENCE(name, id, rfc, section, level, binds, text) name,
#include "oracle/sentences.def"
#undef PLUMBLINE_SENTENCE
};
struct SentenceInfo {
  absl::string_view id;
  int rfc;
  absl::string_view section;
  Level level;
  absl::string_view binds;
  absl::string_view text;
};
const SentenceInfo& Info(Sentence sentence);
absl::Span<const SentenceInfo> AllSentences();  // in the order of the enum

enum class Gap : uint8_t {
#define PLUMBLINE_GAP(name, id, title, one_side, other_side, ruling) name,
#include "oracle/gaps.def"
#undef PLUMBLINE_GAP
};
struct GapInfo {
  absl::string_view id;
  absl::string_view title;
  absl::string_view one_side;
  absl::string_view other_side;
  absl::string_view ruling;
};
const GapInfo& Info(Gap gap);
absl::Span<const GapInfo> AllGaps();

// The rows of allowances.def, refusals.def and must_accept.def.
enum class Allowance : uint8_t {
#define PLUMBLINE_ALLOWANCE(name, ...) name,
#include "oracle/allowances.def"
#undef PLUMBLINE_ALLOWANCE
};
enum class Refusal : uint8_t {
#define PLUMBLINE_REFUSAL(name, ...) name,
#include "oracle/refusals.def"
#undef PLUMBLINE_REFUSAL
};
enum class MustAccept : uint8_t {
#define PLUMBLINE_MUST_ACCEPT(name, ...) name,
#include "oracle/must_accept.def"
#undef PLUMBLINE_MUST_ACCEPT
};

// Who reads. Origin servers read requests, user agents responses, intermediaries either. kIntermediary: it is not
// known whether it is a proxy or a gateway, and what one of them may do and the other may not is undecided.
enum class Reader : uint8_t { kOrigin, kProxy, kGateway, kIntermediary, kUserAgent };
absl::string_view Name(Reader reader);  // "origin", "proxy", …
std::optional<Reader> FindReader(absl::string_view name);

struct Question {
  absl::string_view octets;  // of one direction of a connection, from its first
  MessageKind kind = MessageKind::kRequest;
  Reader reader = Reader::kOrigin;
  bool end_of_input = false;  // the connection was closed after them
  // Responses: the methods that they answer, as in StreamOptions.
  std::optional<absl::Span<const absl::string_view>> methods;
};

// What is known of what an implementation made of the octets. What has no value is not known, and agrees with anything.
struct ObservedMessage {
  std::optional<std::string> method;
  std::optional<std::string> target;
  std::optional<std::string> target_uri;  // RFC 9112, section 3.3
  std::optional<std::string> version;     // "HTTP/1.1"
  std::optional<int> status;
  std::optional<std::string> reason;
  std::optional<std::vector<reading::Field>> fields;
  std::optional<FramingKind> framing;
  std::optional<uint64_t> length;  // of FramingKind::kLength
  std::optional<std::string> body;
  std::optional<std::vector<reading::Field>> trailers;
  std::optional<bool> persists;
  std::optional<std::vector<std::string>> removed;  // names that are not forwarded
};

enum class ConnectionState : uint8_t {
  kOpen,  // not closed when the observation ended
  kClosed,
  kPersisted,  // used, or waiting, for a further message
};

struct Observation {
  std::optional<Outcome> outcome;                        // kError: refused
  std::optional<std::vector<ObservedMessage>> messages;  // accepted ones, in order; with `outcome`, all of them
  std::optional<std::vector<int>> replies;               // final status codes that were sent, in order
  std::optional<ConnectionState> connection;
  std::vector<std::string> hidden;  // names of fields that the implementation cannot show, in any case

  // Of an intermediary: what it sent on of the octets, in the order in which it did, and what is known of it.
  std::optional<std::vector<SentOn>> forwarded;
  std::optional<HttpVersion> downstream;            // responses: of the requests that they answer
  std::optional<NextRecipient> next_hop;            // requests
  std::optional<HttpVersion> own_version;           // of HTTP/1.x: what it conforms to
  std::optional<std::vector<std::string>> blocked;  // names of fields that it is configured to block
  bool clock = true;                                // it has one: RFC 9110, section 5.6.7
};

// Why an observation cannot be one, in words: it contradicts itself. Empty: it does not.
std::string Contradiction(const Question& question, const Observation& observation);

// A sentence that permits or demands, at the received octet that it is about.
struct Cited {
  Sentence sentence{};
  uint64_t offset = 0;
  std::optional<Gap> gap;
};

enum class DutyKind : uint8_t {
  kRespond,     // with `status`
  kClose,       // the connection, after the response
  kDiscard,     // the message
  kIncomplete,  // record the message as incomplete
  kReplace,     // forward the message as rewritten, if at all
  kRemoveContentLength,
};
struct Duty {
  DutyKind kind{};
  int status = 0;
  Sentence sentence{};
  uint64_t offset = 0;
};
absl::string_view Name(DutyKind kind);  // "respond", "close", …

struct Judgement {
  Verdict verdict = Verdict::kConforms;
  // The first difference, for kViolates and kOverStrict; elsewhere, of the reading that agrees: where it leaves the
  // strict one, if it does.
  std::optional<reading::Aspect> aspect;
  std::optional<uint64_t> offset;
  std::string clause;     // the id of a clause, or of a rule of framing or persistence; may be empty
  std::vector<Cited> by;  // the way, in the order of its octets; for kViolates the sentences that forbid
  std::vector<Gap> gaps;  // met on the way, whatever the verdict
  std::vector<Duty> duties;
  std::vector<BrokenRule> forwarding;       // by what was sent on: the worst first
  std::string why;                          // one sentence for people
  std::optional<uint64_t> not_judged_from;  // what the reader made of the octets from here on is its own
};
Judgement Judge(const Question& question, const Observation& observation);

// What may follow a message that was refused.
enum class After : uint8_t { kGoesOn, kShouldClose, kMustClose };

// Why a message is refused, and how.
struct Refused {
  Clause clause{};
  uint64_t offset = 0;
  std::optional<Sentence> sentence;  // where one says so: that a recipient may recover needs none
  int status = 0;                    // of the answer to a request
  bool status_is_must = false;       // another 4xx or 5xx violates
  After after = After::kGoesOn;
};

// One message of a permitted reading. Offsets are received octets.
struct PermittedMessage {
  reading::Message reading;
  MessageKind kind = MessageKind::kRequest;
  uint64_t begin = 0;
  uint64_t body = 0;  // the first octet after the head
  uint64_t end = 0;
  std::vector<uint64_t> lines;  // where the field lines of the header section begin
  std::vector<Finding> findings;
  std::string target_uri;  // of a request
  size_t first_step = 0;   // in Trail::steps: what was done to this message's octets, up to last_step
  size_t last_step = 0;
  bool persists = false;
  PersistenceRule persistence_rule{};

  // Where something was put into a value for what was received, for comparing.
  struct Patch {
    enum class Kind : uint8_t { kFold, kOctet, kAnyValue, kAlternative } kind{};
    bool trailer = false;
    size_t field = 0;   // its line in the section
    size_t at = 0;      // in the value, for kFold and kOctet
    char octet = 0;     // what was received, for kOctet
    std::string value;  // what was received, for kAlternative
  };
  std::vector<Patch> patches;

  uint64_t chunk_exts_size = 0;
  uint64_t largest_chunk = 0;    // of those whose size is known
  bool no_tunnel = false;        // a CONNECT that was not answered with 2xx: HTTP/1.1 goes on
  std::string target_authority;  // of a request whose target is in absolute-form
  // The best verdict on one that refuses the message for what was done to its octets.
  std::optional<Verdict> refusing;
  std::optional<Refused> refused;  // nobody may serve the message
};

enum class PermittedEnd : uint8_t {
  kComplete,
  kNeedMore,
  kRefused,   // `error` refuses what follows the messages
  kAnything,  // what is made of the octets from `not_judged_from` on is the reader's own
  kTunnel,
};

// The way to a reading. Several readings share one: each has the first messages and steps of it.
struct Trail {
  struct Rewritten {
    Allowance allowance{};
    Clause clause{};  // that the strict parser named
    uint64_t offset = 0;
    Verdict verdict{};
  };
  std::vector<std::shared_ptr<const PermittedMessage>> messages;
  std::vector<Rewritten> steps;
};

struct PermittedReading {
  Verdict verdict = Verdict::kConforms;
  PermittedEnd end = PermittedEnd::kComplete;
  ParseError error;                              // kRefused, kAnything: in received octets
  std::shared_ptr<const PermittedMessage> open;  // the message that is not complete, if its head is
  Refused refused;                               // kRefused, kAnything: by what, and how
  // kRefused, kAnything: the message with the error, as far as its lines can be relied on; not told of every refusal.
  std::shared_ptr<const PermittedMessage> begun;

  uint64_t not_judged_from = 0;    // kAnything
  std::vector<Sentence> going_on;  // kAnything: by which, and the gap, if it is one
  std::optional<Gap> gap;
  // kAnything, where a permission reads on, too: only what is seen to be another reading than that is the reader's own.
  bool beside_permission = false;
  std::vector<std::string> words;  // of the start-line, where the error is in it
  // kAnything: the message has a Transfer-Encoding, so that neither a length nor no body frames it.
  bool coding_counts = false;
  // kRefused, kAnything: a request that closes the connection, whatever is made of it: by its close option, or by both
  // lengths.
  std::optional<PersistenceRule> closes;
  // kAnything, after a bare CR in a start-line or a name: what can be made of the lines as names, with SP for it.
  std::optional<std::vector<std::string>> names;

  // kRefused: the head, or the line, has not come to its end, so that a reader may still wait for it.
  bool head_is_open = false;
  bool extra_discarded = false;  // octets without an outstanding request, not CRLF alone, were discarded
  bool at_boundary = false;      // kNeedMore: between messages
  bool to_be_refused = false;    // the message that is not complete is one that nobody may serve
  bool awaits_response = false;  // the connection was closed before a response that was asked for
  bool awaits_more = false;      // kComplete: an empty line was ignored after the last message

  absl::Span<const std::shared_ptr<const PermittedMessage>> messages() const {
    return absl::MakeConstSpan(trail->messages).first(message_count);
  }
  absl::Span<const Trail::Rewritten> steps() const { return absl::MakeConstSpan(trail->steps).first(step_count); }

  std::shared_ptr<const Trail> trail;
  size_t message_count = 0;
  size_t step_count = 0;
};

struct Permitted {
  std::vector<PermittedReading> readings;  // the best first, then the one with the fewest steps
  bool too_many = false;                   // more than kMostWays: what is not here is undecided
};
inline constexpr size_t kMostWays = 64;

// Whom the strict parser takes the reader for. A gateway is an origin server to its clients: RFC 9110, section 3.7, and
// gap G32.
Recipient RecipientOf(const Question& question);

// Every reading that the standard permits, in one order that depends on nothing but the question.
Permitted Permit(const Question& question);

// How one of them comes about: its sentences, gaps and duties, as Judge() would have them of an observation that is no
// more than the reading.
Judgement WayOf(const Question& question, const PermittedReading& reading);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_JUDGE_H_
