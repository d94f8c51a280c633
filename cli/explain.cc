// plumbline explain: octets as a reader wants them.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/arguments.h"
#include "cli/escape.h"
#include "cli/exit_code.h"
#include "cli/explain_list.h"
#include "cli/explain_models.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/verbs.h"
#include "cli/walk.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kHelp = R"(plumbline explain: what octets mean, for people

Usage: plumbline explain [OPTION...] [FILE...]
       plumbline explain --models [OPTION...] [FILE...]
       plumbline explain --h2|--h3 [OPTION...] [FILE...]

Each FILE holds the octets of one direction of a connection: requests or responses, one behind
the other. "-" or no FILE is standard input.

Shows each message: which octets are which production, how the body is framed and whether the
connection persists, each with the rule that decides, what an intermediary does not forward, and
notes; or the error: a caret under the octet, the clause, its sentence, RFC and section.

Octets that are not printable ASCII are shown as \r \n \t \\ and \xHH. Bodies are shown by their
first octets. Nothing longer than the parser's limits is held in memory.

With --models each FILE holds what answers one request, up to 16 MiB. Shows what the strict parser
and each browser make of it, side by side: status, framing, body, connection, fields; then the
clause that rejects it, and each class of difference with the clause that applies, what the browser
does, and whether the standard demands, licenses or forbids that. The browsers are models, see
docs/models.md. Before a model's name:

  !  reads otherwise than the strict parser: the classes below say how
  ?  is not known, or waits
  #  reads otherwise, and no class says why: please report it

With --h2 or --h3 each FILE holds the decoded field list of an HTTP/2 or HTTP/3 message as text: a
field a line, "name: value", pseudo-header fields (":status: 200") too. The name ends at its colon,
one SP behind that is no part of the value; an empty line comes before the trailers, if there are
any. Shows each field, and under it what makes the message malformed, or is noted: a caret, the
clause, its sentence.

Options
  --request, --response      what the octets are (otherwise: responses if they begin with "HTTP/",
                             else requests)
  --role ROLE                who reads: origin (requests; the default there), user-agent
                             (responses; the default there), intermediary
  --method METHOD            the method that the next response answers; once for each response,
                             in order (where absent, all answer GET)
  --more                     more octets may follow FILE: what its end cuts off needs more
  --eof                      nothing follows FILE, the connection was closed: what its end cuts
                             off is incomplete, and rejected (the default)
  --json                     one line a FILE: the object that "plumbline parse" answers with, FILE
                             as its id. It holds the bodies, in memory too
  --h2, --h3                 a field list of HTTP/2 (RFC 9113), of HTTP/3 (RFC 9114). Of the other
                             options it takes --request and --response (otherwise told from its
                             pseudo-header fields), --trailers, --json and --color
  --trailers                 with --h2 or --h3: the list is a trailer section alone
  --models                   what browsers read. Of the other options it takes --method (once),
                             --more, --eof, --json (one line a FILE: the object that "plumbline
                             parse" answers with as "strict", and what it answers with --as for each
                             model, with the classes of difference, as "models") and --color
  --scheme SCHEME            with --models: http (the default) or https
  --port PORT                with --models: of the URL (otherwise not the scheme's own; it matters
                             for HTTP/0.9)
  --reads SIZE,SIZE...       with --models: how many octets each read of the socket gave; what is
                             left is the last read (otherwise there is one)
  --color=auto|always|never  colour: on a terminal unless NO_COLOR is set (the default), always,
                             never

Examples
  printf 'GET / HTTP/1.1\r\nHost: example.com\r\n\r\n' | plumbline explain
  printf 'GET / HTTP/1.1\nHost: example.com\n\n' | plumbline explain
  plumbline explain --response --method HEAD answer.http
  curl -si http://localhost/ | plumbline explain --role intermediary
  printf ':status: 200\nkeep-alive: timeout=5\n' | plumbline explain --h2
  printf 'HTTP/1.1 200\nA : b\n\nhi' | plumbline explain --models

Exit status; with several files the first of 5, 3, 1, 4 that any of them has
  0  every message is accepted; every list is well-formed
  1  a clause rejects the octets; a list is malformed
  2  wrong usage
  3  a file cannot be read, has no octets, or is no list
  4  need more: with --more, the octets end inside a message
  5  standard output cannot be written
)";

constexpr absl::string_view kResponseBegin = "HTTP/";

struct Settings {
  std::optional<MessageKind> kind;
  std::optional<Recipient> recipient;
  std::vector<std::string> methods;
  bool end_of_input = true;
  bool json = false;
  ColorMode color = ColorMode::kAuto;
  bool help = false;
  std::optional<FieldListVersion> list_version;  // --h2, --h3
  bool trailers = false;
  std::string of_streams;  // an option that is for HTTP/1.1 alone
  bool models = false;
  std::string not_of_models;  // an option that does not go with --models
  std::string of_models;      // one that goes with nothing else
  std::string scheme = "http";
  std::optional<int> port;
  std::vector<size_t> reads;
};

