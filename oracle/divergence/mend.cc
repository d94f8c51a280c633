// What a browser takes invalid octets for, where it takes them for valid ones: LF for CRLF, a fold for SP, a line that
// it passes over for none. The octets so mended are read in the same way; ClassifyMending sees to that, and goes on
// with them, so that one fault hides no other.
#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "models/normal.h"
#include "oracle/divergence/case.h"
#include "reading/reading.h"

namespace plumbline::oracle {

using models::Client;
using models::Exchange;
using models::Model;
using models::Reading;

namespace {

using Case = DivergenceCase;
using Mended = std::optional<std::string>;

Mended Replace(const Case& c, size_t begin, size_t end, absl::string_view with) {
  const absl::string_view octets = c.exchange.octets;
  return absl::StrCat(octets.substr(0, begin), with, octets.substr(end));
}
Mended Insert(const Case& c, absl::string_view what) { return Replace(c, c.offset(), c.offset(), what); }

size_t SkipBlanks(const Case& c, size_t at) {
  while (IsBlank(c.OctetAt(at))) ++at;
  return at;
}
size_t SkipBlanksBackwards(const Case& c, size_t at) {
  while (at > 0 && IsBlank(c.OctetAt(at - 1))) --at;
  return at;
}

size_t LineBegin(const Case& c) { return c.offset() - c.Before().size(); }
// After the LF of the octet's line; npos where it has none.
size_t LineEnd(const Case& c) {
  const size_t line_feed = c.exchange.octets.find('\n', c.offset());
  return line_feed == absl::string_view::npos ? line_feed : line_feed + 1;
}

// Without the line, and those that go on with it. Not where it has a CR inside, which may end a line.
Mended WithoutLine(const Case& c) {
  size_t end = LineEnd(c);
  const size_t begin = LineBegin(c);
  while (end != absl::string_view::npos && IsBlank(c.OctetAt(end))) {
    end = c.exchange.octets.find('\n', end);
    if (end != absl::string_view::npos) ++end;
  }
  if (end == absl::string_view::npos) return std::nullopt;
  if (c.OctetAt(end) == '\r' && c.OctetAt(end + 1) != '\n') return std::nullopt;
  const absl::string_view lines = c.exchange.octets.substr(begin, end - begin);
  for (size_t cr = lines.find('\r'); cr != absl::string_view::npos; cr = lines.find('\r', cr + 1)) {
    if (lines[cr + 1] != '\n') return std::nullopt;
  }
  return Replace(c, begin, end, "");
}

// A.2: a run of CR and LF is one break, and LF LF or LF CR LF ends the head: nothing may become that.
Mended BareCrOfChromium(const Case& c) {
  const size_t cr = c.offset() - 1;
  const bool before_break = c.octet() == '\r';
  if (c.Before() != "\r") return before_break ? Replace(c, cr, cr + 1, "") : Insert(c, "\n");
  return before_break ? std::nullopt : Replace(c, cr, cr + 1, "");
}

// C.3: a CR in a value is SP.
Mended BareCrOfWebKit(const Case& c) {
  const bool in_value = absl::StrContains(c.Before(), ':') && LineBegin(c) != c.strict.begin;
  return in_value && !c.Is(Client::kSafari) && !c.Is(Client::kFirefox) ? Replace(c, c.offset() - 1, c.offset(), " ")
                                                                       : std::nullopt;
}

Mended Fold(const Case& c) {
  const size_t line_end = c.offset() - 2;  // its CRLF
  if (c.Is(Client::kFirefox)) return Replace(c, line_end, c.offset(), "");
  const size_t begin = c.Is(Client::kChromium) ? line_end : SkipBlanksBackwards(c, line_end);
  return Replace(c, begin, SkipBlanks(c, c.offset()), " ");
}

Mended WithoutJunk(const Case& c) {
  if (c.Is(Client::kFirefox)) return std::nullopt;
  for (size_t at = 1; at <= 4; ++at) {
    if (absl::StartsWithIgnoreCase(absl::ClippedSubstr(c.Start(), at), "http")) {
      return Replace(c, c.strict.begin, c.strict.begin + at, "");
    }
  }
  return std::nullopt;
}

Mended WithoutBlankBeforeStatus(const Case& c) {
  const bool at_space = c.offset() == c.strict.begin + 8;
  return Replace(c, c.offset(), c.offset() + 1, at_space ? " " : "");
}

// The chunk's line up to its size, with what the model ends a line by.
Mended WithSizeAlone(const Case& c) {
  size_t end = c.exchange.octets.find(c.Is(Client::kWebKitGtk) ? "\r\n" : "\n", c.offset());
  if (end == absl::string_view::npos) return std::nullopt;
  if (!c.Is(Client::kWebKitGtk) && c.OctetAt(end - 1) == '\r') --end;
  size_t begin = LineBegin(c);
  while (absl::ascii_isxdigit(static_cast<uint8_t>(c.OctetAt(begin)))) ++begin;
  return begin < end ? Replace(c, begin, end, "") : std::nullopt;
}

// After the data of the chunk whose end the octet breaks: CRLF in place of all up to the line end that the model
// finds.
Mended WithDataEnd(const Case& c) {
  size_t begin = 0;
  c.AnyChunkLine([&](absl::string_view line) {
    begin = static_cast<size_t>(line.data() - c.exchange.octets.data()) + line.size() + 2 + ChunkSizeOf(line);
    return false;
  });
  if (c.Is(Client::kFirefox)) return Replace(c, begin, begin, "\r\n");
  const absl::string_view line_end = c.Is(Client::kWebKitGtk) ? "\r\n" : "\n";
  const size_t end = c.exchange.octets.find(line_end, begin);
  return end == absl::string_view::npos ? std::nullopt : Replace(c, begin, end + line_end.size(), "\r\n");
}

Mended WithoutBlankLine(const Case& c) {
  const size_t end = LineEnd(c);
  const bool blank = c.From().empty() || c.From() == "\r";
  return blank && end != absl::string_view::npos ? Replace(c, c.offset(), end, "") : std::nullopt;
}

Mended Trailers(const Case& c) {
  if (!c.Is(Client::kChromium)) return std::nullopt;
  if (c.octet() == '\n') return Insert(c, "\r");
  return LineEnd(c) == absl::string_view::npos ? std::nullopt : Replace(c, LineBegin(c), LineEnd(c), "");
}

Mended Mend(const Case& c, DivergenceClass divergence) {
  switch (divergence) {
    case DivergenceClass::kBareLfEndsLine:
    case DivergenceClass::kChunkLineEndsWithLf:
    case DivergenceClass::kChunkDataEndsWithLf:
      return Insert(c, "\r");
    case DivergenceClass::kBareCrEndsLine:
      return c.clause() == Clause::kBareCr ? BareCrOfChromium(c) : std::nullopt;
    case DivergenceClass::kBareCrInLine:
      return c.clause() == Clause::kBareCr ? BareCrOfWebKit(c) : std::nullopt;
    case DivergenceClass::kObsFoldJoined:
      return Fold(c);
    case DivergenceClass::kWhitespaceAfterStatusLine:
    case DivergenceClass::kLineWithoutColon:
    case DivergenceClass::kEmptyNamePassedOver:
    case DivergenceClass::kInvalidNamePassedOver:
    case DivergenceClass::kNameWithWhitespacePassedOver:
      return WithoutLine(c);
    case DivergenceClass::kWhitespaceBeforeColonRemoved:
      return Replace(c, c.offset(), SkipBlanks(c, c.offset()), "");
    case DivergenceClass::kJunkBeforeStatusLine:
      return WithoutJunk(c);
    case DivergenceClass::kEmptyLinesBeforeStatusLine:
      return Replace(c, c.strict.begin, c.strict.begin + c.Start().find_first_not_of("\r\n"), "");
    case DivergenceClass::kNoSpaceAfterStatusCode:
      return Insert(c, " ");
    case DivergenceClass::kWhitespaceBeforeStatusCode:
      return WithoutBlankBeforeStatus(c);
    case DivergenceClass::kSpaceAfterChunkSize:
    case DivergenceClass::kChunkExtensionNotRead:
    case DivergenceClass::kOctetsAfterChunkSizeIgnored:
    case DivergenceClass::kNulEndsChunkLine:
      return WithSizeAlone(c);
    case DivergenceClass::kNoLineEndAfterChunkData:
    case DivergenceClass::kOctetsAfterChunkDataDropped:
      return WithDataEnd(c);
    case DivergenceClass::kBlankLineBeforeChunkSize:
      return WithoutBlankLine(c);
    case DivergenceClass::kTrailersNotRead:
      return Trailers(c);
    default:
      return std::nullopt;  // it is read as what it is, or what it is read as is not octets
  }
}

// But for what counts octets.
bool Same(const Model& model, const Reading& a, const Reading& b) {
  const auto uncounted = [&](const Reading& reading) {
    reading::Reading normal = models::Normal(model, reading);
    for (reading::Message& message : normal.messages) message.end.reset();
    return normal;
  };
  const reading::Reading x = uncounted(a);
  const reading::Reading y = uncounted(b);
  return reading::Compare(x, y) == 0 && x.why == y.why;
}

}  // namespace

Classification ClassifyMending(const Model& model, Exchange exchange) {
  constexpr int kMost = 100;  // faults
  Classification all;
  std::string octets;
  Reading reading = model.read(exchange);
  for (int i = 0; i < kMost; ++i) {
    const StrictReading strict = ReadStrictly(exchange);
    Classification found = Classify(model, exchange, strict, reading);
    for (const DivergenceClass one : all.classes) {
      if (std::find(found.classes.begin(), found.classes.end(), one) == found.classes.end()) {
        found.classes.push_back(one);
      }
    }
    std::sort(found.classes.begin(), found.classes.end());
    const bool goes_on = found.verdict == Classification::Verdict::kDiverges;
    // After a fault that was mended there is a divergence in any case.
    if (i > 0 && found.verdict != Classification::Verdict::kUnexplained) found.verdict = all.verdict;
    all = std::move(found);
    // Where reads end would have to be mended too.
    if (!goes_on || !exchange.reads.empty()) return all;
    const DivergenceCase c{model, exchange, strict, reading};
    Mended mended;
    for (size_t j = 0; j < all.classes.size() && !mended; ++j) {
      const bool accepted = Info(all.classes[j]).kind == DivergenceKind::kAccepted;
      if (accepted && divergence::Applies(all.classes[j], c)) mended = Mend(c, all.classes[j]);
    }
    if (!mended) return all;
    octets.swap(*mended);  // before what the views of `strict` point into goes
    exchange.octets = octets;
    Reading again = model.read(exchange);
    if (!Same(model, reading, again)) {
      all.verdict = Classification::Verdict::kUnexplained;
      all.differs = kOtherInAll;
      return all;
    }
    reading = std::move(again);
  }
  return all;
}

}  // namespace plumbline::oracle
