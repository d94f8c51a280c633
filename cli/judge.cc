// plumbline judge: JSON Lines in, JSON Lines out, one judgement per line, in order. docs/judge.md is the contract.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/json_lines.h"
#include "cli/judge_json.h"
#include "cli/judge_question.h"
#include "cli/verbs.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kJudgeHelp = R"(plumbline judge: may this recipient conclude that, and by which sentence?

Usage: plumbline judge < QUESTIONS > ANSWERS

Reads JSON Lines on standard input and answers each line with one line on standard output, in
order, as soon as it is read.

A question is a JSON object with the members of a question of parse (octets, kind, id, methods,
eof), and
  role      "origin", "proxy", "gateway", "user-agent"; "intermediary" where it is not known
            whether it is a proxy or a gateway
  observed  what is known of what an implementation made of the octets, each member optional:
            "outcome" ("accept", "need-more", "reject"), "messages" (any members of a message of
            parse; body in base64; "framing" its kind or the object; "target_uri"), "replies" (final
            status codes, in order), "connection" ("open", "closed", "persisted"), "hidden" (names
            of fields that it cannot show); of a proxy or gateway "forwarded" (what it sent on:
            octets in base64, or an object with "version" and "fields" of HTTP/2 or HTTP/3, or an
            array of them), "downstream" (the version that asked), "next_hop" ("origin", "proxy"),
            "own_version", "blocked" (fields that it is set up to block), "clock"

An answer is a JSON object
  verdict   "conforms", "allowed", "undecided", "recovers", "discouraged", "over-strict" or
            "violates", beside id, aspect, offset, clause, by (sentences with their octets), gap,
            duties and why; with "forwarded", "forwarding" has each rule that is not kept, the
            worst first
  readings  without "observed": every reading that the standard permits, with its verdict, its way
            and its duties
  error     why the line is not a question, beside id and nothing else

{options}

docs/judge.md and docs/judge.schema.json describe every member, docs/gaps.md the gaps.

Examples
  echo '{"kind":"request","octets":"Cg==","observed":{"outcome":"reject"}}' | plumbline judge
  plumbline judge < questions.jsonl | jq -c '.readings[] | [.verdict, .outcome, .clause]'

Exit status
  0  every line is answered (a line that is not a question gets an "error", and is not a failure)
  2  wrong usage
  3  standard input cannot be read
  5  standard output cannot be written
  6  out of memory
)";

void AnswerJudgeLine(absl::string_view line, Output& out) {
  JudgeQuestion question;
  std::string id;
  if (const std::string error = ReadJudgeQuestion(line, question, id); !error.empty()) {
    return out.Write(JsonLine(id, {{"error", error}}));
  }
  if (question.observed) {
    WriteJudgement(id, oracle::Judge(question.question, *question.observed), question.observed->forwarded.has_value(),
                   out);
  } else {
    WritePermitted(id, question.question, oracle::Permit(question.question), out);
  }
}

}  // namespace

int JudgeVerb(absl::Span<const std::string> words) {
  const std::vector<OptionSpec> options = {{"", "", "Options"}};
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("judge", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kJudgeHelp, options));
  if (!arguments.operands.empty()) return UsageError("judge", "judge reads standard input and takes no file");
  return AnswerLines("judge", AnswerJudgeLine);
}

}  // namespace plumbline::cli