// Why the role and the kind do not go together; empty if they do. A role or a method that tells the kind sets it.
std::string SettleKind(Settings& settings) {
  if (settings.recipient == Recipient::kOrigin) {
    if (settings.kind == MessageKind::kResponse) return "the role origin reads no responses";
    settings.kind = MessageKind::kRequest;
  }
  if (settings.recipient == Recipient::kUserAgent) {
    if (settings.kind == MessageKind::kRequest) return "the role user-agent reads no requests";
    settings.kind = MessageKind::kResponse;
  }
  if (!settings.methods.empty()) {
    if (settings.kind == MessageKind::kRequest) return "--method is for responses";
    settings.kind = MessageKind::kResponse;
  }
  return "";
}

std::string ReadOption(const Option& option, Settings& settings) {
  if (option.name == "--help") settings.help = true;
  if (option.name == "--json") settings.json = true;
  if (option.name == "--eof") settings.end_of_input = true;
  if (option.name == "--more") settings.end_of_input = false;
  if (option.name == "--request" || option.name == "--response") {
    const MessageKind kind = option.name == "--request" ? MessageKind::kRequest : MessageKind::kResponse;
    if (settings.kind && *settings.kind != kind) return "--request and --response exclude each other";
    settings.kind = kind;
  }
  if (option.name == "--h2" || option.name == "--h3") {
    const FieldListVersion version = option.name == "--h2" ? FieldListVersion::kHttp2 : FieldListVersion::kHttp3;
    if (settings.list_version && *settings.list_version != version) return "--h2 and --h3 exclude each other";
    settings.list_version = version;
  }
  if (option.name == "--trailers") settings.trailers = true;
  for (const absl::string_view name : {"--role", "--method", "--more", "--eof"}) {
    if (option.name == name) settings.of_streams = option.name;
  }
  if (option.name == "--role") {
    for (const Recipient recipient : {Recipient::kOrigin, Recipient::kIntermediary, Recipient::kUserAgent}) {
      if (option.value == Name(recipient)) settings.recipient = recipient;
    }
    if (!settings.recipient || option.value != Name(*settings.recipient)) {
      return "--role is origin, intermediary or user-agent";
    }
  }
  if (option.name == "--method") {
    if (option.value.empty()) return "--method is a method: GET, HEAD, CONNECT...";
    settings.methods.push_back(option.value);
  }
  if (option.name == "--models") settings.models = true;
  for (const absl::string_view name : {"--request", "--response", "--role", "--h2", "--h3", "--trailers"}) {
    if (option.name == name) settings.not_of_models = option.name;
  }
  if (option.name == "--scheme" || option.name == "--port" || option.name == "--reads") settings.of_models = option.name;
  if (option.name == "--scheme") {
    settings.scheme = option.value;
    if (option.value != "http" && option.value != "https") return "--scheme is http or https";
  }
  if (option.name == "--port") {
    int port = 0;
    if (!absl::SimpleAtoi(option.value, &port) || port < 0 || port > 65535) return "--port is a number up to 65535";
    settings.port = port;
  }
  if (option.name == "--reads") {
    for (const absl::string_view size : absl::StrSplit(option.value, ',')) {
      uint64_t octets = 0;
      if (!absl::SimpleAtoi(size, &octets)) return "--reads is numbers of octets: --reads 5,1";
      settings.reads.push_back(static_cast<size_t>(octets));
    }
  }
  if (option.name == "--color" && !ReadColorMode(option.value, settings.color)) {
    return "--color is auto, always or never";
  }
  return "";
}

// Why the options do not go together with --h2 and --h3, or without them; empty if they do.
std::string SettleList(const Settings& settings) {
  if (!settings.list_version) return settings.trailers ? "--trailers goes with --h2 or --h3" : "";
  if (!settings.of_streams.empty()) return absl::StrCat(settings.of_streams, " does not go with --h2 and --h3");
  if (settings.trailers && settings.kind) return "--trailers goes with neither --request nor --response";
  return "";
}

// Why the options do not go together with --models, or without it; empty if they do.
std::string SettleModels(const Settings& settings) {
  if (!settings.models) {
    return settings.of_models.empty() ? "" : absl::StrCat(settings.of_models, " goes with --models");
  }
  if (!settings.not_of_models.empty()) return absl::StrCat(settings.not_of_models, " does not go with --models");
  return settings.methods.size() > 1 ? "--models reads what answers one request: --method once" : "";
}

ModelsSettings ModelsSettingsOf(const Settings& settings) {
  ModelsSettings models;
  if (!settings.methods.empty()) models.method = settings.methods[0];
  models.https = settings.scheme == "https";
  models.default_port = settings.port == (models.https ? 443 : 80);
  models.end_of_input = settings.end_of_input;
  models.reads = settings.reads;
  models.json = settings.json;
  return models;
}

