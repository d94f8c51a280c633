#include "cli/exchange_timeline.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/exchange_text.h"
#include "cli/permitted_text.h"

namespace plumbline::cli {
namespace {

using oracle::ExchangeMessage;
using oracle::JointDecision;
using oracle::Side;
using Kind = TimelineRow::Kind;

constexpr double kIdleSeconds = 0.5;  // shorter ones are no rows
constexpr size_t kTimeColumns = 10;
constexpr size_t kArrowColumns = 44;

// A row with what it is sorted by.
struct Placed {
  TimelineRow row;
  uint64_t moment = 0;
  int rank = 0;                           // at one moment: messages, ends, findings
  std::optional<JointDecision> decision;  // a final response that is complete
  std::optional<Side> decided_by;
  bool asks = false;  // a request
};

std::string MessageRemark(const ExchangeMessage& message) {
  if (message.error) return absl::StrCat("rejected [", Info(message.error->clause).id, "]");
  if (!message.has_head) return "its head breaks off";
  std::string body;
  switch (message.framing.kind) {
    case FramingKind::kNone:
      break;
    case FramingKind::kLength:
      body = Count(message.framing.length, "octet");
      break;
    case FramingKind::kChunked:
      body = "chunked";
      break;
    case FramingKind::kClose:
      body = "up to the close";
      break;
  }
  if (!message.complete) absl::StrAppend(&body, body.empty() ? "" : ", ", "not complete");
  return body;
}

Placed OfMessage(const ExchangeMessage& message, Side side, std::string text) {
  Placed placed;
  placed.row.side = side;
  placed.row.text = std::move(text);
  placed.row.remark = MessageRemark(message);
  placed.row.at = message.begin_at;
  placed.row.broken = message.error.has_value() || !message.complete;
  placed.moment = message.begin_moment;
  return placed;
}

// Where a message takes its time, the end is a row of its own.
void AddLateEnd(const ExchangeMessage& message, Side side, const std::string& text, std::vector<Placed>& rows) {
  if (!message.complete || !message.begin_at || !message.end_at) return;
  if (*message.end_at - *message.begin_at < kIdleSeconds) return;
  Placed placed;
  std::swap(placed.decision, rows.back().decision);
  placed.decided_by = rows.back().decided_by;
  placed.row.side = side;
  placed.row.text = absl::StrCat("end of ", text);
  placed.row.at = message.end_at;
  placed.moment = message.end_moment;
  rows.push_back(std::move(placed));
}

void AddEnd(const oracle::DirectionEnd& end, Side side, std::vector<Placed>& rows) {
  if (!end.closed) return;
  Placed placed;
  placed.row.kind = Kind::kEnd;
  placed.row.side = side;
  placed.row.text = *end.closed == oracle::ConnectionEventKind::kHalfClose ? "closes its half"
                    : *end.closed == oracle::ConnectionEventKind::kReset   ? "resets"
                                                                           : "closes";
  placed.row.broken = *end.closed == oracle::ConnectionEventKind::kReset;
  placed.row.at = end.at;
  placed.moment = end.moment;
  placed.rank = 1;
  rows.push_back(std::move(placed));
}

std::vector<Placed> PlacedRows(const oracle::ConnectionReading& reading) {
  std::vector<Placed> rows;
  for (const oracle::Exchange& exchange : reading.exchanges) {
    const std::string request = RequestText(exchange.request);
    rows.push_back(OfMessage(exchange.request, Side::kClient, request));
    rows.back().asks = true;
    AddLateEnd(exchange.request, Side::kClient, request, rows);
    std::vector<const ExchangeMessage*> responses;
    for (const ExchangeMessage& interim : exchange.interim) responses.push_back(&interim);
    if (exchange.final) responses.push_back(&*exchange.final);
    for (const ExchangeMessage* response : responses) {
      rows.push_back(OfMessage(*response, Side::kServer, ResponseText(*response)));
      if (exchange.final && response == &*exchange.final) {
        rows.back().decision = exchange.joint;
        rows.back().decided_by = exchange.decided_by;
      }
      AddLateEnd(*response, Side::kServer, ResponseText(*response), rows);
    }
  }
  AddEnd(reading.client, Side::kClient, rows);
  AddEnd(reading.server, Side::kServer, rows);
  for (const oracle::ExchangeFinding& finding : reading.findings) {
    const oracle::ExchangeSentenceInfo& info = oracle::Info(finding.sentence);
    Placed placed;
    placed.row.kind = Kind::kFinding;
    placed.row.side = info.binds;
    placed.row.text = std::string(info.id);
    placed.row.at = finding.at;
    placed.row.verdict = info.verdict;
    placed.moment = finding.moment;
    placed.rank = 2;
    rows.push_back(std::move(placed));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Placed& a, const Placed& b) {
    if (a.row.at && b.row.at && *a.row.at != *b.row.at) return *a.row.at < *b.row.at;
    return std::tie(a.moment, a.rank) < std::tie(b.moment, b.rank);
  });
  return rows;
}

// Who may close, or has to, while nothing comes.
std::string MayClose(bool outstanding, const std::optional<JointDecision>& decision,
                     const std::optional<Side>& decided_by) {
  if (outstanding) return "a response is awaited, or goes on";
  if (!decision || *decision == JointDecision::kUnknown) return "";
  if (*decision == JointDecision::kTunnel) return "a tunnel";
  if (*decision == JointDecision::kPersists) return "either side may close (9112 9.5)";
  return absl::StrCat("to be closed, by the ", oracle::Name(*decided_by), "'s message (9112 9.3)");
}

std::string TimeText(const TimelineRow& row) {
  return row.at && row.kind != Kind::kIdle ? SecondsText(*row.at) : std::string();
}

std::string Fill(absl::string_view text, size_t columns) {
  return absl::StrCat(text, std::string(columns > text.size() ? columns - text.size() : 0, ' '));
}

// "GET / HTTP/1.1 ------------>"
std::string Arrow(const TimelineRow& row) {
  std::string text = EscapeShort(row.text, kArrowColumns - 6);
  const bool client = row.side == Side::kClient;
  const size_t rest = kArrowColumns - std::min(kArrowColumns, text.size() + 2);
  const std::string line(rest > 0 ? rest - 1 : 0, '-');
  return client ? absl::StrCat(text, " ", line, row.broken ? "x" : ">")
                : absl::StrCat(row.broken ? "x" : "<", line, " ", text);
}

}  // namespace

