#include "cli/removed.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "parser/fields/connection.h"
#include "parser/fields/hop_by_hop.h"

namespace plumbline::cli {

std::vector<RemovedNames> WhyRemoved(const std::vector<absl::string_view>& removed, const FieldSection& fields) {
  const ConnectionOptions options = ConnectionOptionsOf(fields);
  std::vector<RemovedNames> all = {
      {{}, "RFC 9110, section 7.6.1, MUST: an intermediary removes what Connection names, and then Connection itself."},
      {{}, "RFC 9112, section 6.3, rule 3, MUST: Transfer-Encoding overrides it, so it is not forwarded."},
      {{}, "RFC 9110, section 7.6.1, SHOULD: known to require removal, whether or not Connection names it."}};
  for (const absl::string_view name : removed) {
    const bool named = absl::EqualsIgnoreCase(name, "connection") || options.Has(name);
    all[named ? 0 : IsStandardConnectionField(name) ? 2 : 1].names.push_back(name);
  }
  all.erase(std::remove_if(all.begin(), all.end(), [](const RemovedNames& part) { return part.names.empty(); }),
            all.end());
  return all;
}

}  // namespace plumbline::cli
