#include "parser/field_list.h"

#include "absl/strings/match.h"
#include "parser/authority.h"
#include "parser/field_list_values.h"
#include "parser/fields/field.h"
#include "parser/octets.h"
#include "parser/uri.h"

namespace plumbline {

using absl::EqualsIgnoreCase;
using octets::Is;

namespace {}  // namespace

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
    if (EqualsIgnoreCase(field.name, "host")) {
      ++host_lines_;
      any_host_ = any_host_ || !octets::TrimWhitespace(field.value).empty();
    }
    if (EqualsIgnoreCase(field.name, "content-length")) lengths_.Add(field.value);
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

// RFC 9113, section 8.2.1; RFC 9114, sections 4.2 and 10.3. The name of a pseudo-header field is not a
// token; what is after its colon is judged by whether it is defined.
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
  if (EqualsIgnoreCase(name, "transfer-encoding")) {
    const Clause clause = Of(Clause::kH2ConnectionSpecific, Clause::kH3TransferEncoding);
    return Add(errors, clause, FieldPart::kName, 0);
  }
  if (HasTrait(name, traits::kConnectionSpecific)) {
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
FieldListChecker::PseudoHeader* FieldListChecker::CheckPseudoHeaderName(absl::string_view name, bool name_is_valid,
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
  const auto is_whitespace = [&](size_t i) { return octets::IsWhitespace(static_cast<uint8_t>(value[i])); };
  if (value.empty()) return true;
  const size_t last = value.size() - 1;
  size_t whitespace = is_whitespace(0) ? 0 : is_whitespace(last) ? last : absl::string_view::npos;
  size_t octet = octets::Skip(octets::kFieldContent, value.data(), 0, value.size());
  if (octet == value.size()) octet = absl::string_view::npos;

  if (http2()) {
    if (whitespace < octet) {
      Add(errors, Clause::kH2ValueWhitespace, FieldPart::kValue, whitespace);
    } else if (octet != absl::string_view::npos) {
      const char c = value[octet];
      const bool delimiter = c == '\0' || c == '\n' || c == '\r';
      Add(errors, delimiter ? Clause::kH2ValueOctet : Clause::kH2FieldValue, FieldPart::kValue, octet);
    }
    return whitespace == absl::string_view::npos && octet == absl::string_view::npos;
  }
  if (whitespace != absl::string_view::npos) Add(errors, Clause::kValueWhitespace, FieldPart::kValue, whitespace);
  if (octet != absl::string_view::npos) Add(errors, Clause::kH3FieldValue, FieldPart::kValue, octet);
  return octet == absl::string_view::npos;
}

void FieldListChecker::CheckRegularValue(FieldLine field, FieldListErrors& errors) const {
  if (kind_ != FieldListKind::kRequest) return;
  if (EqualsIgnoreCase(field.name, "host")) CheckHost(field.value, errors);
  if (EqualsIgnoreCase(field.name, "content-length")) CheckContentLength(field.value, errors);
  if (!EqualsIgnoreCase(field.name, "te")) return;
  if (const size_t wrong = WrongInTe(field.value); wrong != absl::string_view::npos) {
    Add(errors, Of(Clause::kH2Te, Clause::kH3Te), FieldPart::kValue, wrong);
  }
}

void FieldListChecker::CheckPseudoHeaderValue(PseudoHeader& header, FieldListErrors& errors) const {
  size_t wrong = absl::string_view::npos;
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
  header.valid = wrong == absl::string_view::npos;
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
  if (value[0] < '1' || value[0] > '5') Add(errors, Clause::kStatusOutOfRange, FieldPart::kValue, 0);
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

absl::string_view Name(FieldListVersion version) { return version == FieldListVersion::kHttp2 ? "HTTP/2" : "HTTP/3"; }

absl::string_view Name(FieldListKind kind) {
  constexpr absl::string_view kNames[] = {"request", "response", "trailers"};
  return kNames[static_cast<size_t>(kind)];
}

absl::string_view Name(FieldPart part) {
  constexpr absl::string_view kNames[] = {"name", "value", "list"};
  return kNames[static_cast<size_t>(part)];
}

}  // namespace plumbline
