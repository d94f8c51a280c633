#include "fuzz/support_stream.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "fuzz/support_error.h"
#include "fuzz/support_grammar.h"
#include "fuzz/support_target.h"
#include "witness/recount.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

// After this message the octets are another protocol's, or may be: docs/choices.md, choice 24.
bool OpensTunnel(const Message& message, absl::string_view answered) {
  if (message.kind == MessageKind::kRequest) return message.request.method == "CONNECT";
  return message.response.status == 101 || (answered == "CONNECT" && message.response.status / 100 == 2);
}

// Do these octets, after a request that asks for an upgrade, leave HTTP in what would be the request-line?
bool AreNoRequestLine(absl::string_view octets, const StreamOptions& options) {
  const Interpretation alone = ParseRequestStream(octets, options);
  return alone.verdict == Outcome::kError && alone.messages.empty() && alone.error.offset <= octets.find('\n');
}

std::string StartLine(const Message& message) {
  const bool request = message.kind == MessageKind::kRequest;
  const Version version = request ? message.request.version : message.response.version;
  const char http[] = {
      'H', 'T', 'T', 'P', '/', static_cast<char>('0' + version.major), '.', static_cast<char>('0' + version.minor)};
  std::string line;
  if (request) {
    line.append(message.request.method.data(), message.request.method.size()).append(1, ' ');
    line.append(message.request.target.text.data(), message.request.target.text.size()).append(1, ' ');
    return line.append(http, sizeof http);
  }
  const int status = message.response.status;
  line.append(http, sizeof http).append(1, ' ');
  for (const int digit : {status / 100, status / 10 % 10, status % 10}) line += static_cast<char>('0' + digit);
  return line.append(1, ' ').append(message.response.reason.data(), message.response.reason.size());
}

void CheckFieldLines(absl::string_view octets, const std::vector<FieldLine>& lines,
                     const std::vector<FieldLine>& recounted) {
  PLUMBLINE_LAW(octets, witness::SameLines(lines, recounted), "9112-5: the field lines are those that the octets have");
  for (const FieldLine& line : lines) {
    PLUMBLINE_LAW(octets, IsToken(line.name), "9110-5.1: a field name is a token");
    PLUMBLINE_LAW(octets, std::all_of(line.value.begin(), line.value.end(), IsVisibleOrBlank),
                  "9110-5.5: a field value has no control character but HTAB");
    PLUMBLINE_LAW(octets, TrimOws(line.value) == line.value, "9112-5.1: no whitespace at either end of a value");
    PLUMBLINE_LAW(octets, PointsInto(line.name, octets) && PointsInto(line.value, octets),
                  "views point into the caller's octets");
  }
}

size_t Count(const std::vector<FieldLine>& lines, absl::string_view name) {
  return static_cast<size_t>(std::count_if(lines.begin(), lines.end(),
                                           [&](const FieldLine& line) { return EqualsIgnoringCase(line.name, name); }));
}

void CheckStartLine(absl::string_view octets, const Message& message) {
  if (message.kind == MessageKind::kResponse) {
    const absl::string_view reason = message.response.reason;
    PLUMBLINE_LAW(octets, std::all_of(reason.begin(), reason.end(), IsVisibleOrBlank), "9112-4: reason-phrase");
    PLUMBLINE_LAW(octets, message.response.version.major == 1, "9110-2.5: the syntax is that of HTTP/1");
    return;
  }
  const RequestLine& line = message.request;
  const size_t hosts = Count(message.fields, "Host");
  PLUMBLINE_LAW(octets, line.version.major == 1, "9110-2.5: the syntax is that of HTTP/1");
  PLUMBLINE_LAW(octets, IsToken(line.method), "9112-3.1: the method is a token");
  CheckTarget(octets, line.method, line.target);
  PLUMBLINE_LAW(octets, hosts == 1 || (hosts == 0 && line.version.minor == 0), "9112-3.2: one Host, or HTTP/1.0");
}

// The values that decide framing, routing and forwarding match their grammar, or the message would have been rejected.
void CheckDecidingValues(absl::string_view octets, const Message& message) {
  const std::string coding = witness::CombinedValue(message.fields, "Transfer-Encoding");
  const bool judged = message.framing.rule == 3 || message.framing.rule == 4;
  PLUMBLINE_LAW(octets, IsConnection(witness::CombinedValue(message.fields, "Connection")), "9110-7.6.1: Connection");
  PLUMBLINE_LAW(octets, !judged || IsTransferEncoding(coding), "9112-6.1: Transfer-Encoding");
  if (message.kind == MessageKind::kResponse) return;
  PLUMBLINE_LAW(octets, IsHost(witness::CombinedValue(message.fields, "Host")), "9110-7.2: Host");
}

bool Has(const Message& message, Clause clause) {
  return std::any_of(message.findings.begin(), message.findings.end(),
                     [&](const Finding& finding) { return finding.clause == clause; });
}

