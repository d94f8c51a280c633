// Lines of what is sent on, in the form that they are compared in.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "witness/forward.h"
#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {

SlowSection SlowSectionOf(const SlowFields& lines) {
  SlowSection out;
  for (const FieldLine& line : lines) {
    const std::string name = Lower(line.name);
    std::vector<std::string>& values = out[name];
    if (name == "via" && !values.empty()) {
      absl::StrAppend(&values[0], ", ", line.value);
    } else {
      values.emplace_back(name == "content-length" ? WithoutLeadingZeros(line.value) : line.value);
    }
  }
  return out;
}

std::string WithoutTraces(absl::string_view octets) {
  std::string out;
  bool head = true;
  while (!octets.empty()) {
    const size_t end = std::min(octets.find('\n'), octets.size() - 1) + 1;
    const absl::string_view line = octets.substr(0, end);
    octets.remove_prefix(end);
    head = head && line != "\r\n";
    const bool trace = absl::StartsWithIgnoreCase(line, "via:") || absl::StartsWithIgnoreCase(line, "max-forwards:");
    if (!head || !trace) absl::StrAppend(&out, line);
  }
  return out;
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
