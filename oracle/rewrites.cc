// What is put in the place of octets for a recipient that takes them for something else.
#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "oracle/way.h"
#include "parser/clause.h"

namespace plumbline::oracle {
namespace {

// Beyond what any input holds, and within 64 bits.
constexpr absl::string_view kHugeLength = "9223372036854775807";
constexpr absl::string_view kHugeChunk = "7FFFFFFFFFFFFFF0";

// Where the line that begins at `begin` ends: at its CRLF, its LF, or the end of the octets.
size_t EndOfLine(absl::string_view octets, size_t begin) {
  const size_t lf = std::min(octets.find('\n', begin), octets.size());
  return lf > begin && lf < octets.size() && octets[lf - 1] == '\r' ? lf - 1 : lf;
}
// Where the line after it begins.
size_t NextLine(absl::string_view octets, size_t begin) {
  const size_t lf = octets.find('\n', begin);
  return lf == absl::string_view::npos ? octets.size() : lf + 1;
}

class Rewriter {
 public:
  Rewriter(const FaultFound& found, const Stop& stop, Way& way) : found_(found), stop_(stop), way_(way) {}

  bool Apply(const AllowanceRow& row) {
    const absl::string_view octets = way_.source.octets();
    const bool chunk_line = found_.place == Place::kChunkLine || found_.place == Place::kChunkEnd;
    switch (row.rewrite) {
      case Rewrite::kDropEmptyLine:
        way_.empty_line_dropped = true;
        if (row.fault == Fault::kEmptyLineByLf && !Choose(LfMode::kEndsLines)) return false;
        return Replace(found_.begin, found_.end, "");
      case Rewrite::kSplitWords:
        return SplitWords();
      case Rewrite::kLfIsCrlf:
        if (!chunk_line && !Choose(LfMode::kEndsLines)) return false;
        return Replace(found_.begin, found_.begin, "\r");
      case Rewrite::kLfIsSp:
        return Choose(LfMode::kIsData) && Replace(found_.begin, found_.end, " ");
      case Rewrite::kCrIsSp:
        way_.bare_cr = way_.bare_cr || found_.place == Place::kStartLine || found_.place == Place::kName;
        return Replace(found_.begin, found_.begin + 1, " ");
      case Rewrite::kNulIsSp:
        return Replace(found_.begin, found_.begin + 1, " ");
      case Rewrite::kCrsLfIsCrlf: {
        const bool ends_section = row.verdict == Verdict::kUndecided;
        if (ends_section && !Choose(LfMode::kEndsLines)) return false;
        return Replace(found_.begin, found_.end - 1, "");
      }
      case Rewrite::kDropLine: {
        const size_t crlf = octets.find("\r\n", found_.begin);
        const size_t end = crlf == absl::string_view::npos ? octets.size() : crlf + 2;
        // An LF in it is none that ends a line: gap G02.
        const size_t lf = octets.find('\n', found_.begin);
        if (lf != absl::string_view::npos && lf + 1 < end && !Choose(LfMode::kIsData)) return false;
        return Replace(found_.begin, end, "");
      }
      case Rewrite::kDropLineToLf: {
        const size_t lf = octets.find('\n', found_.begin);
        if (lf == absl::string_view::npos || octets[lf - 1] == '\r') return false;
        return Choose(LfMode::kEndsLines) && Replace(found_.begin, lf + 1, "");
      }
      case Rewrite::kFoldIsSp:
        return Fold();
      case Rewrite::kDropSpace:
        return Replace(found_.begin, found_.end, "");
      case Rewrite::kCtlStays:
        way_.placed.push_back(
            {found_.begin, {PermittedMessage::Patch::Kind::kOctet, false, 0, 0, octets[found_.begin], {}}});
        return Replace(found_.begin, found_.end, "\xff");
      case Rewrite::kEndsTrailers:
        return Replace(LineBegin(octets, found_.begin, octets.size()), octets.size(), "\r\n");
      case Rewrite::kOneLength:
        return OneLength();
      case Rewrite::kLengthIsHuge:
        return ReplaceValue("content-length", kHugeLength);
      case Rewrite::kChunkIsHuge: {
        const size_t end = std::min(octets.find_first_not_of("0123456789abcdefABCDEF", found_.begin), octets.size());
        return Replace(found_.begin, end, kHugeChunk);
      }
      case Rewrite::kHostIsTargets:
        way_.any_host = true;
        return PatchHost();
      case Rewrite::kUntilClose:
        return ReplaceValue("transfer-encoding", "x");
      case Rewrite::kDropRest:
        way_.extra_discarded = row.fault == Fault::kExtra;
        return Replace(found_.begin, octets.size(), "");
      case Rewrite::kRestIsBody: {
        // "the prior message's Content-Length value is incorrect": no other framing is.
        if (way_.trail->messages.empty()) return false;
        auto longer = std::make_shared<PermittedMessage>(*way_.trail->messages.back());
        if (!longer->reading.content || longer->reading.framing->kind != FramingKind::kLength) return false;
        longer->reading.content->append(octets.data() + found_.begin, octets.size() - found_.begin);
        longer->reading.framing->length = longer->reading.content->size();
        way_.trail->messages.back() = std::move(longer);
        way_.extra_discarded = true;
        return Replace(found_.begin, octets.size(), "");
      }
      case Rewrite::kRefuseOnly:
        way_.refused = Refused{stop_.error.clause,
                               way_.source.Received(found_.begin),
                               row.sentences.ids[0],
                               Info(stop_.error.clause).status,
                               true,
                               After::kGoesOn};
        return Replace(found_.begin, found_.end, "");
    }
    return false;
  }