// Content is noted where none may be sent, and fields of the connection where their options are missing.
void CheckContentNotes(absl::string_view octets, const Message& message) {
  const bool content = !message.body.empty();
  const absl::string_view method = message.request.method;
  PLUMBLINE_LAW(octets, Has(message, Clause::kResetContent) == (content && message.response.status == 205),
                "9110-15.3.6: content of a 205 is noted");
  PLUMBLINE_LAW(octets, Has(message, Clause::kTraceContent) == (content && method == "TRACE"),
                "9110-9.3.8: content of TRACE is noted");
  PLUMBLINE_LAW(octets, Has(message, Clause::kConnectContent) == (content && method == "CONNECT"),
                "9110-9.3.6: content of CONNECT is noted");
  const std::vector<absl::string_view> options = witness::SlowConnectionOptions(message.fields);
  const auto without = [&](absl::string_view name) {
    return Count(message.fields, name) != 0 && !witness::HasName(options, name);
  };
  PLUMBLINE_LAW(octets, Has(message, Clause::kTeWithoutOption) == without("TE"), "9110-10.1.4: noted");
  PLUMBLINE_LAW(octets, Has(message, Clause::kUpgradeWithoutOption) == without("Upgrade"), "9110-7.8: noted");
  PLUMBLINE_LAW(octets, Has(message, Clause::kFieldNotListed) == without("Keep-Alive"), "9110-7.6.1: noted");
}

void CheckFindings(absl::string_view octets, const Message& message) {
  const auto has = [&](Clause clause) { return Has(message, clause); };
  uint64_t last = message.offset;
  for (const Finding& finding : message.findings) {
    PLUMBLINE_LAW(octets, Info(finding.clause).effect == Effect::kNote, "a finding is a clause that notes");
    PLUMBLINE_LAW(octets, finding.offset >= last, "findings come in the order of their octets");
    PLUMBLINE_LAW(octets, finding.offset < message.offset + message.size, "a finding lies in its message");
    last = finding.offset;
  }
  const bool request = message.kind == MessageKind::kRequest;
  const bool http10 = (request ? message.request.version : message.response.version).minor == 0;
  const bool transfer_encoding = Count(message.fields, "Transfer-Encoding") != 0;
  const bool both = transfer_encoding && Count(message.fields, "Content-Length") != 0;
  const int status = message.response.status;
  PLUMBLINE_LAW(octets, has(Clause::kBothLengths) == (both && message.framing.rule > 2), "9112-6.3: rule 3 is noted");
  PLUMBLINE_LAW(octets, has(Clause::kLengthBesideCoding) == both, "9112-6.2: both lengths are noted");
  PLUMBLINE_LAW(octets, has(Clause::kTransferEncodingInHttp10) == (http10 && transfer_encoding), "9112-6.1: noted");
  PLUMBLINE_LAW(octets, has(Clause::kProxyConnection) == (Count(message.fields, "Proxy-Connection") != 0),
                "9112-C.2.2: noted");
  PLUMBLINE_LAW(octets, has(Clause::kCloseFieldName) == (Count(message.fields, "Close") != 0), "9112-9.6: noted");
  PLUMBLINE_LAW(octets, has(Clause::kStatusOutOfRange) == (!request && (status < 100 || status > 599)),
                "9110-15: a status code outside 100 to 599 is noted");
  CheckContentNotes(octets, message);
}

void CheckMessage(absl::string_view octets, const Message& message, const witness::Reader& reader) {
  const witness::Recount recount = witness::RecountMessage(octets.substr(static_cast<size_t>(message.offset)), reader);
  PLUMBLINE_LAW(octets, StartLine(message) == recount.start_line, "the start-line is what the octets have");
  CheckStartLine(octets, message);
  CheckFieldLines(octets, message.fields, recount.message.headers);
  PLUMBLINE_LAW(octets, !recount.error, "9112-6.3: what is accepted can be framed");
  PLUMBLINE_LAW(octets, message.framing.kind == recount.framing.kind, "9112-6.3: how the body is delimited");
  PLUMBLINE_LAW(octets, message.framing.rule == recount.framing.rule, "9112-6.3: the rule that fires");
  PLUMBLINE_LAW(octets, message.framing.length == recount.framing.length, "9110-8.6: Content-Length");
  PLUMBLINE_LAW(octets, message.body == recount.body.content, "9112-6: the body is what its framing delimits");
  PLUMBLINE_LAW(octets, message.size == recount.head_size + recount.body.size, "the size is head and body");
  CheckFieldLines(octets, message.trailers, recount.body.trailers);
  PLUMBLINE_LAW(octets, message.persistence.persists == recount.persistence.persists, "9112-9.3: persistence");
  PLUMBLINE_LAW(octets, message.persistence.rule == recount.persistence.rule, "9112-9.3: the rule that decides");
  PLUMBLINE_LAW(octets, message.removed == recount.removed, "9110-7.6.1: what an intermediary removes");
  CheckDecidingValues(octets, message);
  CheckFindings(octets, message);
}

