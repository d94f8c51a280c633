// What the standard lets a recipient make of octets, and what it says of what one made of them, as people read it.
#ifndef PLUMBLINE_CLI_PERMITTED_TEXT_H_
#define PLUMBLINE_CLI_PERMITTED_TEXT_H_

#include "cli/output.h"
#include "oracle/judge.h"

namespace plumbline::cli {

// Under a rejection: what the reader must or may do, by which sentence, and what the octets then mean.
void WritePermittedText(const oracle::Question& question, Output& out);

// One judgement: the verdict, the octet, the sentences, duties and gaps.
void WriteJudgementText(const oracle::Question& question, const oracle::Judgement& judged, Output& out);

Style StyleOf(oracle::Verdict verdict);

// "an origin server", "a proxy", …
absl::string_view InWords(oracle::Reader reader);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_PERMITTED_TEXT_H_
