// Questions for the judge, and its readings beside those of the witness.
#ifndef PLUMBLINE_PROPERTIES_ORACLE_JUDGE_SUPPORT_H_
#define PLUMBLINE_PROPERTIES_ORACLE_JUDGE_SUPPORT_H_

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "oracle/judge.h"
#include "parser/stream.h"
#include "witness/judge_readings.h"

namespace plumbline::properties {

// A question with the octets and methods that it is about.
struct Asked {
  std::string octets;
  MessageKind kind = MessageKind::kRequest;
  oracle::Reader reader = oracle::Reader::kOrigin;
  bool end_of_input = false;
  std::optional<std::vector<std::string>> methods;
};
std::string Text(const Asked& asked);
void showValue(const Asked& asked, std::ostream& os);

// Views the question's own octets, or others in their place.
class Question {
 public:
  explicit Question(const Asked& asked) : Question(asked, asked.octets) {}
  Question(const Asked& asked, absl::string_view octets);
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

  const oracle::Question& get() const { return question_; }
  // The strict reading, of the same recipient.
  Interpretation ReadStrictly() const { return ReadStrictly(question_.octets); }
  Interpretation ReadStrictly(absl::string_view octets) const;

 private:
  std::vector<absl::string_view> methods_;
  oracle::Question question_;
};

std::string Text(const oracle::Judgement& judged);
std::string Text(const oracle::Observation& observed);

// Those that are the witness's matter: witness/judge_readings.h.
witness::GradedReadings OfTheJudge(const oracle::Permitted& permitted, MessageKind kind);
witness::GradedReadings OfTheWitness(const Asked& asked);
std::string Text(const witness::GradedReadings& readings);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_ORACLE_JUDGE_SUPPORT_H_
