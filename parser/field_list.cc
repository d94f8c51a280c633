#include "parser/field_list.h"

#include "absl/strings/match.h"
#include "parser/authority.h"
#include "parser/field_list_values.h"
#include "parser/octets.h"
#include "parser/uri.h"

namespace plumbline {

using absl::EqualsIgnoreCase;
using octets::Is;

namespace {

constexpr size_t kNone = absl::string_view::npos;

}  // namespace

FieldListErrors FieldListChecker::Next(FieldLine field) {
  FieldListErrors errors;
  const bool pseudo = absl::StartsWith(field.name, ":");
  const bool name_is_valid = CheckName(field.name, errors);
  PseudoHeader* header = nullptr;
  if (pseudo) {
    header = CheckPseudoHeaderName(field.name, name_is_valid, errors);
  } else {
    any_regular_ = true;
    CheckRegularName(field.name, errors);
  }
  const bool value_is_valid = CheckValue(field.value, errors);
  if (header != nullptr) {
    *header = {field.value, size_, /*present=*/true, /*valid=*/false};
    if (value_is_valid) CheckPseudoHeaderValue(*header, errors);
  } else if (!pseudo && value_is_valid) {
    CheckRegularValue(field, errors);
  }
  ++size_;
  return errors;
}

// RFC 9113, section 8.2.1; RFC 9114, sections 4.2 and 10.3. The name of a pseudo-header field is no
// token; what is behind its colon is judged by whether it is defined.
bool FieldListChecker::CheckName(absl::string_view name, FieldListErrors& errors) const {
  const bool pseudo = absl::StartsWith(name, ":");
  const auto wrong = [&](Clause clause, size_t offset) {
    Add(errors, clause, FieldPart::kName, offset);
    return false;
  };
  if (name.empty()) return wrong(Of(Clause::kH2FieldName, Clause::kH3FieldName), 0);
  // "A name that starts with a single colon"; RFC 9114 has no such sentence.
  if (http2() && absl::StartsWith(name, "::")) return wrong(Clause::kH2NameColon, 1);
  for (size_t i = pseudo ? 1 : 0; i < name.size(); ++i) {
    const auto octet = static_cast<uint8_t>(name[i]);
    if (octet >= 'A' && octet <= 'Z') {
      return wrong(Of(Clause::kH2NameUppercase, Clause::kH3NameUppercase), i);
    }
    if (http2() && (octet <= 0x20 || octet >= 0x7f)) return wrong(Clause::kH2NameOctet, i);
    if (pseudo || Is(octets::kTchar, octet)) continue;
    if (http2() && octet == ':') return wrong(Clause::kH2NameColon, i);
    return wrong(Of(Clause::kH2FieldName, Clause::kH3FieldName), i);
  }
  return true;
}

// RFC 9113, section 8.2.2; RFC 9114, sections 4.1 and 4.2. The case of a name that is malformed for
// it hides nothing.
void FieldListChecker::CheckRegularName(absl::string_view name, FieldListErrors& errors) {
  if (EqualsIgnoreCase(name, "te") && kind_ != FieldListKind::kRequest) {
    return Add(errors, Of(Clause::kH2Te, Clause::kH3Te), FieldPart::kName, 0);
  }
  if (EqualsIgnoreCase(name, "host")) any_host_ = true;
  if (EqualsIgnoreCase(name, "transfer-encoding")) {
    const Clause clause = Of(Clause::kH2ConnectionSpecific, Clause::kH3TransferEncoding);
    return Add(errors, clause, FieldPart::kName, 0);
  }
  for (const absl::string_view each : {"connection", "proxy-connection", "keep-alive", "upgrade"}) {
    if (!EqualsIgnoreCase(name, each)) continue;
    const Clause clause = Of(Clause::kH2ConnectionSpecific, Clause::kH3ConnectionSpecific);
    return Add(errors, clause, FieldPart::kName, 0);
  }
}

FieldListChecker::PseudoHeader* FieldListChecker::Find(absl::string_view name) {
  if (name == ":method") return &method_;
  if (name == ":scheme") return &scheme_;
  if (name == ":authority") return &authority_;
  if (name == ":path") return &path_;
  return name == ":status" ? &status_ : nullptr;
}

// RFC 9113, section 8.3; RFC 9114, section 4.3. Where the value is to be kept, if it is.
FieldListChecker::PseudoHeader* FieldListChecker::CheckPseudoHeaderName(absl::string_view name,
                                                                        bool name_is_valid,
                                                                        FieldListErrors& errors) {
  const auto wrong = [&](Clause http2_clause, Clause http3_clause) {
    Add(errors, Of(http2_clause, http3_clause), FieldPart::kName, 0);
    return nullptr;
  };
  if (kind_ == FieldListKind::kTrailers) {
    return wrong(Clause::kH2TrailerPseudoHeader, Clause::kH3TrailerPseudoHeader);
  }
  PseudoHeader* const header = Find(name);
  const bool in_context = (header == &status_) == (kind_ == FieldListKind::kResponse);
  const bool first = header != nullptr && in_context && !header->present;
  if (any_regular_) {
    wrong(Clause::kH2PseudoLate, Clause::kH3PseudoLate);
    return first ? header : nullptr;
  }
  if (header == nullptr) {
    return name_is_valid ? wrong(Clause::kH2PseudoUndefined, Clause::kH3PseudoUndefined) : nullptr;
  }
  if (!in_context) return wrong(Clause::kH2PseudoContext, Clause::kH3PseudoContext);
  if (first) return header;
  return wrong(Clause::kH2PseudoRepeated, header == &status_      ? Clause::kH3StatusRepeated
                                          : header == &authority_ ? Clause::kH3AuthorityRepeated
                                                                  : Clause::kH3PseudoRepeated);
}

// RFC 9113, section 8.2.1; RFC 9114, section 10.3.
bool FieldListChecker::CheckValue(absl::string_view value, FieldListErrors& errors) const {
  const auto is_whitespace = [&](size_t i) {
    return octets::IsWhitespace(static_cast<uint8_t>(value[i]));
  };
  if (value.empty()) return true;
  const size_t last = value.size() - 1;
  size_t whitespace = is_whitespace(0) ? 0 : is_whitespace(last) ? last : kNone;
  size_t octet = octets::Skip(octets::kFieldContent, value.data(), 0, value.size());
  if (octet == value.size()) octet = kNone;

  if (http2()) {
    if (whitespace < octet) {
      Add(errors, Clause::kH2ValueWhitespace, FieldPart::kValue, whitespace);
    } else if (octet != kNone) {
      const char c = value[octet];
      const bool delimiter = c == '\0' || c == '\n' || c == '\r';
      Add(errors, delimiter ? Clause::kH2ValueOctet : Clause::kH2FieldValue, FieldPart::kValue,
          octet);
    }
    return whitespace == kNone && octet == kNone;
  }
  if (whitespace != kNone) Add(errors, Clause::kValueWhitespace, FieldPart::kValue, whitespace);
  if (octet != kNone) Add(errors, Clause::kH3FieldValue, FieldPart::kValue, octet);
  return octet == kNone;
}

void FieldListChecker::CheckRegularValue(FieldLine field, FieldListErrors& errors) {
  if (kind_ != FieldListKind::kRequest) return;
  if (EqualsIgnoreCase(field.name, "host")) CheckHost(octets::TrimWhitespace(field.value), errors);
  if (EqualsIgnoreCase(field.name, "content-length")) CheckContentLength(field.value, errors);
  if (!EqualsIgnoreCase(field.name, "te")) return;
  if (const size_t wrong = WrongInTe(field.value); wrong != kNone) {
    Add(errors, Of(Clause::kH2Te, Clause::kH3Te), FieldPart::kValue, wrong);
  }
}

// Host beside :authority, which stands before it if the list is not malformed. RFC 9113, section
// 8.3.1 compares what they identify; RFC 9114, section 4.3.1 the values.
void FieldListChecker::CheckHost(absl::string_view value, FieldListErrors& errors) const {
  if (!http2() && value.empty() && HasHttpScheme()) {
    return Add(errors, Clause::kH3AuthorityEmpty, FieldPart::kValue, 0);
  }
  if (!authority_.valid) return;
  if (!http2()) {
    if (value == authority_.value) return;
    return Add(errors, Clause::kH3HostDiffers, FieldPart::kValue, 0);
  }
  const Result<HostPort> host = ParseHostPort(value);
  const absl::string_view scheme = scheme_.valid ? scheme_.value : "";
  if (host.complete() && SameEntity(*host, ParseAuthority(authority_.value)->host, scheme)) return;
  Add(errors, Clause::kH2HostDiffers, FieldPart::kValue, 0);
}

// RFC 9113, section 8.1.1; RFC 9114, section 4.1.2: what no sum of DATA lengths can equal. A
// response may be one without content, whose Content-Length is that of another; a CONNECT request
// is.
void FieldListChecker::CheckContentLength(absl::string_view value, FieldListErrors& errors) {
  if (method_.valid && method_.value == "CONNECT") return;
  absl::string_view number = octets::TrimWhitespace(value);
  const auto begin = static_cast<size_t>(number.data() - value.data());
  const size_t digits = octets::Skip(octets::kDigit, number.data(), 0, number.size());
  const Clause clause = Of(Clause::kH2ContentLength, Clause::kH3ContentLength);
  if (digits == 0 || digits < number.size()) {
    return Add(errors, clause, FieldPart::kValue, begin + digits);
  }
  while (number.size() > 1 && number[0] == '0') number.remove_prefix(1);
  if (content_length_.empty()) content_length_ = number;
  if (number != content_length_) Add(errors, clause, FieldPart::kValue, begin);
}

void FieldListChecker::CheckPseudoHeaderValue(PseudoHeader& header, FieldListErrors& errors) const {
  size_t wrong = kNone;
  Clause clause{};
  if (&header == &method_) {
    wrong = WrongInMethod(header.value);
    clause = Of(Clause::kH2Method, Clause::kH3Method);
  } else if (&header == &scheme_) {
    wrong = WrongInScheme(header.value);
    clause = Of(Clause::kH2Scheme, Clause::kH3Scheme);
  } else if (&header == &authority_) {
    wrong = WrongInAuthority(header.value);
    clause = Of(Clause::kH2Authority, Clause::kH3Authority);
  } else if (&header == &path_) {
    wrong = WrongInPath(header.value);
    clause = Of(Clause::kH2Path, Clause::kH3Path);
  } else {
    wrong = WrongInStatus(header.value);
    clause = Of(Clause::kH2Status, Clause::kH3Status);
  }
  header.valid = wrong == kNone;
  if (!header.valid) return Add(errors, clause, FieldPart::kValue, wrong);
  if (&header == &status_) CheckStatusCode(header.value, errors);
  if (&header == &path_ && !http2() && absl::StartsWith(header.value, "//")) {
    Add(errors, Clause::kH3PathAbsolute, FieldPart::kValue, 1);
  }
}

void FieldListChecker::CheckStatusCode(absl::string_view value, FieldListErrors& errors) const {
  if (value == "101") {
    const Clause clause = Of(Clause::kH2SwitchingProtocols, Clause::kH3SwitchingProtocols);
    Add(errors, clause, FieldPart::kValue, 0);
  }
  if (value[0] < '1' || value[0] > '5')
    Add(errors, Clause::kStatusOutOfRange, FieldPart::kValue, 0);
}

bool FieldListChecker::HasHttpScheme() const {
  return scheme_.valid &&
         (EqualsIgnoreCase(scheme_.value, "http") || EqualsIgnoreCase(scheme_.value, "https"));
}

FieldListErrors FieldListChecker::End() {
  FieldListErrors errors;
  if (kind_ == FieldListKind::kResponse && !status_.present) {
    AddMissing(errors, Of(Clause::kH2StatusMissing, Clause::kH3StatusMissing), ":status");
  }
  if (kind_ == FieldListKind::kRequest) {
    if (method_.valid && method_.value == "CONNECT") {
      EndConnect(errors);
    } else {
      EndRequest(errors);
    }
  }
  return errors;
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
  if (wrong != kNone) errors.push_back({clause, FieldPart::kValue, authority_.field, wrong, {}});
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
  if (!authority_.present && !any_host_) {
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

std::optional<FieldListError> CheckFieldList(FieldListVersion version, FieldListKind kind,
                                             absl::Span<const FieldLine> fields) {
  const auto first = [](const FieldListErrors& errors) -> std::optional<FieldListError> {
    for (const FieldListError& error : errors) {
      if (Info(error.clause).effect == Effect::kReject) return error;
    }
    return std::nullopt;
  };
  FieldListChecker checker(version, kind);
  for (const FieldLine field : fields) {
    if (const auto error = first(checker.Next(field))) return error;
  }
  return first(checker.End());
}

absl::string_view Name(FieldListVersion version) {
  return version == FieldListVersion::kHttp2 ? "HTTP/2" : "HTTP/3";
}

absl::string_view Name(FieldListKind kind) {
  constexpr absl::string_view kNames[] = {"request", "response", "trailers"};
  return kNames[static_cast<size_t>(kind)];
}

absl::string_view Name(FieldPart part) {
  constexpr absl::string_view kNames[] = {"name", "value", "list"};
  return kNames[static_cast<size_t>(part)];
}

}  // namespace plumbline
