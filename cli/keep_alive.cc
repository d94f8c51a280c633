// plumbline keep-alive: the strict reading of a Keep-Alive field, and what clients make of it.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/arguments.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/excerpt.h"
#include "cli/exit_code.h"
#include "cli/json.h"
#include "cli/keep_alive_question.h"
#include "cli/keep_alive_race.h"
#include "cli/output.h"
#include "cli/rules.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "models/keep_alive.h"
#include "parser/fields/keep_alive.h"
#include "parser/stream.h"

namespace plumbline::cli {
namespace {

using models::KeepAliveReader;
using models::KeepAliveReading;
using models::KeepAliveResponse;

constexpr absl::string_view kKeepAliveHelp =
    R"(plumbline keep-alive: what a Keep-Alive field means, and what clients make of it

Usage: plumbline keep-alive [OPTION...] VALUE...

Each VALUE is the value of one Keep-Alive field line of a response, in order. The page has the
strict reading with the clauses that it goes by, then a row for each client: whether it uses the
connection again, how long it lets it be idle, and how many requests it still sends. The clients
are models from notes on their sources and from measurements, see docs/keep-alive.md.

  !  uses the connection again, though by RFC 9112, section 9.3 it closes
  >  lets it be idle for longer than the field's timeout: a request can meet a closing connection
  own  the client's own limit: it takes none from the field

Where the page is asked about a server, "race" has the idle times after which a client's request
meets a connection that the server is closing, or by how much the client gives up before that.

{options}

Examples
  plumbline keep-alive 'timeout=5, max=200'
  plumbline keep-alive --no-connection timeout=5
  plumbline keep-alive --server-closes-after 5 timeout=5
  plumbline keep-alive --server nginx --latency 0.02 --reuses-up-to 90 timeout=75
  plumbline keep-alive --http10 --connection 'keep-alive, close' timeout=5 timeout=9

Exit status
  0  the strict reading accepts the response (notes or not)
  1  it rejects it
  2  wrong usage
  5  standard output cannot be written
  6  out of memory
)";

// As the help has it.
const std::vector<Legend> kKeepAliveLegend = {
    {"!", "uses the connection again, though by RFC 9112, section 9.3 it closes"},
    {">", "lets it be idle for longer than the field's timeout: a request can meet a closing connection"},
    {"own", "the client's own limit: it takes none from the field"},
};

// The strict reading of the response, whose views point into `octets`.
struct Strict {
  std::string octets;
  size_t fields = 0;  // where the first field line begins
  Interpretation interpretation;
  std::optional<KeepAlive> keep_alive;  // where the field has a meaning: it matches, and its option is there
  bool ignored = false;                 // without the connection option
  const Finding* refusal = nullptr;     // why the whole field is not used

  bool accepts() const { return interpretation.verdict == Outcome::kComplete; }
  bool persists() const { return accepts() && interpretation.messages[0].persistence.persists; }
};

void AddLines(absl::string_view name, const std::vector<std::string>& values, std::string& octets) {
  for (const std::string& value : values) absl::StrAppend(&octets, name, ": ", value, "\r\n");
}

Strict ReadStrictly(const KeepAliveResponse& response) {
  Strict strict;
  strict.octets = absl::StrCat("HTTP/1.", static_cast<int>(response.version.minor), " 200 OK\r\nContent-Length: 0\r\n");
  strict.fields = strict.octets.size();
  AddLines("Connection", response.connection, strict.octets);
  AddLines("Proxy-Connection", response.proxy_connection, strict.octets);
  AddLines("Keep-Alive", response.keep_alive, strict.octets);
  absl::StrAppend(&strict.octets, "\r\n");
  strict.interpretation = ParseResponseStream(strict.octets);
  if (!strict.accepts()) return strict;
  const std::vector<Finding>& findings = strict.interpretation.messages[0].findings;
  strict.ignored = std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.clause == Clause::kKeepAliveWithoutOption;
  });
  strict.refusal = KeepAliveRefusal(findings);
  return strict;
}

// The value combined, RFC 9110, section 5.2. `combined` has to live as long as the result.
void ReadParameters(const std::string& combined, Strict& strict) {
  if (!strict.accepts() || strict.ignored) return;
  const Result<KeepAlive> result = ParseKeepAlive(combined);
  if (result.complete()) strict.keep_alive = *result;
}

