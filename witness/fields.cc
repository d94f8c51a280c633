// Field lines as such: RFC 9110, sections 5.2 and 5.3; the options of Connection, section 7.6.1, and Upgrade, 7.8.
#include <algorithm>

#include "witness/framing.h"
#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {

std::vector<absl::string_view> SlowValues(const SlowFields& fields, absl::string_view name) {
  std::vector<absl::string_view> values;
  for (const FieldLine& field : fields) {
    if (EqualsIgnoringCase(field.name, name)) values.push_back(field.value);
  }
  return values;
}

std::string CombinedValue(const SlowFields& fields, absl::string_view name) {
  std::string combined;
  bool any = false;
  for (const FieldLine& field : fields) {
    if (!EqualsIgnoringCase(field.name, name)) continue;
    if (any) combined += ", ";
    combined.append(field.value.data(), field.value.size());
    any = true;
  }
  return combined;
}

bool SlowHas(const SlowFields& fields, absl::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const FieldLine& field) { return EqualsIgnoringCase(field.name, name); });
}

bool SameLines(const SlowFields& a, const SlowFields& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const FieldLine& x, const FieldLine& y) { return x.name == y.name && x.value == y.value; });
}

std::vector<absl::string_view> SlowConnectionOptions(const SlowFields& headers) {
  std::vector<absl::string_view> options;
  for (const FieldLine& field : headers) {
    if (!EqualsIgnoringCase(field.name, "Connection")) continue;
    std::vector<absl::string_view> elements = ListElements(field.value);
    if (options.empty()) options.swap(elements);
    options.insert(options.end(), elements.begin(), elements.end());
  }
  return options;
}

bool HasName(const std::vector<absl::string_view>& names, absl::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](absl::string_view each) { return EqualsIgnoringCase(each, name); });
}

bool AskForUpgrade(const SlowFields& headers) {
  if (!HasName(SlowConnectionOptions(headers), "upgrade")) return false;
  const std::string combined = CombinedValue(headers, "Upgrade");
  const std::vector<absl::string_view> protocols = ListElements(combined);
  // protocol = protocol-name [ "/" protocol-version ]
  return !protocols.empty() && std::all_of(protocols.begin(), protocols.end(), [](absl::string_view protocol) {
    const std::vector<absl::string_view> parts = Split(protocol, '/');
    return parts.size() <= 2 && std::all_of(parts.begin(), parts.end(), IsToken);
  });
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
