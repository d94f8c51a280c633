// plumbline exchange: a connection, both directions, in time. docs/exchange.md is the contract.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/clause_text.h"
#include "cli/exchange_question.h"
#include "cli/exchange_settings.h"
#include "cli/exchange_text.h"
#include "cli/exchange_timeline.h"
#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/json_lines.h"
#include "cli/output.h"
#include "cli/pcap.h"
#include "cli/verbs.h"
#include "cli/written_file.h"

namespace plumbline::cli {
namespace {

using oracle::ConnectionEventKind;
using oracle::Side;

constexpr absl::string_view kExchangeHelp = R"(plumbline exchange: a connection, both directions, in time

Usage: plumbline exchange [OPTION...] < QUESTIONS
       plumbline exchange --requests FILE --responses FILE [OPTION...]
       plumbline exchange --pcap FILE [OPTION...]

Which response answers which request, how each message is framed, whether the connection persists
for both sides, which requests may be sent again where it died, and which side broke which
sentence of RFC 9112 and RFC 9110, at which octet.

Without files it reads JSON Lines on standard input, a connection a line:
  requests, responses   base64 of all octets of either side. Their order is not known, and nothing
                        is found that depends on it
  closed, left_open     arrays of "client" and "server": who closed after its octets, and who was
                        seen not to have
  events                instead of these: an array, in the order in which the client saw them, of
                        {"at": seconds, "side": "client" or "server"} with "octets" (base64) or
                        "event" ("half-close", "close", "reset", "open": seen not to have closed)
  server, client        "proxy" where it is one
  id                    comes back in the answer

Of a capture the TCP streams are put together. Packets that were lost, and connections captured
midway, are said and not guessed; what is not HTTP/1.x is counted.

{options}

docs/exchange.md and docs/exchange.schema.json describe every member.

Examples
  plumbline exchange --requests requests.http --responses responses.http --closed server
  plumbline exchange --json < connections.jsonl | jq -c '[.id, .verdict, .findings[].sentence]'
  plumbline exchange --timeline --svg race.svg < race.jsonl
  echo '{"requests":"R0VUIC8gSFRUUC8xLjENCkhvc3Q6IGENCg0K"}' | plumbline exchange

Exit status
  0  no side was seen to violate a sentence; with --json: every line is answered
  1  one was
  2  wrong usage, or a line that is not a question
  3  the input cannot be read
  5  standard output cannot be written
  6  out of memory
)";

// Writes one connection after the other.
class Teller {
 public:
  Teller(const ExchangeSettings& settings, Output& out) : settings_(settings), out_(out) {}

  // False: the one that comes next is not asked for.
  bool Wants() { return ++number_ == settings_.connection || settings_.connection == 0; }
  size_t number() const { return number_; }

  void Tell(absl::string_view id, const ExchangeQuestion& question) {
    const oracle::ConnectionReading reading = ReadConnection(question);
    if (settings_.json) out_.Write(JsonLine(id, ConnectionJson(question, reading)));
    if (!settings_.json && told_++ > 0) out_.Write("\n");
    const std::vector<TimelineRow> rows = TimelineOf(reading);
    if (settings_.timeline) WriteTimeline(question, rows, out_);
    if (!settings_.json && !settings_.timeline) WriteConnection(question, reading, out_);
    if (!settings_.svg.empty()) {
      svg_ = TimelineSvg(question.title, rows);
      ++drawn_;
    }
    if (reading.verdict == oracle::Verdict::kViolates) Raise(kRejected);
  }
  void Fault(absl::string_view id, absl::string_view where, const std::string& error) {
    if (settings_.json) return out_.Write(JsonLine(id, {{"error", error}}));
    Complain(absl::StrCat(where, ": ", error));
    Raise(kUsage);
  }
  void Raise(int code) { code_ = std::max(code_, code); }

  int Finish() {
    if (drawn_ > 1) {
      Complain(absl::StrCat("--svg draws one connection, and there are ", drawn_, ": choose with --connection"));
      return kUsage;
    }
    if (drawn_ == 1 && !WriteFile(settings_.svg, svg_)) return kCannotWrite;
    return settings_.json ? kAccepted : code_;
  }