// Do these octets, which a message can begin with, have all of it?
bool HasWholeMessage(absl::string_view octets, const StreamOptions& options, MessageKind kind, size_t answers) {
  if (octets.find("\r\n\r\n") == absl::string_view::npos) return false;
  witness::Reader reader{kind, options.recipient, "GET"};
  if (options.methods && answers < options.methods->size()) reader.method = (*options.methods)[answers];
  return witness::RecountMessage(octets, reader).body.whole;
}

void ShowClauses(const Interpretation& interpretation) {
  static const bool kShow = std::getenv("PLUMBLINE_SHOW_CLAUSES") != nullptr;
  if (!kShow) return;
  const auto show = [](Clause clause) { std::printf("clause %s\n", std::string(Info(clause).id).c_str()); };
  if (interpretation.verdict == Outcome::kError) show(interpretation.error.clause);
  for (const Message& message : interpretation.messages) {
    for (const Finding& finding : message.findings) show(finding.clause);
  }
}

}  // namespace

bool AsksForUpgrade(const Message& message) {
  if (message.kind != MessageKind::kRequest || message.request.version.minor == 0) return false;
  return witness::AskForUpgrade(message.fields);
}

bool IsInterim(const Message& message) {
  const int status = message.response.status;
  return message.kind == MessageKind::kResponse && status / 100 == 1 && status != 101;
}

StreamChoices::StreamChoices(MessageKind kind, absl::string_view octets) {
  Choices choices(octets);
  const bool request = kind == MessageKind::kRequest;
  options.recipient = DefaultRecipient(kind);
  if (choices.OneIn(4)) options.recipient = Recipient::kIntermediary;
  if (choices.OneIn(8)) options.limits = TightLimits();
  if (request || choices.OneIn(2)) return;  // every response answers a GET
  constexpr absl::string_view kMethods[] = {"GET", "HEAD", "CONNECT", "head"};
  for (absl::string_view& method : methods_) method = kMethods[choices.Below(4)];
  options.methods = absl::MakeConstSpan(methods_).subspan(0, choices.Below(methods_.size() + 1));
}

void CheckInterpretation(MessageKind kind, absl::string_view octets, const StreamOptions& options,
                         const Interpretation& interpretation) {
  ShowClauses(interpretation);
  uint64_t end = 0;
  size_t answers = 0;
  const std::vector<Message>& messages = interpretation.messages;
  for (const Message& message : messages) {
    const bool last = &message == &messages.back();
    PLUMBLINE_LAW(octets, message.kind == kind, "a stream has messages of one kind");
    PLUMBLINE_LAW(octets, message.offset == end, "messages tile the octets");
    PLUMBLINE_LAW(octets, !options.methods || answers < options.methods->size(), "9112-9.2: an answer has a request");
    const absl::string_view method = options.methods ? (*options.methods)[answers] : "GET";
    const witness::Reader reader{kind, options.recipient, method};
    CheckMessage(octets, message, reader);
    const bool tunnel = OpensTunnel(message, reader.method);
    PLUMBLINE_LAW(octets, !tunnel || (last && interpretation.tunnel), "9112-9.3: a tunnel begins where it has to");
    if (last && interpretation.tunnel && !tunnel) {
      const absl::string_view rest = octets.substr(static_cast<size_t>(interpretation.consumed));
      PLUMBLINE_LAW(octets, AsksForUpgrade(message), "9110-7.8: a tunnel is asked for");
      PLUMBLINE_LAW(octets, AreNoRequestLine(rest, options), "9110-7.8: what is a request is read as one");
    }
    PLUMBLINE_LAW(octets, last || message.persistence.persists || IsInterim(message),
                  "9112-9.3: no message follows one after which the connection closes");
    end += message.size;
    if (!IsInterim(message)) ++answers;
  }
  PLUMBLINE_LAW(octets, interpretation.consumed == end, "what is consumed is the messages");
  PLUMBLINE_LAW(octets, end <= octets.size(), "consumed octets are octets of the input");
  switch (interpretation.verdict) {
    case Outcome::kComplete:
      PLUMBLINE_LAW(octets, !messages.empty() || octets.empty(), "complete: there is a message");
      PLUMBLINE_LAW(octets, end == octets.size() || interpretation.tunnel, "complete: nothing is left unread");
      return;
    case Outcome::kNeedMore:
      PLUMBLINE_LAW(octets, end < octets.size() || messages.empty() || IsInterim(messages.back()),
                    "need more: a message has begun, or its final response is awaited");
      PLUMBLINE_LAW(octets, octets.empty() || !options.end_of_input, "9112-8: the end of input decides");
      PLUMBLINE_LAW(octets, !HasWholeMessage(octets.substr(static_cast<size_t>(end)), options, kind, answers),
                    "need more: the message is not complete");
      return;
    case Outcome::kError:
      break;
  }
  const bool answered = options.methods && answers == options.methods->size();
  CheckErrorAfter(octets, interpretation, options, answered);
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
