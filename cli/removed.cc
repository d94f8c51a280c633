#include "cli/removed.h"

#include <algorithm>

#include "parser/fields/hop_by_hop.h"

namespace plumbline::cli {
namespace {

// Which sentence has a name stand in which part of the set.
constexpr absl::string_view kWhy[] = {
    "RFC 9110, section 7.6.1, MUST: an intermediary removes what Connection names, and then Connection itself.",
    "RFC 9112, section 6.3, rule 3, MUST: an intermediary that forwards the message first removes Content-Length, "
    "which Transfer-Encoding overrides.",
    "RFC 9110, section 7.6.1, SHOULD: known to require removal, whether or not Connection names it.",
};

size_t PartOf(Removal removal) {
  if (removal == Removal::kContentLength) return 1;
  return removal == Removal::kStandard ? 2 : 0;
}

}  // namespace

std::vector<RemovedNames> RemovedBySentence(const std::vector<absl::string_view>& removed, const FieldSection& fields,
                                            const Framing& framing) {
  std::vector<RemovedNames> all;
  for (const absl::string_view why : kWhy) all.push_back({{}, why});
  const ConnectionOptions options = ConnectionOptionsOf(fields);
  for (const absl::string_view name : removed) {
    all[PartOf(WhyRemoved(name, fields, framing, options))].names.push_back(name);
  }
  all.erase(std::remove_if(all.begin(), all.end(), [](const RemovedNames& part) { return part.names.empty(); }),
            all.end());
  return all;
}

}  // namespace plumbline::cli
