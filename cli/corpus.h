// The questions that the command carries: the octets of corpus/cases and corpus/real, embedded as it is built.
#ifndef PLUMBLINE_CLI_CORPUS_H_
#define PLUMBLINE_CLI_CORPUS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "cli/json.h"
#include "oracle/judge.h"
#include "parser/message.h"

namespace plumbline::cli {

struct CorpusQuestion {
  absl::string_view id;  // stable: the path in the corpus, without its ending
  MessageKind kind;
  Recipient recipient;  // who reads in the case
  bool end_of_input;
  bool has_methods;           // else each response answers a GET
  absl::string_view methods;  // each with a LF
  absl::string_view octets;
};
// Those of cases first, each part in the order of its paths.
absl::Span<const CorpusQuestion> CorpusQuestions();

std::vector<absl::string_view> MethodsOf(const CorpusQuestion& question);

// Who reads in the case, as the judge calls it.
oracle::Reader ReaderOf(const CorpusQuestion& question);
// Who may read messages of this kind, but for kIntermediary.
std::vector<oracle::Reader> ReadersOf(MessageKind kind);

// The members of a question as an adapter is asked it: docs/check.md.
Json QuestionJson(const CorpusQuestion& question, oracle::Reader reader);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_CORPUS_H_
