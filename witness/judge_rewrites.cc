#include "witness/judge_rewrites.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

using Kind = HeadFault::Kind;
constexpr size_t kNotFound = absl::string_view::npos;

// Sections 3 and 4: "SP, HTAB, VT (%x0B), FF (%x0C), or bare CR".
constexpr absl::string_view kWordEnds = " \t\v\f\r";

bool IsCtl(char octet) { return (static_cast<unsigned char>(octet) < 0x20 && octet != '\t') || octet == '\x7f'; }

// From `at`, the first octet that is not `octet`.
size_t After(absl::string_view octets, size_t at, absl::string_view any_of) {
  return std::min(octets.find_first_not_of(any_of, at), octets.size());
}

absl::string_view WithoutTrailing(absl::string_view text, absl::string_view any_of) {
  const size_t last = text.find_last_not_of(any_of);
  return last == kNotFound ? text.substr(0, 0) : text.substr(0, last + 1);
}

// The request-line that `text`, without its end, is when read in words; none where it has more or fewer than three.
// Where the octets end in it, `text` is its beginning.
std::optional<std::string> RequestInWords(absl::string_view text, bool is_whole) {
  std::vector<absl::string_view> words;
  size_t at = After(text, 0, kWordEnds);
  while (at < text.size()) {
    const size_t end = std::min(text.find_first_of(kWordEnds, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = After(text, end, kWordEnds);
  }
  if (words.empty() || words.size() > 3 || (is_whole && words.size() < 3)) return std::nullopt;
  std::string line;
  for (const absl::string_view word : words) absl::StrAppend(&line, line.empty() ? "" : " ", word);
  const bool a_word_has_ended = kWordEnds.find(text.back()) != kNotFound;
  if (a_word_has_ended && words.size() < 3) line += ' ';
  if (words.size() == 3 && !is_whole && text.back() == '\r') line += '\r';
  return line;
}

// The same of a status-line: what comes after two words is the reason phrase, which may hold SP and HTAB. A status-line
// that ends after its second word has an SP put after it: trailing whitespace is ignored, and need not be there.
std::optional<std::string> StatusInWords(absl::string_view text, bool is_whole) {
  const size_t version = After(text, 0, kWordEnds);
  const size_t version_end = std::min(text.find_first_of(kWordEnds, version), text.size());
  const size_t status = After(text, version_end, kWordEnds);
  const size_t status_end = std::min(text.find_first_of(kWordEnds, status), text.size());
  if (status == text.size()) {
    if (is_whole || version == text.size()) return std::nullopt;
    return absl::StrCat(text.substr(version, version_end - version), version_end < text.size() ? " " : "");
  }
  const std::string words =
      absl::StrCat(text.substr(version, version_end - version), " ", text.substr(status, status_end - status));
  const absl::string_view rest = text.substr(status_end);
  if (rest.empty()) return is_whole ? words + " " : words;
  const absl::string_view parted_by = rest.substr(0, After(rest, 0, kWordEnds));
  const absl::string_view shown = WithoutTrailing(rest, kWordEnds);
  const absl::string_view trailing = rest.substr(shown.size());
  const bool is_strict = rest[0] == ' ' && parted_by.find_first_of("\v\f\r") == kNotFound &&
                         trailing.find_first_of("\v\f") == kNotFound && (!is_whole || trailing.find('\r') == kNotFound);
  if (is_strict) return absl::StrCat(words, rest);
  if (shown.empty()) return absl::StrCat(words, " ", !is_whole && rest.back() == '\r' ? "\r" : "");
  return absl::StrCat(words, " ", shown.substr(parted_by.size()), !is_whole && rest.back() == '\r' ? "\r" : "");
}

// Host is a field of requests.
bool Decides(absl::string_view name, MessageKind kind) {
  const bool host = kind == MessageKind::kRequest && EqualsIgnoringCase(name, "host");
  return host || EqualsIgnoringCase(name, "content-length") || EqualsIgnoringCase(name, "transfer-encoding") ||
         EqualsIgnoringCase(name, "connection");
}

HeadFault Fault(Kind kind, size_t at, size_t end) {
  HeadFault fault;
  fault.kind = kind;
  fault.at = at;
  fault.end = end;
  fault.seen = at;
  return fault;
}

// At a CR or LF that is not CRLF, or has more CRs before it. None where it is CRLF, or half of it at the end.
std::optional<HeadFault> LineEndFault(absl::string_view octets, size_t at) {
  if (octets[at] == '\n') return Fault(Kind::kLf, at, at + 1);
  const size_t crs_end = After(octets, at, "\r");
  const bool one = crs_end == at + 1;
  if (crs_end == octets.size()) return one ? std::nullopt : std::optional(Fault(Kind::kCr, at, at + 1));
  if (octets[crs_end] != '\n') return Fault(Kind::kCr, at, at + 1);
  return one ? std::nullopt : std::optional(Fault(Kind::kCrsLf, at, crs_end + 1));
}

// What begins at `at`, up to the line's end, in whose value is the first fault, if there is one; `at` is moved to its
// end.
std::optional<HeadFault> ValueFault(absl::string_view octets, size_t& at) {
  std::optional<HeadFault> fault;
  for (; at < octets.size() && !fault; ++at) {
    const char octet = octets[at];
    if (octet == '\r' || octet == '\n') {
      fault = LineEndFault(octets, at);
      if (!fault) break;
    } else if (IsCtl(octet)) {
      fault = Fault(octet == '\0' ? Kind::kNul : Kind::kCtl, at, at + 1);
    }
  }
  if (fault) fault->in_value = true;
  return fault;
}

// The same of a field name; `at` is moved after its colon, or to what it cannot go on with.
std::optional<HeadFault> NameFault(absl::string_view octets, size_t& at) {
  at = std::min(octets.find_first_of(": \t\r\n", at), octets.size());
  if (at == octets.size()) return std::nullopt;
  if (octets[at] == ':') {
    ++at;
    return std::nullopt;
  }
  if (octets[at] == '\r' || octets[at] == '\n') return LineEndFault(octets, at);
  const size_t end = After(octets, at, " \t");
  if (end < octets.size() && octets[end] == ':') return Fault(Kind::kColonSpace, at, end);
  if (end < octets.size() && octets[end] == '\r') return LineEndFault(octets, end);
  return std::nullopt;
}

std::optional<HeadFault> StartLineFault(absl::string_view octets, size_t begin, MessageKind kind) {
  const size_t lf = octets.find('\n', begin);
  const bool is_whole = lf != kNotFound;
  absl::string_view text = octets.substr(begin, is_whole ? lf - begin : kNotFound);
  const bool by_crlf = is_whole && !text.empty() && text.back() == '\r';
  if (by_crlf) text.remove_suffix(1);
  const std::optional<std::string> words =
      kind == MessageKind::kRequest ? RequestInWords(text, is_whole) : StatusInWords(text, is_whole);
  const size_t cr = text.find('\r');
  if (words && *words != text) {
    HeadFault fault = Fault(Kind::kWords, begin, begin + text.size());
    while (fault.seen < fault.end && fault.seen - begin < words->size() &&
           text[fault.seen - begin] == (*words)[fault.seen - begin]) {
      ++fault.seen;
    }
    fault.words = *words;
    if (cr >= fault.seen - begin) return fault;
  }
  // In a reason phrase, or in a line of other words.
  if (cr != kNotFound) {
    if (std::optional<HeadFault> fault = LineEndFault(octets, begin + cr)) return fault;
  }
  return is_whole && !by_crlf ? std::optional(Fault(Kind::kLf, lf, lf + 1)) : std::nullopt;
}

}  // namespace

std::optional<HeadFault> FirstHeadFault(absl::string_view octets, size_t begin, MessageKind kind) {
  if (begin == octets.size()) return std::nullopt;
  const size_t crs_end = After(octets, begin, "\r");
  if (crs_end == octets.size()) return std::nullopt;
  if (octets[crs_end] == '\n') {
    if (kind == MessageKind::kResponse) return std::nullopt;
    return Fault(crs_end == begin + 1 ? Kind::kEmptyLine : Kind::kEmptyLineByLf, begin, crs_end + 1);
  }
  if (std::optional<HeadFault> fault = StartLineFault(octets, begin, kind)) return fault;
  const size_t lf = octets.find('\n', begin);
  if (lf == kNotFound) return std::nullopt;
  for (size_t at = lf + 1; at < octets.size(); at += 2) {
    const size_t line = at;
    if (octets[at] == '\r' || octets[at] == '\n') {
      std::optional<HeadFault> fault = LineEndFault(octets, at);
      if (fault) fault->at_line_begin = true;
      return fault;
    }
    if (IsOws(octets[at]) && line == lf + 1) return Fault(Kind::kWhitespaceLine, at, octets.size());
    if (IsOws(octets[at])) {
      const size_t before = WithoutTrailing(octets.substr(0, at - 2), " \t").size();
      return Fault(Kind::kFold, before, After(octets, at, " \t"));
    }
    if (std::optional<HeadFault> fault = NameFault(octets, at)) return fault;
    if (at == octets.size() || octets[at - 1] != ':') return std::nullopt;
    const bool decides = Decides(octets.substr(line, at - 1 - line), kind);
    if (std::optional<HeadFault> fault = ValueFault(octets, at)) {
      if (fault->kind == Kind::kCtl && decides) fault->kind = Kind::kCtlDecides;
      return fault;
    }
  }
  return std::nullopt;
}

std::vector<Rewriting> Rewritings(absl::string_view octets, const HeadFault& fault, MessageKind kind,
                                  JudgedReader reader, LfIs lf, size_t dropped) {
  std::vector<Rewriting> ways;
  const auto may = [&](absl::string_view put, Grade grade, LfIs then) {
    ways.push_back({std::string(put), fault.at, fault.end, then, grade});
  };
  switch (fault.kind) {
    case Kind::kEmptyLine:  // section 2.2: "SHOULD ignore at least one empty line"
      may("", dropped == 0 ? Grade::kConforms : Grade::kAllowed, lf);
      break;
    case Kind::kEmptyLineByLf:
      if (lf != LfIs::kData) may("", Grade::kAllowed, LfIs::kLineEnd);
      break;
    case Kind::kWords:
      may(fault.words, Grade::kAllowed, lf);
      break;
    case Kind::kLf:  // section 2.2, and RFC 9110, section 5.5
      if (lf != LfIs::kData) may("\r\n", Grade::kAllowed, LfIs::kLineEnd);
      if (lf != LfIs::kLineEnd && fault.in_value) may(" ", Grade::kAllowed, LfIs::kData);
      break;
    case Kind::kCrsLf: {
      // "ignore any preceding CR", or each bare CR is SP. Where a line begins, the one ends the section, and the other
      // makes a line of whitespace: the standard has both.
      const Grade grade = fault.at_line_begin ? Grade::kUndecided : Grade::kAllowed;
      if (lf != LfIs::kData) may("\r\n", grade, LfIs::kLineEnd);
      // For whom LF is data there is no such end.
      ways.push_back({" ", fault.at, fault.at + 1, lf, lf == LfIs::kData ? Grade::kAllowed : grade});
      break;
    }
    case Kind::kCr:
    case Kind::kNul:
      may(" ", Grade::kAllowed, lf);
      break;
    case Kind::kWhitespaceLine: {  // section 2.2: "ignore the entire line"
      const size_t crlf = octets.find("\r\n", fault.at);
      const size_t first_lf = octets.find('\n', fault.at);
      const bool has_lf = first_lf != kNotFound && first_lf != crlf + 1;
      const size_t end = crlf == kNotFound ? octets.size() : crlf + 2;
      if (!has_lf || lf != LfIs::kLineEnd) {
        ways.push_back({"", fault.at, end, has_lf ? LfIs::kData : lf, Grade::kAllowed});
      }
      if (has_lf && lf != LfIs::kData) {
        ways.push_back({"", fault.at, first_lf + 1, LfIs::kLineEnd, Grade::kAllowed});
      }
      break;
    }
    case Kind::kFold:  // section 5.2: a user agent MUST replace it, others MUST reject or replace it
      may(" ", reader == JudgedReader::kUserAgent ? Grade::kConforms : Grade::kAllowed, lf);
      break;
    case Kind::kColonSpace:  // section 5.1: a server MUST reject a request; a proxy MUST remove it from a response
      if (kind == MessageKind::kRequest) break;
      may("", reader == JudgedReader::kProxy ? Grade::kAllowed : Grade::kRecovers, lf);
      break;
    case Kind::kCtl: {
      // RFC 9110, section 5.5: MAY be retained, where no HTTP parser comes after. It is no octet of a token.
      const bool forwards = reader == JudgedReader::kProxy || reader == JudgedReader::kGateway;
      may("\xff", forwards ? Grade::kRecovers : Grade::kAllowed, lf);
      break;
    }
    case Kind::kCtlDecides:
      may("\xff", Grade::kConforms, lf);
      break;
  }
  return ways;
}

Grade GradeOfRefusing(const HeadFault& fault, JudgedReader reader, size_t dropped) {
  if (fault.kind == Kind::kEmptyLine && dropped == 0) return Grade::kDiscouraged;
  if (fault.kind == Kind::kFold && reader == JudgedReader::kUserAgent) return Grade::kOverStrict;
  return Grade::kConforms;
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