  // Host, where the message has an end all the same.
  bool PatchHost() {
    const absl::string_view octets = way_.source.octets();
    const size_t offset = stop_.error.offset;
    const size_t line = LineBegin(octets, stop_.at.message_begin(), offset);
    if (stop_.error.clause == Clause::kHostMissing) return Replace(offset, offset, "Host: x\r\n");
    if (stop_.error.clause == Clause::kHostRepeated) return Replace(line, NextLine(octets, line), "");
    const size_t colon = octets.find(':', line);
    return Replace(colon + 1, EndOfLine(octets, line), "x");
  }

  // The target, where what is wrong with it does not keep the message from having an end.
  bool PatchTarget() {
    const absl::string_view octets = way_.source.octets();
    const size_t begin = stop_.at.message_begin();
    const size_t line_end = EndOfLine(octets, begin);
    const size_t method_end = octets.find(' ', begin);
    const size_t end = octets.find(' ', method_end + 1);
    if (end >= line_end) return false;
    // RFC 9110, section 9.3.6: a CONNECT that is refused forms no tunnel, and another request may come after it.
    if (octets.substr(begin, method_end - begin) == "CONNECT") return Replace(begin, end, "X /");
    return Replace(method_end + 1, end, "/");
  }

 private:
  bool Choose(LfMode mode) {
    if (way_.lf == LfMode::kMixed) return true;
    if (way_.lf != LfMode::kNotChosen && way_.lf != mode) return false;
    way_.lf = mode;
    return true;
  }

  // Puts `text` for the octets from `begin` to `end`.
  bool Replace(size_t begin, size_t end, absl::string_view text) {
    const absl::string_view octets = way_.source.octets();
    if (octets.substr(begin, end - begin) == text) return false;
    // The strict parser goes on from here, or from the message's beginning.
    if (!way_.near || way_.near_end > begin) way_.near = way_.boundary;
    way_.near->SkipTo(octets, begin);
    way_.near_end = begin;
    way_.source.Replace(begin, end - begin, text);
    return true;
  }

  bool SplitWords() {
    const std::optional<Words> words = WordsOfStartLine(way_, stop_);
    if (!words) return false;
    for (auto edit = words->edits.rbegin(); edit != words->edits.rend(); ++edit)
      Replace(edit->begin, edit->end, edit->text);
    return true;
  }

  bool Fold() {
    const absl::string_view octets = way_.source.octets();
    size_t begin = found_.begin - 2;  // its CRLF
    while (begin > 0 && (octets[begin - 1] == ' ' || octets[begin - 1] == '\t')) --begin;
    way_.placed.push_back({begin, {PermittedMessage::Patch::Kind::kFold, false, 0, 0, 0, {}}});
    return Replace(begin, found_.end, " ");
  }

  // One Content-Length line with one value for all of them.
  bool OneLength() {
    absl::string_view octets = way_.source.octets();
    const std::vector<FieldAt> lines = FieldsAt(octets, found_.begin, found_.end, "content-length");
    std::string received;
    std::string digits;
    for (const FieldAt& line : lines) {
      const absl::string_view value = octets.substr(line.value, line.end - line.value);
      absl::StrAppend(&received, received.empty() ? "" : ", ", absl::StripAsciiWhitespace(value));
      if (!digits.empty()) continue;
      const size_t first = value.find_first_of("0123456789");
      if (first == absl::string_view::npos) continue;
      digits = std::string(value.substr(first, value.find_first_not_of("0123456789", first) - first));
    }
    if (digits.empty()) return false;
    way_.alternative = std::make_pair(std::string("content-length"), received);
    for (size_t i = lines.size(); i-- > 1;) {
      Replace(lines[i].begin, std::min(lines[i].end + 2, way_.source.octets().size()), "");
    }
    return Replace(lines[0].value, lines[0].end, digits) || lines.size() > 1;
  }

