#include "cli/suggest.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace plumbline::cli {
namespace {

constexpr size_t kMost = 3;      // words suggested
constexpr size_t kLongest = 64;  // octets of the word that are compared

// How many octets have to be put in, taken out, changed, or swapped with the next (Damerau and Levenshtein).
size_t Distance(absl::string_view a, absl::string_view b) {
  std::vector<std::vector<size_t>> rows(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    rows[i][0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t changed = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      rows[i][j] = std::min({changed, rows[i - 1][j] + 1, rows[i][j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.size()][b.size()];
}

}  // namespace

std::string DidYouMean(absl::string_view wanted, const std::vector<KnownWord>& known) {
  const std::string word = absl::AsciiStrToLower(wanted.substr(0, kLongest));
  std::vector<std::pair<size_t, absl::string_view>> near;
  for (const KnownWord& one : known) {
    const std::string lower = absl::AsciiStrToLower(one.word);
    const bool part = word.size() > 2 && absl::StrContains(lower, word);
    const size_t distance = Distance(word, lower);
    if (part || distance <= std::max<size_t>(1, word.size() / 3)) {
      near.emplace_back(distance, one.shown.empty() ? one.word : one.shown);
    }
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<absl::string_view> names;
  for (const auto& [distance, one] : near) {
    if (names.size() < kMost && std::find(names.begin(), names.end(), one) == names.end()) names.push_back(one);
  }
  if (names.empty()) return "";
  return absl::StrCat("; did you mean ", Alternatives(names), "?");
}

std::string DidYouMean(absl::string_view wanted, absl::Span<const absl::string_view> known) {
  std::vector<KnownWord> words;
  for (const absl::string_view word : known) words.push_back({std::string(word), ""});
  return DidYouMean(wanted, words);
}

std::string Alternatives(absl::Span<const absl::string_view> words) {
  if (words.size() < 2) return absl::StrJoin(words, "");
  const absl::Span<const absl::string_view> before = words.first(words.size() - 1);
  return absl::StrCat(absl::StrJoin(before, ", "), " or ", words.back());
}

}  // namespace plumbline::cli
