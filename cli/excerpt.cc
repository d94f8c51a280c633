#include "cli/excerpt.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/escape.h"

namespace plumbline::cli {
namespace {

constexpr size_t kColumns = 88;       // of escaped octets
constexpr size_t kBeforeCaret = 60;   // of them before the caret
constexpr size_t kOffsetColumns = 8;
constexpr absl::string_view kCut = "...";

// Where the line begins in which the octet at `index` stands (or would stand, at the end).
size_t LineBegin(absl::string_view octets, size_t index) {
  if (index == 0) return 0;
  const size_t before = octets.substr(0, index).rfind('\n');
  return before == absl::string_view::npos ? 0 : before + 1;
}

// One octet more than the terminator, or the end.
size_t LineEnd(absl::string_view octets, size_t index) {
  const size_t terminator = octets.find('\n', index);
  return terminator == absl::string_view::npos ? octets.size() : terminator + 1;
}

void WriteLine(uint64_t offset, absl::string_view text, Output& out) {
  out.Write(out.Paint(Style::kFaint, absl::StrCat(PadLeft(offset, kOffsetColumns), " | ")));
  out.Write(text);
  out.Write("\n");
}

}  // namespace

std::string PadLeft(uint64_t number, size_t width) {
  const std::string digits = absl::StrCat(number);
  return std::string(width - std::min(width, digits.size()), ' ') + digits;
}

void WriteExcerpt(const Extent& octets, const Caret& caret, int lines_before, Output& out) {
  const size_t at = static_cast<size_t>(std::min(caret.offset - octets.offset, uint64_t{octets.octets.size()}));
  const size_t line = LineBegin(octets.octets, at);

  size_t first = line;
  for (int i = 0; i < lines_before && first > 0; ++i) first = LineBegin(octets.octets, first - 1);
  while (first < line) {
    const size_t end = LineEnd(octets.octets, first);
    WriteLine(octets.offset + first, EscapeShort(octets.octets.substr(first, end - first), kColumns), out);
    first = end;
  }

  size_t begin = line;
  std::string before = Escape(octets.octets.substr(line, std::min(at - line, size_t{4} * kBeforeCaret)));
  if (before.size() > kBeforeCaret) {
    begin = at;
    size_t used = kCut.size();
    while (begin > line) {
      used += EscapeOctet(static_cast<uint8_t>(octets.octets[begin - 1])).size();
      if (used > kBeforeCaret) break;
      --begin;
    }
    before = absl::StrCat(kCut, Escape(octets.octets.substr(begin, at - begin)));
  }
  const bool at_end = at == octets.octets.size();
  const std::string octet = at_end ? "" : EscapeOctet(static_cast<uint8_t>(octets.octets[at]));
  const std::string after =
      at_end ? ""
             : EscapeShort(octets.octets.substr(at + 1, LineEnd(octets.octets, at) - at - 1),
                           kColumns - before.size() - octet.size());
  WriteLine(octets.offset + begin, absl::StrCat(before, out.Paint(caret.style, octet), after), out);

  std::string mark = "^";
  if (octet.size() > 1) mark.append(octet.size() - 1, '~');
  out.Write(out.Paint(Style::kFaint, absl::StrCat(std::string(kOffsetColumns, ' '), " | ")));
  out.Write(std::string(before.size(), ' '));
  out.Write(out.Paint(caret.style, absl::StrCat(mark, caret.remark.empty() ? "" : " ", caret.remark)));
  out.Write("\n");
}

}  // namespace plumbline::cli
