#include "oracle/same.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace plumbline::oracle {
namespace {

bool IsOws(char c) { return c == ' ' || c == '\t'; }
bool IsObsText(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }
bool IsHex(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }
int HexValue(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)) ? c - '0' : (c | 0x20) - 'a' + 10; }

// RFC 3986, section 6.2.2: hexadecimal digits in upper case, unreserved characters not encoded.
std::string Decoded(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 2 >= text.size() || !IsHex(text[i + 1]) || !IsHex(text[i + 2])) {
      out += text[i];
      continue;
    }
    const char octet = static_cast<char>(HexValue(text[i + 1]) * 16 + HexValue(text[i + 2]));
    if (absl::ascii_isalnum(static_cast<unsigned char>(octet)) || absl::StrContains("-._~", octet)) {
      out += octet;
    } else {
      absl::StrAppend(&out, "%", absl::AsciiStrToUpper(text.substr(i + 1, 2)));
    }
    i += 2;
  }
  return out;
}

// RFC 3986, section 5.2.4, of an absolute path.
std::string WithoutDotSegments(absl::string_view path) {
  std::vector<absl::string_view> kept;
  const std::vector<absl::string_view> segments = absl::StrSplit(absl::StripPrefix(path, "/"), '/');
  for (size_t i = 0; i < segments.size(); ++i) {
    const bool last = i + 1 == segments.size();
    if (segments[i] == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (segments[i] != ".") {
      kept.push_back(segments[i]);
      continue;
    }
    if (last) kept.push_back("");
  }
  return absl::StrCat("/", absl::StrJoin(kept, "/"));
}

// scheme "://" authority path [ "?" query ], or a path alone, normalised: RFC 9110, section 4.2.3.
struct Parts {
  std::string scheme;
  std::string authority;
  std::string path;  // with the query
};
Parts PartsOf(absl::string_view text, bool options) {
  Parts out;
  const size_t scheme = text.find("://");
  const bool absolute = scheme != absl::string_view::npos && text.find_first_of("/?") > scheme;
  if (absolute) {
    out.scheme = absl::AsciiStrToLower(text.substr(0, scheme));
    text.remove_prefix(scheme + 3);
    const size_t end = std::min(text.find_first_of("/?"), text.size());
    out.authority = absl::AsciiStrToLower(Decoded(text.substr(0, end)));
    text.remove_prefix(end);
    const absl::string_view port = out.scheme == "https" ? ":443" : ":80";
    out.authority = std::string(absl::StripSuffix(absl::StripSuffix(out.authority, port), ":"));
  }
  const size_t query = std::min(text.find('?'), text.size());
  const std::string path = Decoded(text.substr(0, query));
  const bool segments = absl::StartsWith(path, "/");
  out.path = absl::StrCat(segments                               ? WithoutDotSegments(path)
                          : absolute && path.empty() && !options ? "/"
                                                                 : path,
                          Decoded(text.substr(query)));
  return out;
}

// Takes `text` off the front of `shown`, its obs-text perhaps as something else.
class Walker {
 public:
  Walker(absl::string_view shown, ValueMatch& out) : shown_(shown), out_(out) {}

  bool Literal(char octet) {
    if (shown_.empty() || shown_.front() != octet) return false;
    shown_.remove_prefix(1);
    return true;
  }
  // Any number of SPs, one at least, for a fold: RFC 9112, section 5.2.
  bool Fold() {
    size_t size = 0;
    while (size < shown_.size() && IsOws(shown_[size])) {
      if (shown_[size] == '\t') {  // gap G27
        out_.verdict = std::max(out_.verdict, Verdict::kRecovers);
        out_.gap = Gap::kG27;
      }
      ++size;
    }
    shown_.remove_prefix(size);
    return size > 0;
  }
  // OWS "," OWS between two lines: RFC 9110, section 5.3.
  bool Comma() {
    SkipOws();
    if (!Literal(',')) return false;
    SkipOws();
    return true;
  }
  bool done() const { return shown_.empty(); }

 private:
  void SkipOws() {
    while (!shown_.empty() && IsOws(shown_.front())) shown_.remove_prefix(1);
  }

  absl::string_view shown_;
  ValueMatch& out_;
};

bool Walk(const FieldValue& permitted, absl::string_view shown, ValueMatch& out) {
  Walker walker(shown, out);
  auto fold = permitted.folds.begin();
  for (size_t line = 0; line < permitted.lines.size(); ++line) {
    if (line > 0 && !walker.Comma()) return false;
    const std::string& value = permitted.lines[line];
    bool after_fold = false;
    for (size_t i = 0; i < value.size(); ++i) {
      const bool is_fold = fold != permitted.folds.end() && fold->line == line && fold->at == i;
      if (is_fold) ++fold;
      // What stands for a CR, LF or NUL, or for the next fold, is of one run of SPs with it.
      after_fold = after_fold && (is_fold || value[i] == ' ');
      if (after_fold) continue;
      after_fold = is_fold;
      if (is_fold ? !walker.Fold() : !walker.Literal(value[i])) return false;
    }
    while (fold != permitted.folds.end() && fold->line == line) ++fold;
  }
  return walker.done();
}

// Whether the two differ in what is put for obs-text alone.
bool SameButObsText(absl::string_view permitted, absl::string_view shown) {
  if (std::none_of(permitted.begin(), permitted.end(), IsObsText)) return false;
  size_t at = 0;
  bool open = false;  // obs-text was passed over, for which anything may stand
  while (!permitted.empty()) {
    const size_t size =
        static_cast<size_t>(std::find_if(permitted.begin(), permitted.end(), IsObsText) - permitted.begin());
    const absl::string_view part = permitted.substr(0, size);
    const size_t found = open ? shown.find(part, at) : shown.substr(at, size) == part ? at : absl::string_view::npos;
    if (found == absl::string_view::npos) return false;
    at = found + size;
    permitted.remove_prefix(size);
    open = !permitted.empty();
    while (!permitted.empty() && IsObsText(permitted.front())) permitted.remove_prefix(1);
  }
  return open || at == shown.size();
}

bool IsCtlButTab(char c) { return absl::ascii_iscntrl(static_cast<unsigned char>(c)) && c != '\t'; }

// The two without control characters and whitespace, if the first has any of the former.
bool SameButControls(const std::string& permitted, const std::string& shown) {
  if (std::none_of(permitted.begin(), permitted.end(), IsCtlButTab)) return false;
  const auto stripped = [](std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return IsCtlButTab(c) || IsOws(c); }), text.end());
    return text;
  };
  return stripped(permitted) == stripped(shown);
}

}  // namespace

