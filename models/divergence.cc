#include "models/divergence.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "models/divergence_case.h"

namespace plumbline::models {
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

constexpr DivergenceInfo kInfos[] = {
#define PLUMBLINE_DIVERGENCE(name, id, kind, aspects, clause, standing, place, who, happens, why) \
  {DivergenceClass::name, id, kind, aspects, clause, standing, place, who, happens, why},
#include "models/divergence.def"
#undef PLUMBLINE_DIVERGENCE
};

using Predicate = bool (*)(const DivergenceCase&);
constexpr Predicate kPredicates[] = {
#define PLUMBLINE_DIVERGENCE(name, id, kind, aspects, clause, standing, place, who, happens, why) &divergence::name,
#include "models/divergence.def"
#undef PLUMBLINE_DIVERGENCE
};

// Values of one name as one, names in lower case. Where a browser joins lines, it uses a comma or
// LF, which no value has.
template <typename Fields>
std::map<std::string, std::string> ByName(const Fields& fields) {
  std::map<std::string, std::string> by_name;
  for (const auto& field : fields) {
    std::string value(field.value);
    for (size_t at = 0; (at = value.find('\n', at)) != std::string::npos;) value.replace(at, 1, ", ");
    const auto [known, is_new] = by_name.emplace(absl::AsciiStrToLower(std::string(field.name)), value);
    if (!is_new) absl::StrAppend(&known->second, known->first == "content-type" ? "," : ", ", value);
  }
  return by_name;
}

// Aspects in which the head is another. From 1.1 on each minor version is read as 1.1.
template <typename Fields>
unsigned DifferencesOfHead(const StatusLine& line, const Fields& fields, const Head& head) {
  unsigned differs = 0;
  const absl::string_view reason = absl::StripAsciiWhitespace(line.reason);
  if (head.http09 || head.version.major != 1 || head.version.minor != (line.version.minor > 0 ? 1 : 0) ||
      head.status != line.status || absl::StripAsciiWhitespace(head.reason) != reason) {
    differs |= kOtherResponse;
  }
  if (ByName(fields) != ByName(head.fields)) differs |= kOtherFields;
  return differs;
}

unsigned DifferencesOfInformational(const StrictReading& strict, const Reading& reading) {
  if (reading.informational.size() != strict.informational) return kOtherResponse;
  unsigned differs = 0;
  for (size_t i = 0; i < strict.informational; ++i) {
    const Message& message = strict.interpretation.messages[i];
    differs |= DifferencesOfHead(message.response, message.fields, reading.informational[i]);
  }
  return differs;
}

// Where the body ends is what matters: no body and one of length 0 are the same.
bool SameFraming(const Framing& strict, const Reading& reading) {
  const auto is_empty = [](FramingKind kind, uint64_t length) {
    return kind == FramingKind::kNone || (kind == FramingKind::kLength && length == 0);
  };
  if (is_empty(strict.kind, strict.length)) return is_empty(reading.framing, reading.length);
  return reading.framing == strict.kind && reading.length == strict.length;
}

// Of a final response that is valid, or valid so far.
unsigned Differences(const Model& model, const StrictReading& strict, const Reading& reading) {
  unsigned differs = DifferencesOfInformational(strict, reading);
  if (!strict.head || !reading.head) return differs | (reading.head ? kOtherResponse : 0u);
  differs |= DifferencesOfHead(strict.head->line, strict.head->fields, *reading.head);
  if (!reading.unknown.empty()) return differs;
  if (!SameFraming(strict.head->framing, reading)) differs |= kOtherFraming;
  const Message* whole = strict.response();
  if (reading.ending != Ending::kComplete || whole == nullptr) return differs;
  if (reading.body != whole->body || reading.consumed != whole->offset + whole->size) differs |= kOtherFraming;
  if (model.knows_persistence && reading.persists != whole->persistence.persists) differs |= kOtherPersistence;
  return differs;
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
  return Concerns(kInfos[index], c.model.name) && kPredicates[index](c);
}

const DivergenceInfo& Info(DivergenceClass divergence) { return kInfos[static_cast<size_t>(divergence)]; }
absl::Span<const DivergenceInfo> AllDivergences() { return kInfos; }

std::optional<DivergenceClass> FindDivergence(absl::string_view name) {
  for (const DivergenceInfo& info : kInfos) {
    if (info.name == name) return info.divergence;
  }
  return std::nullopt;
}

bool Concerns(const DivergenceInfo& info, absl::string_view model) {
  const std::vector<absl::string_view> names = absl::StrSplit(info.who, ' ');
  return std::find(names.begin(), names.end(), model) != names.end();
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
    // Of what is valid only Safari's reading may be unknown, or that of what is not a chunk or not a response by the standard.
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

}  // namespace plumbline::models