std::string IdleText(const KeepAliveReader& reader, const KeepAliveReading& reading) {
  if (!reading.reuses) return "-";
  switch (reading.idle) {
    case KeepAliveReading::Idle::kSet:
      return MillisecondsText(reading.idle_milliseconds);
    case KeepAliveReading::Idle::kNever:
      return "no limit";
    case KeepAliveReading::Idle::kOwn:
      break;
  }
  return absl::StrCat("own: ", reader.own_limit);
}

// How long the reader lets the connection be idle; none: not known, or no limit of time.
std::optional<int64_t> IdleOf(const KeepAliveReader& reader, const KeepAliveReading& reading) {
  switch (reading.idle) {
    case KeepAliveReading::Idle::kSet:
      return reading.idle_milliseconds;
    case KeepAliveReading::Idle::kNever:
      return INT64_MAX;
    case KeepAliveReading::Idle::kOwn:
      break;
  }
  return reader.own_milliseconds;
}

// "!", ">" or nothing, see the help.
std::string Mark(const Strict& strict, const KeepAliveReader& reader, const KeepAliveReading& reading) {
  if (!reading.reuses || !strict.accepts()) return "";
  if (!strict.persists()) return "!";
  if (!strict.keep_alive || !strict.keep_alive->timeout) return "";
  const std::optional<int64_t> idle = IdleOf(reader, reading);
  return idle && static_cast<uint64_t>(*idle) / 1000 > *strict.keep_alive->timeout ? ">" : "";
}

void WriteClause(Clause clause, absl::string_view octets, size_t offset, Output& out) {
  const ClauseInfo& info = Info(clause);
  const size_t line = octets.rfind('\n', offset == 0 ? 0 : offset - 1) + 1;
  const Around around = ShowAround(octets.substr(line, octets.find('\r', offset) - line), offset - line);
  out.Write(absl::StrCat("  ", around.before, around.octet, around.after, "\n"));
  WriteCaret("  ", around, {0, "", Style::kBad}, out);
  out.Write(absl::StrCat("  ", out.Paint(Style::kNote, info.id), "\n", Wrap(info.sentence, 2)));
  out.Write(Wrap(absl::StrCat("(", Citation(clause), "; ", Name(info.level), ", binds the ", Name(info.role), ")"), 2));
}

void WriteStrict(const Strict& strict, Output& out) {
  const absl::string_view octets = strict.octets;
  if (!strict.accepts()) {
    const ParseError& error = strict.interpretation.error;
    out.Write(absl::StrCat(out.Paint(Style::kBad, "strict: rejected"), "\n"));
    WriteClause(error.clause, octets, static_cast<size_t>(error.place), out);
    return;
  }
  const Message& message = strict.interpretation.messages[0];
  out.Write(absl::StrCat(out.Paint(Style::kHeading, "strict: "), message.persistence.persists ? "persists" : "closes",
                         "  [", Name(message.persistence.rule), "]"));
  if (strict.ignored) out.Write(", Keep-Alive is ignored");
  if (strict.refusal != nullptr && !strict.ignored) {
    out.Write(absl::StrCat(", Keep-Alive is not used: ", Info(strict.refusal->clause).id, " refuses the whole field"));
  }
  if (strict.keep_alive) {
    const auto& timeout = strict.keep_alive->timeout;
    const auto& max = strict.keep_alive->max;
    out.Write(absl::StrCat(", timeout ", timeout ? Count(*timeout, "second") : "not given", ", max ",
                           max ? Count(*max, "request") : "not given"));
  }
  out.Write("\n");
  for (const Finding& finding : message.findings) {
    WriteClause(finding.clause, octets, static_cast<size_t>(finding.offset), out);
  }
}

void WriteReaders(const Strict& strict, const KeepAliveResponse& response, const IdleSettings& idle, Output& out) {
  std::vector<TableRow> rows(1);
  for (const char* title : {" ", "reader", "again", "idle limit", "requests", "race", "why"}) {
    if (title == std::string("race") && !idle.closes_after) continue;
    rows[0].push_back({title, Style::kHeading});
  }
  std::vector<std::string> marks;
  bool own = false;
  for (const KeepAliveReader& reader : models::KeepAliveReaders()) {
    const KeepAliveReading reading = reader.read(response);
    marks.push_back(Mark(strict, reader, reading));
    own |= reading.reuses && (reading.idle == KeepAliveReading::Idle::kOwn || !reading.requests);
    const Style style = marks.back() == "!" ? Style::kBad : marks.back() == ">" ? Style::kNote : Style::kPlain;
    rows.emplace_back();
    for (const std::string& text :
         {marks.back(), std::string(reader.name), std::string(reading.reuses ? "yes" : "no"), IdleText(reader, reading),
          reading.requests ? absl::StrCat(*reading.requests) : std::string(reading.reuses ? "own" : "-")}) {
      rows.back().push_back({text, style});
    }
    if (idle.closes_after) {
      rows.back().push_back(reading.reuses ? RaceCell(idle, IdleOf(reader, reading)) : TableCell{"-"});
    }
    rows.back().push_back({std::string(reading.why), style});
  }
  WriteTable(rows, out);
  if (own) marks.push_back("own");
  WriteLegend(kKeepAliveLegend, marks, out);
}

