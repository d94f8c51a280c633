// plumbline parse: JSON Lines in, JSON Lines out, one answer per line, in order. docs/parse.md is the contract.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/arguments.h"
#include "cli/json.h"
#include "cli/json_lines.h"
#include "cli/output.h"
#include "cli/parse_model.h"
#include "cli/parse_question.h"
#include "cli/suggest.h"
#include "cli/verbs.h"
#include "models/model.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kParseHelp = R"(plumbline parse: what octets mean, for programs

Usage: plumbline parse [--as MODEL] < QUESTIONS > ANSWERS

Reads JSON Lines on standard input and answers each line with one line on standard output, in
order, as soon as it is read.

A question is a JSON object
  octets   base64 of the octets of one direction of a connection (required)
  kind     "request" or "response" (required)
  id       string, number, boolean or null: comes back in the answer as it was given (null where
           absent)
  role     who reads: "origin" (requests; the default there), "user-agent" (responses; the
           default there), "intermediary"
  methods  for responses: the methods that they answer, in order; []: no request is outstanding
           (all GET where absent)
  eof      true if nothing follows the octets (false where absent)

An answer is a JSON object
  verdict  "accept", "reject" or "need-more", beside id, consumed, offset, place, clause, rfc,
           section, tunnel, messages and partial (need-more: the message that is not complete, if
           its head is). Every member is always there; null says that it does not apply. Octets in
           strings are the code points U+0000 to U+00FF; the JSON is ASCII
  error    why the line is not a question, beside id and nothing else

{options}

docs/parse.md and docs/parse.schema.json describe every member, docs/models.md the models.

Examples
  echo '{"kind":"request","octets":"R0VUIC8gSFRUUC8xLjENCkhvc3Q6IGENCg0K"}' | plumbline parse
  plumbline parse < questions.jsonl | jq -c 'select(.verdict == "reject") | [.id, .clause]'
  plumbline parse --as firefox < questions.jsonl | jq -c '[.id, .verdict, .error]'

Exit status
  0  every line is answered (a line that is not a question gets an "error", and is not a failure)
  2  wrong usage
  3  standard input cannot be read
  5  standard output cannot be written
  6  out of memory
)";

// `model` is null for the strict parser.
void AnswerParseLine(absl::string_view line, const models::Model* model, Output& out) {
  Question question;
  std::string id;
  const Asked asked = model == nullptr ? Asked::kStrict : Asked::kModel;
  if (const std::string error = ReadQuestion(line, asked, question, id); !error.empty()) {
    return out.Write(JsonLine(id, {{"error", error}}));
  }
  if (model == nullptr) {
    if (question.methods) question.options.methods = *question.methods;
    WriteAnswer(id, question.kind, question.octets, question.options, out);
  } else {
    WriteModelAnswer(id, *model, question, Json::object(), out);
  }
  out.Write("\n");
}

OptionSpec AsOption(const models::Model*& model) {
  const auto take = [&model](const Option& option) -> std::string {
    model = models::FindModel(option.value);
    if (model != nullptr) return "";
    std::vector<absl::string_view> names;
    for (const models::Model& one : models::Models()) names.push_back(one.name);
    return absl::StrCat("there is no model ", option.value, "; there are ", absl::StrJoin(names, ", "),
                        DidYouMean(option.value, names));
  };
  return {"--as", " MODEL",
          "a browser's model answers instead of the strict parser: chromium, firefox, webkitgtk,\n"
          "webkitgtk-3.2 or safari. A question then may add \"port\" and \"scheme\" of the URL and\n"
          "\"reads\" (octets of each read; one where absent). An answer adds \"model\", \"error\" (the\n"
          "browser's own name for it) and \"unknown\" (of what nothing is known), a message\n"
          "\"http09\", \"reusable\", \"idle_timeout\" (milliseconds) and \"max_requests\"",
          take};
}

}  // namespace

int Parse(absl::Span<const std::string> words) {
  const models::Model* model = nullptr;
  const std::vector<OptionSpec> options = {{"", "", "Options"}, AsOption(model)};
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("parse", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kParseHelp, options));
  if (!arguments.operands.empty()) return UsageError("parse", "parse reads standard input and takes no file");

  return AnswerLines("parse", [model](absl::string_view line, Output& out) { AnswerParseLine(line, model, out); });
}

}  // namespace plumbline::cli