ListSettings ListSettingsOf(const Settings& settings) {
  ListSettings list{*settings.list_version, std::nullopt, settings.json};
  if (settings.kind == MessageKind::kRequest) list.kind = FieldListKind::kRequest;
  if (settings.kind == MessageKind::kResponse) list.kind = FieldListKind::kResponse;
  if (settings.trailers) list.kind = FieldListKind::kTrailers;
  return list;
}

// Reads until it is known whether the octets begin as a response's do.
MessageKind Detect(Input& input, std::string& buffer) {
  while (buffer.size() < kResponseBegin.size() && absl::StartsWith(kResponseBegin, buffer) && input.Read(buffer)) {
  }
  return absl::StartsWith(buffer, kResponseBegin) ? MessageKind::kResponse : MessageKind::kRequest;
}

void WriteHeading(const std::string& name, const Settings& settings, const DecoderOptions& options, bool first,
                  Output& out) {
  const bool request = options.kind == MessageKind::kRequest;
  const absl::string_view reader = options.recipient == Recipient::kOrigin         ? "an origin server"
                                   : options.recipient == Recipient::kIntermediary ? "an intermediary"
                                                                                   : "a user agent";
  if (!first) out.Write("\n\n");
  out.Write(out.Paint(Style::kHeading, name == "-" ? "standard input" : EscapeControls(name)));
  out.Write(absl::StrCat(": ", Name(options.kind), "s, as ", reader, " reads them"));
  if (!settings.kind) out.Write(request ? " (they do not begin with HTTP/)" : " (they begin with HTTP/)");
  out.Write("\n");
}

int ExitCodeOf(Outcome verdict) {
  switch (verdict) {
    case Outcome::kComplete: return kAccepted;
    case Outcome::kNeedMore: return kNeedMore;
    case Outcome::kError: break;
  }
  return kRejected;
}

int ExplainFile(const std::string& name, const Settings& settings, bool first, Output& out) {
  Input input(name);
  if (input.IsTerminal()) Complain("reading octets from the terminal; Ctrl-D ends them");
  std::string buffer;
  const MessageKind detected = Detect(input, buffer);
  WalkOptions options;
  options.decoder.kind = settings.kind.value_or(detected);
  options.decoder.recipient = settings.recipient.value_or(
      options.decoder.kind == MessageKind::kRequest ? Recipient::kOrigin : Recipient::kUserAgent);
  options.methods = settings.methods;
  options.end_of_input = settings.end_of_input;

  Ending ending;
  if (!input.error().empty()) {
    Complain(input.error());
    return kCannotRead;
  }
  if (buffer.empty()) {
    Complain(absl::StrCat(name == "-" ? "standard input" : name, ": no octets"));
    return kCannotRead;
  }
  if (settings.json) {
    JsonCollector collector;
    ending = Walk(input, std::move(buffer), options, collector);
    if (input.error().empty()) {
      collector.WriteAnswer(JsonText(name), ending, Json::object(), out);
      out.Write("\n");
    }
  } else {
    WriteHeading(name, settings, options.decoder, first, out);
    Page page(out, options.decoder.kind, options.decoder.recipient);
    ending = Walk(input, std::move(buffer), options, page);
    if (input.error().empty()) page.End(ending, settings.end_of_input);
  }
  if (input.error().empty()) return ExitCodeOf(ending.verdict);
  out.Flush();
  Complain(input.error());
  return kCannotRead;
}

}  // namespace

int Explain(absl::Span<const std::string> words) {
  Arguments arguments = ReadArguments(
      words, {{"--help"}, {"--request"}, {"--response"}, {"--role", true}, {"--method", true}, {"--more"}, {"--eof"},
              {"--h2"}, {"--h3"}, {"--trailers"}, {"--models"}, {"--scheme", true}, {"--port", true}, {"--reads", true}, {"--json"}, {"--color", true}});
  if (!arguments.error.empty()) return UsageError("explain", arguments.error);
  Settings settings;
  for (const Option& option : arguments.options) {
    if (const std::string error = ReadOption(option, settings); !error.empty()) return UsageError("explain", error);
  }
  if (settings.help) return ShowHelp(kHelp);
  if (const std::string error = SettleModels(settings); !error.empty()) return UsageError("explain", error);
  if (const std::string error = SettleList(settings); !error.empty()) return UsageError("explain", error);
  if (const std::string error = SettleKind(settings); !error.empty()) return UsageError("explain", error);

  if (arguments.operands.empty()) arguments.operands.push_back("-");
  Output out(settings.color);
  bool first = true;
  std::vector<int> codes;
  for (const std::string& name : arguments.operands) {
    if (!out.ok()) break;
    codes.push_back(settings.models         ? ExplainModels(name, ModelsSettingsOf(settings), first, out)
                    : settings.list_version ? ExplainList(name, ListSettingsOf(settings), first, out)
                                            : ExplainFile(name, settings, first, out));
    first = false;
  }
  for (const int code : {kCannotRead, kRejected, kNeedMore}) {
    if (absl::c_linear_search(codes, code)) return out.Finish(code);
  }
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
