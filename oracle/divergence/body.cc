// Which invalid bodies a browser takes, and what it makes of octets after a response: predicates
// of classes.def.
#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "models/chromium/pieces.h"
#include "oracle/divergence/case.h"

namespace plumbline::oracle::divergence {

using models::Client;
using models::Ending;
using Case = DivergenceCase;

namespace {

// In a body that the model takes for what it is.
bool InBody(const Case& c, std::initializer_list<Clause> clauses) {
  return c.in_body() && c.Rejects(clauses) && c.reading.framing == c.framing();
}

// In the line of a chunk.
bool InChunkLine(const Case& c) {
  return InBody(c, {Clause::kChunkSize, Clause::kLimitChunkSize, Clause::kChunkExt, Clause::kChunkExtQuotedString,
                    Clause::kBareCr}) &&
         !c.in_trailers();
}
// The octet is in a line that the end of input cuts off, which is not judged then.
bool IsInUnendedLine(const Case& c) {
  return c.in_body() && c.reading.framing == c.framing() && c.exchange.end_of_input &&
         c.offset() + c.From().size() == c.exchange.octets.size();
}
// B.6: firefox refuses a line with NUL.
bool IsRefusedForNul(const Case& c) { return c.Is(Client::kFirefox) && absl::StrContains(c.From(), '\0'); }
bool HasSize(const Case& c) {
  return !c.Before().empty() && absl::ascii_isxdigit(static_cast<uint8_t>(c.Before().front()));
}
// The chunk's line up to its end: CRLF in webkitgtk, else LF.
absl::string_view ChunkLine(const Case& c) {
  if (!c.Is(Client::kWebKitGtk)) return c.Line();
  const absl::string_view rest = c.exchange.octets.substr(c.offset() - c.Before().size());
  return rest.substr(0, rest.find("\r\n"));
}
bool AfterSemicolon(const Case& c) { return absl::StrContains(c.Before(), ';'); }

// A read ends before the octet.
// A.6
bool PieceEndsBefore(const Case& c, size_t at) {
  const size_t heads[] = {c.strict.begin, c.strict.body};
  models::chromium::Pieces pieces(c.exchange, heads);
  size_t end = c.strict.body;
  while (end < at) end = pieces.EndOfPieceFrom(end);
  return end == at;
}

bool ReadEndsBefore(const Case& c, size_t at) {
  if (c.Is(Client::kChromium)) return PieceEndsBefore(c, at);
  size_t end = 0;
  for (const size_t size : c.exchange.reads) {
    end += size;
    if (end >= at) break;
  }
  return end == at;
}

}  // namespace

bool kChunkLineEndsWithLf(const Case& c) { return InChunkLine(c) && HasSize(c) && c.octet() == '\n'; }

bool kSpaceAfterChunkSize(const Case& c) {
  return InChunkLine(c) && HasSize(c) && !AfterSemicolon(c) && absl::EndsWith(c.Before(), " ") &&
         (c.octet() == '\r' || c.octet() == '\n');
}

bool kChunkExtensionNotRead(const Case& c) {
  return InChunkLine(c) && HasSize(c) && AfterSemicolon(c) && !IsRefusedForNul(c);
}

bool kOctetsAfterChunkSizeIgnored(const Case& c) {
  return InChunkLine(c) && HasSize(c) && !AfterSemicolon(c) && c.octet() != '\n' &&
         !InBody(c, {Clause::kLimitChunkSize}) && !IsRefusedForNul(c) && !kChunkSizeReadAsC(c);
}

bool kNulEndsChunkLine(const Case& c) { return InChunkLine(c) && HasSize(c) && c.octet() == 0 && !AfterSemicolon(c); }

bool kBlankLineBeforeChunkSize(const Case& c) {
  return InBody(c, {Clause::kChunkSize}) && c.Before().empty() && (c.octet() == '\r' || c.octet() == '\n');
}

bool kChunkSizeReadAsC(const Case& c) {
  if (!InBody(c, {Clause::kChunkSize})) return false;
  absl::string_view line = ChunkLine(c);
  const size_t begin = line.find_first_not_of(" \t\v\f\r\n");
  if (begin == absl::string_view::npos) return false;
  line.remove_prefix(begin);
  const bool sign = absl::ConsumePrefix(&line, "+") || absl::ConsumePrefix(&line, "-");
  const bool prefix =
      absl::StartsWithIgnoreCase(line, "0x") && line.size() > 2 && absl::ascii_isxdigit(static_cast<uint8_t>(line[2]));
  const bool digit = !line.empty() && absl::ascii_isxdigit(static_cast<uint8_t>(line[0]));
  return digit && (begin > 0 || sign || prefix);
}

bool kNoChunkSizeEndsTheBody(const Case& c) {
  if (!InBody(c, {Clause::kChunkSize}) || HasSize(c) || c.reading.ending != Ending::kComplete) return false;
  if (c.From().find_first_not_of(" \t\v\f\r") == absl::string_view::npos) return false;  // blank
  if (c.Is(Client::kWebKitGtk32)) return !kChunkSizeReadAsC(c) || absl::StrContains(c.Line(), '-');
  const absl::string_view line = ChunkLine(c);
  const size_t first = line.find_first_not_of(" \t\v\f\r\n");
  return first != absl::string_view::npos && (line[first] == ';' || line[first] == '\0');
}

bool kChunkSizeOverflowEndsTheBody(const Case& c) { return InBody(c, {Clause::kLimitChunkSize}); }

bool kChunkDataEndsWithLf(const Case& c) { return InBody(c, {Clause::kChunkDataEnd}) && c.octet() == '\n'; }
bool kNoLineEndAfterChunkData(const Case& c) {
  return InBody(c, {Clause::kChunkDataEnd}) && c.octet() != '\n' && !kCrAtEndOfReadDropped(c);
}
bool kOctetsAfterChunkDataDropped(const Case& c) {
  return InBody(c, {Clause::kChunkDataEnd}) && (c.octet() != '\n' || c.Is(Client::kWebKitGtk));
}

bool kCrAtEndOfReadDropped(const Case& c) {
  return InBody(c, {Clause::kChunkDataEnd, Clause::kBareCr}) && c.OctetAt(c.offset() - 1) == '\r' &&
         ReadEndsBefore(c, c.offset());
}

bool kTrailersNotRead(const Case& c) {
  return c.in_trailers() && !IsRefusedForNul(c) &&
         InBody(c, {Clause::kBareCr, Clause::kBareLf, Clause::kFieldName, Clause::kFieldNameEmpty, Clause::kFieldColon,
                    Clause::kSpaceBeforeColon, Clause::kObsFold, Clause::kFieldValueNul, Clause::kFieldValueCtl});
}

bool kLengthCutShort(const Case& c) {
  if (!InBody(c, {Clause::kIncompleteLength})) return false;
  if (!c.Is(Client::kFirefox)) return !c.reading.persists;
  return c.status() / 100 != 2 || c.http10() || c.Has("Content-Encoding");
}

bool kChunkedCutShort(const Case& c) {
  if (c.framing() != FramingKind::kChunked) return false;
  if (!InBody(c, {Clause::kIncompleteMessage}) && !IsInUnendedLine(c)) return false;
  if (c.Is(Client::kChromium)) {
    const std::vector<std::string> lengths = c.Final().Members("Content-Length");
    if (lengths.empty()) return false;
    const std::string length = lengths[0].substr(absl::StartsWith(lengths[0], "-0") ? 1 : 0);  // read as 0
    const size_t first = std::min(length.find_first_not_of('0'), length.size() - 1);
    return length.substr(first) == std::to_string(c.reading.body.size());
  }
  return !c.Is(Client::kFirefox) || c.status() / 100 != 2 || c.http10();
}

bool kExtraOctetsDropped(const Case& c) { return c.strict.response() != nullptr && c.reading.dropped > 0; }

bool kExtraOctetsInBody(const Case& c) {
  const bool bounded = c.framing() == FramingKind::kLength || c.framing() == FramingKind::kNone;
  return c.strict.response() != nullptr && c.http10() && bounded && c.reading.framing == c.framing() &&
         !c.reading.persists && c.exchange.method != "HEAD" &&
         absl::StartsWith(c.reading.body, c.strict.response()->body);
}

}  // namespace plumbline::oracle::divergence
