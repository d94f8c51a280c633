// What stands where the strict parser stopped: by the octets, and for what they mean together by the clause.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "oracle/way.h"

namespace plumbline::oracle {
namespace {

bool IsWhitespace(char c) { return c == ' ' || c == '\t'; }
bool IsWordSeparator(char c) { return IsWhitespace(c) || c == '\v' || c == '\f' || c == '\r'; }
bool IsControl(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return (octet < 0x20 && !IsWhitespace(c) && c != '\r' && c != '\n' && c != '\0') || octet == 0x7f;
}

// The line in which `offset` stands, within a section that begins at `begin`.
struct Line {
  size_t begin;
  bool first;   // the section begins with it
  bool second;  // it is the one after that
};
Line LineOf(absl::string_view octets, size_t begin, size_t offset) {
  const size_t line = LineBegin(octets, begin, offset);
  if (line == begin) return {line, true, false};
  return {line, false, LineBegin(octets, begin, line - 1) == begin};
}

// Of a run of CRs from `at` on: its end, which is the LF that follows it, or something else.
size_t EndOfCrs(absl::string_view octets, size_t at) {
  return std::min(octets.find_first_not_of('\r', at), octets.size());
}
bool IsAt(absl::string_view octets, size_t at, char c) { return at < octets.size() && octets[at] == c; }

class Finder {
 public:
  Finder(const Way& way, const Stop& stop) : way_(way), stop_(stop), octets_(way.source.octets()) {}

  std::vector<FaultFound> Find(bool end_of_input) {
    // What comes after the last message of a connection is none, but for an empty line.
    switch (stop_.error.clause) {
      case Clause::kNotPersistent:
      case Clause::kAfterClose:
      case Clause::kAfterFaultyFraming:
        AtBoundary(stop_.error.offset);
        return std::move(found_);
      default:
        break;
    }
    ByClause(end_of_input);
    const size_t offset = stop_.error.offset;
    if (offset >= octets_.size() || !found_.empty()) return std::move(found_);
    switch (stop_.at.part()) {
      case Part::kHead:
        InHead(offset);
        break;
      case Part::kChunkLine:
        InChunkLine(offset);
        break;
      case Part::kTrailers:
        InFieldLines(LineOf(octets_, stop_.at.part_begin(), offset), offset, true);
        break;
      default:
        break;
    }
    return std::move(found_);
  }

  // The place of the octet that is found last, or of the error.
  Place PlaceOfError() {
    const size_t offset = stop_.error.offset;
    if (stop_.error.clause == Clause::kHostMissing && HasLaterMinor()) return Place::kLaterMinor;
    switch (stop_.at.part()) {
      case Part::kHead: {
        const Line line = LineOf(octets_, stop_.at.message_begin(), offset);
        return line.first ? Boundary(offset) : PlaceInLine(line, offset, false);
      }
      case Part::kChunkLine:
        return stop_.at.AfterChunkData(offset) ? Place::kChunkEnd : Place::kChunkLine;
      case Part::kTrailers:
        return PlaceInLine(LineOf(octets_, stop_.at.part_begin(), offset), offset, true);
      default:
        return Place::kBody;
    }
  }

 private:
  void Add(Fault fault, Place place, size_t begin, size_t end) { found_.push_back({fault, place, begin, end}); }

  // What octets mean together.
  void ByClause(bool end_of_input) {
    const size_t offset = stop_.error.offset;
    const size_t head = stop_.at.message_begin();
    switch (stop_.error.clause) {
      case Clause::kNoOutstandingRequest:
      case Clause::kExtraData: {
        absl::string_view rest = octets_.substr(offset);
        while (absl::ConsumePrefix(&rest, "\r\n")) {
        }
        const bool crlf = rest.empty();
        if (!crlf && way_.trail->messages.empty()) return;  // there was no response after which more could come
        return Add(crlf ? Fault::kExtraCrlf : Fault::kExtra, Place::kBetween, offset, octets_.size());
      }
      case Clause::kContentLengthEmptyMember:
        return Add(Fault::kLengthEmpty, Place::kLineBegin, head, offset);
      case Clause::kContentLengthList:
        return Add(SameDigits(head, offset) ? Fault::kLengthList : Fault::kLengthDigits, Place::kLineBegin, head,
                   offset);
      case Clause::kLimitContentLength:
        return Add(Fault::kLengthLarge, Place::kLineBegin, head, offset);
      case Clause::kLimitChunkSize:
        return Add(Fault::kChunkLarge, Place::kChunkLine, stop_.at.part_begin(), offset);
      case Clause::kTransferEncodingSyntax:
        if (octets_[offset] == '\r' || octets_[offset] == '\n' || IsControl(octets_[offset]) ||
            octets_[offset] == '\0') {
          break;  // the octet itself is the fault
        }
        return Add(Fault::kCodingNotRead, Place::kValue, head, offset);
      case Clause::kHostRepeated:
      case Clause::kHostValue:
        if (TargetIsAbsolute(head)) Add(Fault::kHostOfTarget, Place::kValue, head, offset);
        break;
      case Clause::kIncompleteMessage:
        if (end_of_input && stop_.at.part() == Part::kTrailers) {
          Add(Fault::kZeroChunkEnd, Place::kTrailerFirst, stop_.at.part_begin(), octets_.size());
        }
        break;
      default:
        break;
    }
  }

