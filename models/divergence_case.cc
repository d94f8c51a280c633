#include "models/divergence_case.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace plumbline::models {

std::vector<absl::string_view> DivergenceCase::Values(absl::string_view name) const {
  std::vector<absl::string_view> values;
  if (!has_head()) return values;
  for (const FieldLine field : strict.head->fields) {
    if (absl::EqualsIgnoreCase(field.name, name)) values.push_back(field.value);
  }
  return values;
}

std::vector<std::string> DivergenceCase::Members(absl::string_view name) const {
  std::vector<std::string> members;
  for (const absl::string_view value : Values(name)) {
    bool quoted = false;
    size_t begin = 0;
    for (size_t i = 0; i <= value.size(); ++i) {
      if (i == value.size() || (value[i] == ',' && !quoted)) {
        const absl::string_view member = absl::StripAsciiWhitespace(value.substr(begin, i - begin));
        if (!member.empty()) members.push_back(absl::AsciiStrToLower(member));
        begin = i + 1;
      } else if (value[i] == '"') {
        quoted = !quoted;
      } else if (value[i] == '\\' && quoted && i + 1 < value.size()) {
        ++i;
      }
    }
  }
  return members;
}

bool DivergenceCase::Lists(absl::string_view name, absl::string_view member) const {
  const std::vector<std::string> members = Members(name);
  return std::find(members.begin(), members.end(), member) != members.end();
}

bool DivergenceCase::AnyChunkLine(const std::function<bool(absl::string_view line)>& is_so) const {
  absl::string_view rest = framing() == FramingKind::kChunked ? Body() : absl::string_view();
  while (!rest.empty()) {
    const size_t end = std::min(rest.find("\r\n"), rest.size());
    const absl::string_view line = rest.substr(0, end);
    if (is_so(line)) return true;
    uint64_t size = 0;
    size_t digits = 0;
    while (digits < std::min<size_t>(line.size(), 16) &&
           absl::ascii_isxdigit(static_cast<uint8_t>(line[digits]))) {
      const char digit = absl::ascii_tolower(static_cast<uint8_t>(line[digits++]));
      size = size * 16 + static_cast<uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
    if (size == 0 || end + 2 >= rest.size() || size > rest.size() - end - 2) return false;
    rest.remove_prefix(end + 2 + static_cast<size_t>(size));
    if (!absl::StartsWith(rest, "\r\n")) return false;
    rest.remove_prefix(2);
  }
  return false;
}

}  // namespace plumbline::models
