#include "parser/fields/hop_by_hop.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "parser/fields/connection.h"

namespace plumbline {

bool IsStandardConnectionField(absl::string_view name) {
  for (absl::string_view standard :
       {"proxy-connection", "keep-alive", "te", "transfer-encoding", "upgrade"}) {
    if (absl::EqualsIgnoreCase(name, standard)) return true;
  }
  return false;
}

std::vector<absl::string_view> RemovalSet(const FieldSection& fields,
                                          const FieldSection* trailers) {
  const ConnectionOptions options = ConnectionOptionsOf(fields);
  std::vector<absl::string_view> removed;
  for (const FieldSection* section : {&fields, trailers}) {
    if (section == nullptr) continue;
    for (const FieldLine line : *section) {
      const bool goes = absl::EqualsIgnoreCase(line.name, "connection") ||
                        IsStandardConnectionField(line.name) || options.Has(line.name);
      const bool seen = std::any_of(removed.begin(), removed.end(), [&](absl::string_view name) {
        return absl::EqualsIgnoreCase(name, line.name);
      });
      if (goes && !seen) removed.push_back(line.name);
    }
  }
  return removed;
}

}  // namespace plumbline
