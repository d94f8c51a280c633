#include "parser/clause.h"

#include "absl/strings/str_cat.h"

namespace plumbline {
namespace {

constexpr ClauseInfo kClauses[] = {
#define PLUMBLINE_CLAUSE(name, id, document, section, level, role, effect, status, sentence) \
  {Clause::name, id, document, section, Level::level, Role::role, Effect::effect, status, sentence},
#include "parser/clauses.def"
#undef PLUMBLINE_CLAUSE
};

}  // namespace

const ClauseInfo& Info(Clause clause) { return kClauses[static_cast<size_t>(clause)]; }

absl::Span<const ClauseInfo> AllClauses() { return kClauses; }

std::optional<Clause> FindClause(absl::string_view id) {
  for (const ClauseInfo& info : kClauses) {
    if (info.id == id) return info.clause;
  }
  return std::nullopt;
}

absl::string_view Name(Level level) {
  constexpr absl::string_view kNames[] = {"MUST", "SHOULD", "MAY", "grammar", "statement"};
  return kNames[static_cast<size_t>(level)];
}

absl::string_view Name(Role role) {
  constexpr absl::string_view kNames[] = {"recipient", "server", "client", "user agent", "proxy", "sender"};
  return kNames[static_cast<size_t>(role)];
}

absl::string_view Name(Effect effect) { return effect == Effect::kReject ? "reject" : "note"; }

std::string Citation(Clause clause) {
  const ClauseInfo& info = Info(clause);
  if (info.document == 0) {
    return absl::StrCat("draft-thomson-hybi-http-timeout, section ", info.section);
  }
  return absl::StrCat("RFC ", info.document, ", section ", info.section);
}

}  // namespace plumbline
