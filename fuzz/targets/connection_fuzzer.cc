// The law: a Connection field value means the tokens between its commas. The parser, a naive split, the octet by
// octet scanner and the head of a request agree on the options and on the first octet that belongs to none;
// empty elements are skipped, field lines join by commas, and canonical octets keep the options.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/support.h"
#include "fuzz/support_show.h"
#include "fuzz/support_values.h"
#include "parser/fields/connection.h"
#include "parser/stream.h"

namespace plumbline::fuzz {
namespace {

// Where the value leaves #token: an octet of no list, or a second token in one element. Whitespace before the
// first element is the field line's, not the value's.
size_t FirstWrongOctet(absl::string_view value) {
  for (size_t i = 0; i < value.size(); ++i) {
    if (!IsTchar(value[i]) && !IsOws(value[i]) && value[i] != ',') return i;
    if (i == 0 || !IsTchar(value[i]) || !IsOws(value[i - 1])) continue;
    const absl::string_view before = TrimOws(value.substr(0, i));
    if (!before.empty() && before.back() != ',') return i;
  }
  return value.size();
}

// The same value in one or two Connection field lines of a whole request.
void CheckInHead(const Octets& value, const ConnectionOptions& options, absl::string_view separator) {
  std::string head = "GET / HTTP/1.1\r\nHost: a\r\nConnection:" + std::string(value.view()) + "\r\n\r\n";
  const size_t comma = head.find(',');
  if (comma != std::string::npos) head.replace(comma, 1, separator.data(), separator.size());
  const Octets octets(head);
  const Result<RequestHead> result = ParseRequestHead(octets, Recipient::kOrigin, WideLimits());
  PLUMBLINE_LAW(value, result.complete(), "9110-5.2: a list and its field lines are accepted alike");
  PLUMBLINE_LAW(value, Show(ConnectionOptionsOf(result->fields)) == Show(options), "9110-5.2: one list");
  PLUMBLINE_LAW(value, result->persistence.persists == !options.Has("close"), "9112-9.3: the close option decides");
}

void CheckScanner(const Octets& value, const Result<ConnectionOptions>& result) {
  ConnectionScanner scanner;
  size_t fed = 0;
  while (fed < value.size() && !scanner.Feed(static_cast<uint8_t>(value.view()[fed]))) ++fed;
  const size_t expected = result.complete() ? value.size() : static_cast<size_t>(result.error().offset);
  PLUMBLINE_LAW(value, fed == expected, "the scanner and the parser leave the grammar at one octet");
  if (!result.complete()) return;
  scanner.EndLine();
  PLUMBLINE_LAW(value, scanner.close() == result->Has("CLOSE"), "options have no case");
  PLUMBLINE_LAW(value, scanner.keep_alive() == result->Has("Keep-Alive"), "options have no case");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline::fuzz;  // NOLINT: the target's own scope
  using plumbline::ConnectionOptions;
  const Input line(data, size);
  CheckProduction(line, plumbline::ParseConnection);
  const Octets value(TrimOws(line));
  const auto result = plumbline::ParseConnection(value);
  const size_t wrong = FirstWrongOctet(value);
  PLUMBLINE_LAW(value, result.complete() == (wrong == value.size()), "what is #token is complete, and nothing else");
  PLUMBLINE_LAW(value, result.complete() || result.error().offset == wrong, "the first octet outside #token decides");
  CheckScanner(value, result);
  if (!result.complete()) return 0;
  std::string members;
  for (const absl::string_view member : plumbline::witness::ListElements(value)) members += std::string(member) + ",";
  PLUMBLINE_LAW(value, Show(*result) == members, "9110-7.6.1: the options are the tokens between the commas");
  CheckListRule(value, plumbline::ParseConnection, Show<ConnectionOptions>);
  CheckCanonical(value, plumbline::ParseConnection, Show<ConnectionOptions>, ToOctets<ConnectionOptions>);
  CheckInHead(value, *result, ",");
  CheckInHead(value, *result, "\r\nconnection: ");
  return 0;
}
