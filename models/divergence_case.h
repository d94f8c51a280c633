// What the predicates of divergence.def look at, and their names. Used in models/divergence*.cc
// alone.
#ifndef PLUMBLINE_MODELS_DIVERGENCE_CASE_H_
#define PLUMBLINE_MODELS_DIVERGENCE_CASE_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "models/divergence.h"
#include "models/model.h"
#include "models/strict.h"
#include "parser/result.h"

namespace plumbline::models {

// One model's reading beside the strict one. A predicate is asked only of models that its class
// concerns.
struct DivergenceCase {
  const Model& model;
  const Exchange& exchange;
  const StrictReading& strict;
  const Reading& reading;

  bool Is(absl::string_view name) const { return name == model.name; }

  // --- of the strict head, where there is one ---
  bool has_head() const { return strict.head.has_value(); }
  int status() const { return has_head() ? strict.head->line.status : 0; }
  bool http10() const { return has_head() && strict.head->line.version.minor == 0; }
  FramingKind framing() const {
    return has_head() ? strict.head->framing.kind : FramingKind::kNone;
  }
  absl::string_view Head() const {
    return exchange.octets.substr(strict.begin, strict.body - strict.begin);
  }
  absl::string_view Body() const { return exchange.octets.substr(strict.body); }
  std::vector<absl::string_view> Values(absl::string_view name) const;
  bool Has(absl::string_view name) const { return !Values(name).empty(); }
  // The members of the list that all fields of the name make, trimmed, in lower case, empty ones
  // left out.
  std::vector<std::string> Members(absl::string_view name) const;
  bool Lists(absl::string_view name, absl::string_view member) const;  // the member in lower case
  // Whether one of the chunks' lines of the body, without its CRLF and as far as it is there, is
  // so. Where the chunked coding is broken, the lines up to there.
  bool AnyChunkLine(const std::function<bool(absl::string_view line)>& is_so) const;
};

namespace divergence {
#define PLUMBLINE_DIVERGENCE(name, id, kind, aspects, clause, who, happens, why) \
  bool name(const DivergenceCase& c);
#include "models/divergence.def"
#undef PLUMBLINE_DIVERGENCE
}  // namespace divergence

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_DIVERGENCE_CASE_H_
