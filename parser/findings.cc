#include "parser/findings.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "parser/findings_finder.h"
#include "parser/octets.h"

namespace plumbline {
namespace {

using absl::EqualsIgnoreCase;

// The field that a response with this status code has to have.
struct RequiredField {
  int status;
  absl::string_view name;
  bool may_be_empty;
  Clause clause;
};

constexpr RequiredField kRequiredFields[] = {
    {101, "upgrade", false, Clause::kUpgradeMissing},
    {426, "upgrade", false, Clause::kUpgradeMissing},
    {401, "www-authenticate", false, Clause::kChallengeMissing},
    {405, "allow", true, Clause::kAllowMissing},
    {407, "proxy-authenticate", false, Clause::kProxyChallengeMissing},
};

// With a boundary parameter, whatever its value.
bool IsMultipartByteranges(absl::string_view content_type) {
  const size_t semicolon = content_type.find(';');
  if (semicolon == absl::string_view::npos) return false;
  const absl::string_view type = content_type.substr(0, semicolon);
  if (!EqualsIgnoreCase(octets::TrimWhitespace(type), "multipart/byteranges")) return false;
  return absl::StrContains(absl::AsciiStrToLower(content_type.substr(semicolon)), "boundary=");
}

}  // namespace

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
    if (EqualsIgnoreCase(fields_[i].name, name)) return i;
  }
  return kNone;
}

CombinedValue Finder::Combine(absl::string_view name) const {
  CombinedValue combined;
  for (size_t i = 0; i < fields_.size(); ++i) {
    if (!EqualsIgnoreCase(fields_[i].name, name)) continue;
    if (!combined.lines.empty()) combined.text.append(", ");
    combined.lines.emplace_back(combined.text.size(), ValueOffset(i));
    combined.text.append(fields_[i].value.data(), fields_[i].value.size());
  }
  return combined;
}

void Finder::StartLine() {
  if (!request()) {
    if (status() < 100 || status() > 599)
      Note(Clause::kStatusOutOfRange, input_.head_offset + kStatusOffset);
    return;
  }
  const RequestTarget& target = input_.request->target;
  const size_t host = IndexOf("host");
  if (target.form != TargetForm::kAbsoluteForm || host == kNone) return;
  std::string authority(target.authority.host.data(), target.authority.host.size());
  if (target.authority.has_port) {
    authority.push_back(':');
    authority.append(target.authority.port.data(), target.authority.port.size());
  }
  if (EqualsIgnoreCase(authority, fields_[host].value)) return;
  Note(Clause::kHostIgnored, ValueOffset(host));
  Note(Clause::kHostDiffers, ValueOffset(host));
}

// What a status code or another field asks for: RFC 9110, sections 7.8, 13.1.5 and 15.
void Finder::RequiredFields() {
  const uint64_t status_offset = input_.head_offset + kStatusOffset;
  for (const RequiredField& required : kRequiredFields) {
    if (status() != required.status) continue;
    const bool present = IndexOf(required.name) != kNone;
    const bool empty = Combine(required.name).text.find_first_not_of(", \t") == std::string::npos;
    if (!present || (empty && !required.may_be_empty)) Note(required.clause, status_offset);
  }
  if (status() == 206 && !HasNoBody() && IndexOf("content-range") == kNone) {
    const size_t type = IndexOf("content-type");
    if (type == kNone || !IsMultipartByteranges(fields_[type].value))
      Note(Clause::kContentRangeMissing, status_offset);
  }
  const size_t if_range = request() ? IndexOf("if-range") : kNone;
  if (if_range == kNone) return;
  if (IndexOf("range") == kNone) Note(Clause::kIfRangeWithoutRange, NameOffset(if_range));
  if (absl::StartsWith(fields_[if_range].value, "W/\""))
    Note(Clause::kIfRangeWeak, ValueOffset(if_range));
}

// At the second line of each singleton. Host and Content-Length, which are some, have clauses of their own too.
void Finder::RepeatedFields(const FieldSection& section, uint64_t offset) {
  int lines[kFieldCount] = {};
  for (size_t i = 0; i < section.size(); ++i) {
    const std::optional<Field> field = FindField(section[i].name);
    if (!field || Info(*field).shape != FieldShape::kSingleton) continue;
    if (++lines[static_cast<size_t>(*field)] == 2)
      Note(Clause::kRepeatedField, offset + section.span(i).name_offset);
  }
}

void Finder::FieldNames() {
  if (const size_t i = IndexOf("close"); i != kNone) Note(Clause::kCloseFieldName, NameOffset(i));
  RepeatedFields(fields_, input_.head_offset);
  if (input_.trailers == nullptr) return;
  RepeatedFields(*input_.trailers, input_.trailers_offset);
  for (size_t i = 0; i < input_.trailers->size(); ++i) {
    if (!HasTrait((*input_.trailers)[i].name, traits::kNotInTrailers)) continue;
    Note(Clause::kTrailerField, input_.trailers_offset + input_.trailers->span(i).name_offset);
  }
}

std::vector<Finding> FindFindings(const FindingsInput& input) { return Finder(input).Find(); }

}  // namespace plumbline
