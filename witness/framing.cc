// RFC 9112, section 6.3, item by item, with what it looks at: Transfer-Encoding (section 6.1, RFC
// 9110, section 10.1.4) and Content-Length (RFC 9110, section 8.6).
#include <algorithm>

#include "witness/framing.h"
#include "witness/strings.h"

namespace plumbline::properties {

std::vector<std::string> SlowValues(const SlowFields& fields, const std::string& name) {
  std::vector<std::string> values;
  for (const auto& field : fields) {
    if (SameName(field.first, name)) values.push_back(field.second);
  }
  return values;
}

bool SlowHas(const SlowFields& fields, const std::string& name) {
  return !SlowValues(fields, name).empty();
}

namespace {

std::string Combined(const std::vector<std::string>& values) {
  std::string combined;
  for (size_t i = 0; i < values.size(); ++i) combined += (i == 0 ? "" : ", ") + values[i];
  return combined;
}

struct SlowCodings {
  std::string error;  // the first
  std::string last;   // the final coding in lower case
};

// transfer-parameter = token BWS "=" BWS ( token / quoted-string )
bool IsTransferParameter(const std::string& text) {
  const size_t equals = text.find('=');
  if (equals == std::string::npos || !IsToken(Trim(text.substr(0, equals)))) return false;
  const std::string value = Trim(text.substr(equals + 1));
  return IsToken(value) || IsQuotedString(value);
}

// transfer-coding = token *( OWS ";" OWS transfer-parameter ); sections 7.1 and 7.2 on parameters.
std::string CodingError(const std::string& element) {
  const std::vector<std::string> parts = SplitOutsideQuotes(element, ';');
  const std::string coding = Trim(parts[0]);
  if (!IsToken(coding)) return "kTransferEncodingSyntax";
  if (parts.size() > 1 && SameName(coding, "chunked")) return "kChunkedParameter";
  for (const char* compression : {"gzip", "x-gzip", "deflate", "compress", "x-compress"}) {
    if (parts.size() > 1 && SameName(coding, compression)) return "kCompressionParameter";
  }
  for (size_t i = 1; i < parts.size(); ++i) {
    if (!IsTransferParameter(Trim(parts[i]))) return "kTransferEncodingSyntax";
  }
  return "";
}

SlowCodings ReadCodings(const std::string& value) {
  SlowCodings codings;
  for (const std::string& part : SplitOutsideQuotes(value, ',')) {
    const std::string element = Trim(part);
    if (element.empty()) continue;
    if (codings.error.empty()) codings.error = CodingError(element);
    codings.last = Lower(Trim(SplitOutsideQuotes(element, ';')[0]));
  }
  return codings;
}

std::string WithoutLeadingZeros(const std::string& digits) {
  const size_t first = digits.find_first_not_of('0');
  return first == std::string::npos ? "0" : digits.substr(first);
}

bool FitsIn64Bits(const std::string& digits) {
  const std::string number = WithoutLeadingZeros(digits);
  const std::string largest = "18446744073709551615";
  return number.size() < largest.size() || (number.size() == largest.size() && number <= largest);
}

// Items 5 and 6, RFC 9110, section 8.6. Of several faults, the gravest: not a number, different, too
// large, repeated, beside empty elements.
std::string ContentLengthError(const std::vector<std::string>& values) {
  const std::vector<std::string> numbers = ListElements(Combined(values));
  if (numbers.empty()) return "kContentLengthInvalid";
  if (!std::all_of(numbers.begin(), numbers.end(), IsDigits)) return "kContentLengthInvalid";
  for (const std::string& number : numbers) {
    if (WithoutLeadingZeros(number) != WithoutLeadingZeros(numbers[0]))
      return "kContentLengthDiffers";
  }
  if (!FitsIn64Bits(numbers[0])) return "kLimitContentLength";
  if (numbers.size() > 1) return "kContentLengthList";
  if (values.size() > 1 || !IsDigits(values[0])) return "kContentLengthEmptyMember";
  return "";
}

}  // namespace

SlowFraming SlowBodyLength(const SlowMessage& message) {
  const bool response = !message.is_request;
  const int status = message.status;
  // "1. Any response to a HEAD request and any response with a 1xx (Informational), 204 (No
  // Content), or 304 (Not Modified) status code is always terminated by the first empty line"
  if (response &&
      (message.method == "HEAD" || status / 100 == 1 || status == 204 || status == 304)) {
    return {"", "none", 1, 0};
  }
  // "2. Any 2xx (Successful) response to a CONNECT request implies that the connection will become
  // a tunnel"
  if (response && message.method == "CONNECT" && status / 100 == 2) return {"", "none", 2, 0};
  const std::vector<std::string> codings = SlowValues(message.headers, "Transfer-Encoding");
  const std::vector<std::string> lengths = SlowValues(message.headers, "Content-Length");
  if (!codings.empty()) {
    const SlowCodings read = ReadCodings(Combined(codings));
    if (!read.error.empty()) return {read.error, "", 0, 0};
    // "3. If a message is received with both a Transfer-Encoding and a Content-Length header field,
    // the Transfer-Encoding overrides the Content-Length."
    const int rule = lengths.empty() ? 4 : 3;
    // "4. If a Transfer-Encoding header field is present and the chunked transfer coding is the
    // final encoding …"
    if (read.last == "chunked") return {"", "chunked", rule, 0};
    // "… present in a response and the chunked transfer coding is not the final encoding, … until
    // it is closed"
    if (response) return {"", "close", 4, 0};
    // "… present in a request … the server MUST respond with the 400 (Bad Request) status code"
    return {"kChunkedNotFinal", "", 0, 0};
  }
  if (!lengths.empty()) {
    // "5. If a message is received without Transfer-Encoding and with an invalid Content-Length
    // header field …"
    const std::string error = ContentLengthError(lengths);
    if (!error.empty()) return {error, "", 0, 0};
    // "6. If a valid Content-Length header field is present without Transfer-Encoding …"
    return {"", "length", 6, std::stoull(lengths[0])};
  }
  // "7. If this is a request message and none of the above are true, then the message body length
  // is zero"
  if (!response) return {"", "none", 7, 0};
  // "8. Otherwise, this is a response message without a declared message body length"
  return {"", "close", 8, 0};
}

}  // namespace plumbline::properties
