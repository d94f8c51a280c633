#include "oracle/tables.h"

#include <iterator>

namespace plumbline::oracle {
namespace {

constexpr Sentences List(Sentence a) { return {1, {a}}; }
constexpr Sentences List(Sentence a, Sentence b) { return {2, {a, b}}; }
constexpr Sentences List(Sentence a, Sentence b, Sentence c) { return {3, {a, b, c}}; }
constexpr std::optional<Gap> kNone = std::nullopt;

// S(kLfEndsLine, kEmptyLine), G(G31): a row names sentences and gaps without their types.
#define SENTENCES_1(a) List(Sentence::a)
#define SENTENCES_2(a, b) List(Sentence::a, Sentence::b)
#define SENTENCES_3(a, b, c) List(Sentence::a, Sentence::b, Sentence::c)
#define FOURTH(a, b, c, d, ...) d
#define S(...) FOURTH(__VA_ARGS__, SENTENCES_3, SENTENCES_2, SENTENCES_1, )(__VA_ARGS__)
#define G(gap) Gap::k##gap

constexpr SentenceInfo kSentences[] = {
#define PLUMBLINE_SENTENCE(name, id, rfc, section, level, binds, text) {id, rfc, section, Level::level, binds, text},
#include "oracle/sentences.def"
#undef PLUMBLINE_SENTENCE
};

constexpr GapInfo kGaps[] = {
#define PLUMBLINE_GAP(name, id, title, one_side, other_side, ruling) {id, title, one_side, other_side, ruling},
#include "oracle/gaps.def"
#undef PLUMBLINE_GAP
};

constexpr AllowanceRow kAllowances[] = {
#define PLUMBLINE_ALLOWANCE(name, id, fault, places, readers, rewrite, verdict, refusing, sentences, free, gap, text) \
  {Allowance::name,   id,        Fault::fault, places, readers, Rewrite::rewrite, Verdict::verdict,                   \
   Verdict::refusing, sentences, free,         gap,    text},
#include "oracle/allowances.def"
#undef PLUMBLINE_ALLOWANCE
};

// The arguments of a row are looked at once macros among them have become several.
#define PLUMBLINE_GOING_ON(...) GOING_ON_ROW(__VA_ARGS__)
#define GOING_ON_ROW(clause, places, readers, verdict, sentences, status, status_is_must, after, patched, gap) \
  {Clause::clause, places, readers, Verdict::verdict, sentences, status, status_is_must, After::after, patched, gap},
constexpr GoingOnRow kGoingOn[] = {
#include "oracle/going_on.def"
};
#undef PLUMBLINE_GOING_ON

constexpr RefusalRow kRefusals[] = {
#define PLUMBLINE_REFUSAL(name, id, feature, readers, status, by_parser, verdict, sentences, text) \
  {Refusal::name, id, Feature::feature, readers, status, by_parser, Verdict::verdict, sentences, text},
#include "oracle/refusals.def"
#undef PLUMBLINE_REFUSAL
};

constexpr MustAcceptRow kMustAccepts[] = {
#define PLUMBLINE_MUST_ACCEPT(name, id, verdict, sentences, text) \
  {MustAccept::name, id, Verdict::verdict, sentences, text},
#include "oracle/must_accept.def"
#undef PLUMBLINE_MUST_ACCEPT
};

constexpr absl::string_view kVerdictNames[] = {"conforms",    "allowed",     "undecided", "recovers",
                                               "discouraged", "over-strict", "violates"};
constexpr absl::string_view kReaderNames[] = {"origin", "proxy", "gateway", "intermediary", "user-agent"};
constexpr absl::string_view kDutyNames[] = {"respond",           "close",   "discard",
                                            "record-incomplete", "replace", "remove-content-length"};

}  // namespace

const SentenceInfo& Info(Sentence sentence) { return kSentences[static_cast<size_t>(sentence)]; }
absl::Span<const SentenceInfo> AllSentences() { return kSentences; }
const GapInfo& Info(Gap gap) { return kGaps[static_cast<size_t>(gap)]; }
absl::Span<const GapInfo> AllGaps() { return kGaps; }
absl::Span<const AllowanceRow> Allowances() { return kAllowances; }
const AllowanceRow& Info(Allowance allowance) { return kAllowances[static_cast<size_t>(allowance)]; }
absl::Span<const GoingOnRow> AllGoingOn() { return kGoingOn; }
absl::Span<const RefusalRow> Refusals() { return kRefusals; }
absl::Span<const MustAcceptRow> MustAccepts() { return kMustAccepts; }
absl::string_view Name(Verdict verdict) { return kVerdictNames[static_cast<size_t>(verdict)]; }
absl::string_view Name(Reader reader) { return kReaderNames[static_cast<size_t>(reader)]; }
absl::string_view Name(DutyKind kind) { return kDutyNames[static_cast<size_t>(kind)]; }

std::optional<Reader> FindReader(absl::string_view name) {
  for (size_t i = 0; i < std::size(kReaderNames); ++i) {
    if (kReaderNames[i] == name) return static_cast<Reader>(i);
  }
  return std::nullopt;
}

const GoingOnRow& GoingOn(Clause clause, Place place, uint8_t reader) {
  for (const GoingOnRow& row : kGoingOn) {
    if (row.clause == clause && (row.places & At(place)) != 0 && (row.readers & reader) != 0) return row;
  }
  // A clause that cannot be met by this reader: limits_test and tables_test see to it that there is none.
  return kGoingOn[0];
}

}  // namespace plumbline::oracle
