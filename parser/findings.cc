#include "parser/findings.h"

#include <algorithm>
#include <utility>

#include "parser/findings_finder.h"

namespace plumbline {

uint64_t CombinedValue::Locate(size_t at) const {
  auto line = lines.rbegin();
  while (line->first > at) ++line;
  return line->second + (at - line->first);
}

std::vector<Finding> Finder::Find() {
  StartLine();
  RequiredFields();
  Framing();
  Connection();
  KeepAlive();
  Te();
  Upgrade();
  OtherFields();
  Expect();
  Content();
  FieldNames();
  std::stable_sort(findings_.begin(), findings_.end(),
                   [](const Finding& a, const Finding& b) { return a.offset < b.offset; });
  return std::move(findings_);
}

size_t Finder::IndexOf(absl::string_view name) const {
  for (size_t i = 0; i < fields_.size(); ++i) {
    if (absl::EqualsIgnoreCase(fields_[i].name, name)) return i;
  }
  return kNone;
}

CombinedValue Finder::Combine(absl::string_view name) const {
  CombinedValue combined;
  for (size_t i = 0; i < fields_.size(); ++i) {
    if (!absl::EqualsIgnoreCase(fields_[i].name, name)) continue;
    if (!combined.lines.empty()) combined.text.append(", ");
    combined.lines.emplace_back(combined.text.size(), ValueOffset(i));
    combined.text.append(fields_[i].value.data(), fields_[i].value.size());
  }
  return combined;
}

std::vector<Finding> FindFindings(const FindingsInput& input) { return Finder(input).Find(); }

}  // namespace plumbline
