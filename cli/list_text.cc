#include "cli/list_text.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/escape.h"

namespace plumbline::cli {
namespace {

constexpr size_t kShown = 40;  // columns of a line in an error

absl::string_view TakeLine(absl::string_view& text) {
  const size_t end = text.find('\n');
  absl::string_view line = text.substr(0, end);
  text.remove_prefix(end == absl::string_view::npos ? text.size() : end + 1);
  if (end != absl::string_view::npos) line = absl::StripSuffix(line, "\r");
  return line;
}

// Without empty lines at its end.
absl::string_view WithoutEmptyEnd(absl::string_view text) {
  while (absl::EndsWith(text, "\n\n") || absl::EndsWith(text, "\n\r\n")) {
    text.remove_suffix(absl::EndsWith(text, "\r\n") ? 2 : 1);
  }
  return text;
}

}  // namespace

ListText ReadListText(absl::string_view text) {
  ListText list;
  text = WithoutEmptyEnd(text);
  bool in_trailers = false;
  for (size_t number = 1; !text.empty(); ++number) {
    const absl::string_view line = TakeLine(text);
    if (line.empty()) {
      if (list.fields.empty() || in_trailers) {
        list.error =
            absl::StrCat("line ", number, " is empty: one empty line stands between fields and trailers, and no other");
        return list;
      }
      in_trailers = true;
      continue;
    }
    const size_t colon = line.find(':', 1);
    if (colon == absl::string_view::npos) {
      list.error =
          absl::StrCat("line ", number, " is not \"name: value\": no colon ends its name: ", EscapeShort(line, kShown));
      return list;
    }
    const absl::string_view value = absl::StripPrefix(line.substr(colon + 1), " ");
    (in_trailers ? list.trailers : list.fields).push_back({line.substr(0, colon), value});
  }
  return list;
}

}  // namespace plumbline::cli
