// The sentences of the framing and persistence rules, in our words, as clauses.def has those of the clauses.
#ifndef PLUMBLINE_CLI_RULES_H_
#define PLUMBLINE_CLI_RULES_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/findings.h"
#include "parser/message.h"

namespace plumbline::cli {

struct RuleText {
  absl::string_view citation;  // "RFC 9112, section 6.3, rule 6"
  absl::string_view sentence;
};

RuleText FramingRuleText(const Framing& framing);
RuleText PersistenceRuleText(PersistenceRule rule);

// The finding that refuses a Keep-Alive field, and all of it; null where there is none.
const Finding* KeepAliveRefusal(const std::vector<Finding>& findings);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_RULES_H_
