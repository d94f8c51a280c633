// plumbline exchange: a connection, both directions, in time. docs/exchange.md is the contract.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exchange_question.h"
#include "cli/exchange_text.h"
#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/json_lines.h"
#include "cli/output.h"
#include "cli/verbs.h"

namespace plumbline::cli {
namespace {

using oracle::ConnectionEventKind;
using oracle::Side;

constexpr absl::string_view kHelp = R"(plumbline exchange: a connection, both directions, in time

Usage: plumbline exchange [OPTION...] < QUESTIONS
       plumbline exchange --requests FILE --responses FILE [OPTION...]

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

{options}

docs/exchange.md and docs/exchange.schema.json describe every member.

Examples
  plumbline exchange --requests requests.http --responses responses.http --closed server
  plumbline exchange --json < connections.jsonl | jq -c '[.id, .verdict, .findings[].sentence]'
  echo '{"requests":"R0VUIC8gSFRUUC8xLjENCkhvc3Q6IGENCg0K"}' | plumbline exchange

Exit status
  0  no side was seen to violate a sentence; with --json: every line is answered
  1  one was
  2  wrong usage, or a line that is not a question
  3  the input cannot be read
  5  standard output cannot be written
  6  out of memory
)";

struct ExchangeRequest {
  std::string requests;
  std::string responses;
  std::vector<Side> closed;
  std::vector<Side> left_open;
  bool json = false;
  ColorMode color = ColorMode::kAuto;
};

Taking AddSide(std::vector<Side>& sides) {
  return [&sides](const Option& option) -> std::string {
    Side side{};
    const Taking take = OneOf(
        side, std::vector<std::pair<absl::string_view, Side>>{{"client", Side::kClient}, {"server", Side::kServer}});
    std::string error = take(option);
    if (error.empty()) sides.push_back(side);
    return error;
  };
}

std::vector<OptionSpec> ExchangeOptions(ExchangeRequest& asked) {
  const auto file = [](std::string& name) {
    return [&name](const Option& option) {
      name = option.value;
      return std::string();
    };
  };
  return {
      {"", "", "Options"},
      {"--requests", " FILE", "all octets of the client", file(asked.requests)},
      {"--responses", " FILE", "all octets of the server", file(asked.responses)},
      {"--closed", " SIDE", "client or server closed after its octets; may be repeated", AddSide(asked.closed),
       kEveryMode, "", kRepeats},
      {"--left-open", " SIDE", "client or server was seen not to have closed; may be repeated",
       AddSide(asked.left_open), kEveryMode, "", kRepeats},
      {"--json", "", "JSON Lines, an answer for each connection", Put(asked.json, true)},
      ColorOption(asked.color),
  };
}

std::string SettleExchange(const Arguments& arguments, absl::Span<const OptionSpec> options,
                           const ExchangeRequest& asked) {
  if (std::string error = CheckJson(arguments, options); !error.empty()) return error;
  if (!arguments.operands.empty()) {
    return absl::StrCat("exchange reads standard input, or --requests and --responses, not ", arguments.operands[0]);
  }
  const bool files = arguments.Has("--requests") || arguments.Has("--responses");
  if (files && !(arguments.Has("--requests") && arguments.Has("--responses"))) {
    return "--requests and --responses go together: the octets of both sides";
  }
  if (!files && (arguments.Has("--closed") || arguments.Has("--left-open"))) {
    return "--closed and --left-open go with --requests and --responses; a line has them as members";
  }
  if (files && asked.requests == "-" && asked.responses == "-") return "only one of the two files is standard input";
  for (const Side side : asked.closed) {
    if (std::find(asked.left_open.begin(), asked.left_open.end(), side) != asked.left_open.end()) {
      return absl::StrCat("--closed ", oracle::Name(side), " and --left-open ", oracle::Name(side),
                          " contradict each other");
    }
  }
  return "";
}

// Unlike ReadWhole() for what may have no octets: a server may have sent none.
std::string ReadOctets(const std::string& name, std::string& octets) {
  Input input(name);
  while (input.Read(octets)) {
  }
  return input.error();
}

int CodeOf(const oracle::ConnectionReading& reading) {
  return reading.verdict == oracle::Verdict::kViolates ? kRejected : kAccepted;
}

void WriteAnswerTo(absl::string_view id, const ExchangeQuestion& question, const oracle::ConnectionReading& reading,
                   bool json, Output& out) {
  if (json) return out.Write(JsonLine(id, ConnectionJson(question, reading)));
  WriteConnection(question, reading, out);
}

int ReadFiles(const ExchangeRequest& asked) {
  ExchangeQuestion question;
  question.title = absl::StrCat(asked.requests, " and ", asked.responses);
  question.setting.ordered = false;
  question.events = {{Side::kClient, ConnectionEventKind::kOctets, "", {}},
                     {Side::kServer, ConnectionEventKind::kOctets, "", {}}};
  for (const auto& [name, event] :
       {std::pair(asked.requests, &question.events[0]), std::pair(asked.responses, &question.events[1])}) {
    if (const std::string error = ReadOctets(name, event->octets); !error.empty()) {
      Complain(error);
      return kCannotRead;
    }
  }
  for (const Side side : asked.closed) question.events.push_back({side, ConnectionEventKind::kHalfClose, "", {}});
  for (const Side side : asked.left_open) question.events.push_back({side, ConnectionEventKind::kOpen, "", {}});
  const oracle::ConnectionReading reading = ReadConnection(question);
  Output out(asked.json ? ColorMode::kNever : asked.color);
  WriteAnswerTo("null", question, reading, asked.json, out);
  return out.Finish(asked.json ? kAccepted : CodeOf(reading));
}

int ReadLines(const ExchangeRequest& asked) {
  int code = kAccepted;
  size_t number = 0;
  const auto answer = [&](absl::string_view line, Output& out) {
    ++number;
    ExchangeQuestion question;
    question.title = absl::StrCat("standard input, line ", number);
    std::string id;
    if (const std::string error = ReadExchangeQuestion(line, question, id); !error.empty()) {
      if (asked.json) return out.Write(JsonLine(id, {{"error", error}}));
      Complain(absl::StrCat("line ", number, ": ", error));
      code = kUsage;
      return;
    }
    const oracle::ConnectionReading reading = ReadConnection(question);
    if (!asked.json && number > 1) out.Write("\n");
    WriteAnswerTo(id, question, reading, asked.json, out);
    code = std::max(code, CodeOf(reading));
  };
  const int read = AnswerLines("exchange", answer, asked.json ? ColorMode::kNever : asked.color);
  return read != kAccepted || asked.json ? read : code;
}

}  // namespace

int ExchangeVerb(absl::Span<const std::string> words) {
  ExchangeRequest asked;
  const std::vector<OptionSpec> options = ExchangeOptions(asked);
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("exchange", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kHelp, options));
  if (const std::string error = SettleExchange(arguments, options, asked); !error.empty()) {
    return UsageError("exchange", error);
  }
  return arguments.Has("--requests") ? ReadFiles(asked) : ReadLines(asked);
}

}  // namespace plumbline::cli
