// Where a browser reads a response otherwise than the strict parser: the classes of divergence, which classes.def
// lists, and which of them a reading shows.
//
//   const StrictReading strict = ReadStrictly(exchange);
//   const Classification found = Classify(*model, exchange, strict, model->read(exchange));
//   for (const DivergenceClass one : found.classes) std::cout << Info(one).name << ": " <<
//   Info(one).happens << "\n";
//
// docs/models.md has the same classes as tables; corpus/divergences/ has a witness for each.
#ifndef PLUMBLINE_ORACLE_DIVERGENCE_DIVERGENCE_H_
#define PLUMBLINE_ORACLE_DIVERGENCE_DIVERGENCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "models/model.h"
#include "oracle/divergence/strict.h"

namespace plumbline::oracle {

enum class DivergenceClass : uint8_t {
#define PLUMBLINE_DIVERGENCE(name, id, kind, aspects, clause, standing, place, who, happens, why) name,
#include "oracle/divergence/classes.def"
#undef PLUMBLINE_DIVERGENCE
};

enum class DivergenceKind : uint8_t {
  kMisread,   // a response that the strict parser accepts becomes another
  kRefused,   // one that the strict parser accepts becomes an error
  kAccepted,  // one that the strict parser rejects becomes a response
};
absl::string_view Name(DivergenceKind kind);  // "misread", "refused", "accepted"

// What the standard makes of what the browser does. A browser may differ from the strict parser and be right.
enum class Standing : uint8_t {
  kBreaksMust,    // it breaks a MUST or MUST NOT
  kBreaksShould,  // it breaks a SHOULD
  kLicensed,      // it does what is allowed
  kDemanded,      // it does what is demanded of user agents
  kSilent,        // no sentence says
  kDepends,       // one of these in one case, another in another
};

// What a reading can get wrong. Coarser than reading::Parts, and for responses alone: a class may change several.
enum Aspect : unsigned {
  kOtherResponse = 1,  // there is none, or it is another
  kOtherFields = 2,
  kOtherFraming = 4,  // with the body, and where the response ends
  kOtherPersistence = 8,
  kOtherMessage = kOtherResponse | kOtherFraming | kOtherPersistence,
  kOtherInAll = kOtherMessage | kOtherFields,
};

// One row of classes.def. All views have static storage duration.
struct DivergenceInfo {
  DivergenceClass divergence;
  absl::string_view name;  // stable, "bare-lf"
  DivergenceKind kind;
  unsigned aspects;          // of Aspect: what it may change
  absl::string_view clause;  // that the strict reading applies, or that decides: see classes.def
  Standing standing;
  absl::string_view place;  // of the sentence, "9112 2.2"; with kDepends words
  models::Clients who;
  absl::string_view happens;  // what the browser does, in words
  absl::string_view why;      // section of docs/models.md
};

// The standing in words, with its place: "licensed, 9112 9.5".
std::string Standard(const DivergenceInfo& info);

const DivergenceInfo& Info(DivergenceClass divergence);
absl::Span<const DivergenceInfo> AllDivergences();  // in the order of classes.def
std::optional<DivergenceClass> FindDivergence(absl::string_view name);
std::vector<models::Client> Named(const DivergenceInfo& info);  // those of `who` in their order

// How a model's reading relates to the strict one.
struct Classification {
  enum class Verdict : uint8_t {
    kAgrees,       // the same response, the same need for more, or both refuse
    kOpen,         // the model does not know, or has not decided yet
    kDiverges,     // `classes` say how
    kUnexplained,  // and no class says why: a bug in the model, in the parser, or a class that is
                   // missing
  };
  Verdict verdict = Verdict::kAgrees;
  std::vector<DivergenceClass> classes;  // those that apply and change what differs, in the order of classes.def
  unsigned differs = 0;                  // of Aspect, what differs; kUnexplained: what no class explains
};

// `strict` is ReadStrictly(exchange), `reading` is model.read(exchange).
Classification Classify(const models::Model& model, const models::Exchange& exchange, const StrictReading& strict,
                        const models::Reading& reading);

// Classify looks no further than the first octet that the strict parser rejects. This goes on: where a class says that
// the model takes octets for valid ones (LF for CRLF), those are put in their place and read and classified again, and
// all classes are named. Unexplained, too, if the model then reads something else.
Classification ClassifyMending(const models::Model& model, models::Exchange exchange);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_DIVERGENCE_DIVERGENCE_H_
