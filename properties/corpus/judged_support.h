// The judged cases: corpus/judged/<rfc>-<section>-<rule>/<fact>.http, with what was observed and the verdict beside it
// in <fact>.json. corpus/README.md says what the keys mean.
#ifndef PLUMBLINE_PROPERTIES_CORPUS_JUDGED_SUPPORT_H_
#define PLUMBLINE_PROPERTIES_CORPUS_JUDGED_SUPPORT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"
#include "oracle/judge.h"

namespace plumbline::properties {

struct JudgedCase {
  std::string name;  // "9112-2.2-line-terminator/lf-ends-each-line"
  std::string octets;
  nlohmann::json expected;  // as the file states it
  oracle::Observation observed;

  std::vector<std::string> methods;
  std::vector<absl::string_view> method_views;  // of `methods`
  oracle::Question question;                    // its octets are those of `octets`

  JudgedCase() = default;
  JudgedCase(const JudgedCase&) = delete;  // views of its own members
  JudgedCase& operator=(const JudgedCase&) = delete;
};

// Of all cases, in order; empty if there is no corpus.
std::vector<std::string> JudgedCaseNames();

// Throws where a file says what corpus/README.md does not have: a key, a name, a number where text belongs.
void ReadJudgedCase(const std::string& name, JudgedCase& out);

// `observed` of a case. Bodies are octets as they are; those above 0x7F are the code points U+0080 to U+00FF.
oracle::Observation ReadObservation(const nlohmann::json& observed);

// The same observation with one member less, once for each member that it has.
std::vector<nlohmann::json> WithOneMemberLess(const nlohmann::json& observed);

// What the judge says, in the shape of the case's JSON: verdict, clause, offset, aspect, gap, by. What it does not say
// is null.
nlohmann::json StatedJudgement(const oracle::Judgement& judged);

// Whether `row` of a case, a row of the judge's tables by its name, is met on the way to `judged`.
bool Reaches(const std::string& row, const oracle::Question& question, const oracle::Judgement& judged);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_CORPUS_JUDGED_SUPPORT_H_
