// The start-line, and what it asks for: RFC 9112, section 3.2; RFC 9110, sections 7.8, 13.1.5 and 15.
#include <string>

#include "absl/strings/ascii.h"
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

void Finder::StartLine() {
  if (!request()) {
    if (status() < 100 || status() > 599) Note(Clause::kStatusOutOfRange, input_.head_offset + kStatusOffset);
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
    if (type == kNone || !IsMultipartByteranges(fields_[type].value)) Note(Clause::kContentRangeMissing, status_offset);
  }
  const size_t if_range = request() ? IndexOf("if-range") : kNone;
  if (if_range == kNone) return;
  if (IndexOf("range") == kNone) Note(Clause::kIfRangeWithoutRange, NameOffset(if_range));
  if (absl::StartsWith(fields_[if_range].value, "W/\"")) Note(Clause::kIfRangeWeak, ValueOffset(if_range));
}

}  // namespace plumbline