  // The value of the last line of this name.
  bool ReplaceValue(absl::string_view name, absl::string_view text) {
    const absl::string_view octets = way_.source.octets();
    const std::vector<FieldAt> lines =
        FieldsAt(octets, found_.begin, std::max(found_.end, stop_.error.offset + 1), name);
    if (lines.empty()) return false;
    std::string received;
    for (const FieldAt& line : lines) {
      absl::StrAppend(&received, received.empty() ? "" : ", ",
                      absl::StripAsciiWhitespace(octets.substr(line.value, line.end - line.value)));
    }
    way_.alternative = std::make_pair(std::string(name), received);
    return Replace(lines.back().value, lines.back().end, text);
  }

  const FaultFound& found_;
  const Stop& stop_;
  Way& way_;
};

// A message of which only the fields before the error are known.
reading::Message ReadLines(absl::string_view octets, size_t begin, size_t end, MessageKind kind) {
  reading::Message out;
  const size_t line_end = EndOfLine(octets, begin);
  if (line_end >= end) return out;
  const absl::string_view line = octets.substr(begin, line_end - begin);
  reading::StartLine start;
  const size_t first = line.find(' ');
  const size_t last = line.find(' ', first + 1);
  if (kind == MessageKind::kRequest) {
    start.method = std::string(line.substr(0, first));
    start.target = std::string(line.substr(first + 1, last - first - 1));
    start.version = {static_cast<uint8_t>(line[line.size() - 3] - '0'), static_cast<uint8_t>(line.back() - '0')};
  } else {
    start.version = {static_cast<uint8_t>(line[5] - '0'), static_cast<uint8_t>(line[7] - '0')};
    start.status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
    start.reason = std::string(line.substr(std::min<size_t>(13, line.size())));
  }
  out.start = std::move(start);
  out.fields.emplace();
  for (size_t at = NextLine(octets, begin); at < end; at = NextLine(octets, at)) {
    const size_t field_end = EndOfLine(octets, at);
    if (NextLine(octets, at) > end) break;
    const size_t colon = octets.find(':', at);
    if (colon >= field_end) break;
    out.fields->push_back({std::string(octets.substr(at, colon - at)),
                           std::string(absl::StripAsciiWhitespace(octets.substr(colon + 1, field_end - colon - 1)))});
  }
  return out;
}

}  // namespace

size_t LineBegin(absl::string_view octets, size_t floor, size_t offset) {
  if (offset <= floor) return floor;
  const void* lf = memrchr(octets.data() + floor, '\n', offset - floor);
  return lf == nullptr ? floor : static_cast<size_t>(static_cast<const char*>(lf) - octets.data()) + 1;
}

std::vector<FieldAt> FieldsAt(absl::string_view octets, size_t begin, size_t end, absl::string_view name) {
  std::vector<FieldAt> out;
  end = std::min(end, octets.size());  // an error may be the end of the octets
  for (size_t at = NextLine(octets, begin); at < end; at = NextLine(octets, at)) {
    const size_t colon = octets.find(':', at);
    const size_t line_end = EndOfLine(octets, at);
    if (colon >= line_end || !absl::EqualsIgnoreCase(octets.substr(at, colon - at), name)) continue;
    size_t value = colon + 1;
    while (value < line_end && (octets[value] == ' ' || octets[value] == '\t')) ++value;
    out.push_back({at, value, line_end});
  }
  return out;
}

bool Apply(const AllowanceRow& row, const FaultFound& found, const Stop& stop, Way& way) {
  return Rewriter(found, stop, way).Apply(row);
}

bool PatchMessage(Clause clause, const Stop& stop, Way& way) {
  const FaultFound nothing{};
  Rewriter rewriter(nothing, stop, way);
  const bool host = clause == Clause::kHostMissing || clause == Clause::kHostRepeated || clause == Clause::kHostValue;
  return host ? rewriter.PatchHost() : rewriter.PatchTarget();
}

std::shared_ptr<const PermittedMessage> OpenMessage(const Way& way, const Stop& stop) {
  auto out = std::make_shared<PermittedMessage>();
  out->kind = way.boundary.decoder().options().kind;
  out->begin = out->body = way.source.Received(stop.at.message_begin());
  out->end = way.source.Received(stop.error.offset);
  out->reading = ReadLines(way.source.octets(), stop.at.message_begin(),
                           stop.at.in_message() ? stop.at.part_begin() : stop.error.offset, out->kind);
  out->refused = way.refused;
  return out;
}

}  // namespace plumbline::oracle
