// The verbs of the command. Each takes the words after its name and returns the exit status.
#ifndef PLUMBLINE_CLI_VERBS_H_
#define PLUMBLINE_CLI_VERBS_H_

#include <string>

#include "absl/types/span.h"

namespace plumbline::cli {

int Explain(absl::Span<const std::string> words);
int Parse(absl::Span<const std::string> words);
int Clauses(absl::Span<const std::string> words);
int KeepAliveVerb(absl::Span<const std::string> words);
int Grammar(absl::Span<const std::string> words);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_VERBS_H_
