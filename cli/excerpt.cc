#include "cli/excerpt.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/escape.h"

namespace plumbline::cli {
namespace {

constexpr size_t kOffsetColumns = 8;
constexpr absl::string_view kCut = "...";

// Columns of escaped octets, and those of them before the caret.
size_t Columns() { return PageColumns() - kOffsetColumns - 4; }
size_t BeforeCaret() { return Columns() * 15 / 22; }

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

Around ShowAround(absl::string_view line, size_t at) {
  const size_t before_caret = BeforeCaret();
  Around around;
  around.before = Escape(line.substr(0, std::min(at, size_t{4} * before_caret)));
  if (around.before.size() > before_caret) {
    around.begin = at;
    size_t used = kCut.size();
    while (around.begin > 0) {
      used += EscapeOctet(static_cast<uint8_t>(line[around.begin - 1])).size();
      if (used > before_caret) break;
      --around.begin;
    }
    around.before = absl::StrCat(kCut, Escape(line.substr(around.begin, at - around.begin)));
  }
  if (at == line.size()) return around;
  around.octet = EscapeOctet(static_cast<uint8_t>(line[at]));
  around.after = EscapeShort(line.substr(at + 1), Columns() - around.before.size() - around.octet.size());
  return around;
}

void WriteCaret(absl::string_view margin, const Around& around, const Caret& caret, Output& out) {
  std::string mark = "^";
  if (around.octet.size() > 1) mark.append(around.octet.size() - 1, '~');
  out.Write(out.Paint(Style::kFaint, margin));
  out.Write(std::string(around.before.size(), ' '));
  out.Write(out.Paint(caret.style, absl::StrCat(mark, caret.remark.empty() ? "" : " ", caret.remark)));
  out.Write("\n");
}

void WriteExcerpt(const Extent& octets, const Caret& caret, int lines_before, Output& out) {
  const size_t at = static_cast<size_t>(std::min(caret.offset - octets.offset, uint64_t{octets.octets.size()}));
  const size_t line = LineBegin(octets.octets, at);

  size_t first = line;
  for (int i = 0; i < lines_before && first > 0; ++i) first = LineBegin(octets.octets, first - 1);
  while (first < line) {
    const size_t end = LineEnd(octets.octets, first);
    WriteLine(octets.offset + first, EscapeShort(octets.octets.substr(first, end - first), Columns()), out);
    first = end;
  }

  const absl::string_view text = octets.octets.substr(line, LineEnd(octets.octets, at) - line);
  const Around around = ShowAround(text, at - line);
  WriteLine(octets.offset + line + around.begin,
            absl::StrCat(around.before, out.Paint(caret.style, around.octet), around.after), out);
  WriteCaret(absl::StrCat(std::string(kOffsetColumns, ' '), " | "), around, caret, out);
}

}  // namespace plumbline::cli
