#include "parser/fields/hop_by_hop.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "parser/fields/connection.h"
#include "parser/fields/field.h"

namespace plumbline {
namespace {

using absl::EqualsIgnoreCase;

bool HasField(const FieldSection& fields, absl::string_view name) {
  for (const FieldLine line : fields) {
    if (EqualsIgnoreCase(line.name, name)) return true;
  }
  return false;
}

}  // namespace

Removal WhyRemoved(absl::string_view name, const FieldSection& fields, const Framing& framing,
                   const ConnectionOptions& options) {
  if (EqualsIgnoreCase(name, "connection")) return Removal::kConnection;
  if (options.Has(name)) return Removal::kNominated;
  if (IsStandardConnectionField(name)) return Removal::kStandard;
  // Rules 3 and 4 are where Transfer-Encoding frames the message.
  if ((framing.rule == 3 || framing.rule == 4) && EqualsIgnoreCase(name, "content-length") && HasField(fields, name)) {
    return Removal::kContentLength;
  }
  return Removal::kStays;
}

bool IsStandardConnectionField(absl::string_view name) { return HasTrait(name, traits::kRemoved); }

std::vector<absl::string_view> RemovalSet(const FieldSection& fields, const Framing& framing,
                                          const FieldSection* trailers) {
  const ConnectionOptions options = ConnectionOptionsOf(fields);
  std::vector<absl::string_view> removed;
  for (const FieldSection* section : {&fields, trailers}) {
    if (section == nullptr) continue;
    for (const FieldLine line : *section) {
      if (WhyRemoved(line.name, fields, framing, options) == Removal::kStays) continue;
      const bool seen = std::any_of(removed.begin(), removed.end(),
                                    [&](absl::string_view name) { return EqualsIgnoreCase(name, line.name); });
      if (!seen) removed.push_back(line.name);
    }
  }
  return removed;
}

}  // namespace plumbline
