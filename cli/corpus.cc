// plumbline corpus: the questions that the command carries. docs/vectors.md describes the lines.
#include "cli/corpus.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/arguments.h"
#include "cli/base64.h"
#include "cli/exit_code.h"
#include "cli/judge_json.h"
#include "cli/suggest.h"
#include "cli/verbs.h"
#include "parser/stream.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kCorpusHelp = R"(plumbline corpus: questions for any parser, with what the standard permits

Usage: plumbline corpus [OPTION...] [ID...]

Without ID, every question that the command carries; with IDs, these. A question is octets of one
direction of a connection, from the cases and the recorded traffic of Plumbline's corpus, a JSON
object a line:
  id        stable: where the octets stand in the corpus
  kind      "request" or "response"
  role      who reads in the case: "origin", "intermediary" or "user-agent"
  methods   responses: what was asked, in order; absent: each answers a GET
  eof       the connection was closed after the octets
  octets    base64

{options}

"plumbline check" asks a command these. docs/vectors.md and docs/messages.schema.json describe every
member.

Examples
  plumbline corpus cases/9112-3.1-method/get
  plumbline corpus --permitted cases/9112-2.2-line-terminator/lf-ends-every-line
  plumbline corpus --kind response | plumbline judge | head -n 3

Exit status
  0  printed
  2  wrong usage, or no question has such an ID
  5  standard output cannot be written
  6  out of memory
)";

// What the strict parser makes of it, as parse answers.
Json StrictJson(const CorpusQuestion& question, absl::Span<const absl::string_view> methods) {
  StreamOptions options;
  options.recipient = question.recipient;
  options.end_of_input = question.end_of_input;
  if (question.has_methods) options.methods = methods;
  const Interpretation strict = ParseStream(question.kind, question.octets, options);
  Json out = OutcomeJson(strict.verdict, strict.consumed, strict.error, strict.tunnel);
  out["messages"] = Json::array();
  for (const Message& message : strict.messages) out["messages"].push_back(MessageJson(message, message.body));
  out["partial"] = strict.partial ? PartialJson(*strict.partial, strict.partial->body) : Json();
  return out;
}

// Every permitted reading, role by role.
Json PermittedByRole(const CorpusQuestion& question, absl::Span<const absl::string_view> methods) {
  Json out = Json::object();
  for (const oracle::Reader reader : ReadersOf(question.kind)) {
    oracle::Question asked{question.octets, question.kind, reader, question.end_of_input, std::nullopt};
    if (question.has_methods) asked.methods = methods;
    out[std::string(oracle::Name(reader))] = PermittedJson(asked, oracle::Permit(asked));
  }
  return out;
}

std::string NoQuestion(const std::string& id) {
  std::vector<absl::string_view> ids;
  for (const CorpusQuestion& question : CorpusQuestions()) ids.push_back(question.id);
  return absl::StrCat("no question has the ID ", id.empty() ? "\"\"" : id, DidYouMean(id, ids));
}

void WriteQuestion(const CorpusQuestion& question, bool permitted, Output& out) {
  Json line = QuestionJson(question, ReaderOf(question));
  if (permitted) {
    const std::vector<absl::string_view> methods = MethodsOf(question);
    line["strict"] = StrictJson(question, methods);
    line["permitted"] = PermittedByRole(question, methods);
  }
  out.Write(JsonLine(line));
}

}  // namespace

std::vector<absl::string_view> MethodsOf(const CorpusQuestion& question) {
  std::vector<absl::string_view> methods = absl::StrSplit(question.methods, '\n');
  methods.pop_back();
  return methods;
}

oracle::Reader ReaderOf(const CorpusQuestion& question) {
  if (question.recipient == Recipient::kIntermediary) return oracle::Reader::kIntermediary;
  return question.kind == MessageKind::kRequest ? oracle::Reader::kOrigin : oracle::Reader::kUserAgent;
}

std::vector<oracle::Reader> ReadersOf(MessageKind kind) {
  const oracle::Reader end = kind == MessageKind::kRequest ? oracle::Reader::kOrigin : oracle::Reader::kUserAgent;
  return {end, oracle::Reader::kProxy, oracle::Reader::kGateway};
}

Json QuestionJson(const CorpusQuestion& question, oracle::Reader reader) {
  Json out = {{"id", std::string(question.id)},
              {"kind", question.kind == MessageKind::kRequest ? "request" : "response"},
              {"role", std::string(oracle::Name(reader))}};
  if (question.has_methods) {
    out["methods"] = Json::array();
    for (const absl::string_view method : MethodsOf(question)) out["methods"].push_back(Text(method));
  }
  out["eof"] = question.end_of_input;
  out["octets"] = EncodeBase64(question.octets);
  return out;
}

int Corpus(absl::Span<const std::string> words) {
  bool permitted = false;
  std::optional<MessageKind> kind;
  const std::vector<OptionSpec> options = {
      {"", "", "Options"},
      {"--permitted", "",
       "beside each question what the strict parser makes of the octets, and\n"
       "every reading that the standard permits, role by role",
       Put(permitted, true)},
      {"--kind", "=request|response", "these alone",
       OneOf<MessageKind>(kind, {{"request", MessageKind::kRequest}, {"response", MessageKind::kResponse}})},
  };
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("corpus", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kCorpusHelp, options));

  std::vector<const CorpusQuestion*> wanted;
  for (const CorpusQuestion& question : CorpusQuestions()) {
    if (arguments.operands.empty() && (!kind || question.kind == *kind)) wanted.push_back(&question);
  }
  for (const std::string& id : arguments.operands) {
    const size_t before = wanted.size();
    for (const CorpusQuestion& question : CorpusQuestions()) {
      if (question.id == id) wanted.push_back(&question);
    }
    if (wanted.size() == before) return UsageError("corpus", NoQuestion(id));
    if (kind && wanted.back()->kind != *kind) return UsageError("corpus", absl::StrCat(id, " is of the other kind"));
  }
  Output out;
  for (const CorpusQuestion* question : wanted) {
    if (!out.ok()) break;
    WriteQuestion(*question, permitted, out);
  }
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