  // Whether the values of Content-Length in a section are written with the same digits.
  bool SameDigits(size_t begin, size_t end) const;
  bool TargetIsAbsolute(size_t begin) const {
    const size_t sp = octets_.find(' ', begin);
    return sp != absl::string_view::npos && sp + 1 < octets_.size() && octets_[sp + 1] != '/' &&
           octets_[sp + 1] != '*' && octets_.substr(begin, sp - begin) != "CONNECT";
  }

  // HTTP/1.2 to HTTP/1.9, in a request whose start-line has been read.
  bool HasLaterMinor() const {
    const size_t version = octets_.find(" HTTP/1.", stop_.at.message_begin());
    return version != absl::string_view::npos && version + 8 < octets_.size() && octets_[version + 8] > '1';
  }

  Place Boundary(size_t offset) const {
    if (offset != stop_.at.message_begin()) return Place::kStartLine;
    if (way_.boundary.decoder().options().kind == MessageKind::kRequest) {
      return way_.empty_line_dropped ? Place::kBoundaryAgain : Place::kBoundary;
    }
    return way_.trail->messages.empty() ? Place::kFirstResponse : Place::kBetween;
  }

  void InHead(size_t offset) {
    const Line line = LineOf(octets_, stop_.at.message_begin(), offset);
    if (line.first) {
      InStartLine(offset);
    } else {
      InFieldLines(line, offset, false);
    }
  }

  // An empty line where a message could begin.
  bool AtBoundary(size_t offset) {
    const size_t crs = EndOfCrs(octets_, offset);
    if (offset != stop_.at.message_begin() || !IsAt(octets_, crs, '\n')) return false;
    Add(crs == offset + 1 ? Fault::kEmptyLine : Fault::kEmptyLineByLf, Boundary(offset), offset, crs + 1);
    return true;
  }

  void InStartLine(size_t offset) {
    const size_t begin = stop_.at.message_begin();
    const Place place = Boundary(offset);
    if (AtBoundary(offset)) return;
    const bool cr_before = offset > begin && octets_[offset - 1] == '\r';
    const size_t cr = cr_before ? offset - 1 : offset;
    const bool bare_cr = IsAt(octets_, cr, '\r') && !IsAt(octets_, cr + 1, '\n') && cr + 1 < octets_.size();
    if ((IsWordSeparator(octets_[offset]) || bare_cr) && WordsOfStartLine(way_, stop_)) {
      const bool line_end = octets_[offset] == '\r' && IsAt(octets_, offset + 1, '\n');
      Add(line_end ? Fault::kNoSecondSp : Fault::kWords, place, begin, offset);
    }
    if (bare_cr) return AddCr(cr, place);
    if (octets_[offset] == '\n' && !cr_before) Add(Fault::kLf, Place::kStartLine, offset, offset + 1);
  }

  void AddCr(size_t cr, Place place) {
    const size_t end = EndOfCrs(octets_, cr);
    const bool to_lf = IsAt(octets_, end, '\n') && end > cr + 1;
    if (to_lf && place != Place::kChunkLine && way_.lf != LfMode::kIsData) Add(Fault::kCrsLf, place, cr, end);
    if (!to_lf || place == Place::kChunkLine || way_.lf == LfMode::kIsData) Add(Fault::kCr, place, cr, cr + 1);
  }

