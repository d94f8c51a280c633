#include "oracle/features.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "parser/fields/hop_by_hop.h"

namespace plumbline::oracle {
namespace {

// RFC 9112, section 3, recommends to support request-lines of 8000 octets: the one size that the standard names. It
// serves for other elements, too, where a parser says no more than that it refused.
constexpr size_t kLarge = 8000;
constexpr size_t kManyFields = 100;
constexpr size_t kLongNumber = 18;  // digits
constexpr uint64_t kLargeChunk = 999'999'999'999'999'999;

bool HasNote(const PermittedMessage& message, Clause clause) {
  return std::any_of(message.findings.begin(), message.findings.end(),
                     [&](const Finding& finding) { return finding.clause == clause; });
}

std::string Combined(const PermittedMessage& message, absl::string_view name) {
  std::string out;
  if (!message.reading.fields) return out;
  for (const reading::Field& field : *message.reading.fields) {
    if (!absl::EqualsIgnoreCase(field.name, name)) continue;
    absl::StrAppend(&out, out.empty() ? "" : ", ", field.value);
  }
  return out;
}
bool HasField(const PermittedMessage& message, absl::string_view name) {
  return message.reading.fields &&
         std::any_of(message.reading.fields->begin(), message.reading.fields->end(),
                     [&](const reading::Field& field) { return absl::EqualsIgnoreCase(field.name, name); });
}

bool HasEmptyElement(const std::string& value) {
  for (const absl::string_view member : absl::StrSplit(value, ',')) {
    if (absl::StripAsciiWhitespace(member).empty()) return true;
  }
  return false;
}

bool HasContent(const PermittedMessage& message) {
  return message.reading.framing &&
         (message.reading.framing->kind == FramingKind::kChunked ||
          (message.reading.framing->kind == FramingKind::kLength && message.reading.framing->length > 0));
}
bool IsChunked(const PermittedMessage& message) {
  return message.reading.framing && message.reading.framing->kind == FramingKind::kChunked;
}

bool HasLargeFields(const PermittedMessage& message) {
  if (!message.reading.fields) return false;
  return message.reading.fields->size() > kManyFields ||
         std::any_of(message.reading.fields->begin(), message.reading.fields->end(),
                     [](const reading::Field& field) { return field.name.size() + field.value.size() > kLarge; });
}

bool HasUnknownCoding(const PermittedMessage& message) {
  const std::string codings = Combined(message, "transfer-encoding");
  for (const absl::string_view member : absl::StrSplit(codings, ',')) {
    const absl::string_view coding = absl::StripAsciiWhitespace(member);
    if (!coding.empty() && !absl::EqualsIgnoreCase(coding, "chunked")) return true;
  }
  return false;
}

bool IsOtherExpectation(const PermittedMessage& message) {
  const std::string value = Combined(message, "expect");
  return !value.empty() && !absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(value), "100-continue");
}

bool IsOfRfc9110(absl::string_view method) {
  constexpr absl::string_view kMethods[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE"};
  return std::find(std::begin(kMethods), std::end(kMethods), method) != std::end(kMethods);
}

size_t RequestLineSize(const reading::StartLine& start) { return start.method.size() + start.target.size() + 10; }

bool HasMustAccept(const PermittedMessage& message, MustAccept feature) {
  const reading::Message& reading = message.reading;
  const bool response = message.kind == MessageKind::kResponse;
  const bool lengths = HasField(message, "content-length") || HasField(message, "transfer-encoding");
  switch (feature) {
    case MustAccept::kAbsoluteFormAccepted:
      return !response && reading.start && absl::StrContains(reading.start->target, "://");
    case MustAccept::kEmptyElementsAccepted:
      return (HasField(message, "transfer-encoding") && HasEmptyElement(Combined(message, "transfer-encoding"))) ||
             (HasField(message, "connection") && HasEmptyElement(Combined(message, "connection")));
    case MustAccept::kChunkExtAccepted:
      return message.chunk_exts_size > 0;
    case MustAccept::kChunkedAccepted:
      return IsChunked(message) && !HasUnknownCoding(message);
    case MustAccept::kLeadingZerosAccepted: {
      const std::string length = Combined(message, "content-length");
      return length.size() > 1 && length[0] == '0';
    }
    case MustAccept::kInterimAccepted:
      return response && reading.start && reading.start->status >= 100 && reading.start->status < 200;
    case MustAccept::kNoBodyAccepted:
      return response && reading.framing && reading.framing->rule == 1 && lengths;
    case MustAccept::kConnectAccepted:
      return response && reading.framing && reading.framing->rule == 2 && lengths;
    case MustAccept::kStatusAccepted:
      return response && reading.start && reading.start->status >= 200 && reading.start->status <= 599 &&
             reading.start->status % 100 > 31 && reading.start->status != 451;
    case MustAccept::kObsTextAccepted:
      return reading.fields &&
             std::any_of(reading.fields->begin(), reading.fields->end(), [](const reading::Field& field) {
               return std::any_of(field.value.begin(), field.value.end(), [](char c) { return (c & 0x80) != 0; });
             });
    case MustAccept::kMinorVersionAccepted:
      return reading.start && reading.start->version.minor > 1;
  }
  return false;
}

bool Fits(const RefusalRow& row, std::optional<int> status) {
  if (!status) return row.by_parser;
  return row.status == 0 || row.status == *status || row.status == *status / 100;
}

RefusalFound Found(const RefusalRow& row) {
  return {row.verdict, row.sentences.ids[0], std::nullopt, std::string(row.id), std::string(row.text)};
}

const MustAcceptRow* MustBeAccepted(const PermittedMessage& message) {
  for (const MustAcceptRow& row : MustAccepts()) {
    if (HasMustAccept(message, row.feature)) return &row;
  }
  return nullptr;
}

// The best row for the status, or where it is not known for the parser.
std::optional<RefusalFound> BestRow(const PermittedMessage& message, uint8_t reader, std::optional<int> status) {
  const RefusalRow* best = nullptr;
  for (const RefusalRow& row : Refusals()) {
    if ((row.readers & reader) == 0 || !Fits(row, status) || !Has(message, row.feature)) continue;
    if (best == nullptr || row.verdict < best->verdict) best = &row;
  }
  return best == nullptr ? std::nullopt : std::make_optional(Found(*best));
}

RefusalFound OverStrict(const MustAcceptRow& row) {
  return {row.verdict, row.sentences.ids[0], std::nullopt, std::string(row.id),
          absl::StrCat(row.text, " has to be accepted")};
}

// Notes on what the sentences have a recipient pass over: no reason to refuse the message.
bool IsPassedOver(Clause clause) {
  switch (clause) {
    case Clause::kHostIgnored:
    case Clause::kHostDiffers:
    case Clause::kTransferEncodingForbidden:
    case Clause::kContentLengthForbidden:
    case Clause::kStatusOutOfRange:
    case Clause::kEmptyElement:
    case Clause::kBadWhitespace:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool IsChunkedTwice(const PermittedMessage& message) { return HasNote(message, Clause::kChunkedTwice); }

bool Has(const PermittedMessage& message, Feature feature) {
  const reading::Message& reading = message.reading;
  const reading::StartLine start = reading.start.value_or(reading::StartLine());
  const bool get_or_head = start.method == "GET" || start.method == "HEAD";
  switch (feature) {
    case Feature::kAny:
      return true;
    case Feature::kBothLengths:
      return HasField(message, "content-length") && HasField(message, "transfer-encoding") && reading.framing &&
             reading.framing->rule > 2;
    case Feature::kHttp10Coding:
      return start.version.minor == 0 && HasField(message, "transfer-encoding") && reading.framing &&
             reading.framing->rule > 2;
    case Feature::kBodyWithoutLength:
      return IsChunked(message);
    case Feature::kNoBodyNoLength:
      return !HasContent(message) && !HasField(message, "content-length");
    case Feature::kContent:
      return HasContent(message);
    case Feature::kLongTarget:
      return RequestLineSize(start) > kLarge;
    case Feature::kShortTarget:
      return RequestLineSize(start) <= kLarge;
    case Feature::kOtherMethod:
      return !start.method.empty() && !get_or_head;
    case Feature::kUnregisteredMethod:
      return !start.method.empty() && !IsOfRfc9110(start.method);
    case Feature::kGetOrHead:
      return get_or_head;
    case Feature::kUnknownCoding:
      return HasUnknownCoding(message);
    case Feature::kFields:
      return reading.fields && !reading.fields->empty();
    case Feature::kLargeFields:
      return HasLargeFields(message);
    case Feature::kChunkExts:
      return message.chunk_exts_size > 0;
    case Feature::kLargeChunkExts:
      return message.chunk_exts_size > kLarge;
    case Feature::kLargeNumber:
      return Combined(message, "content-length").size() > kLongNumber || message.largest_chunk > kLargeChunk;
    case Feature::kExpectation:
      return IsOtherExpectation(message);
    case Feature::kExpectationHttp10:
      return start.version.minor == 0 && HasField(message, "expect") && !IsOtherExpectation(message);
    case Feature::kEmptyHost:  // where it is what the authority is made of
      return HasField(message, "host") && Combined(message, "host").empty() && message.target_authority.empty() &&
             start.method != "CONNECT";
    case Feature::kContentOfGet:
      return (get_or_head || start.method == "DELETE") && HasContent(message);
    case Feature::kNoted:
      return std::any_of(message.findings.begin(), message.findings.end(), [&](const Finding& finding) {
        const ClauseInfo& info = Info(finding.clause);
        if (IsPassedOver(finding.clause)) return false;
        // A sender's fault that no sentence has a recipient live with.
        const Role sender = message.kind == MessageKind::kRequest ? Role::kClient : Role::kServer;
        return info.level == Level::kGrammar || info.role == Role::kSender || info.role == sender;
      });
    case Feature::kConnectWithLength:
      return start.method == "CONNECT" &&
             (HasField(message, "content-length") || HasField(message, "transfer-encoding"));
    case Feature::kStatusOutOfRange:
      return message.kind == MessageKind::kResponse && (start.status < 100 || start.status > 599);
    case Feature::kChunkedTwice:
      return IsChunkedTwice(message);
    case Feature::kSwitching:
      return start.status == 101;
  }
  return false;
}

bool IsRefusal(int status) {
  constexpr int kOfRequests[] = {400, 408, 411, 413, 414, 417, 421, 426, 431, 501, 505};
  return std::find(std::begin(kOfRequests), std::end(kOfRequests), status) != std::end(kOfRequests);
}

RefusalFound WhyParserRefused(const PermittedMessage& message, uint8_t reader) {
  if (std::optional<RefusalFound> best = BestRow(message, reader, std::nullopt)) return *std::move(best);
  if (const MustAcceptRow* row = MustBeAccepted(message)) return OverStrict(*row);
  return {Verdict::kOverStrict, Sentence::kInterpret, std::nullopt, "", "a valid message is refused"};
}

RefusalFound WhyAnswered(const PermittedMessage& message, uint8_t reader, int status) {
  if (std::optional<RefusalFound> best = BestRow(message, reader, status)) return *std::move(best);
  const MustAcceptRow* row = MustBeAccepted(message);
  if (status == 400 && row != nullptr) return OverStrict(*row);
  return {Verdict::kUndecided, status == 400 ? Sentence::kCannotOrWillNot : Sentence::kServerDecides, Gap::kG37, "",
          absl::StrCat("a valid request is answered with ", status)};
}

bool IsStandardHopByHop(const PermittedMessage& message, const std::string& name) {
  if (!IsStandardConnectionField(name)) return false;
  for (const absl::string_view option : absl::StrSplit(Combined(message, "connection"), ',')) {
    if (absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(option), name)) return false;
  }
  return true;
}

std::string FramingClauseOf(const PermittedMessage& message) {
  const plumbline::Framing framing = message.reading.framing.value_or(plumbline::Framing());
  const reading::StartLine start = message.reading.start.value_or(reading::StartLine());
  if (IsChunkedTwice(message)) return std::string(Info(Clause::kChunkedTwice).id);
  if (framing.rule > 2 && HasField(message, "transfer-encoding")) {
    if (start.version.minor == 0) return std::string(Info(Clause::kTransferEncodingInHttp10).id);
    if (HasField(message, "content-length")) return std::string(Info(Clause::kBothLengths).id);
  }
  return framing.rule == 0 ? "9112-6.3-message-body-length" : std::string(FramingRuleName(framing.rule));
}

Sentence FramingSentenceOf(const PermittedMessage& message) {
  constexpr Sentence kOfRules[] = {Sentence::kInterpret,     Sentence::kNoBody,          Sentence::kConnectTunnel,
                                   Sentence::kOverrides,     Sentence::kChunkedFinal,    Sentence::kLengthList,
                                   Sentence::kLengthDefines, Sentence::kNoLengthRequest, Sentence::kUntilClose};
  const plumbline::Framing framing = message.reading.framing.value_or(plumbline::Framing());
  const bool both = HasField(message, "transfer-encoding") && HasField(message, "content-length");
  if (framing.rule > 2 && both) return Sentence::kOverrides;
  if (framing.rule == 4 && framing.kind == FramingKind::kClose) return Sentence::kNotFinalResponse;
  return framing.rule < std::size(kOfRules) ? kOfRules[framing.rule] : Sentence::kInterpret;
}

}  // namespace plumbline::oracle