 private:
  const ExchangeSettings& settings_;
  Output& out_;
  size_t number_ = 0;
  size_t told_ = 0;
  size_t drawn_ = 0;
  std::string svg_;
  int code_ = kAccepted;
};

ColorMode ColorOf(const ExchangeSettings& settings) { return settings.json ? ColorMode::kNever : settings.color; }

// Unlike ReadWhole() for what may have no octets: a server may have sent none.
std::string ReadOctets(const std::string& name, std::string& octets) {
  Input input(name);
  while (input.Read(octets)) {
  }
  return input.error();
}

int ReadFiles(const ExchangeSettings& settings) {
  ExchangeQuestion question;
  question.title = absl::StrCat(settings.requests, " and ", settings.responses);
  question.setting.ordered = false;
  question.events = {{Side::kClient, ConnectionEventKind::kOctets, "", {}},
                     {Side::kServer, ConnectionEventKind::kOctets, "", {}}};
  for (const auto& [name, event] :
       {std::pair(settings.requests, &question.events[0]), std::pair(settings.responses, &question.events[1])}) {
    if (const std::string error = ReadOctets(name, event->octets); !error.empty()) {
      Complain(error);
      return kCannotRead;
    }
  }
  for (const Side side : settings.closed) question.events.push_back({side, ConnectionEventKind::kHalfClose, "", {}});
  for (const Side side : settings.left_open) question.events.push_back({side, ConnectionEventKind::kOpen, "", {}});
  Output out(ColorOf(settings));
  Teller teller(settings, out);
  if (teller.Wants()) teller.Tell("null", question);
  return out.Finish(teller.Finish());
}

int ReadPcap(const ExchangeSettings& settings) {
  const Capture capture = ReadCapture(settings.pcap);
  if (!capture.error.empty() || capture.connections.empty()) {
    Complain(capture.error.empty() ? absl::StrCat(settings.pcap, ": no connection of HTTP/1.x in it") : capture.error);
    return kCannotRead;
  }
  Output out(ColorOf(settings));
  Teller teller(settings, out);
  for (const CapturedConnection& connection : capture.connections) {
    if (!teller.Wants()) continue;
    const std::string id = JsonText(connection.name);
    if (connection.fault.empty()) {
      teller.Tell(id, connection.question);
    } else {
      teller.Fault(id, connection.question.title, connection.fault);
    }
  }
  if (capture.others > 0 && !settings.json) {
    out.Write(absl::StrCat("\n", Count(capture.others, "other TCP connection"), " not of HTTP/1.x\n"));
  }
  return out.Finish(teller.Finish());
}

int ReadLines(const ExchangeSettings& settings) {
  std::optional<Teller> teller;
  const auto answer = [&](absl::string_view line, Output& out) {
    if (!teller) teller.emplace(settings, out);
    if (!teller->Wants()) return;
    const std::string where = absl::StrCat("line ", teller->number());
    ExchangeQuestion question;
    question.title = absl::StrCat("standard input, ", where);
    std::string id;
    if (const std::string error = ReadExchangeQuestion(line, question, id); !error.empty()) {
      return teller->Fault(id, where, error);
    }
    teller->Tell(id, question);
  };
  const int read = AnswerLines("exchange", answer, ColorOf(settings));
  return read != kAccepted || !teller ? read : teller->Finish();
}

}  // namespace

int ExchangeVerb(absl::Span<const std::string> words) {
  ExchangeSettings settings;
  const std::vector<OptionSpec> options = ExchangeOptions(settings);
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("exchange", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kExchangeHelp, options));
  if (const std::string error = SettleExchange(arguments, options, settings); !error.empty()) {
    return UsageError("exchange", error);
  }
  if (arguments.Has("--pcap")) return ReadPcap(settings);
  return arguments.Has("--requests") ? ReadFiles(settings) : ReadLines(settings);
}

}  // namespace plumbline::cli
