// plumbline forward: what an intermediary sends on, and by which sentences.
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/escape.h"
#include "cli/exit_code.h"
#include "cli/forward_settings.h"
#include "cli/forward_text.h"
#include "cli/input.h"
#include "cli/list_text.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "oracle/forward.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kForwardHelp = R"(plumbline forward: what an intermediary sends on, and by which sentences

Usage: plumbline forward [OPTION...] [FILE]
       plumbline forward --h2|--h3 [OPTION...] [FILE]

FILE holds the octets of one direction of an HTTP/1.1 connection: requests or responses, one after
the other, up to 16 MiB; after its last octet the connection was closed. "-" or no FILE is standard
input. With --h2 or --h3 it is the field list of one message, as "plumbline explain" takes it.

Shows for each message what a proxy or gateway that keeps to the standard sends to its next
recipient: octets of HTTP/1.1, or the field list of a message of HTTP/2 or HTTP/3; then what was
changed, each with its sentence and the octet received (or the field) that it is about. Or why
nothing is sent: the intermediary answers itself, or refuses, and with which status code.

Where the standard leaves a choice, what changes least is sent; docs/forward.md says how. What is
not valid is sent on as a sentence lets it be read, a fold as SP, say, and refused where none does.

{options}

Examples
  printf 'GET http://a/ HTTP/1.0\r\nKeep-Alive: 1\r\n\r\n' | plumbline forward
  printf 'GET / HTTP/1.1\r\nHost: a\r\n\r\n' | plumbline forward --next-hop HTTP/2
  printf 'HTTP/1.1 200 OK\r\n\r\nhi' | plumbline forward --downstream HTTP/1.0
  printf ':status: 200\nx: y\n' | plumbline forward --h2 --no-clock
  printf 'OPTIONS * HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n' | plumbline forward --json

Exit status
  0  every message is sent on, or rightly not: the intermediary answers itself, or drops a 1xx
  1  a message is refused, incomplete or not processed
  2  wrong usage
  3  a file cannot be read, has no octets, or is not a list
  5  standard output cannot be written
  6  out of memory
)";

constexpr size_t kLargestInput = 16 << 20;  // octets

int Fail(const std::string& what) {
  Complain(what);
  return kCannotRead;
}

// The kind, told by the octets where no option tells it.
MessageKind KindOfOctets(const ForwardQuestion& question, absl::string_view octets) {
  if (question.kind) return *question.kind;
  return absl::StartsWith(octets, "HTTP/") ? MessageKind::kResponse : MessageKind::kRequest;
}
MessageKind KindOfFields(const ForwardQuestion& question, const std::vector<FieldLine>& fields) {
  if (question.kind) return *question.kind;
  for (const FieldLine& field : fields) {
    if (field.name == ":status") return MessageKind::kResponse;
  }
  return MessageKind::kRequest;
}

std::vector<reading::Field> CopyOf(const std::vector<FieldLine>& lines) {
  std::vector<reading::Field> out;
  for (const FieldLine& line : lines) out.push_back({std::string(line.name), std::string(line.value)});
  return out;
}

std::string Received(const ForwardQuestion& question) {
  return question.list_version ? std::string(Name(*question.list_version)) : "HTTP/1.1";
}

std::string Heading(const ForwardQuestion& question, const oracle::ForwardSettings& settings, const std::string& shown,
                    Output& out) {
  const bool request = settings.kind == MessageKind::kRequest;
  const absl::string_view whom = !request ? "a client" : settings.to_proxy ? "a proxy" : "an origin server";
  std::string told;
  if (!question.kind && !question.list_version) {
    told = request ? " (they do not begin with HTTP/)" : " (they begin with HTTP/)";
  }
  return absl::StrCat(out.Paint(Style::kHeading, shown), ": ", Name(settings.kind), "s of ", Received(question),
                      " that a ", settings.gateway ? "gateway" : "proxy", " sends to ", whom, " of ",
                      Name(settings.next_hop), told, "\n");
}

}  // namespace

int ForwardVerb(absl::Span<const std::string> words) {
  ForwardQuestion question;
  const std::vector<OptionSpec> options = ForwardOptions(question);
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("forward", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kForwardHelp, options));
  if (std::string error = SettleForward(arguments, options, question); !error.empty()) {
    return UsageError("forward", error);
  }
  const std::string too_many = absl::StrCat("forward takes up to ", kLargestInput, " octets");
  std::string octets;
  if (std::string error = ReadWhole(question.file, kLargestInput, "octets from the terminal", too_many, octets);
      !error.empty()) {
    return Fail(error);
  }

  oracle::ForwardSettings settings;
  settings.gateway = question.gateway;
  settings.next_hop = question.downstream.value_or(question.next_hop.value_or(oracle::NextHop::kHttp11));
  settings.to_proxy = question.to_proxy;
  settings.pseudonym = question.pseudonym;
  settings.scheme = question.scheme;
  if (question.has_clock) settings.date = question.date;
  const std::vector<absl::string_view> methods(question.methods.begin(), question.methods.end());
  if (!methods.empty()) settings.methods = methods;

  const std::string shown = question.file == "-" ? "standard input" : EscapeControls(question.file);
  oracle::Forwarded forwarded;
  if (question.list_version) {
    const ListText text = ReadListText(octets);
    if (!text.error.empty()) return Fail(absl::StrCat(shown, ": ", text.error));
    oracle::ListMessage message{*question.list_version, CopyOf(text.fields), "", CopyOf(text.trailers)};
    if (!question.content.empty()) {
      const std::string error =
          ReadWhole(question.content, kLargestInput, "octets from the terminal", too_many, message.content);
      if (!error.empty()) return Fail(error);
    }
    settings.kind = KindOfFields(question, text.fields);
    forwarded = oracle::ForwardList(settings, message);
  } else {
    settings.kind = KindOfOctets(question, octets);
    forwarded = oracle::Forward(settings, octets);
  }

  Output out(question.color);
  switch (question.shows) {
    case ForwardShows::kJson:
      out.Write(JsonLine(ForwardedJson(settings, forwarded)));
      break;
    case ForwardShows::kOctets:
      WriteForwardedOctets(settings, forwarded, out);
      break;
    case ForwardShows::kPage:
      out.Write(Heading(question, settings, shown, out));
      WriteForwardedPage(settings, forwarded, question.list_version.has_value(), out);
      break;
  }
  for (const oracle::ForwardedMessage& message : forwarded.messages) {
    const bool failed = message.fate == oracle::Fate::kRefused || message.fate == oracle::Fate::kIncomplete;
    if (failed) return out.Finish(kRejected);
  }
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
