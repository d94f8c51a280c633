// A question of `plumbline judge`: docs/judge.md, docs/judge.schema.json.
#ifndef PLUMBLINE_CLI_JUDGE_QUESTION_H_
#define PLUMBLINE_CLI_JUDGE_QUESTION_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/json.h"
#include "oracle/judge.h"

namespace plumbline::cli {

struct JudgeQuestion {
  std::string octets;
  std::vector<std::string> methods;
  std::vector<absl::string_view> method_views;
  oracle::Question question;  // views the members above: fill it once they are in their place
  bool has_methods = false;
  std::optional<oracle::Observation> observed;
};

// Returns why the line is not a question, which is the first fault in it; empty if it is one. `id` becomes its id as
// JSON text, "null" where that is not known.
std::string ReadJudgeQuestion(absl::string_view line, JudgeQuestion& out, std::string& id);

// The members of an observation, as in a question. Returns why it is none.
std::string ReadObservation(const Json& value, oracle::Observation& out);
// The same, of the text of such an object, or of an object that has it as "observed".
std::string ReadObservation(absl::string_view text, oracle::Observation& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_JUDGE_QUESTION_H_
