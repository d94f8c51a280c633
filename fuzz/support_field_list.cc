#include "fuzz/support_field_list.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

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
