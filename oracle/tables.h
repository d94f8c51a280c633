// The tables of the judge: sentences.def, gaps.def, allowances.def, going_on.def, refusals.def. All are constant.
// What is owed to a message that is sent on has its own: forwarding.h.
#ifndef PLUMBLINE_ORACLE_TABLES_H_
#define PLUMBLINE_ORACLE_TABLES_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "oracle/judge.h"
#include "parser/clause.h"

namespace plumbline::oracle {

// Readers as bits, so that a row can be about several.
enum ReaderBit : uint8_t {
  kNobody = 0,
  kOriginServer = 1,
  kProxyOfRequests = 2,
  kGatewayOfRequests = 4,
  kProxyOfResponses = 8,
  kGatewayOfResponses = 16,
  kUserAgentReader = 32,
};
constexpr uint8_t kServers = kOriginServer | kProxyOfRequests | kGatewayOfRequests;
constexpr uint8_t kForwardingClients = kProxyOfResponses | kGatewayOfResponses;
constexpr uint8_t kClients = kForwardingClients | kUserAgentReader;
constexpr uint8_t kIntermediaries = kProxyOfRequests | kGatewayOfRequests | kForwardingClients;
constexpr uint8_t kEveryone = kServers | kClients;

// At most three sentences, the first of them the one that decides.
struct Sentences {
  uint8_t count = 0;
  Sentence ids[3] = {};
  absl::Span<const Sentence> all() const { return {ids, count}; }
};

// Where an octet stands. What decides is never which clause the strict parser names, but this and the octet.
enum class Place : uint8_t {
  kBoundary,       // before a request-line, none ignored there yet
  kBoundaryAgain,  // the same, after an empty line that was ignored
  kFirstResponse,  // before the first status-line
  kBetween,        // after a response, before the next status-line
  kStartLine,      // in a start-line
  kFirstLine,      // at the beginning of the line after it
  kLineBegin,      // at the beginning of any other line of a header section
  kName,           // in a field line, up to its colon
  kValue,          // after its colon
  kChunkLine,      // in the line of a chunk
  kChunkEnd,       // where the CRLF after chunk-data is awaited
  kTrailerFirst,   // at the beginning of a trailer section
  kTrailerBegin,   // at the beginning of any other line of it
  kTrailerName,
  kTrailerValue,
  kBody,        // anything else in a body
  kLaterMinor,  // what is missing in the head of a message whose minor version is above 1
};
constexpr uint32_t At(Place place) { return 1u << static_cast<unsigned>(place); }
constexpr uint32_t kHeadLines = At(Place::kFirstLine) | At(Place::kLineBegin) | At(Place::kName);
constexpr uint32_t kTrailerLines = At(Place::kTrailerFirst) | At(Place::kTrailerBegin) | At(Place::kTrailerName);
constexpr uint32_t kValues = At(Place::kValue) | At(Place::kTrailerValue);
constexpr uint32_t kAnyPlace = 0xffffffff;

// What stands there.
enum class Fault : uint8_t {
  kEmptyLine,       // CRLF
  kEmptyLineByLf,   // *CR LF
  kWords,           // whitespace: the start-line has the words it needs
  kNoSecondSp,      // a status-line that ends after its status code
  kLf,              // LF without CR
  kCrsLf,           // two CRs or more, then LF
  kCr,              // a CR that no LF follows
  kWhitespaceLine,  // whitespace at the beginning of a line, after the start-line
  kFold,            // the same, after a field line
  kColonSpace,      // whitespace between a field name and its colon
  kNul,
  kCtl,
  kCtlDecides,    // a control character in the value of Host, Content-Length, Transfer-Encoding or Connection
  kZeroChunkEnd,  // the connection closed after the last chunk, before its empty line
  kLengthList,    // Content-Length: a list of equal values
  kLengthDigits,  // the same, written with other leading zeros
  kLengthEmpty,   // one value and empty elements
  kLengthLarge,   // beyond 64 bits
  kChunkLarge,
  kHostOfTarget,   // several Host lines or an invalid one, beside a target in absolute-form
  kCodingNotRead,  // a Transfer-Encoding that is not its grammar, of a response
  kHttp10Coding,   // a response of HTTP/1.0 that is chunked
  kExtraCrlf,      // after the last response: CRLFs alone
  kExtra,          // after the last response: something else
};

// What a recipient that goes on takes the octets for.
enum class Rewrite : uint8_t {
  kDropEmptyLine,
  kSplitWords,
  kLfIsCrlf,
  kLfIsSp,
  kCrIsSp,
  kCrsLfIsCrlf,
  kDropLine,      // to its CRLF
  kDropLineToLf,  // to its first LF
  kFoldIsSp,
  kDropSpace,
  kNulIsSp,
  kCtlStays,
  kEndsTrailers,
  kOneLength,
  kLengthIsHuge,
  kChunkIsHuge,
  kHostIsTargets,
  kUntilClose,
  kDropRest,
  kRestIsBody,
  kRefuseOnly,  // nobody goes on; refused, the message is read to its end without these octets
};

struct AllowanceRow {
  Allowance allowance;
  absl::string_view id;
  Fault fault;
  uint32_t places;
  uint8_t readers;
  Rewrite rewrite;
  Verdict verdict;   // on one that goes on so; kViolates: kRefuseOnly
  Verdict refusing;  // on one that refuses the message
  Sentences sentences;
  bool free;  // what else is made of the octets is free, too, under the same verdict
  std::optional<Gap> gap;
  absl::string_view text;
};
absl::Span<const AllowanceRow> Allowances();
const AllowanceRow& Info(Allowance allowance);

// What holds where no allowance does: of a clause that rejects, for some readers.
struct GoingOnRow {
  Clause clause;
  uint32_t places;
  uint8_t readers;
  Verdict verdict;  // on one that goes on in any way of its own; kViolates: there is none
  Sentences sentences;
  uint16_t status;      // of the refusal, 0 for none
  bool status_is_must;  // another 4xx or 5xx violates
  After after;
  bool patched;  // refused, the message has an end all the same: the next one is read
  std::optional<Gap> gap;
};
const GoingOnRow& GoingOn(Clause clause, Place place, uint8_t reader);
absl::Span<const GoingOnRow> AllGoingOn();

// What a message has that a refusal may rest on, or that nobody may refuse it for.
enum class Feature : uint8_t {
  kAny,
  kBothLengths,
  kHttp10Coding,
  kBodyWithoutLength,
  kNoBodyNoLength,
  kContent,
  kLongTarget,
  kShortTarget,
  kOtherMethod,
  kUnregisteredMethod,
  kGetOrHead,
  kUnknownCoding,
  kFields,
  kLargeFields,
  kChunkExts,
  kLargeChunkExts,
  kLargeNumber,
  kExpectation,
  kExpectationHttp10,
  kEmptyHost,
  kContentOfGet,
  kNoted,
  kConnectWithLength,
  kStatusOutOfRange,
  kChunkedTwice,
  kSwitching,
};

struct RefusalRow {
  Refusal refusal;
  absl::string_view id;
  Feature feature;
  uint8_t readers;
  uint16_t status;  // 0: any; 4 and 5: any of that class
  bool by_parser;   // holds where the parser itself refused the message
  Verdict verdict;
  Sentences sentences;
  absl::string_view text;
};
absl::Span<const RefusalRow> Refusals();

struct MustAcceptRow {
  MustAccept feature;
  absl::string_view id;
  Verdict verdict;  // on one that refuses: kOverStrict, or kDiscouraged for a SHOULD
  Sentences sentences;
  absl::string_view text;
};
absl::Span<const MustAcceptRow> MustAccepts();

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_TABLES_H_
