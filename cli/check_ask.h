// A question put to the command of `plumbline check`, and what its answer is worth.
#ifndef PLUMBLINE_CLI_CHECK_ASK_H_
#define PLUMBLINE_CLI_CHECK_ASK_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/check_command.h"
#include "cli/corpus.h"
#include "cli/json.h"
#include "oracle/judge.h"

namespace plumbline::cli {

// A question that owns its octets: one of the corpus, or one made shorter.
struct CheckQuestion {
  std::string id;
  CorpusQuestion of;  // but for the octets
  oracle::Reader reader{};
  std::string octets;
};

enum class CheckEnd { kJudged, kLeftOut, kNoAnswer };

struct CheckResult {
  CheckQuestion question;
  CheckEnd end = CheckEnd::kNoAnswer;
  oracle::Judgement judged;  // kJudged
  Json observed;             // kJudged
  std::string failure;       // kNoAnswer: "crash", "hang", "flood", "garbage"
  std::string detail;        // and how, for people
  bool silent = false;       // kNoAnswer: it took all of its time

  bool failed() const;  // to be listed, and a reason to fail: violates, over-strict, no answer
  // "violates 9112-2.2-bare-cr outcome": verdict, clause or sentence, aspect; or the failure. Stable: it stands in
  // baselines. Empty where there is nothing to tell.
  std::string Class() const;
};

class Asker {
 public:
  Asker(std::vector<std::string> words, CommandLimits limits) : command_(std::move(words), limits) {}

  // Nothing: the command cannot be started, and error() says why.
  std::optional<CheckResult> Ask(CheckQuestion question);

  const std::string& error() const { return error_; }
  size_t answers() const { return answers_; }
  size_t garbage() const { return garbage_; }
  size_t starts() const { return command_.starts(); }
  void Stop() { command_.Stop(); }

 private:
  Command command_;
  std::string error_;
  size_t answers_ = 0;
  size_t garbage_ = 0;
};

// Makes the question of a result shorter, line by line, as long as its class stays, in a bounded number of questions.
CheckResult Shorten(Asker& asker, CheckResult result);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_CHECK_ASK_H_