Json ReaderJson(const Strict& strict, const IdleSettings& settings, const KeepAliveReader& reader,
                const KeepAliveReading& reading) {
  using Idle = KeepAliveReading::Idle;
  const std::string mark = Mark(strict, reader, reading);
  Json idle;
  if (reading.reuses && reading.idle == Idle::kSet) idle = reading.idle_milliseconds;
  const char* source = !reading.reuses              ? "closed"
                       : reading.idle == Idle::kOwn ? "own"
                       : reading.idle == Idle::kSet ? "response"
                                                    : "none";
  const bool asked = reading.reuses && settings.closes_after.has_value();
  return {{"reader", reader.name},
          {"describes", reader.describes},
          {"reuses", reading.reuses},
          {"idle_limit", source},
          {"idle_milliseconds", idle},
          {"max_requests", reading.requests ? Json(*reading.requests) : Json()},
          {"why", reading.why},
          {"against_9112_9_3", mark == "!"},
          {"longer_than_timeout", mark == ">"},
          {"race", asked ? RaceJson(settings, IdleOf(reader, reading)) : Json()}};
}

Json StrictJson(const Strict& strict) {
  const auto number = [](const std::optional<uint64_t>& value) { return value ? Json(*value) : Json(); };
  Json findings = Json::array();
  Json persist;
  if (strict.accepts()) {
    const Message& message = strict.interpretation.messages[0];
    persist = {{"decision", message.persistence.persists ? "persist" : "close"},
               {"rule", std::string(Name(message.persistence.rule))}};
    for (const Finding& finding : message.findings) findings.push_back(FindingJson(finding));
  }
  const ParseError& error = strict.interpretation.error;
  return {{"verdict", strict.accepts() ? "accept" : "reject"},
          {"clause", strict.accepts() ? Json() : Json(std::string(Info(error.clause).id))},
          {"offset", strict.accepts() ? Json() : Json(error.offset)},
          {"persist", persist},
          {"ignored", strict.ignored},
          {"refused_by", strict.refusal == nullptr ? Json() : Json(std::string(Info(strict.refusal->clause).id))},
          {"timeout", strict.keep_alive ? number(strict.keep_alive->timeout) : Json()},
          {"max", strict.keep_alive ? number(strict.keep_alive->max) : Json()},
          {"findings", findings}};
}

}  // namespace

int KeepAliveVerb(absl::Span<const std::string> words) {
  KeepAliveQuestion question;
  const std::vector<OptionSpec> options = KeepAliveOptions(question);
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("keep-alive", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kKeepAliveHelp, options));
  const std::string error = SettleKeepAlive(arguments, options, question);
  if (!error.empty()) return UsageError("keep-alive", error);

  Strict strict = ReadStrictly(question.response);
  const std::string combined = absl::StrJoin(question.response.keep_alive, ", ");
  ReadParameters(combined, strict);
  Output out(question.color);
  if (question.json) {
    Json readers = Json::array();
    for (const KeepAliveReader& reader : models::KeepAliveReaders()) {
      readers.push_back(ReaderJson(strict, question.idle, reader, reader.read(question.response)));
    }
    const Json race = question.idle.closes_after ? SettingsJson(question.idle) : Json();
    out.Write(JsonLine({{"strict", StrictJson(strict)}, {"readers", readers}, {"server", race}}));
  } else {
    WriteStrict(strict, out);
    out.Write("\n");
    WriteReaders(strict, question.response, question.idle, out);
    if (question.idle.closes_after) {
      out.Write("\n");
      WriteOtherClients(question.idle, out);
      WriteRace(question.idle, strict.keep_alive ? strict.keep_alive->timeout : std::nullopt, out);
    }
  }
  return out.Finish(strict.accepts() ? kAccepted : kRejected);
}

}  // namespace plumbline::cli
