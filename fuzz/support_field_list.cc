#include "fuzz/support_field_list.h"

#include <algorithm>

#include "witness/recount.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

std::string RecountName(bool http2, absl::string_view name) {
  if (name.empty()) return http2 ? "9113-8.2.1-field-name" : "9114-10.3-field-name";
  for (const char c : name) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet >= 0x41 && octet <= 0x5a) return http2 ? "9113-8.2.1-uppercase" : "9114-4.2-uppercase";
    if (http2 && (octet <= 0x20 || octet >= 0x7f)) return "9113-8.2.1-name-octet";
    if (http2 && octet == 0x3a) return "9113-8.2.1-colon";
    if (!IsTchar(c)) return http2 ? "9113-8.2.1-field-name" : "9114-10.3-field-name";
  }
  return "";
}

void RecountValue(bool http2, absl::string_view value, std::set<std::string>& clauses) {
  const bool trimmed = TrimOws(value).size() == value.size();
  if (!http2) {
    if (!trimmed) clauses.insert("9110-5.5-whitespace");
    if (!std::all_of(value.begin(), value.end(), IsVisibleOrBlank)) clauses.insert("9114-10.3-field-value");
    return;
  }
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == '\0' || c == '\n' || c == '\r') {
      clauses.insert("9113-8.2.1-value-octet");
      return;
    }
    if (!IsVisibleOrBlank(c)) {
      clauses.insert("9113-8.2.1-field-value");
      return;
    }
    if ((i == 0 || i + 1 == value.size()) && IsOws(c)) {
      clauses.insert("9113-8.2.1-value-whitespace");
      return;
    }
  }
}

absl::string_view Find(const std::vector<FieldLine>& fields, absl::string_view name) {
  for (const FieldLine& field : fields) {
    if (field.name == name) return field.value;
  }
  return "";
}

}  // namespace

ListInput::ListInput(absl::string_view octets) {
  std::string value;
  absl::string_view name;
  bool any = false;
  while (!octets.empty()) {
    const size_t end = octets.find('\n');
    const absl::string_view line = octets.substr(0, end);
    octets.remove_prefix(end == absl::string_view::npos ? octets.size() : end + 1);
    if (any && !line.empty() && line[0] == ' ') {
      value.append("\n").append(line.data(), line.size());
      continue;
    }
    if (any) Add(name, value);
    const size_t delimiter = line.find(": ");
    const size_t colon = delimiter != absl::string_view::npos ? delimiter : line.find(':', 1);
    any = true;
    name = line.substr(0, colon);
    absl::string_view rest = colon == absl::string_view::npos ? "" : line.substr(colon + 1);
    if (!rest.empty() && rest[0] == ' ') rest.remove_prefix(1);
    value.assign(rest.data(), rest.size());
  }
  if (any) Add(name, value);
}

void ListInput::Add(absl::string_view name, absl::string_view value) {
  const Octets& kept_name = copies_.emplace_back(name);
  const Octets& kept_value = copies_.emplace_back(value);
  fields_.push_back({kept_name.view(), kept_value.view()});
}

std::set<std::string> RecountField(FieldListVersion version, FieldListKind kind, FieldLine field) {
  const bool http2 = version == FieldListVersion::kHttp2;
  const auto is = [&](absl::string_view name) { return EqualsIgnoringCase(field.name, name); };
  std::set<std::string> clauses;
  if (const std::string name = RecountName(http2, field.name); !name.empty()) clauses.insert(name);
  RecountValue(http2, field.value, clauses);
  const bool valid = std::all_of(field.value.begin(), field.value.end(), IsVisibleOrBlank) &&
                     (!http2 || TrimOws(field.value).size() == field.value.size());
  if (is("connection") || is("keep-alive") || is("proxy-connection") || is("upgrade")) {
    clauses.insert(http2 ? "9113-8.2.2-connection-specific" : "9114-4.2-connection-specific");
  }
  if (is("transfer-encoding")) {
    clauses.insert(http2 ? "9113-8.2.2-connection-specific" : "9114-4.1-transfer-encoding");
  }
  if (!is("te")) return clauses;
  bool trailers = kind == FieldListKind::kRequest;
  for (const absl::string_view member : RecountList(TrimOws(field.value))) {
    trailers = trailers && (!valid || EqualsIgnoringCase(member, "trailers"));
  }
  if (!trailers) clauses.insert(http2 ? "9113-8.2.2-te" : "9114-4.2-te");
  return clauses;
}

std::string ToHttp1(FieldListKind kind, const std::vector<FieldLine>& fields) {
  std::string head;
  if (kind == FieldListKind::kResponse) {
    head = "HTTP/1.1 " + std::string(Find(fields, ":status")) + " \r\n";
  } else {
    const std::string method(Find(fields, ":method"));
    absl::string_view authority = Find(fields, ":authority");
    const std::string target(method == "CONNECT" ? authority : Find(fields, ":path"));
    if (target.empty()) return "";  // the empty path of a scheme other than http and https
    const size_t at_sign = authority.find('@');
    if (at_sign != absl::string_view::npos) authority.remove_prefix(at_sign + 1);
    head = method + " " + target + " HTTP/1.1\r\nHost: " + std::string(authority) + "\r\n";
  }
  for (const FieldLine& field : fields) {
    if (field.name[0] == ':' || field.name == "host" || field.name == "content-length") continue;
    head.append(field.name.data(), field.name.size()).append(": ");
    head.append(field.value.data(), field.value.size()).append("\r\n");
  }
  return head + "\r\n";
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
