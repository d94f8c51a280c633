// What each model refuses by its section of docs/models.md, whatever else the octets have. A
// reading that has it all the same is in no class: otherwise the first thing wrong with the octets
// could excuse every other.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "oracle/divergence/case.h"

namespace plumbline::oracle {

using models::Client;
using models::Field;
using models::Head;

namespace {

bool HasNul(absl::string_view text) { return absl::StrContains(text, '\0'); }

bool AllEqual(const Values& values) {
  return std::all_of(values.begin(), values.end(), [&](absl::string_view value) { return value == values[0]; });
}

// Between commas, trimmed. Where quotes protect commas, nothing is known here.
Values Items(const Values& values) {
  Values items;
  for (const absl::string_view value : values) {
    if (absl::StrContains(value, '"')) return {};
    for (const absl::string_view item : absl::StrSplit(value, ',')) items.push_back(absl::StripAsciiWhitespace(item));
  }
  return items;
}

// As far as is known here: a quoted-string may hold the word too.
bool ListsChunked(const Head& head) {
  const Values codings = ValuesOf(head, "Transfer-Encoding");
  return std::any_of(codings.begin(), codings.end(), [](absl::string_view coding) {
    return absl::StrContains(absl::AsciiStrToLower(coding), "chunked");
  });
}

// Octets up to the first empty line that LF LF or LF CR LF makes.
absl::string_view FirstHead(absl::string_view octets) {
  return octets.substr(0, std::min(octets.find("\n\n"), octets.find("\n\r\n")));
}

// A.1, A.2, A.4, A.5, A.8
bool ChromiumKeeps(const DivergenceCase& c, const Head& head) {
  if (head.http09) {
    const bool icy = !c.exchange.https && absl::StartsWithIgnoreCase(c.exchange.octets, "icy");
    return (c.exchange.default_port || icy) && c.exchange.method != "PUT" && c.reading.informational.empty();
  }
  const bool before_11 = head.version.major == 1 && head.version.minor == 0;
  const bool chunked = !before_11 && ListsChunked(head);
  return !HasNul(FirstHead(c.exchange.octets)) && (chunked || AllEqual(Items(ValuesOf(head, "Content-Length")))) &&
         AllEqual(ValuesOf(head, "Location")) && AllEqual(Items(ValuesOf(head, "Content-Disposition"))) &&
         (chunked || c.reading.framing != FramingKind::kChunked);
}

// B.1, B.2, B.4, B.8, B.10
bool FirefoxKeeps(const DivergenceCase& c, const Head& head) {
  if (head.http09) {
    return c.exchange.method != "PUT" && c.reading.informational.empty() && !c.exchange.after_no_content;
  }
  return head.status <= 999 && AllEqual(Items(ValuesOf(head, "Content-Length"))) &&
         std::none_of(head.fields.begin(), head.fields.end(), [](const Field& field) { return HasNul(field.value); });
}

// C.1, C.2, C.5
bool WebKitKeeps(const DivergenceCase& c, const Head& head) {
  const Values codings = ValuesOf(head, "Transfer-Encoding");
  const bool chunked = c.reading.framing == FramingKind::kChunked;
  const bool coded = codings.empty() || absl::EqualsIgnoreCase(codings.back(), "chunked") == chunked;
  return !head.http09 && head.version.major == 1 && head.version.minor <= 1 && head.status >= 200 &&
         head.status <= 999 && !HasNul(FirstHead(c.exchange.octets)) &&
         (c.Is(Client::kWebKitGtk32) || c.reading.framing == FramingKind::kNone || coded);
}

// D.1, D.2
bool SafariKeeps(const DivergenceCase& c, const Head& head) {
  return absl::StartsWith(c.exchange.octets, "HTTP/1.1 ") && head.status <= 999 &&
         !absl::StrContains(c.exchange.octets.substr(0, c.exchange.octets.find('\n')), "\r\r") &&
         std::none_of(head.fields.begin(), head.fields.end(), [](const Field& field) {
           return field.value.find_first_of({"\0\r", 2}) != std::string::npos;
         });
}

// A.2, B.2, C.2, D.2: the name of each field stands at the begin of a line, up to whitespace and a colon. Lines end
// with LF; in Chromium with CR too, and Safari takes a CR before the colon.
bool BeginsALine(const DivergenceCase& c, absl::string_view name) {
  const absl::string_view octets = c.exchange.octets;
  for (size_t at = octets.find(name); at != absl::string_view::npos; at = octets.find(name, at + 1)) {
    const bool after_end = at > 0 && (octets[at - 1] == '\n' || (c.Is(Client::kChromium) && octets[at - 1] == '\r'));
    const size_t end = octets.find_first_not_of(c.Is(Client::kSafari) ? " \t\r" : " \t", at + name.size());
    if (after_end && end != absl::string_view::npos && octets[end] == ':') return true;
  }
  return false;
}

// Where reads end inside a line, Firefox may put a name together that no octets show; and webkitgtk what is not UTF-8.
bool LinesBeginWithNames(const DivergenceCase& c, const Head& head) {
  return !c.exchange.reads.empty() || std::all_of(head.fields.begin(), head.fields.end(), [&](const Field& field) {
    return absl::StrContains(field.name, "\xef\xbf\xbd") || BeginsALine(c, field.name);
  });
}

}  // namespace

bool KeepsItsRefusals(const DivergenceCase& c) {
  if (!c.reading.head) return true;
  const Head& head = *c.reading.head;
  if (!LinesBeginWithNames(c, head)) return false;
  if (c.Is(Client::kChromium)) return ChromiumKeeps(c, head);
  if (c.Is(Client::kFirefox)) return FirefoxKeeps(c, head);
  if (c.Is(Client::kSafari)) return SafariKeeps(c, head);
  return WebKitKeeps(c, head);
}

}  // namespace plumbline::oracle
