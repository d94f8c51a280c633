// What the judge says, as `plumbline judge` answers it: docs/judge.md, docs/judge.schema.json.
#ifndef PLUMBLINE_CLI_JUDGE_JSON_H_
#define PLUMBLINE_CLI_JUDGE_JSON_H_

#include "absl/strings/string_view.h"
#include "cli/json.h"
#include "cli/output.h"
#include "oracle/judge.h"

namespace plumbline::cli {

// `id` is JSON text. `forwarded`: it was judged what was sent on.
void WriteJudgement(absl::string_view id, const oracle::Judgement& judged, bool forwarded, Output& out);
// Without the id.
Json PermittedJson(const oracle::Question& question, const oracle::Permitted& permitted);
void WritePermitted(absl::string_view id, const oracle::Question& question, const oracle::Permitted& permitted,
                    Output& out);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_JUDGE_JSON_H_
