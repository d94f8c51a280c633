// RFC 9112, section 6.3, item by item, with what it looks at: Transfer-Encoding (section 6.1, RFC 9110, section 10.1.4)
// and Content-Length (RFC 9110, section 8.6).
#include "witness/framing.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

struct SlowCodings {
  std::optional<Clause> error;  // the first
  absl::string_view last;       // the final coding
};

// transfer-parameter = token BWS "=" BWS ( token / quoted-string )
bool IsTransferParameter(absl::string_view text) {
  const size_t equals = text.find('=');
  if (equals == absl::string_view::npos || !IsToken(TrimOws(text.substr(0, equals)))) return false;
  const absl::string_view value = TrimOws(text.substr(equals + 1));
  return IsToken(value) || IsQuotedString(value);
}

// transfer-coding = token *( OWS ";" OWS transfer-parameter ); sections 7.1 and 7.2 on parameters.
std::optional<Clause> CodingError(const std::vector<absl::string_view>& parts) {
  const absl::string_view coding = TrimOws(parts[0]);
  if (!IsToken(coding)) return Clause::kTransferEncodingSyntax;
  if (parts.size() > 1 && EqualsIgnoringCase(coding, "chunked")) return Clause::kChunkedParameter;
  for (const char* compression : {"gzip", "x-gzip", "deflate", "compress", "x-compress"}) {
    if (parts.size() > 1 && EqualsIgnoringCase(coding, compression)) return Clause::kCompressionParameter;
  }
  for (size_t i = 1; i < parts.size(); ++i) {
    if (!IsTransferParameter(TrimOws(parts[i]))) return Clause::kTransferEncodingSyntax;
  }
  return std::nullopt;
}

SlowCodings ReadCodings(absl::string_view value) {
  SlowCodings codings;
  for (const absl::string_view element : ListElements(value)) {
    const std::vector<absl::string_view> parts = SplitOutsideQuotes(element, ';');
    if (!codings.error) codings.error = CodingError(parts);
    codings.last = TrimOws(parts[0]);
  }
  return codings;
}

// Of digits that 64 bits hold.
uint64_t Decimal(absl::string_view digits) {
  uint64_t number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<uint64_t>(digit - '0');
  return number;
}

}  // namespace

// Of several faults, the gravest: not a number, different, too large, repeated, beside empty elements.
std::optional<Clause> ContentLengthError(const std::vector<absl::string_view>& values) {
  std::vector<absl::string_view> numbers;
  for (const absl::string_view value : values) {
    for (const absl::string_view number : ListElements(value)) numbers.push_back(number);
  }
  if (numbers.empty()) return Clause::kContentLengthInvalid;
  if (!std::all_of(numbers.begin(), numbers.end(), IsDigits)) return Clause::kContentLengthInvalid;
  for (const absl::string_view number : numbers) {
    if (WithoutLeadingZeros(number) != WithoutLeadingZeros(numbers[0])) return Clause::kContentLengthDiffers;
  }
  if (!FitsIn64Bits(numbers[0])) return Clause::kLimitContentLength;
  if (numbers.size() > 1) return Clause::kContentLengthList;
  if (values.size() > 1 || !IsDigits(values[0])) return Clause::kContentLengthEmptyMember;
  return std::nullopt;
}

SlowFraming SlowBodyLength(const SlowMessage& message) {
  const bool response = !message.is_request();
  const int status = message.status;
  // "1. Any response to a HEAD request and any response with a 1xx (Informational), 204 (No
  // Content), or 304 (Not Modified) status code is always terminated by the first empty line"
  if (response && (message.method == "HEAD" || status / 100 == 1 || status == 204 || status == 304)) {
    return {std::nullopt, {FramingKind::kNone, 1, 0}};
  }
  // "2. Any 2xx (Successful) response to a CONNECT request implies that the connection will become
  // a tunnel"
  if (response && message.method == "CONNECT" && status / 100 == 2) return {std::nullopt, {FramingKind::kNone, 2, 0}};
  const bool length = SlowHas(message.headers, "Content-Length");
  if (SlowHas(message.headers, "Transfer-Encoding")) {
    const std::string value = CombinedValue(message.headers, "Transfer-Encoding");
    const SlowCodings codings = ReadCodings(value);
    if (codings.error) return {codings.error, {}};
    // "3. If a message is received with both a Transfer-Encoding and a Content-Length header field,
    // the Transfer-Encoding overrides the Content-Length."
    const uint8_t rule = length ? 3 : 4;
    // "4. If a Transfer-Encoding header field is present and the chunked transfer coding is the
    // final encoding …"
    if (EqualsIgnoringCase(codings.last, "chunked")) return {std::nullopt, {FramingKind::kChunked, rule, 0}};
    // "… present in a response and the chunked transfer coding is not the final encoding, … until
    // it is closed"
    if (response) return {std::nullopt, {FramingKind::kClose, 4, 0}};
    // "… present in a request … the server MUST respond with the 400 (Bad Request) status code"
    return {Clause::kChunkedNotFinal, {}};
  }
  if (length) {
    const std::vector<absl::string_view> lengths = SlowValues(message.headers, "Content-Length");
    // "5. If a message is received without Transfer-Encoding and with an invalid Content-Length
    // header field …"
    const std::optional<Clause> error = ContentLengthError(lengths);
    if (error) return {error, {}};
    // "6. If a valid Content-Length header field is present without Transfer-Encoding …"
    return {std::nullopt, {FramingKind::kLength, 6, Decimal(lengths[0])}};
  }
  // "7. If this is a request message and none of the above are true, then the message body length
  // is zero"
  if (!response) return {std::nullopt, {FramingKind::kNone, 7, 0}};
  // "8. Otherwise, this is a response message without a declared message body length"
  return {std::nullopt, {FramingKind::kClose, 8, 0}};
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