  Place PlaceInLine(const Line& line, size_t offset, bool trailer) const {
    if (offset == line.begin) {
      if (trailer) return line.first ? Place::kTrailerFirst : Place::kTrailerBegin;
      return line.second ? Place::kFirstLine : Place::kLineBegin;
    }
    const bool value = octets_.substr(line.begin, offset - line.begin).find(':') != absl::string_view::npos;
    if (trailer) return value ? Place::kTrailerValue : Place::kTrailerName;
    return value ? Place::kValue : Place::kName;
  }

  // Whether the line is of a field whose grammar decides the message.
  // Of a header section. Host decides a request alone.
  bool DecidesMessage(const Line& line) const {
    const bool request = way_.boundary.decoder().options().kind == MessageKind::kRequest;
    const absl::string_view name = octets_.substr(line.begin, octets_.find(':', line.begin) - line.begin);
    for (const absl::string_view field : {"Host", "Content-Length", "Transfer-Encoding", "Connection"}) {
      if (absl::EqualsIgnoreCase(name, field)) return request || field != "Host";
    }
    return false;
  }

  void InFieldLines(const Line& line, size_t offset, bool trailer) {
    const char octet = octets_[offset];
    const bool cr_before = offset > line.begin && octets_[offset - 1] == '\r' && octet != '\n';
    if (cr_before) return AddCr(offset - 1, PlaceInLine(line, offset - 1, trailer));
    const Place place = PlaceInLine(line, offset, trailer);
    if (octet == '\r' && offset + 1 < octets_.size() && octets_[offset + 1] != '\n') return AddCr(offset, place);
    if (octet == '\n') return Add(Fault::kLf, place, offset, offset + 1);
    if (IsWhitespace(octet) && offset == line.begin) {
      const Fault fault =
          place == Place::kFirstLine || place == Place::kTrailerFirst ? Fault::kWhitespaceLine : Fault::kFold;
      return Add(fault, place, offset, std::min(octets_.find_first_not_of(" \t", offset), octets_.size()));
    }
    if (place == Place::kValue || place == Place::kTrailerValue) {
      if (octet == '\0') return Add(Fault::kNul, place, offset, offset + 1);
      const Fault control = !trailer && DecidesMessage(line) ? Fault::kCtlDecides : Fault::kCtl;
      if (IsControl(octet)) return Add(control, place, offset, offset + 1);
    } else if (IsWhitespace(octet)) {
      const size_t end = octets_.find_first_not_of(" \t", offset);
      if (IsAt(octets_, end, ':')) Add(Fault::kColonSpace, place, offset, end);
    }
  }

  void InChunkLine(size_t offset) {
    const bool after_data = stop_.at.AfterChunkData(offset);
    const Place place = after_data ? Place::kChunkEnd : Place::kChunkLine;
    if (octets_[offset] == '\n') return Add(Fault::kLf, place, offset, offset + 1);
    if (after_data) return;
    const size_t begin = stop_.at.part_begin();
    if (offset > begin && octets_[offset - 1] == '\r') return AddCr(offset - 1, place);
    if (octets_[offset] == '\r' && offset + 1 < octets_.size() && octets_[offset + 1] != '\n') AddCr(offset, place);
  }

  const Way& way_;
  const Stop& stop_;
  const absl::string_view octets_;
  std::vector<FaultFound> found_;
};

bool Finder::SameDigits(size_t begin, size_t end) const {
  absl::string_view known;
  for (const FieldAt& field : FieldsAt(octets_, begin, end, "content-length")) {
    absl::string_view value = octets_.substr(field.value, field.end - field.value);
    while (!value.empty()) {
      const size_t digits = value.find_first_of("0123456789");
      if (digits == absl::string_view::npos) break;
      value.remove_prefix(digits);
      const size_t size = std::min(value.find_first_not_of("0123456789"), value.size());
      if (known.empty()) known = value.substr(0, size);
      if (known != value.substr(0, size)) return false;
      value.remove_prefix(size);
    }
  }
  return true;
}

}  // namespace

std::vector<FaultFound> FaultsAt(const Way& way, const Stop& stop, bool end_of_input) {
  return Finder(way, stop).Find(end_of_input);
}

Place PlaceOf(const Way& way, const Stop& stop) { return Finder(way, stop).PlaceOfError(); }

}  // namespace plumbline::oracle
