#include "cli/check_ask.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/escape.h"
#include "cli/judge_question.h"

namespace plumbline::cli {
namespace {

// The longest line of garbage that is shown.
constexpr size_t kShownGarbage = 200;

oracle::Question JudgedQuestion(const CheckQuestion& question, const std::vector<absl::string_view>& methods) {
  oracle::Question out{question.octets, question.of.kind, question.reader, question.of.end_of_input, std::nullopt};
  if (question.of.has_methods) out.methods = methods;
  return out;
}

// The answer to the question `id`: an object with it. Discarded where the line is none.
Json ReadAnswer(absl::string_view line, const std::string& id) {
  Json answer = Json::parse(line.begin(), line.end(), nullptr, false);
  if (!answer.is_object() || !answer.contains("id") || answer["id"] != id) return Json::value_t::discarded;
  return answer;
}

void JudgeAnswer(const Json& answer, CheckResult& result) {
  const auto observed = answer.find("observed");
  const auto garbage = [&](std::string why) {
    result.end = CheckEnd::kNoAnswer;
    result.failure = "garbage";
    result.detail = std::move(why);
  };
  if (observed == answer.end()) return garbage("an answer without \"observed\"");
  if (observed->is_null()) {
    result.end = CheckEnd::kLeftOut;
    return;
  }
  oracle::Observation observation;
  if (std::string error = ReadObservation(*observed, observation); !error.empty()) return garbage(std::move(error));
  const std::vector<absl::string_view> methods = MethodsOf(result.question.of);
  const oracle::Question question = JudgedQuestion(result.question, methods);
  if (std::string error = oracle::Contradiction(question, observation); !error.empty()) {
    return garbage(std::move(error));
  }
  result.end = CheckEnd::kJudged;
  result.observed = *observed;
  result.judged = oracle::Judge(question, observation);
}

void DescribeSilence(const Reply& reply, CheckResult& result) {
  result.end = CheckEnd::kNoAnswer;
  result.detail = reply.detail;
  result.silent = reply.kind == ReplyKind::kHung || reply.kind == ReplyKind::kFlooded;
  result.failure = reply.kind == ReplyKind::kCrashed   ? "crash"
                   : reply.kind == ReplyKind::kFlooded ? "flood"
                   : reply.garbage > 0                 ? "garbage"
                                                       : "hang";
  if (reply.garbage == 0) return;
  absl::StrAppend(&result.detail, "; ", reply.garbage, reply.garbage == 1 ? " line" : " lines",
                  " that answered nothing, the last: ", EscapeShort(reply.line, kShownGarbage));
}

}  // namespace

bool CheckResult::failed() const {
  if (end == CheckEnd::kNoAnswer) return true;
  return end == CheckEnd::kJudged &&
         (judged.verdict == oracle::Verdict::kViolates || judged.verdict == oracle::Verdict::kOverStrict);
}

std::string CheckResult::Class() const {
  if (end == CheckEnd::kNoAnswer) return failure;
  if (end == CheckEnd::kLeftOut || judged.verdict < oracle::Verdict::kDiscouraged) return "";
  // A clause or a rule of framing or persistence, whose ids begin with their RFC; else the sentence.
  std::string what = absl::StrContains(judged.clause, '-') ? judged.clause : "";
  if (what.empty() && !judged.by.empty()) what = std::string(oracle::Info(judged.by.front().sentence).id);
  return absl::StrCat(oracle::Name(judged.verdict), " ", what.empty() ? "-" : what, " ",
                      judged.aspect ? reading::Name(*judged.aspect) : "-");
}

std::optional<CheckResult> Asker::Ask(CheckQuestion question) {
  CheckResult result;
  result.question = std::move(question);
  CorpusQuestion asked = result.question.of;
  asked.id = result.question.id;
  asked.octets = result.question.octets;
  Json answer;
  const Reply reply = command_.Ask(JsonText(QuestionJson(asked, result.question.reader)), [&](absl::string_view line) {
    answer = ReadAnswer(line, result.question.id);
    return !answer.is_discarded();
  });
  garbage_ += reply.garbage;
  if (reply.kind == ReplyKind::kCannotStart) {
    error_ = reply.detail;
    return std::nullopt;
  }
  if (reply.kind != ReplyKind::kAnswered) {
    DescribeSilence(reply, result);
    return result;
  }
  ++answers_;
  JudgeAnswer(answer, result);
  return result;
}

}  // namespace plumbline::cli
