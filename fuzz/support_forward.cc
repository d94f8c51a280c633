#include "fuzz/support_forward.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "oracle/forward.h"
#include "parser/fields/field.h"
#include "parser/stream.h"
#include "witness/forward.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

using oracle::Fate;
using oracle::Forward;
using oracle::Forwarded;
using oracle::ForwardedMessage;
using oracle::ForwardList;
using oracle::ForwardSettings;
using oracle::NextHop;

bool ToHttp1(const ForwardSettings& settings) { return settings.next_hop <= NextHop::kHttp11; }

std::vector<FieldLine> LinesOf(const std::vector<reading::Field>& fields) {
  std::vector<FieldLine> out;
  for (const reading::Field& field : fields) out.push_back({field.name, field.value});
  return out;
}

Interpretation ReadSent(MessageKind kind, const ForwardedMessage& message) {
  const absl::string_view method = message.answers;
  StreamOptions options;
  options.recipient = Recipient::kIntermediary;
  options.limits = WideLimits();
  options.end_of_input = true;
  if (kind == MessageKind::kResponse) options.methods = absl::MakeConstSpan(&method, 1);
  return ParseStream(kind, message.octets, options);
}

bool IsAccepted(const ForwardSettings& settings, const ForwardedMessage& message) {
  if (!ToHttp1(settings)) {
    const bool request = settings.kind == MessageKind::kRequest;
    const FieldListKind kind = request ? FieldListKind::kRequest : FieldListKind::kResponse;
    return !CheckFieldList(message.list.version, kind, LinesOf(message.list.fields)) &&
           !CheckFieldList(message.list.version, FieldListKind::kTrailers, LinesOf(message.list.trailers));
  }
  const Interpretation read = ReadSent(settings.kind, message);
  if (read.messages.size() != 1 || read.consumed != message.octets.size()) return false;
  // After an interim response the final one is still to come.
  const int status = read.messages[0].response.status;
  return read.verdict == Outcome::kComplete || read.tunnel || (status >= 100 && status < 200);
}

void CheckTwice(const Input& input, ForwardSettings settings, const ForwardedMessage& message) {
  const absl::string_view method = message.answers;
  if (settings.kind == MessageKind::kResponse) settings.methods = absl::MakeConstSpan(&method, 1);
  if (!ToHttp1(settings)) {
    const ForwardedMessage again = ForwardList(settings, message.list).messages[0];
    PLUMBLINE_LAW(input, again.fate == Fate::kSent || again.fate == Fate::kAnswered, "what was sent is sent on");
    return;
  }
  const Forwarded again = Forward(settings, message.octets);
  PLUMBLINE_LAW(input, !again.messages.empty(), "what was sent is read");
  if (again.messages[0].fate == Fate::kAnswered) return;  // Max-Forwards has come to 0
  PLUMBLINE_LAW(input, again.messages[0].fate == Fate::kSent, "what was sent is sent on");
  PLUMBLINE_LAW(input, witness::WithoutTraces(again.messages[0].octets) == witness::WithoutTraces(message.octets),
                "forwarding twice is forwarding once, but for Via and Max-Forwards");
}

bool IsBarredFromTrailers(absl::string_view name) { return HasTrait(name, traits::kNotInTrailers); }

void CheckWitness(const Input& input, const ForwardSettings& settings, const Message& message,
                  const ForwardedMessage& made) {
  const witness::SlowForwarded slow = witness::SlowForward(message, made.answers, settings, IsBarredFromTrailers);
  PLUMBLINE_LAW(input, (made.fate == Fate::kSent) == (slow.fate == witness::SlowFate::kSent),
                "the witness sends the same messages");
  if (made.fate != Fate::kSent) return;
  std::vector<FieldLine> fields = LinesOf(made.list.fields);
  std::vector<FieldLine> trailers = LinesOf(made.list.trailers);
  std::string content = made.list.content;
  const Interpretation read = ReadSent(settings.kind, made);
  if (ToHttp1(settings)) {
    fields = read.messages[0].fields;
    trailers = read.messages[0].trailers;
    content = read.messages[0].body;
    PLUMBLINE_LAW(input, absl::StartsWith(made.octets, slow.start_line + "\r\n"), "the witness sends this start-line");
  }
  PLUMBLINE_LAW(input, witness::SlowSectionOf(fields) == slow.fields, "the witness sends the same fields");
  PLUMBLINE_LAW(input, witness::SlowSectionOf(trailers) == slow.trailers, "the witness sends the same trailers");
  PLUMBLINE_LAW(input, content == slow.content, "the witness sends the same content");
}

}  // namespace

void CheckForward(MessageKind kind, const Input& input) {
  Choices choices(input.view());
  ForwardSettings settings;
  settings.kind = kind;
  settings.gateway = choices.OneIn(3);
  settings.next_hop = static_cast<NextHop>(choices.Below(4));
  settings.to_proxy = kind == MessageKind::kRequest && choices.OneIn(3);
  if (choices.OneIn(2)) settings.date = "Tue, 15 Nov 1994 08:12:31 GMT";
  const std::vector<absl::string_view> methods(8, choices.OneIn(4) ? "HEAD" : choices.OneIn(4) ? "CONNECT" : "GET");
  if (kind == MessageKind::kResponse) settings.methods = methods;

  const Forwarded forwarded = Forward(settings, input.view());
  for (const ForwardedMessage& message : forwarded.messages) {
    PLUMBLINE_LAW(input, message.begin <= message.end && message.end <= input.size(),
                  "a message is octets of the input");
    if (message.fate != Fate::kSent) continue;
    PLUMBLINE_LAW(input, IsAccepted(settings, message), "what is sent is accepted strictly");
    for (const oracle::Change& change : message.changes) {
      PLUMBLINE_LAW(input, change.offset <= input.size(), "a change is about an octet of the input");
    }
    CheckTwice(input, settings, message);
  }

  StreamOptions options;
  options.recipient = Recipient::kIntermediary;
  options.limits = WideLimits();
  options.end_of_input = true;
  options.methods = settings.methods;
  const Interpretation strict = ParseStream(kind, input.view(), options);
  if (strict.verdict != Outcome::kComplete) return;
  for (size_t i = 0; i < std::min(strict.messages.size(), forwarded.messages.size()); ++i) {
    const ForwardedMessage& made = forwarded.messages[i];
    if (made.fate == Fate::kRefused && made.status == 0) return;  // behind HTTP/1.0: gap G32
    CheckWitness(input, settings, strict.messages[i], made);
  }
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