absl::string_view StripOws(absl::string_view text) {
  while (!text.empty() && IsOws(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsOws(text.back())) text.remove_suffix(1);
  return text;
}

bool SameTarget(absl::string_view received, absl::string_view shown, bool options) {
  if (received == shown) return true;
  const Parts a = PartsOf(received, options);
  const Parts b = PartsOf(shown, options);
  const bool path_alone = b.scheme.empty() && !a.scheme.empty();
  return a.path == b.path && (path_alone || (a.scheme == b.scheme && a.authority == b.authority));
}

bool SameUri(absl::string_view made, absl::string_view shown, bool options) {
  if (made == shown) return true;
  const Parts a = PartsOf(made, options);
  const Parts b = PartsOf(shown, options);
  return a.path == b.path && a.authority == b.authority;
}

ValueMatch SameValue(const FieldValue& permitted, const std::vector<std::string>& shown, bool is_singleton,
                     bool is_set_cookie) {
  ValueMatch out;
  if (permitted.folds.empty() && permitted.lines == shown) return out;
  const std::string joined = absl::StrJoin(shown, ", ");
  if (Walk(permitted, joined, out)) {
    // RFC 9110, section 5.3, note: lines of Set-Cookie cannot be combined.
    if (is_set_cookie && shown.size() < permitted.lines.size()) out.verdict = Verdict::kRecovers;
    return out;
  }
  out = ValueMatch();
  if (SameButObsText(absl::StrJoin(permitted.lines, ", "), joined)) {
    out.verdict = Verdict::kDiscouraged;
    out.sentence = Sentence::kObsText;
    return out;
  }
  // A control character that is not retained: dropped, trimmed, or something else put for it.
  if (SameButControls(absl::StrJoin(permitted.lines, ", "), joined)) {
    out.verdict = Verdict::kRecovers;
    return out;
  }
  // One too many of what can have one line alone: the sender's fault, of which one is taken.
  const bool one_of_several =
      is_singleton && permitted.lines.size() > 1 && shown.size() == 1 &&
      std::find(permitted.lines.begin(), permitted.lines.end(), shown[0]) != permitted.lines.end();
  out.same = one_of_several;
  if (one_of_several) out.verdict = Verdict::kRecovers;
  return out;
}

}  // namespace plumbline::oracle
