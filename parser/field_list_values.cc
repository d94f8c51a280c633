#include "parser/field_list_values.h"

#include "absl/strings/str_split.h"
#include "parser/authority.h"
#include "parser/fields/content_length.h"
#include "parser/octets.h"
#include "parser/request_line.h"

namespace plumbline {
namespace {

using octets::Is;

constexpr size_t kWhole = absl::string_view::npos;

// Where a production that is alone in its octets ends.
template <typename T>
size_t WrongIn(const Result<T>& result, size_t size) {
  if (result.complete()) return kWhole;
  return result.outcome() == Outcome::kNeedMore ? size : static_cast<size_t>(result.error().offset);
}

}  // namespace

// method = token, RFC 9110, section 9.1.
size_t WrongInMethod(absl::string_view value) {
  const size_t end = octets::Skip(octets::kTchar, value.data(), 0, value.size());
  return end == value.size() && end > 0 ? kWhole : end;
}

// scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ), RFC 3986, section 3.1.
size_t WrongInScheme(absl::string_view value) {
  if (value.empty()) return 0;
  for (size_t i = 0; i < value.size(); ++i) {
    const bool after_first = Is(octets::kDigit, value[i]) || value[i] == '+' || value[i] == '-' || value[i] == '.';
    if (!Is(octets::kAlpha, value[i]) && !(i > 0 && after_first)) return i;
  }
  return kWhole;
}

// absolute-path [ "?" query ], or the asterisk. An empty path is judged with its scheme.
size_t WrongInPath(absl::string_view value) {
  if (value.empty() || value == "*") return kWhole;
  if (value[0] == '*') return 1;
  if (value[0] != '/') return 0;
  return WrongIn(ParseRequestTarget("GET", value), value.size());
}

size_t WrongInAuthority(absl::string_view value) { return WrongIn(ParseAuthority(value), value.size()); }

// uri-host ":" port, RFC 9112, section 3.2.3.
size_t WrongInConnectAuthority(absl::string_view value) {
  return WrongIn(ParseRequestTarget("CONNECT", value), value.size());
}

size_t WrongInHost(absl::string_view value) { return WrongIn(ParseHostPort(value), value.size()); }

// status-code = 3DIGIT, RFC 9112, section 4.
size_t WrongInStatus(absl::string_view value) {
  constexpr size_t kDigits = 3;
  const size_t end = octets::Skip(octets::kDigit, value.data(), 0, value.size());
  if (end > kDigits) return kDigits;
  return end == kDigits && value.size() == kDigits ? kWhole : end;
}

// #t-codings of which each is "trailers", RFC 9110, sections 10.1.4 and 5.6.1.2.
size_t WrongInTe(absl::string_view value) {
  constexpr absl::string_view kTrailers = "trailers";
  size_t i = 0;
  const auto at = [&](uint8_t octet) {
    return i < value.size() && octets::ToLower(static_cast<uint8_t>(value[i])) == octet;
  };
  for (;;) {
    while (at(' ') || at('\t') || at(',')) ++i;
    if (i == value.size()) return kWhole;
    for (const char octet : kTrailers) {
      if (!at(static_cast<uint8_t>(octet))) return i;
      ++i;
    }
    while (at(' ') || at('\t')) ++i;
    if (i < value.size() && value[i] != ',') return i;
  }
}

void LengthList::Add(absl::string_view value) {
  ++lines;
  for (const absl::string_view element : absl::StrSplit(value, ',')) {
    const absl::string_view member = octets::TrimWhitespace(element);
    if (member.empty()) continue;
    const size_t digits = octets::Skip(octets::kDigit, member.data(), 0, member.size());
    const absl::string_view number = SignificantDigits(member);
    if (++count == 1) first = number;
    equal = equal && digits == member.size() && number == first;
  }
}

}  // namespace plumbline
