#include "oracle/divergence/divergence.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "models/normal.h"
#include "oracle/divergence/case.h"
#include "reading/reading.h"

namespace plumbline::oracle {

using models::Ending;
using models::Exchange;
using models::Model;
using models::Reading;

namespace {

using Verdict = Classification::Verdict;

constexpr DivergenceKind kMisread = DivergenceKind::kMisread;
constexpr DivergenceKind kRefused = DivergenceKind::kRefused;
constexpr DivergenceKind kAccepted = DivergenceKind::kAccepted;

constexpr Standing kBreaksMust = Standing::kBreaksMust;
constexpr Standing kBreaksShould = Standing::kBreaksShould;
constexpr Standing kLicensed = Standing::kLicensed;
constexpr Standing kDemanded = Standing::kDemanded;
constexpr Standing kSilent = Standing::kSilent;
constexpr Standing kDepends = Standing::kDepends;

// The clients by their names, as the rows have them.
#define PLUMBLINE_CLIENT(client, name, idle, http1, lists, keep_alive) \
  [[maybe_unused]] constexpr models::Clients client = models::Client::client;
#include "models/clients.def"
#undef PLUMBLINE_CLIENT

constexpr DivergenceInfo kInfos[] = {
#define PLUMBLINE_DIVERGENCE(name, id, kind, aspects, clause, standing, place, who, happens, why) \
  {DivergenceClass::name, id, kind, aspects, clause, standing, place, who, happens, why},
#include "oracle/divergence/classes.def"
#undef PLUMBLINE_DIVERGENCE
};

using Predicate = bool (*)(const DivergenceCase&);
constexpr Predicate kPredicates[] = {
#define PLUMBLINE_DIVERGENCE(name, id, kind, aspects, clause, standing, place, who, happens, why) &divergence::name,
#include "oracle/divergence/classes.def"
#undef PLUMBLINE_DIVERGENCE
};

unsigned AspectsOf(reading::Parts parts) {
  unsigned aspects = 0;
  if ((parts & (reading::kControl | reading::kReason)) != 0) aspects |= kOtherResponse;
  if ((parts & reading::kValues) != 0) aspects |= kOtherFields;
  if ((parts & (reading::kDelimiting | reading::kContent)) != 0) aspects |= kOtherFraming;
  if ((parts & reading::kPersists) != 0) aspects |= kOtherPersistence;
  return aspects;
}

// The final response after so many interim ones, whole or open; null: its head is not known.
const reading::Message* FinalOf(const reading::Reading& reading, size_t informational) {
  if (reading.messages.size() > informational) return &reading.messages.back();
  return reading.open ? &*reading.open : nullptr;
}

// Of a final response that is valid, or valid so far.
unsigned Differences(const Model& model, const StrictReading& strict, const Reading& reading) {
  const reading::Reading ours = Normal(strict);
  const reading::Reading theirs = models::Normal(model, reading);
  unsigned differs = 0;
  if (reading.informational.size() != strict.informational) {
    differs = kOtherResponse;
  } else {
    for (size_t i = 0; i < strict.informational; ++i) {
      differs |= AspectsOf(reading::Compare(ours.messages[i], theirs.messages[i]));
    }
  }
  const reading::Message* our_final = FinalOf(ours, strict.informational);
  const reading::Message* their_final = FinalOf(theirs, reading.informational.size());
  if (our_final == nullptr || their_final == nullptr) return differs | (their_final != nullptr ? kOtherResponse : 0u);
  const unsigned all = AspectsOf(reading::Compare(*our_final, *their_final));
  return differs | (reading.unknown.empty() ? all : all & (kOtherResponse | kOtherFields));
}

// Names the classes that apply and change what differs.
Classification Explain(const DivergenceCase& c, unsigned differs, bool invalid) {
  Classification found;
  found.differs = differs;
  for (const DivergenceInfo& info : kInfos) {
    if (info.kind == kAccepted && !invalid) continue;
    if (info.kind == kRefused && c.reading.ending != Ending::kFailed) continue;
    if ((info.aspects & differs) == 0 || !divergence::Applies(info.divergence, c)) continue;
    found.classes.push_back(info.divergence);
  }
  unsigned open = differs;
  for (const DivergenceClass one : found.classes) open &= ~Info(one).aspects;
  found.verdict = open == 0 ? Verdict::kDiverges : Verdict::kUnexplained;
  if (open != 0) found.differs = open;
  return found;
}

// The model has taken octets for a response, or for its head, that are none.
bool HasAccepted(const StrictReading& strict, const Reading& reading) {
  if (reading.ending == Ending::kComplete) return true;
  if (reading.informational.size() > strict.informational) return true;
  return reading.head.has_value() && !strict.head;
}

// The model fails because a head, or what stands before it, is longer than it takes: its limit (RFC 9110, section 2.3),
// as the strict parser has limits, and no difference in what the octets mean.
bool FailsByItsLimit(const Exchange& exchange, const Reading& reading) {
  constexpr size_t kLeast = 64 * 1024;  // of all of them: webkitgtk-3.2, C.2
  if (exchange.octets.size() <= kLeast || reading.head.has_value()) return false;
  for (const char* error :
       {"ERR_RESPONSE_HEADERS_TOO_BIG", "NS_ERROR_FILE_TOO_BIG", "NS_ERROR_ABORT", "G_IO_ERROR_PARTIAL_INPUT"}) {
    if (reading.error == error) return true;
  }
  return false;
}

}  // namespace

bool divergence::Applies(DivergenceClass divergence, const DivergenceCase& c) {
  const size_t index = static_cast<size_t>(divergence);
  return kInfos[index].who.Has(c.model.client) && kPredicates[index](c);
}

const DivergenceInfo& Info(DivergenceClass divergence) { return kInfos[static_cast<size_t>(divergence)]; }
absl::Span<const DivergenceInfo> AllDivergences() { return kInfos; }

std::optional<DivergenceClass> FindDivergence(absl::string_view name) {
  for (const DivergenceInfo& info : kInfos) {
    if (info.name == name) return info.divergence;
  }
  return std::nullopt;
}

std::vector<models::Client> Named(const DivergenceInfo& info) {
  std::vector<models::Client> named;
  for (const models::Client client : models::AllClients()) {
    if (info.who.Has(client)) named.push_back(client);
  }
  return named;
}

absl::string_view Name(DivergenceKind kind) {
  switch (kind) {
    case kMisread:
      return "misread";
    case kRefused:
      return "refused";
    case kAccepted:
      break;
  }
  return "accepted";
}

std::string Standard(const DivergenceInfo& info) {
  switch (info.standing) {
    case Standing::kBreaksMust:
      return absl::StrCat("breaks MUST, ", info.place);
    case Standing::kBreaksShould:
      return absl::StrCat("breaks SHOULD, ", info.place);
    case Standing::kLicensed:
      return absl::StrCat("licensed, ", info.place);
    case Standing::kDemanded:
      return absl::StrCat("demanded, ", info.place);
    case Standing::kSilent:
      return absl::StrCat("silent, ", info.place);
    case Standing::kDepends:
      break;
  }
  return std::string(info.place);
}

Classification Classify(const Model& model, const Exchange& exchange, const StrictReading& strict,
                        const Reading& reading) {
  const DivergenceCase c{model, exchange, strict, reading};
  const bool fails = reading.ending == Ending::kFailed;
  const bool rejects = strict.interpretation.verdict == Outcome::kError;
  Classification found;
  if (reading.ending == Ending::kUnknown) {
    // Of what is valid only Safari's reading may be unknown, or that of what is not a chunk or not a response by the
    // standard.
    const bool excused = !model.knows_persistence || strict.response() == nullptr ||
                         divergence::Applies(DivergenceClass::kChunkedNotLastObeyed, c) ||
                         divergence::Applies(DivergenceClass::kSwitchingProtocolsNotAskedFor, c);
    found.verdict = excused ? Verdict::kOpen : Verdict::kUnexplained;
    found.differs = excused ? 0u : kOtherInAll;
    return found;
  }
  if (!fails && !KeepsItsRefusals(c)) {
    found.verdict = Verdict::kUnexplained;
    found.differs = kOtherInAll;
    return found;
  }
  if (rejects && strict.response() == nullptr) {
    if (fails) return found;
    if (!HasAccepted(strict, reading)) {
      found.verdict = Verdict::kOpen;
      return found;
    }
    return Explain(c, strict.head ? Differences(model, strict, reading) | kOtherFraming : kOtherInAll, true);
  }
  if (fails && FailsByItsLimit(exchange, reading)) return found;
  unsigned differs = 0;
  if (fails) {
    // Where the input ends and no final response came, that is not an error of the octets, but there is
    // none.
    const bool nothing_came = exchange.end_of_input && strict.response() == nullptr;
    differs = nothing_came ? 0u : kOtherResponse;
  } else {
    differs = Differences(model, strict, reading);
    const bool ends_early = reading.ending == Ending::kComplete && strict.response() == nullptr;
    const bool goes_on = reading.ending == Ending::kWaiting && strict.response() != nullptr;
    if (ends_early || goes_on) differs |= kOtherFraming;
    if (reading.dropped > 0) differs |= kOtherPersistence;
  }
  return differs == 0 ? found : Explain(c, differs, rejects);
}

}  // namespace plumbline::oracle
