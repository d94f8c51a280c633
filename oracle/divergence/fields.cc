// Which invalid lines and fields of a head a browser takes: predicates of classes.def.
#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "oracle/divergence/case.h"

namespace plumbline::oracle::divergence {

using models::Client;
using Case = DivergenceCase;

namespace {

// The values of a name as the browser has them.
Values Taken(const Case& c, absl::string_view name) {
  return c.Taken() == nullptr ? Values() : ValuesOf(*c.Taken(), name);
}

bool InHead(const Case& c, std::initializer_list<Clause> clauses) { return c.in_head() && c.Rejects(clauses); }

// What the section as a whole decides, it decides at the CR of its empty line: here a CR that no LF follows.
bool IsNoEndOfHead(const Case& c) {
  return InHead(c, {Clause::kContentLengthInvalid, Clause::kContentLengthDiffers, Clause::kContentLengthList,
                    Clause::kContentLengthEmptyMember, Clause::kLimitContentLength, Clause::kTransferEncodingSyntax}) &&
         c.Before().empty() && c.octet() == '\r' && c.OctetAt(c.offset() + 1) != '\n' &&
         c.OctetAt(c.offset() + 1) != -1;
}

// The line that begins before the octet, up to its colon, has a name as webkitgtk takes it.
bool SoupTakesName(absl::string_view line) {
  const size_t end = line.find_first_of(": \t\r");
  return end != absl::string_view::npos && end > 0 && line[end] == ':';
}

bool IsWebKit(const Case& c) { return c.Is(Client::kWebKitGtk) || c.Is(Client::kWebKitGtk32); }

}  // namespace

bool kBareLfEndsLine(const Case& c) { return InHead(c, {Clause::kBareLf}); }
bool kBareCrEndsLine(const Case& c) { return InHead(c, {Clause::kBareCr}) || IsNoEndOfHead(c); }

bool kBareCrInLine(const Case& c) {
  if (!c.Is(Client::kSafari) && IsNoEndOfHead(c)) return true;
  if (!InHead(c, {Clause::kBareCr})) return false;
  if (!c.Is(Client::kSafari)) return true;
  // After the colon, or in CR CR LF.
  return absl::EndsWith(c.Before(), ":\r") || c.octet() == '\r';
}

bool kWhitespaceAfterStatusLine(const Case& c) { return InHead(c, {Clause::kWhitespaceAfterStartLine}); }
bool kObsFoldJoined(const Case& c) { return InHead(c, {Clause::kObsFold}); }
bool kLineWithoutColon(const Case& c) { return InHead(c, {Clause::kFieldColon}); }

bool kCrBeforeColon(const Case& c) { return InHead(c, {Clause::kFieldColon}) && absl::StartsWith(c.From(), "\r:"); }

bool kEmptyNamePassedOver(const Case& c) { return InHead(c, {Clause::kFieldNameEmpty}); }

bool kInvalidNamePassedOver(const Case& c) {
  if (!InHead(c, {Clause::kFieldName})) return false;
  if (IsWebKit(c)) return c.octet() != 0 && !SoupTakesName(c.Line());
  return c.octet() != 0 || c.Is(Client::kFirefox);
}

bool kInvalidNameKept(const Case& c) {
  return InHead(c, {Clause::kFieldName}) && c.octet() != 0 && SoupTakesName(c.Line());
}

bool kWhitespaceBeforeColonRemoved(const Case& c) {
  const size_t after = c.From().find_first_not_of(" \t");
  return InHead(c, {Clause::kSpaceBeforeColon}) && after != absl::string_view::npos && c.From()[after] == ':';
}

bool kNameWithWhitespacePassedOver(const Case& c) {
  return InHead(c, {Clause::kSpaceBeforeColon}) && !(c.Is(Client::kChromium) && kWhitespaceBeforeColonRemoved(c));
}

bool kControlInValue(const Case& c) { return InHead(c, {Clause::kFieldValueCtl}); }
bool kConnectionNotChecked(const Case& c) { return InHead(c, {Clause::kConnectionOption}); }

// What a browser has to have found to go on with such a Transfer-Encoding.
bool FramesInSpiteOfCoding(const Case& c) {
  if (c.Is(Client::kSafari)) return c.reading.framing == FramingKind::kNone && !c.reading.unknown.empty();
  if (!IsWebKit(c)) return true;
  const Values codings = Taken(c, "Transfer-Encoding");
  if (codings.empty()) return false;
  const bool plain =
      absl::EqualsIgnoreCase(codings.back(), "chunked") || absl::EqualsIgnoreCase(codings.back(), "identity");
  return plain || (c.Is(Client::kWebKitGtk32) && c.reading.framing != FramingKind::kClose);
}

bool kNominatedFramingRemoved(const Case& c) {
  if (!c.in_head() || c.Taken() == nullptr || c.Taken()->version.minor != 0) return false;
  if (c.Rejects({Clause::kContentLengthInvalid, Clause::kContentLengthDiffers, Clause::kContentLengthList,
                 Clause::kContentLengthEmptyMember, Clause::kLimitContentLength})) {
    return Taken(c, "Content-Length").empty();
  }
  if (!c.Rejects({Clause::kTransferEncodingSyntax, Clause::kChunkedParameter, Clause::kCompressionParameter})) {
    return false;
  }
  // 3.2 forgets the coding with a Content-Length that goes. Connection goes where it names itself.
  const bool forgets = c.Is(Client::kWebKitGtk32) && c.reading.framing == FramingKind::kClose;
  const bool nominates =
      !Taken(c, "Connection").empty() || absl::StrContains(absl::AsciiStrToLower(c.Start()), "content-length");
  return Taken(c, "Transfer-Encoding").empty() || (forgets && nominates);
}

bool kTransferEncodingNotChecked(const Case& c) {
  return InHead(c, {Clause::kTransferEncodingSyntax}) && FramesInSpiteOfCoding(c);
}

bool kCodingParametersIgnored(const Case& c) {
  return InHead(c, {Clause::kChunkedParameter, Clause::kCompressionParameter}) && FramesInSpiteOfCoding(c);
}

bool kInvalidLengthIgnored(const Case& c) {
  if (!InHead(c, {Clause::kContentLengthInvalid})) return false;
  if (IsWebKit(c)) return c.reading.length == UINT64_MAX;
  const Values lengths = Taken(c, "Content-Length");
  return c.reading.framing != FramingKind::kLength && !lengths.empty() &&
         (!c.Is(Client::kSafari) || absl::StrContains(lengths.back(), '-'));
}

bool kInvalidLengthRead(const Case& c) {
  if (!InHead(c, {Clause::kContentLengthInvalid})) return false;
  const Values lengths = Taken(c, "Content-Length");
  if (lengths.empty() || c.reading.framing != FramingKind::kLength || (IsWebKit(c) && c.reading.length == UINT64_MAX))
    return false;
  if (c.Is(Client::kChromium)) return absl::StartsWith(lengths[0], "-0");
  return true;
}

bool kEqualLengthsTaken(const Case& c) {
  return InHead(c, {Clause::kContentLengthList, Clause::kContentLengthEmptyMember});
}

bool kDifferentLengthsTaken(const Case& c) {
  if (c.Is(Client::kSafari) && InHead(c, {Clause::kContentLengthInvalid, Clause::kLimitContentLength})) {
    return !c.reading.unknown.empty();
  }
  // What is wrong with a field before it does not matter to 3.2.
  if (c.Is(Client::kWebKitGtk32) && InHead(c, {Clause::kLimitContentLength}) && c.reading.length != UINT64_MAX) {
    return Taken(c, "Content-Length").size() > 1;
  }
  return InHead(c, {Clause::kContentLengthDiffers});
}

bool kLengthOverflowIgnored(const Case& c) {
  return InHead(c, {Clause::kLimitContentLength}) &&
         (IsWebKit(c) ? c.reading.length == UINT64_MAX : c.reading.framing != FramingKind::kLength);
}

bool kHeadCutShort(const Case& c) {
  if (!InHead(c, {Clause::kIncompleteMessage})) return false;
  if (c.Taken() != nullptr && c.Taken()->http09) return false;
  if (c.Is(Client::kFirefox)) return true;
  if (c.Is(Client::kChromium)) return !c.exchange.https;
  return absl::EndsWith(c.exchange.octets, "\n") ||
         (c.Is(Client::kSafari) && absl::EndsWith(c.exchange.octets, "\n\r"));
}

}  // namespace plumbline::oracle::divergence
