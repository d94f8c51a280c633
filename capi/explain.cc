// Clauses, sentences and gaps: the rows of the tables, which are constant, as handles.
#include "capi/values.h"
#include "parser/clause.h"

namespace capi = plumbline::capi;
namespace oracle = plumbline::oracle;

namespace {

using capi::Literal;
using plumbline::ClauseInfo;

constexpr plumbline_string kNoString = {nullptr, 0};

// A handle is the address of a row.
template <typename Handle, typename Row>
const Handle* HandleAt(absl::Span<const Row> rows, size_t index) {
  return index < rows.size() ? reinterpret_cast<const Handle*>(&rows[index]) : nullptr;
}
template <typename Handle, typename Row>
const Handle* Find(absl::Span<const Row> rows, const char* id, size_t length) {
  const std::optional<absl::string_view> wanted = capi::View(id, length);
  for (size_t i = 0; wanted && i < rows.size(); ++i) {
    if (rows[i].id == *wanted) return HandleAt<Handle>(rows, i);
  }
  return nullptr;
}

const ClauseInfo& RowOf(const plumbline_clause& clause) { return reinterpret_cast<const ClauseInfo&>(clause); }
const oracle::SentenceInfo& RowOf(const plumbline_sentence& sentence) {
  return reinterpret_cast<const oracle::SentenceInfo&>(sentence);
}
const oracle::GapInfo& RowOf(const plumbline_gap& gap) { return reinterpret_cast<const oracle::GapInfo&>(gap); }

// A text of the row; absent where there is no row.
template <typename Handle, typename Of>
plumbline_string TextOf(const Handle* handle, Of of) {
  return handle == nullptr ? kNoString : Literal(of(RowOf(*handle)));
}

}  // namespace

namespace plumbline::capi {

const plumbline_sentence* HandleOf(oracle::Sentence sentence) {
  return reinterpret_cast<const plumbline_sentence*>(&oracle::Info(sentence));
}
const plumbline_gap* HandleOf(oracle::Gap gap) { return reinterpret_cast<const plumbline_gap*>(&oracle::Info(gap)); }

}  // namespace plumbline::capi

const plumbline_clause* plumbline_find_clause(const char* id, size_t length) {
  return Find<plumbline_clause>(plumbline::AllClauses(), id, length);
}
const plumbline_sentence* plumbline_find_sentence(const char* id, size_t length) {
  return Find<plumbline_sentence>(oracle::AllSentences(), id, length);
}
const plumbline_gap* plumbline_find_gap(const char* id, size_t length) {
  return Find<plumbline_gap>(oracle::AllGaps(), id, length);
}
const plumbline_clause* plumbline_clause_at(size_t index) {
  return HandleAt<plumbline_clause>(plumbline::AllClauses(), index);
}
const plumbline_sentence* plumbline_sentence_at(size_t index) {
  return HandleAt<plumbline_sentence>(oracle::AllSentences(), index);
}
const plumbline_gap* plumbline_gap_at(size_t index) { return HandleAt<plumbline_gap>(oracle::AllGaps(), index); }

plumbline_string plumbline_clause_id(const plumbline_clause* clause) {
  return TextOf(clause, [](const ClauseInfo& row) { return row.id; });
}
int plumbline_clause_rfc(const plumbline_clause* clause) { return clause == nullptr ? 0 : RowOf(*clause).document; }
plumbline_string plumbline_clause_section(const plumbline_clause* clause) {
  return TextOf(clause, [](const ClauseInfo& row) { return row.section; });
}
plumbline_string plumbline_clause_level(const plumbline_clause* clause) {
  return TextOf(clause, [](const ClauseInfo& row) { return Name(row.level); });
}
plumbline_string plumbline_clause_binds(const plumbline_clause* clause) {
  return TextOf(clause, [](const ClauseInfo& row) { return Name(row.role); });
}
int plumbline_clause_rejects(const plumbline_clause* clause) {
  return clause != nullptr && RowOf(*clause).effect == plumbline::Effect::kReject ? 1 : 0;
}
int plumbline_clause_status(const plumbline_clause* clause) { return clause == nullptr ? 0 : RowOf(*clause).status; }
plumbline_string plumbline_clause_text(const plumbline_clause* clause) {
  return TextOf(clause, [](const ClauseInfo& row) { return row.sentence; });
}

plumbline_string plumbline_sentence_id(const plumbline_sentence* sentence) {
  return TextOf(sentence, [](const oracle::SentenceInfo& row) { return row.id; });
}
int plumbline_sentence_rfc(const plumbline_sentence* sentence) {
  return sentence == nullptr ? 0 : RowOf(*sentence).rfc;
}
plumbline_string plumbline_sentence_section(const plumbline_sentence* sentence) {
  return TextOf(sentence, [](const oracle::SentenceInfo& row) { return row.section; });
}
plumbline_string plumbline_sentence_level(const plumbline_sentence* sentence) {
  return TextOf(sentence, [](const oracle::SentenceInfo& row) { return Name(row.level); });
}
plumbline_string plumbline_sentence_binds(const plumbline_sentence* sentence) {
  return TextOf(sentence, [](const oracle::SentenceInfo& row) { return row.binds; });
}
plumbline_string plumbline_sentence_text(const plumbline_sentence* sentence) {
  return TextOf(sentence, [](const oracle::SentenceInfo& row) { return row.text; });
}

plumbline_string plumbline_gap_id(const plumbline_gap* gap) {
  return TextOf(gap, [](const oracle::GapInfo& row) { return row.id; });
}
plumbline_string plumbline_gap_title(const plumbline_gap* gap) {
  return TextOf(gap, [](const oracle::GapInfo& row) { return row.title; });
}
plumbline_string plumbline_gap_one_side(const plumbline_gap* gap) {
  return TextOf(gap, [](const oracle::GapInfo& row) { return row.one_side; });
}
plumbline_string plumbline_gap_other_side(const plumbline_gap* gap) {
  return TextOf(gap, [](const oracle::GapInfo& row) { return row.other_side; });
}
plumbline_string plumbline_gap_ruling(const plumbline_gap* gap) {
  return TextOf(gap, [](const oracle::GapInfo& row) { return row.ruling; });
}
