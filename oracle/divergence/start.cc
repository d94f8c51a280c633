// Which invalid starts of a message and status lines a browser takes: predicates of classes.def.
#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "oracle/divergence/case.h"

namespace plumbline::oracle::divergence {

using models::Client;
using Case = DivergenceCase;

namespace {

bool IsLineEnd(int octet) { return octet == '\r' || octet == '\n'; }

// The strict error is in the version, or the input ended there.
bool BreaksVersion(const Case& c) {
  return c.in_head() && (c.Rejects({Clause::kHttpVersion, Clause::kMajorVersion}) ||
                         (c.Rejects({Clause::kIncompleteMessage}) && c.Start().size() < 8));
}
bool IsHttp09(const Case& c) { return c.Taken() != nullptr && c.Taken()->http09; }
bool StartsWithHttp(const Case& c) { return absl::StartsWithIgnoreCase(c.Start(), "http"); }

bool StartsAsFirefoxSeeks(absl::string_view start) {
  return absl::StartsWithIgnoreCase(start, "HTTP/1.") || absl::StartsWithIgnoreCase(start, "HTTP/2") ||
         absl::StartsWithIgnoreCase(start, "HTTP/3");
}
// A.1, B.1: whether the model may have read this version as it did. In Chromium what has no digit from 1 on in its
// place is below 1.1, and 0.9 has a 0 there.
bool TakesVersion(const Case& c) {
  if (c.Is(Client::kFirefox)) return StartsAsFirefoxSeeks(c.Start()) && absl::StartsWith(c.Start(), "HTTP/");
  const Version version = c.Taken() == nullptr ? Version{1, 0} : c.Taken()->version;
  const int major = c.OctetAt(c.strict.begin + 5);
  const bool above_10 = version.major > 1 || version.minor > 0;
  const bool fits = version.major == 0 ? major == '0' : !above_10 || (major >= '1' && major <= '9');
  return StartsWithHttp(c) && fits;
}
// Firefox looks for the start of another head than the first in all that came.
bool FirefoxSearches(const Case& c) { return c.strict.informational > 0 || c.exchange.after_no_content; }

}  // namespace

bool kHttp09(const Case& c) {
  if (!BreaksVersion(c) || !IsHttp09(c) || !c.reading.informational.empty()) return false;
  const bool is_empty = c.exchange.method == "HEAD" && c.reading.body.empty();
  if (!is_empty && c.reading.body != c.exchange.octets) return false;
  if (c.exchange.method == "PUT") return false;
  if (c.Is(Client::kFirefox)) return !c.exchange.after_no_content;
  const bool icy = !c.exchange.https && absl::StartsWithIgnoreCase(c.Start(), "icy");
  return c.exchange.default_port || icy;
}

bool kJunkBeforeStatusLine(const Case& c) {
  const bool firefox = c.Is(Client::kFirefox);
  if (!BreaksVersion(c) || IsHttp09(c) || (firefox ? StartsAsFirefoxSeeks(c.Start()) : StartsWithHttp(c))) return false;
  if (firefox && FirefoxSearches(c)) return true;
  // "HTTP/2" and "HTTP/3" may come as late as they fit into the 11 octets where firefox looks.
  for (size_t at = 1; at <= (firefox ? size_t{5} : size_t{4}); ++at) {
    if (absl::StartsWithIgnoreCase(absl::ClippedSubstr(c.Start(), at), "http")) return true;
  }
  return false;
}

bool kEmptyLinesBeforeStatusLine(const Case& c) {
  const size_t begin = c.Start().find_first_not_of("\r\n");
  return c.Rejects({Clause::kHttpVersion}) && c.in_head() && begin != 0 && begin != absl::string_view::npos &&
         (absl::StartsWith(c.Start().substr(begin), "HTTP/") || absl::StartsWith(c.Start().substr(begin), "ICY"));
}

bool kIcy(const Case& c) {
  const size_t begin = std::min(c.Start().find_first_not_of(" \t\r\n"), c.Start().size());
  const absl::string_view start = c.Start().substr(begin);
  if (!BreaksVersion(c) || c.Taken() == nullptr || c.Taken()->http09) return false;
  return c.Is(Client::kFirefox) ? absl::StartsWithIgnoreCase(start, "ICY ") : absl::StartsWith(start, "ICY");
}

bool kShortReadBelieved(const Case& c) {
  const size_t read = c.exchange.reads.empty() ? c.exchange.octets.size() : c.exchange.reads[0];
  const absl::string_view start = c.exchange.octets.substr(0, std::min(read, c.exchange.octets.size()));
  return BreaksVersion(c) && c.strict.begin == 0 && start.size() < 7 && absl::StartsWithIgnoreCase("HTTP/1.", start);
}

bool kVersionNotChecked(const Case& c) {
  return c.Rejects({Clause::kHttpVersion}) && c.in_head() && !IsHttp09(c) && TakesVersion(c);
}

bool kLowerCaseHttp(const Case& c) {
  const bool seeks = c.Is(Client::kFirefox) && StartsAsFirefoxSeeks(c.Start()) && !absl::StartsWith(c.Start(), "HTTP");
  return c.Rejects({Clause::kHttpVersion}) && c.in_head() && seeks && c.Taken() != nullptr &&
         c.Taken()->version.major == 0;
}

bool kVersionOfManyDigits(const Case& c) {
  // The digits of both numbers, zeros before them aside, are those of 1.0 or 1.1, and three digits
  // follow.
  if (!c.Rejects({Clause::kHttpVersion, Clause::kMajorVersion}) || !c.in_head()) return false;
  absl::string_view version = c.Start();
  if (!absl::ConsumePrefix(&version, "HTTP/")) return false;
  const size_t dot = version.find_first_not_of("0123456789");
  if (dot == absl::string_view::npos || version[dot] != '.') return false;
  const absl::string_view minor = version.substr(dot + 1, version.find_first_not_of("0123456789", dot + 1) - dot - 1);
  const auto number = [](absl::string_view digits) {
    return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
  };
  return number(version.substr(0, dot)) == "1" && !minor.empty() && (number(minor).empty() || number(minor) == "1");
}

bool kMajorVersionTaken(const Case& c) {
  return c.Rejects({Clause::kMajorVersion}) && c.in_head() && !IsHttp09(c) && TakesVersion(c);
}

bool kNoStatusCode(const Case& c) {
  if (!c.in_head() ||
      !c.Rejects({Clause::kStatusLine, Clause::kStatusLineSp, Clause::kStatusCode, Clause::kIncompleteMessage}))
    return false;
  const bool first_line = c.offset() - c.Before().size() == c.strict.begin;
  const bool at_code = c.Rejects({Clause::kStatusCode}) && c.offset() == c.strict.begin + 9;
  const bool no_space = !absl::StrContains(c.Line(), ' ');
  return first_line && (no_space || (c.Is(Client::kChromium) && at_code && c.octet() != ' '));
}

bool kStatusAfterFirstSpace(const Case& c) {
  return c.in_head() && c.Rejects({Clause::kStatusLine}) && c.offset() == c.strict.begin + 8 &&
         absl::StrContains(c.Line(), ' ');
}

bool kWhitespaceBeforeStatusCode(const Case& c) {
  if (!c.in_head()) return false;
  // Where the SP stands, and after it.
  const bool at_space = c.Rejects({Clause::kStatusLine}) && c.offset() == c.strict.begin + 8;
  const bool after = c.Rejects({Clause::kStatusCode}) && c.offset() == c.strict.begin + 9;
  if (c.Is(Client::kChromium)) return after && c.octet() == ' ';
  if (c.Is(Client::kFirefox)) return after && (IsBlank(c.octet()) || c.octet() == '\r');
  return (at_space || after) && IsBlank(c.octet());
}

bool kStatusCodeOfFewDigits(const Case& c) {
  const size_t digits = c.offset() - std::min(c.offset(), c.strict.begin + 9);
  return c.in_head() && c.Rejects({Clause::kStatusCode}) && (digits == 1 || digits == 2);
}

bool kStatusCodeOfManyDigits(const Case& c) {
  return c.in_head() && c.Rejects({Clause::kStatusCode}) && c.offset() == c.strict.begin + 12;
}

bool kNoSpaceAfterStatusCode(const Case& c) {
  if (!c.in_head() || !c.Rejects({Clause::kStatusLineSp})) return false;
  if (c.Is(Client::kFirefox)) return IsLineEnd(c.octet()) || c.octet() == '\t';
  return !c.Is(Client::kSafari) || IsLineEnd(c.octet());
}

bool kControlInReason(const Case& c) {
  return c.in_head() && c.Rejects({Clause::kReasonPhrase}) && (c.octet() != 0 || c.Is(Client::kFirefox));
}

}  // namespace plumbline::oracle::divergence
