#include "cli/removed.h"

#include <algorithm>
#include <array>

#include "parser/fields/hop_by_hop.h"

namespace plumbline::cli {
namespace {

struct Reason {
  std::array<Removal, 2> removals;
  absl::string_view why;
};
constexpr Reason kReasons[] = {
    {{Removal::kNominated, Removal::kConnection},
     "RFC 9110, section 7.6.1, MUST: an intermediary removes what Connection names, and then Connection itself."},
    {{Removal::kContentLength},
     "RFC 9112, section 6.3, rule 3, MUST: an intermediary that forwards the message first removes Content-Length, "
     "which Transfer-Encoding overrides."},
    {{Removal::kStandard},
     "RFC 9110, section 7.6.1, SHOULD: known to require removal, whether or not Connection names it."},
};

}  // namespace

std::vector<RemovedNames> RemovedBySentence(const std::vector<absl::string_view>& removed,
                                            const FieldSection& fields, const Framing& framing) {
  std::vector<RemovedNames> all;
  for (const Reason& reason : kReasons) {
    RemovedNames part{{}, reason.why};
    for (const absl::string_view name : removed) {
      const Removal removal = WhyRemoved(name, fields, framing);
      const bool here = std::find(reason.removals.begin(), reason.removals.end(), removal) != reason.removals.end();
      if (here && removal != Removal::kStays) part.names.push_back(name);
    }
    if (!part.names.empty()) all.push_back(std::move(part));
  }
  return all;
}

}  // namespace plumbline::cli
