// What a request's field list says of its target and of its content.
#include "absl/strings/match.h"
#include "parser/authority.h"
#include "parser/field_list.h"
#include "parser/field_list_values.h"
#include "parser/octets.h"
#include "parser/uri.h"

namespace plumbline {

using absl::EqualsIgnoreCase;

namespace {}  // namespace

bool FieldListChecker::HasHttpScheme() const {
  return scheme_.valid && (EqualsIgnoreCase(scheme_.value, "http") || EqualsIgnoreCase(scheme_.value, "https"));
}

// Host beside :authority, which stands before it if the list is not malformed. RFC 9113, section
// 8.3.1 compares what they identify; RFC 9114, section 4.3.1 the values. Several lines are one
// value with commas in it (RFC 9110, sections 5.2 and 5.3), which is not a host.
void FieldListChecker::CheckHost(absl::string_view value, FieldListErrors& errors) const {
  const absl::string_view trimmed = octets::TrimWhitespace(value);
  const bool single = host_lines_ == 1;
  if (!http2() && trimmed.empty() && HasHttpScheme()) {
    return Add(errors, Clause::kH3AuthorityEmpty, FieldPart::kValue, 0);
  }
  if (!authority_.present) {
    const size_t begin = static_cast<size_t>(trimmed.data() - value.data());
    const size_t wrong = single ? WrongInHost(trimmed) : 0;
    if (wrong != absl::string_view::npos) Add(errors, Clause::kListHost, FieldPart::kValue, begin + wrong);
    return;
  }
  if (!authority_.valid) return;
  if (!http2()) {
    // Said of schemes with a mandatory authority; CONNECT has no scheme.
    if (!HasHttpScheme() || (single && trimmed == authority_.value)) return;
    return Add(errors, Clause::kH3HostDiffers, FieldPart::kValue, 0);
  }
  const Result<HostPort> host = ParseHostPort(trimmed);
  const absl::string_view scheme = scheme_.valid ? scheme_.value : "";
  HostPort authority = ParseAuthority(authority_.value)->host;
  // Without a scheme that has a default port, as in the examples of CONNECT, a Host without a port
  // identifies no other entity (RFC 9112, section 3.2.3).
  const bool connect = method_.valid && method_.value == "CONNECT";
  if (connect && host->port.empty()) authority.port = {};
  if (single && host.complete() && SameEntity(*host, authority, scheme)) return;
  Add(errors, Clause::kH2HostDiffers, FieldPart::kValue, 0);
}

// RFC 9113, section 8.1.1; RFC 9114, section 4.1.2: what no sum of DATA lengths can equal. A
// response may be one without content, whose Content-Length is that of another; a CONNECT request
// is. Judged is the value of all lines up to this one, which is a list as soon as there are two
// (RFC 9110, section 5.2): a list of the same number may be rejected (section 8.6), and is.
void FieldListChecker::CheckContentLength(absl::string_view value, FieldListErrors& errors) const {
  if (method_.valid && method_.value == "CONNECT") return;
  const bool first_line = lengths_.lines == 1;
  const absl::string_view trimmed = octets::TrimWhitespace(value);
  const size_t digits = octets::Skip(octets::kDigit, trimmed.data(), 0, trimmed.size());
  if (first_line && digits > 0 && digits == trimmed.size()) return;
  const bool repeated = lengths_.count > 1 && lengths_.equal;
  const Clause clause = repeated ? Clause::kContentLengthList : Of(Clause::kH2ContentLength, Clause::kH3ContentLength);
  const size_t begin = static_cast<size_t>(trimmed.data() - value.data());
  Add(errors, clause, FieldPart::kValue, first_line ? begin + digits : begin);
}

// RFC 9113, section 8.5; RFC 9114, section 4.4.
void FieldListChecker::EndConnect(FieldListErrors& errors) const {
  for (const PseudoHeader* header : {&scheme_, &path_}) {
    if (!header->present) continue;
    const Clause clause = Of(Clause::kH2Connect, Clause::kH3Connect);
    errors.push_back({clause, FieldPart::kName, header->field, 0, {}});
  }
  const Clause clause = Of(Clause::kH2ConnectAuthority, Clause::kH3ConnectAuthority);
  if (!authority_.present) return AddMissing(errors, clause, ":authority");
  if (!authority_.valid) return;
  const size_t wrong = WrongInConnectAuthority(authority_.value);
  if (wrong != absl::string_view::npos) errors.push_back({clause, FieldPart::kValue, authority_.field, wrong, {}});
}

// RFC 9113, section 8.3.1; RFC 9114, section 4.3.1.
void FieldListChecker::EndRequest(FieldListErrors& errors) const {
  const Clause missing = Of(Clause::kH2PseudoMissing, Clause::kH3PseudoMissing);
  if (!method_.present) AddMissing(errors, missing, ":method");
  if (!scheme_.present) AddMissing(errors, missing, ":scheme");
  if (!path_.present) AddMissing(errors, missing, ":path");
  if (path_.valid && path_.value == "*" && method_.valid && method_.value != "OPTIONS") {
    errors.push_back({Of(Clause::kH2Path, Clause::kH3Path), FieldPart::kValue, path_.field, 0, {}});
  }
  if (!HasHttpScheme()) return;
  if (path_.valid && path_.value.empty()) {
    const Clause clause = Of(Clause::kH2PathEmpty, Clause::kH3PathEmpty);
    errors.push_back({clause, FieldPart::kValue, path_.field, 0, {}});
  }
  EndAuthority(errors);
}

// Of an http or https URI.
void FieldListChecker::EndAuthority(FieldListErrors& errors) const {
  const bool has_host = http2() ? any_host_ : host_lines_ > 0;
  if (!authority_.present && !has_host) {
    AddMissing(errors, Of(Clause::kH2AuthorityMissing, Clause::kH3AuthorityMissing), ":authority");
  }
  if (!authority_.valid) return;
  const auto wrong = [&](Clause clause, size_t offset) {
    errors.push_back({clause, FieldPart::kValue, authority_.field, offset, {}});
  };
  const Authority authority = *ParseAuthority(authority_.value);
  if (authority.has_userinfo) {
    wrong(Of(Clause::kH2Userinfo, Clause::kH3Userinfo), authority.userinfo.size());
  }
  if (!authority.host.host.empty()) return;
  if (!http2() && authority_.value.empty()) return wrong(Clause::kH3AuthorityEmpty, 0);
  wrong(Clause::kHttpEmptyHost, authority.has_userinfo ? authority.userinfo.size() + 1 : 0);
}

}  // namespace plumbline
