#include "oracle/forwarding.h"

#include <cstddef>
#include <iterator>

namespace plumbline::oracle {
namespace {

constexpr ForwardingInfo kForwardingRules[] = {
#define PLUMBLINE_FORWARDING(name, id, rfc, section, level, binds, messages, from, to, text) \
  {id, rfc, section, Level::level, binds, messages, from, to, text},
#include "oracle/forwarding.def"
#undef PLUMBLINE_FORWARDING
};

}  // namespace

const ForwardingInfo& Info(ForwardingRule rule) { return kForwardingRules[static_cast<size_t>(rule)]; }
absl::Span<const ForwardingInfo> AllForwardingRules() { return kForwardingRules; }

std::optional<ForwardingRule> FindForwardingRule(absl::string_view id) {
  for (size_t i = 0; i < std::size(kForwardingRules); ++i) {
    if (kForwardingRules[i].id == id) return static_cast<ForwardingRule>(i);
  }
  return std::nullopt;
}

}  // namespace plumbline::oracle
