// The law: a field value is read by its production and by nothing else. For TE, Trailer, Upgrade, Via, Transfer-Encoding,
// Content-Length and Host: the error is the first octet with which no match can go on; members are octets of the
// value, and those that it has; lists follow the recipient's list rule; canonical octets keep the value.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/support.h"
#include "fuzz/support_show.h"
#include "fuzz/support_uri.h"
#include "fuzz/support_values.h"
#include "parser/fields/content_length.h"
#include "parser/fields/host.h"
#include "parser/fields/trailer.h"
#include "parser/fields/transfer_encoding.h"

namespace plumbline::fuzz {
namespace {

template <typename T>
void CheckList(const Input& input, Result<T> (*parse)(absl::string_view)) {
  const Result<T> result = CheckProduction(input, parse);
  if (!result.complete()) return;
  PLUMBLINE_LAW(input, MembersAreOctetsOf(*result, input), "members are octets of the value, each of its kind");
  CheckListRule(input, parse, Show<T>);
  CheckCanonical(input, parse, Show<T>, ToOctets<T>);
}

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
  absl::string_view digits = input;
  while (digits.size() > 1 && digits[0] == '0') digits.remove_prefix(1);
  PLUMBLINE_LAW(input, !result.complete() || std::to_string(*result) == digits, "9110-8.6: it is the number it spells");
  const bool fits = digits.size() < 20 || (digits.size() == 20 && digits <= "18446744073709551615");
  PLUMBLINE_LAW(input, result.complete() == (IsDigits(input) && fits), "9110-8.6: 64 bits hold it, or it overflows");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline::fuzz;  // NOLINT: the target's own scope
  const Input input(data, size);
  CheckList(input, plumbline::ParseTe);
  CheckList(input, plumbline::ParseTrailer);
  CheckList(input, plumbline::ParseUpgrade);
  CheckList(input, plumbline::ParseVia);
  CheckList(input, plumbline::ParseTransferEncoding);
  CheckTransferEncodingScanner(input);
  CheckContentLength(input);
  const auto host = CheckProduction(input, plumbline::ParseHost);
  if (!host.complete()) return 0;
  CheckHostPort(input, *host);
  PLUMBLINE_LAW(input, ToOctets(*host) == input.view(), "9110-7.2: host and port put together are the value");
  return 0;
}
