// The page of `plumbline exchange`.
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/exchange_text.h"
#include "cli/permitted_text.h"
#include "parser/serialize.h"

namespace plumbline::cli {
namespace {

using oracle::ExchangeMessage;
using oracle::Verdict;

constexpr size_t kVerdictWidth = 15;
constexpr size_t kTargetColumns = 50;
constexpr size_t kMessageIndent = 5;

std::string Padded(absl::string_view text, size_t columns) {
  return absl::StrCat(text, std::string(columns > text.size() ? columns - text.size() : 1, ' '));
}

std::string BodyText(const ExchangeMessage& message) {
  const Framing& framing = message.framing;
  if (framing.kind == FramingKind::kLength) return Count(framing.length, "octet");
  if (framing.kind == FramingKind::kClose) return "up to the close";
  return std::string(Name(framing.kind));
}

std::string WhereText(const ExchangeMessage& message) {
  std::string text = absl::StrCat("octets ", message.begin, " to ", message.end);
  if (!message.begin_at) return text;
  absl::StrAppend(&text, ", at ", SecondsText(*message.begin_at));
  if (message.end_at && *message.end_at > *message.begin_at) {
    absl::StrAppend(&text, " to ", SecondsText(*message.end_at));
  }
  return text;
}

// What is under the start-line of a message.
void WriteMessageFacts(const ExchangeMessage& message, bool interim, Output& out) {
  const std::string indent(kMessageIndent + 2, ' ');
  if (message.error) {
    out.Write(absl::StrCat(indent, out.Paint(Style::kBad, "rejected"), " at octet ", message.error->offset, "  ",
                           out.Paint(Style::kNote, absl::StrCat("[", Info(message.error->clause).id, "]")), "\n"));
  }
  if (!message.has_head) {
    if (!message.error) out.Write(absl::StrCat(indent, "its head is not complete\n"));
    return;
  }
  std::string line =
      absl::StrCat("body ", BodyText(message), " ",
                   out.Paint(Style::kNote, absl::StrCat("[", FramingRuleName(message.framing.rule), "]")));
  if (!interim) {
    absl::StrAppend(&line, "; ", message.persistence.persists ? "persists " : "closes ",
                    out.Paint(Style::kNote, absl::StrCat("[", Name(message.persistence.rule), "]")));
  }
  if (!message.complete && !message.error) absl::StrAppend(&line, "; ", out.Paint(Style::kBad, "not complete"));
  out.Write(absl::StrCat(indent, line, "\n"));
}

void WriteMessage(absl::string_view lead, absl::string_view text, const ExchangeMessage& message, bool interim,
                  Output& out) {
  out.Write(absl::StrCat(Padded(lead, kMessageIndent), out.Paint(Style::kHeading, text), "  ",
                         out.Paint(Style::kFaint, WhereText(message)), "\n"));
  WriteMessageFacts(message, interim, out);
}

absl::string_view RetryText(const oracle::Exchange& exchange) {
  const std::optional<bool> idempotent = oracle::ConnectionReader::IsIdempotent(exchange.request.method);
  switch (exchange.retry) {
    case oracle::Retry::kMay:
      return "may be sent again: its method is idempotent, and it was not answered (RFC 9110, section 9.2.2)";
    case oracle::Retry::kUnknown:
      if (idempotent.has_value()) {
        return "may be sent again by an intermediary if all that were not answered have idempotent methods (RFC 9112, "
               "section 9.3.2)";
      }
      return "may be sent again if its method is idempotent: RFC 9110 does not define it (section 9.2.2)";
    case oracle::Retry::kNever:
      if (idempotent != false) {
        return "is not sent again by an intermediary: not all that were not answered have idempotent methods (RFC "
               "9112, "
               "section 9.3.2)";
      }
      return "is never sent again automatically: its method is not idempotent, and it may have been applied (RFC 9110, "
             "section 9.2.2)";
    case oracle::Retry::kNotAsked:
      break;
  }
  return "";
}

void WriteExchange(size_t number, const oracle::Exchange& exchange, Output& out) {
  WriteMessage(absl::StrCat(number), RequestText(exchange.request), exchange.request, false, out);
  for (const ExchangeMessage& message : exchange.interim) {
    WriteMessage("", ResponseText(message), message, true, out);
  }
  if (exchange.final) {
    WriteMessage("", ResponseText(*exchange.final), *exchange.final, false, out);
  } else {
    out.Write(absl::StrCat(Padded("", kMessageIndent), "no final response\n"));
  }
  if (exchange.joint != oracle::JointDecision::kUnknown) {
    const absl::string_view then = exchange.joint == oracle::JointDecision::kPersists ? "the connection persists"
                                   : exchange.joint == oracle::JointDecision::kTunnel ? "the connection is a tunnel"
                                                                                      : "the connection closes";
    out.Write(absl::StrCat(Padded("", kMessageIndent), "then ", then, ", by the ", oracle::Name(exchange.decided_by),
                           "'s message ", out.Paint(Style::kNote, absl::StrCat("[", exchange.rule, "]")), "\n"));
  }
  if (exchange.retry != oracle::Retry::kNotAsked) {
    out.Write(Wrap(absl::StrCat("the request ", RetryText(exchange)), kMessageIndent));
  }
}

void WriteFinding(const oracle::ExchangeFinding& finding, Output& out) {
  const oracle::ExchangeSentenceInfo& info = oracle::Info(finding.sentence);
  const std::string whose =
      finding.stream == info.binds ? "its" : absl::StrCat("the ", oracle::Name(finding.stream), "'s");
  std::string where =
      absl::StrCat("the ", oracle::Name(info.binds), ", at octet ", finding.offset, " of ", whose, " stream");
  if (finding.exchange) absl::StrAppend(&where, ", exchange ", *finding.exchange + 1);
  if (finding.at) absl::StrAppend(&where, ", at ", SecondsText(*finding.at));
  const std::string verdict = Padded(oracle::Name(info.verdict), kVerdictWidth);
  out.Write(absl::StrCat("  ", out.Paint(StyleOf(info.verdict), verdict), where, "\n"));
  out.Write(Wrap(info.text, kTextIndent));
  out.Write(out.Paint(Style::kFaint, Wrap(absl::StrCat("RFC ", info.rfc, ", section ", info.section, "; ",
                                                       Name(info.level), " [", info.id, "]"),
                                          kTextIndent)));
}

void WriteEnd(absl::string_view side, const oracle::DirectionEnd& end, Output& out) {
  std::string text = absl::StrCat("the ", side, " sent ", Count(end.octets, "octet"));
  if (end.closed) {
    const absl::string_view how = *end.closed == oracle::ConnectionEventKind::kHalfClose ? "closed its half"
                                  : *end.closed == oracle::ConnectionEventKind::kReset   ? "reset the connection"
                                                                                         : "closed";
    absl::StrAppend(&text, " and ", how);
    if (end.at) absl::StrAppend(&text, " at ", SecondsText(*end.at));
  }
  if (end.not_judged_from) absl::StrAppend(&text, "; not judged from octet ", *end.not_judged_from);
  out.Write(absl::StrCat(text, "\n"));
}

}  // namespace

std::string SecondsText(double seconds) {
  const double rounded = std::round(seconds * 1000) / 1000;
  return absl::StrFormat("%.10g s", rounded);
}

std::string RequestText(const ExchangeMessage& message) {
  if (!message.has_head) return message.method.empty() ? "a request" : Escape(message.method);
  return absl::StrCat(EscapeShort(message.method, kTargetColumns), " ", EscapeShort(message.target, kTargetColumns),
                      " ", Serialized(message.version));
}

std::string ResponseText(const ExchangeMessage& message) {
  if (!message.has_head) return "a response";
  return absl::StrCat(Serialized(message.version), " ", absl::Dec(message.status, absl::kZeroPad3));
}

void WriteConnection(const ExchangeQuestion& question, const oracle::ConnectionReading& reading, Output& out) {
  out.Write(absl::StrCat(out.Paint(Style::kHeading, EscapeControls(question.title)), "\n\n"));
  for (size_t i = 0; i < reading.exchanges.size(); ++i) {
    WriteExchange(i + 1, reading.exchanges[i], out);
    out.Write("\n");
  }
  WriteEnd("client", reading.client, out);
  WriteEnd("server", reading.server, out);
  for (const std::string& remark : question.remarks) out.Write(Wrap(remark, 0));
  if (!reading.findings.empty()) out.Write(absl::StrCat("\n", out.Paint(Style::kHeading, "found"), "\n"));
  for (const oracle::ExchangeFinding& finding : reading.findings) WriteFinding(finding, out);
  const absl::string_view verdict = oracle::Name(reading.verdict);
  out.Write(absl::StrCat("\n", out.Paint(StyleOf(reading.verdict), verdict), ": ",
                         Count(reading.exchanges.size(), "exchange"), ", ",
                         reading.findings.empty() ? "nothing found" : Count(reading.findings.size(), "finding"), "\n"));
}

}  // namespace plumbline::cli
