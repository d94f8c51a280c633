// What the predicates of classes.def look at, and their names. Used in oracle/divergence/*.cc alone.
#ifndef PLUMBLINE_ORACLE_DIVERGENCE_CASE_H_
#define PLUMBLINE_ORACLE_DIVERGENCE_CASE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "models/model.h"
#include "oracle/divergence/divergence.h"
#include "oracle/divergence/strict.h"
#include "parser/result.h"

namespace plumbline::oracle {

using Values = std::vector<absl::string_view>;

// A head that the strict parser accepts.
struct StrictHead {
  StatusLine line;
  std::vector<FieldLine> fields;
  FramingKind framing = FramingKind::kNone;

  Values ValuesOf(absl::string_view name) const;
  // The members of the list that all fields of the name make, trimmed, in lower case, empty ones
  // left out.
  std::vector<std::string> Members(absl::string_view name) const;
  bool Lists(absl::string_view name, absl::string_view member) const;  // the member in lower case
};

// One model's reading beside the strict one. A predicate is asked only of models that its class
// concerns.
struct DivergenceCase {
  const models::Model& model;
  const models::Exchange& exchange;
  const StrictReading& strict;
  const models::Reading& reading;

  bool Is(models::Client client) const { return client == model.client; }

  // --- of the strict head of the final response, where there is one ---
  bool has_head() const { return strict.head.has_value(); }
  int status() const { return has_head() ? strict.head->line.status : 0; }
  bool http10() const { return has_head() && strict.head->line.version.minor == 0; }
  FramingKind framing() const { return has_head() ? strict.head->framing.kind : FramingKind::kNone; }
  absl::string_view Body() const { return exchange.octets.substr(strict.body); }
  Values ValuesOf(absl::string_view name) const { return Final().ValuesOf(name); }
  bool Has(absl::string_view name) const { return !ValuesOf(name).empty(); }
  bool Lists(absl::string_view name, absl::string_view member) const { return Final().Lists(name, member); }
  StrictHead Final() const;
  // That head, or what has come of it, and those of the interim responses before it.
  std::vector<StrictHead> Heads() const;
  // Whether one of the chunks' lines of the body, without its CRLF and as far as it is there, is
  // so. Where the chunked coding is broken, the lines up to there.
  bool AnyChunkLine(const std::function<bool(absl::string_view line)>& is_so) const;

  // The head that the model has where the strict parser has none; null: it has none either.
  const models::Head* Taken() const;

  // --- of the strict error, where there is one: the octet that decided, and its surroundings ---
  Clause clause() const { return strict.interpretation.error.clause; }
  bool Rejects(std::initializer_list<Clause> clauses) const;  // the response itself, by one of these
  size_t offset() const { return static_cast<size_t>(strict.interpretation.error.offset); }
  int octet() const { return OctetAt(offset()); }
  int OctetAt(size_t at) const;  // -1 where there is none
  // The line that holds that octet, without its LF; what of it is before the octet, and what from
  // there on.
  absl::string_view Line() const;
  absl::string_view Before() const;
  absl::string_view From() const;
  bool in_body() const { return has_head() && offset() >= strict.body; }
  bool in_head() const { return !has_head(); }
  bool in_trailers() const;
  absl::string_view Start() const { return exchange.octets.substr(strict.begin); }  // of the message
};

inline bool IsBlank(int octet) { return octet == ' ' || octet == '\t'; }

// The values of a name, a field line each, as a model has them.
Values ValuesOf(const models::Head& head, absl::string_view name);

// The hexadecimal digits that a chunk's line begins with, as far as 64 bits hold them; 0 where
// there is none.
uint64_t ChunkSizeOf(absl::string_view line);

// False: the reading has what docs/models.md says that the model refuses.
bool KeepsItsRefusals(const DivergenceCase& c);

namespace divergence {
#define PLUMBLINE_DIVERGENCE(name, id, kind, aspects, clause, standing, place, who, happens, why) \
  bool name(const DivergenceCase& c);
#include "oracle/divergence/classes.def"
#undef PLUMBLINE_DIVERGENCE
bool Applies(DivergenceClass divergence, const DivergenceCase& c);  // the predicate, if the class concerns the model
}  // namespace divergence

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_DIVERGENCE_CASE_H_
