// The words of a start-line that is parsed at whitespace: RFC 9112, sections 3 and 4.
#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "oracle/way.h"

namespace plumbline::oracle {
namespace {

constexpr absl::string_view kSeparators = " \t\v\f\r";

// The start-line with single SPs between its words, or nothing: it does not have the words that it needs. `line` is
// without what ends it; where it is not `whole`, more may follow.
std::optional<std::string> WordsOf(absl::string_view line, bool request, bool whole) {
  std::vector<absl::string_view> words;
  const size_t most = request ? 4 : 2;  // the rest of a status-line is its reason-phrase
  absl::string_view rest = line;
  while (words.size() < most) {
    const size_t begin = rest.find_first_not_of(kSeparators.data(), 0, kSeparators.size());
    if (begin == absl::string_view::npos) {
      rest = {};
      break;
    }
    rest.remove_prefix(begin);
    const size_t size = std::min(rest.find_first_of(kSeparators.data(), 0, kSeparators.size()), rest.size());
    words.push_back(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  if (words.empty() || words.size() > 3) return std::nullopt;
  if (whole && words.size() != (request ? 3 : 2)) return std::nullopt;
  std::string out;
  for (const absl::string_view word : words) absl::StrAppend(&out, out.empty() ? "" : " ", word);
  const bool more = !whole && kSeparators.find(line.back()) != absl::string_view::npos;
  if (request) {
    if (more && words.size() < 3) out += ' ';
    return out;
  }
  if (words.size() < 2) return more ? out + " " : out;
  const size_t reason = rest.find_first_not_of(kSeparators.data(), 0, kSeparators.size());
  if (reason == absl::string_view::npos) return whole || more ? out + " " : out;
  rest.remove_prefix(reason);
  const size_t size = rest.find_last_not_of(kSeparators.data(), absl::string_view::npos, kSeparators.size()) + 1;
  return absl::StrCat(out, " ", rest.substr(0, size));
}

// Where the words are: of a status-line two, and what is left as the third.
std::vector<std::pair<size_t, size_t>> PlacesOfWords(absl::string_view line, bool request) {
  std::vector<std::pair<size_t, size_t>> out;
  size_t at = 0;
  while ((at = line.find_first_not_of(kSeparators.data(), at, kSeparators.size())) != absl::string_view::npos) {
    const bool rest = !request && out.size() == 2;
    const size_t end = rest ? line.find_last_not_of(kSeparators.data(), absl::string_view::npos, kSeparators.size()) + 1
                            : std::min(line.find_first_of(kSeparators.data(), at, kSeparators.size()), line.size());
    out.emplace_back(at, end);
    at = end;
  }
  return out;
}

void Add(absl::string_view octets, size_t begin, size_t end, absl::string_view text, Words& out) {
  if (octets.substr(begin, end - begin) != text) out.edits.push_back({begin, end, text});
}

}  // namespace

std::optional<Words> WordsOfStartLine(const Way& way, const Stop& stop) {
  const absl::string_view octets = way.source.octets();
  const size_t begin = stop.at.message_begin();
  const size_t lf = octets.find('\n', begin);
  const bool whole = lf != absl::string_view::npos;
  size_t end = whole ? lf : octets.size();
  if (whole) {
    while (end > begin && octets[end - 1] == '\r') --end;
  }
  if (end == begin) return std::nullopt;
  const bool request = way.boundary.decoder().options().kind == MessageKind::kRequest;
  const std::optional<std::string> line = WordsOf(octets.substr(begin, end - begin), request, whole);
  // More CRs than one before the LF are whitespace after the last word.
  const size_t line_end = whole && lf > end ? lf - 1 : end;
  if (!line || octets.substr(begin, line_end - begin) == *line) return std::nullopt;

  // The words stay where they are, and what parts them is put right.
  Words out;
  size_t at = begin;
  for (const auto& [word, word_end] : PlacesOfWords(octets.substr(begin, end - begin), request)) {
    Add(octets, at, begin + word, at == begin ? "" : " ", out);
    at = begin + word_end;
  }
  Add(octets, at, line_end, line->back() == ' ' ? " " : "", out);
  return out;
}

}  // namespace plumbline::oracle
