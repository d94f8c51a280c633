// Clauses: the normative sentences and productions that decide. See clauses.def.
#ifndef PLUMBLINE_PARSER_CLAUSE_H_
#define PLUMBLINE_PARSER_CLAUSE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline {

enum class Clause : uint8_t {
#define PLUMBLINE_CLAUSE(name, id, document, section, level, role, effect, status, sentence) name,
#include "parser/clauses.def"
#undef PLUMBLINE_CLAUSE
};

// The force of a clause's sentence. kGrammar is a production of the ABNF; kStatement is normative
// prose without a BCP 14 keyword.
enum class Level : uint8_t { kMust, kShould, kMay, kGrammar, kStatement };

// Whom the sentence binds.
enum class Role : uint8_t { kRecipient, kServer, kClient, kUserAgent, kProxy, kSender };

// What a strict recipient does: reject the message, or let it stand and report the clause.
enum class Effect : uint8_t { kReject, kNote };

// One row of clauses.def. All views have static storage duration.
struct ClauseInfo {
  Clause clause;
  absl::string_view id;       // stable, e.g. "9112-2.2-bare-cr"
  int document;               // RFC number; 0: draft-thomson-hybi-http-timeout
  absl::string_view section;  // e.g. "2.2"
  Level level;
  Role role;
  Effect effect;
  int status;                  // status code hint, 0 for none
  absl::string_view sentence;  // the clause in our words
};

const ClauseInfo& Info(Clause clause);

// Every clause, in the order of clauses.def (which is the enum's).
absl::Span<const ClauseInfo> AllClauses();

// The clause with this id, or nullopt.
std::optional<Clause> FindClause(absl::string_view id);

absl::string_view Name(Level level);    // "MUST", "SHOULD", "MAY", "grammar", "statement"
absl::string_view Name(Role role);      // "recipient", "server", …
absl::string_view Name(Effect effect);  // "reject", "note"

// "RFC 9112, section 2.2", or the draft's name and section.
std::string Citation(Clause clause);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_CLAUSE_H_
