// Makes the witness of a class shorter: what `plumbline check` shows.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/check_ask.h"

namespace plumbline::cli {
namespace {

constexpr size_t kMostQuestions = 60;

// Each with its LF: start-lines, field lines, chunk lines; the last may lack it.
std::vector<absl::string_view> Lines(absl::string_view octets) {
  std::vector<absl::string_view> lines;
  while (!octets.empty()) {
    const size_t end = octets.find('\n');
    lines.push_back(octets.substr(0, end == absl::string_view::npos ? end : end + 1));
    octets.remove_prefix(lines.back().size());
  }
  return lines;
}

std::string Without(const std::vector<absl::string_view>& lines, size_t begin, size_t count) {
  std::string octets;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i < begin || i >= begin + count) absl::StrAppend(&octets, lines[i]);
  }
  return octets;
}

}  // namespace

CheckResult Shorten(Asker& asker, CheckResult result) {
  if (result.failure == "hang") return result;  // each question would take all of its time
  const std::string wanted = result.Class();
  const std::string id = result.question.id;
  size_t asked = 0;
  // First many lines at once, which removes whole messages; then one by one, from the last.
  for (size_t count = std::max<size_t>(Lines(result.question.octets).size() / 2, 1); count > 0; count /= 2) {
    const size_t size = Lines(result.question.octets).size();
    for (size_t end = size; end >= count && asked < kMostQuestions; --end) {
      const std::string before = result.question.octets;
      const std::vector<absl::string_view> lines = Lines(before);
      if (end > lines.size() || lines.size() <= count) continue;
      CheckQuestion shorter = result.question;
      shorter.id = absl::StrCat(id, " shortened");
      shorter.octets = Without(lines, end - count, count);
      ++asked;
      std::optional<CheckResult> again = asker.Ask(std::move(shorter));
      if (again && again->Class() == wanted) result = *std::move(again);
    }
  }
  return result;
}

}  // namespace plumbline::cli
