// plumbline explain: octets as a reader wants them.
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/explain_list.h"
#include "cli/explain_models.h"
#include "cli/explain_settings.h"
#include "cli/explain_stream.h"
#include "cli/output.h"
#include "cli/verbs.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kExplainHelp = R"(plumbline explain: what octets mean, for people

Usage: plumbline explain [OPTION...] [FILE...]
       plumbline explain --models [OPTION...] [FILE...]
       plumbline explain --h2|--h3 [OPTION...] [FILE...]

Each FILE holds the octets of one direction of a connection: requests or responses, one after
the other. "-" or no FILE is standard input.

Shows each message: which octets are which production, how the body is framed and whether the
connection persists, each with the rule that decides, what an intermediary does not forward, and
notes; or the error: a caret under the octet, the clause, its sentence, RFC and section; then what
the role must or may do with the octets, by which sentence, and what they then mean. Where rejected
octets look like something else (TLS, a file with LF alone), a line is a hint.

Octets that are not printable ASCII are shown as \r \n \t \\ and \xHH. Bodies are shown by their
first octets. Nothing longer than the parser's limits is held in memory.

With --models each FILE holds what answers one request, up to 16 MiB. Shows what the strict parser
and each browser make of it, side by side: the judge's verdict on it, status, framing, body,
connection, fields; then the
clause that rejects it, and each class of difference with the clause that applies, what the browser
does, and whether the standard demands, licenses or forbids that. The browsers are models, see
docs/models.md. Before a model's name:

  !  violates the standard, or refuses what it has to take: the classes below say how
  +  reads otherwise than the strict parser, as the verdict says it may
  ?  is not known, or waits
  #  reads otherwise, and no class says why: please report it

With --h2 or --h3 each FILE holds the decoded field list of an HTTP/2 or HTTP/3 message as text: one
field per line, "name: value", pseudo-header fields (":status: 200") too. The name ends at its
colon, one SP after that is not part of the value; an empty line comes before the trailers, if there
are any. Shows each field, and under it what makes the message malformed, or is noted: a caret, the
clause, its sentence. With --models too, the list is a response's, and a table says what each
browser makes of it.

{options}

Examples
  printf 'GET / HTTP/1.1\r\nHost: example.com\r\n\r\n' | plumbline explain
  printf 'GET / HTTP/1.1\nHost: example.com\n\n' | plumbline explain
  plumbline explain --response --method HEAD answer.http
  curl -si --raw http://localhost/ | plumbline explain --role intermediary
  printf ':status: 200\nkeep-alive: timeout=5\n' | plumbline explain --h2
  printf ':status: 200\nkeep-alive: timeout=5\n' | plumbline explain --h2 --models
  printf 'HTTP/1.1 200\nA : b\n\nhi' | plumbline explain --models
  plumbline explain --summary --fail-on note request-*.http

Exit status; with several files the first of 5, 3, 1, 4 that any of them has
  0  every message is accepted; every list is well-formed
  1  a clause rejects the octets; a list is malformed; with --fail-on note, a note is there
  2  wrong usage
  3  a file cannot be read, has no octets, or is not a list
  4  need more: with --more, the octets end inside a message
  5  standard output cannot be written
  6  out of memory
)";

int ExplainFile(const std::string& name, const ExplainSettings& settings, bool first, Output& out) {
  if (settings.list_version) return ExplainList(name, settings, first, out);
  return settings.models ? ExplainModels(name, settings, first, out) : ExplainStream(name, settings, first, out);
}

}  // namespace

int Explain(absl::Span<const std::string> words) {
  ExplainSettings settings;
  const std::vector<OptionSpec> options = ExplainOptions(settings);
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("explain", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kExplainHelp, options));
  if (const std::string error = SettleExplain(arguments, options, settings); !error.empty()) {
    return UsageError("explain", error);
  }
  if (const std::string hint = HintOfMethods(settings); !hint.empty()) Complain(absl::StrCat("hint: ", hint));
  Output out(settings.color);
  std::vector<int> codes;
  for (const std::string& name : settings.files) {
    if (!out.ok()) break;
    codes.push_back(ExplainFile(name, settings, codes.empty(), out));
  }
  for (const int code : {kCannotRead, kRejected, kNeedMore}) {
    if (absl::c_linear_search(codes, code)) return out.Finish(code);
  }
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