std::vector<TimelineRow> TimelineOf(const oracle::ConnectionReading& reading) {
  std::vector<TimelineRow> rows;
  std::optional<double> last;
  std::optional<JointDecision> decision;
  std::optional<Side> decided_by;
  int outstanding = 0;
  for (Placed& placed : PlacedRows(reading)) {
    if (last && placed.row.at && *placed.row.at - *last >= kIdleSeconds) {
      TimelineRow idle;
      idle.kind = Kind::kIdle;
      idle.at = last;
      idle.seconds = *placed.row.at - *last;
      idle.text = absl::StrCat(SecondsText(idle.seconds), " idle");
      idle.remark = MayClose(outstanding > 0, decision, decided_by);
      rows.push_back(std::move(idle));
    }
    if (placed.row.at) last = placed.row.at;
    if (placed.asks) ++outstanding;
    if (placed.decision) {
      --outstanding;
      decision = placed.decision;
      decided_by = placed.decided_by;
    }
    rows.push_back(std::move(placed.row));
  }
  return rows;
}

void WriteTimeline(const ExchangeQuestion& question, const std::vector<TimelineRow>& rows, Output& out) {
  out.Write(absl::StrCat(out.Paint(Style::kHeading, EscapeControls(question.title)), "\n\n"));
  const std::string indent(kTimeColumns, ' ');
  out.Write(absl::StrCat(indent, out.Paint(Style::kHeading, Fill("client", kArrowColumns - 6) + "server"), "\n"));
  for (const TimelineRow& row : rows) {
    const std::string time = out.Paint(Style::kFaint, Fill(TimeText(row), kTimeColumns));
    const bool server = row.side == Side::kServer;
    switch (row.kind) {
      case Kind::kMessage:
        out.Write(absl::StrCat(time, row.broken ? out.Paint(Style::kBad, Arrow(row)) : Arrow(row),
                               row.remark.empty() ? "" : "  ", out.Paint(Style::kFaint, row.remark), "\n"));
        break;
      case Kind::kEnd: {
        const std::string text = absl::StrCat("|| ", row.text);
        const size_t before = server ? kArrowColumns - std::min(kArrowColumns, text.size()) : 0;
        out.Write(absl::StrCat(time, std::string(before, ' '), out.Paint(Style::kHeading, text), "\n"));
        break;
      }
      case Kind::kIdle:
        out.Write(out.Paint(Style::kFaint,
                            absl::StrCat(indent, "  :  ", row.text, row.remark.empty() ? "" : ": ", row.remark, "\n")));
        break;
      case Kind::kFinding: {
        const absl::string_view mark = row.verdict == oracle::Verdict::kConforms ? "*" : "!";
        out.Write(
            absl::StrCat(time,
                         out.Paint(StyleOf(row.verdict), absl::StrCat(mark, " ", oracle::Name(row.verdict), ": the ",
                                                                      oracle::Name(row.side), " [", row.text, "]")),
                         "\n"));
        break;
      }
    }
  }
  for (const std::string& remark : question.remarks) out.Write(Wrap(remark, 0));
}

}  // namespace plumbline::cli
