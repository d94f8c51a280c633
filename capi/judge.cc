// plumbline_judge() and what is asked of its judgement.
#include "oracle/judge.h"

#include <memory>
#include <string>

#include "capi/observation.h"
#include "capi/question.h"
#include "capi/values.h"

namespace capi = plumbline::capi;

struct plumbline_judgement {
  std::string error;
  plumbline::oracle::Judgement judged;

  bool is_answer() const { return error.empty(); }
};

namespace {

namespace oracle = plumbline::oracle;
using capi::Text;

constexpr plumbline_string kNoString = {nullptr, 0};

std::unique_ptr<plumbline_judgement> Judge(const plumbline_question* asked, const plumbline_observation* observation) {
  auto judgement = std::make_unique<plumbline_judgement>();
  capi::Question question;
  judgement->error = ReadQuestion(asked, question);
  if (!judgement->is_answer()) return judgement;
  const oracle::Question ours = question.ForJudge();
  const oracle::Observation nothing;
  const oracle::Observation& known = observation == nullptr ? nothing : observation->known;
  judgement->error = oracle::Contradiction(ours, known);
  if (judgement->is_answer()) judgement->judged = oracle::Judge(ours, known);
  return judgement;
}

// Null for a null handle and for an index that is too large. A judgement that is an error has empty lists.
const oracle::Cited* CitedAt(const plumbline_judgement* judgement, size_t index) {
  return judgement == nullptr || index >= judgement->judged.by.size() ? nullptr : &judgement->judged.by[index];
}
const oracle::Duty* DutyAt(const plumbline_judgement* judgement, size_t index) {
  return judgement == nullptr || index >= judgement->judged.duties.size() ? nullptr : &judgement->judged.duties[index];
}

}  // namespace

plumbline_judgement* plumbline_judge(const plumbline_question* question, const plumbline_observation* observation) {
  return capi::Guarded<plumbline_judgement*>(nullptr, [&] { return Judge(question, observation).release(); });
}
void plumbline_judgement_free(plumbline_judgement* judgement) { delete judgement; }

plumbline_string plumbline_judgement_error(const plumbline_judgement* judgement) {
  return judgement == nullptr || judgement->is_answer() ? kNoString : Text(judgement->error);
}
plumbline_verdict plumbline_judgement_verdict(const plumbline_judgement* judgement) {
  return judgement == nullptr || !judgement->is_answer() ? 0 : capi::ValueOf(judgement->judged.verdict);
}
plumbline_aspect plumbline_judgement_aspect(const plumbline_judgement* judgement) {
  return judgement == nullptr || !judgement->judged.aspect ? 0 : capi::ValueOf(*judgement->judged.aspect);
}
uint64_t plumbline_judgement_offset(const plumbline_judgement* judgement) {
  return judgement == nullptr ? PLUMBLINE_ABSENT : judgement->judged.offset.value_or(PLUMBLINE_ABSENT);
}
plumbline_string plumbline_judgement_clause(const plumbline_judgement* judgement) {
  return judgement == nullptr || judgement->judged.clause.empty() ? kNoString : Text(judgement->judged.clause);
}
size_t plumbline_judgement_by_count(const plumbline_judgement* judgement) {
  return judgement == nullptr ? 0 : judgement->judged.by.size();
}
const plumbline_sentence* plumbline_judgement_by(const plumbline_judgement* judgement, size_t index) {
  const oracle::Cited* cited = CitedAt(judgement, index);
  return cited == nullptr ? nullptr : capi::HandleOf(cited->sentence);
}
uint64_t plumbline_judgement_by_offset(const plumbline_judgement* judgement, size_t index) {
  const oracle::Cited* cited = CitedAt(judgement, index);
  return cited == nullptr ? PLUMBLINE_ABSENT : cited->offset;
}
size_t plumbline_judgement_gap_count(const plumbline_judgement* judgement) {
  return judgement == nullptr ? 0 : judgement->judged.gaps.size();
}
const plumbline_gap* plumbline_judgement_gap(const plumbline_judgement* judgement, size_t index) {
  if (index >= plumbline_judgement_gap_count(judgement)) return nullptr;
  return capi::HandleOf(judgement->judged.gaps[index]);
}
size_t plumbline_judgement_duty_count(const plumbline_judgement* judgement) {
  return judgement == nullptr ? 0 : judgement->judged.duties.size();
}
plumbline_duty plumbline_judgement_duty(const plumbline_judgement* judgement, size_t index) {
  const oracle::Duty* duty = DutyAt(judgement, index);
  return duty == nullptr ? 0 : capi::ValueOf(duty->kind);
}
int plumbline_judgement_duty_status(const plumbline_judgement* judgement, size_t index) {
  const oracle::Duty* duty = DutyAt(judgement, index);
  return duty == nullptr ? 0 : duty->status;
}
const plumbline_sentence* plumbline_judgement_duty_sentence(const plumbline_judgement* judgement, size_t index) {
  const oracle::Duty* duty = DutyAt(judgement, index);
  return duty == nullptr ? nullptr : capi::HandleOf(duty->sentence);
}
uint64_t plumbline_judgement_duty_offset(const plumbline_judgement* judgement, size_t index) {
  const oracle::Duty* duty = DutyAt(judgement, index);
  return duty == nullptr ? PLUMBLINE_ABSENT : duty->offset;
}
plumbline_string plumbline_judgement_why(const plumbline_judgement* judgement) {
  return judgement == nullptr || !judgement->is_answer() ? kNoString : Text(judgement->judged.why);
}
uint64_t plumbline_judgement_not_judged_from(const plumbline_judgement* judgement) {
  return judgement == nullptr ? PLUMBLINE_ABSENT : judgement->judged.not_judged_from.value_or(PLUMBLINE_ABSENT);
}
