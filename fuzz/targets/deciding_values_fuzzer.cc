// The law: the values that frame and route a message are read alike, whoever reads them. Transfer-Encoding by its
// parser and by the scanner that the decoder feeds octet by octet; Content-Length as the number that its digits spell,
// or an overflow, and in a message as the number that all its members spell, or the clause which says why there is
// none; Host as a host and a port that put together are the value.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "fuzz/support.h"
#include "fuzz/support_grammar.h"
#include "fuzz/support_show.h"
#include "fuzz/support_target.h"
#include "fuzz/support_values.h"
#include "parser/fields/content_length.h"
#include "parser/fields/host.h"
#include "parser/fields/transfer_encoding.h"
#include "parser/stream.h"
#include "witness/framing.h"

namespace plumbline::fuzz {
namespace {

// The parser, and the scanner that the decoder feeds octet by octet.
void CheckTransferEncodingScanner(const Input& input) {
  const Octets value(TrimOws(input));
  const Result<TransferCodings> result = ParseTransferEncoding(value);
  TransferEncodingScanner scanner;
  for (size_t i = 0; i < value.size(); ++i) {
    const auto clause = scanner.Feed(static_cast<uint8_t>(value.view()[i]));
    if (!clause) continue;
    const ParseError error = {*clause, i, i};
    PLUMBLINE_LAW(value, result.outcome() == Outcome::kError && result.error() == error, "scanner and parser agree");
    return;
  }
  PLUMBLINE_LAW(value, result.outcome() != Outcome::kError, "scanner and parser agree");
  PLUMBLINE_LAW(value, result.complete() == scanner.AtEnd(), "scanner and parser agree on the end");
  if (!result.complete()) return;
  const bool chunked = !result->names.empty() && EqualsIgnoringCase(result->names.back(), "chunked");
  PLUMBLINE_LAW(value, result->chunked_is_final == chunked, "9112-6.3: the final coding is the last of the list");
  PLUMBLINE_LAW(value, scanner.chunked_is_final() == chunked, "9112-6.3: the final coding is the last of the list");
  PLUMBLINE_LAW(value, scanner.chunked_count() == result->chunked_count, "scanner and parser count chunked alike");
}

void CheckContentLength(const Input& input) {
  const Result<uint64_t> result = CheckProduction(input, ParseContentLength);
  PLUMBLINE_LAW(input, !result.complete() || IsDigits(input), "9110-8.6: Content-Length is 1*DIGIT");
  const absl::string_view digits = witness::WithoutLeadingZeros(input);
  PLUMBLINE_LAW(input, !result.complete() || std::to_string(*result) == digits, "9110-8.6: it is the number it spells");
  PLUMBLINE_LAW(input, result.complete() == (IsDigits(input) && witness::FitsIn64Bits(input)),
                "9110-8.6: 64 bits hold it, or it overflows");
}

// RFC 9112, section 6.3, items 5 and 6: the same value in one or two field lines.
void CheckContentLengthInHead(const Octets& value, absl::string_view separator) {
  for (const char octet : value.view()) {
    if (!IsVisibleOrBlank(octet)) return;
  }
  std::string head = "HTTP/1.1 200 \r\nContent-Length:" + std::string(value.view()) + "\r\n\r\n";
  const size_t comma = head.find(',');
  if (comma != std::string::npos) head.replace(comma, 1, separator.data(), separator.size());
  const Octets octets(head);
  const Result<ResponseHead> read = ParseResponseHead(octets, "GET", Recipient::kUserAgent, WideLimits());
  const std::optional<Clause> clause = witness::ContentLengthError({value});
  if (!clause) {
    PLUMBLINE_LAW(value, read.complete(), "9112-6.3: one number frames the message");
    PLUMBLINE_LAW(value, std::to_string(read->framing.length) == witness::WithoutLeadingZeros(value),
                  "9112-6.3: by that number");
    return;
  }
  PLUMBLINE_LAW(value, read.outcome() == Outcome::kError, "9112-6.3: what is not one number is rejected");
  PLUMBLINE_LAW(value, read.error().clause == *clause, "9112-6.3: the clause says why");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline::fuzz;  // NOLINT: the target's own scope
  using plumbline::ParseTransferEncoding;
  using plumbline::TransferCodings;
  const Input input(data, size);
  const auto codings = CheckProduction(input, ParseTransferEncoding);
  PLUMBLINE_LAW(input, codings.complete() == IsTransferEncoding(input), "9112-6.1: complete is what matches");
  PLUMBLINE_LAW(input, !codings.complete() || MembersAreOctetsOf(*codings, input), "codings are octets of the value");
  CheckListRule(input, ParseTransferEncoding, Show<TransferCodings>);
  CheckCanonical(input, ParseTransferEncoding, Show<TransferCodings>, ToOctets<TransferCodings>);
  CheckTransferEncodingScanner(input);
  CheckContentLength(input);
  CheckContentLengthInHead(Octets(TrimOws(input)), ",");
  CheckContentLengthInHead(Octets(TrimOws(input)), "\r\ncontent-length: ");
  const auto host = CheckProduction(input, plumbline::ParseHost);
  PLUMBLINE_LAW(input, host.complete() == IsHost(input), "9110-7.2: complete is what matches");
  if (!host.complete()) return 0;
  CheckHostPort(input, *host);
  PLUMBLINE_LAW(input, ToOctets(*host) == input.view(), "9110-7.2: host and port put together are the value");
  return 0;
}
