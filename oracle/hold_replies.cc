// What was answered.
#include "oracle/holder.h"

#include "absl/strings/str_cat.h"

namespace plumbline::oracle {

void Holder::Replies() {
  const std::vector<int>& replies = *observed_.replies;
  for (size_t i = 0; i < replies.size() && out_.agrees; ++i) {
    if (i < reading_.message_count) {
      ReplyTo(MessageAt(i), i, replies[i]);
    } else if (i == reading_.message_count) {
      ReplyToRest(replies[i]);
    } else {
      return RepliesAfter();
    }
    if (out_.agrees) out_.depth = std::max(out_.depth, (i + 1) * kDepthOfMessage);
  }
}

// What a proxy or gateway sends to its client of the responses: RFC 9112, section 6.3, rule 5.
void Holder::ForwardedReplies() {
  const Clause clause = reading_.refused.clause;
  const bool invalid = clause == Clause::kContentLengthInvalid || clause == Clause::kContentLengthDiffers;
  if (reader_ != kProxyOfResponses || reading_.end != PermittedEnd::kRefused || !invalid) return;
  if (!observed_.replies->empty() && observed_.replies->back() != 502) {
    DifferAtError(absl::StrCat("the client is sent ", observed_.replies->back(), " and not 502"));
  }
}

// Whether the message gives a reason of its own for a status other than the one that is due: gap G26.
bool Holder::HasOtherStatus(const PermittedMessage* message, int status) {
  if (message == nullptr || status == 400 || !IsRefusal(status)) return false;
  const RefusalFound found = WhyAnswered(*message, reader_, status);
  if (found.verdict != Verdict::kAllowed) return false;
  Worsen(found.verdict, found.sentence, message->begin);
  return true;
}

void Holder::WorsenBy(const RefusalFound& found, uint64_t offset) {
  Worsen(found.verdict, found.sentence, offset, found.gap);
  if (found.verdict > Verdict::kAllowed) Note(Aspect::kOutcome, found.id, offset, found.sentence, found.text);
}

// The message is refused for what was done to its octets: by the sentence that speaks of it, at its octet.
void Holder::RefuseRewritten(const PermittedMessage& message) {
  out_.verdict = std::max(out_.verdict, *message.refusing);
  for (size_t i = message.first_step; i < message.last_step; ++i) {
    const Trail::Rewritten& step = reading_.trail->steps[i];
    const AllowanceRow& row = Info(step.allowance);
    if (row.refusing != *message.refusing) continue;
    out_.steps.push_back({row.sentences.ids[0], step.offset, row.gap});
    if (*message.refusing <= Verdict::kAllowed) return;
    return Note(Aspect::kOutcome, std::string(Info(step.clause).id), step.offset, row.sentences.ids[0],
                "what has to be read is refused");
  }
}

void Holder::RefuseByParser(const PermittedMessage& message) {
  if (message.refused) return;
  if (message.refusing) return RefuseRewritten(message);
  WorsenBy(WhyParserRefused(message, reader_), message.begin);
}

void Holder::ReplyTo(const PermittedMessage& message, size_t index, int status) {
  if (message.refused) {
    const Refused& due = *message.refused;
    if (status >= 400) refused_[index] = true;
    if (status == due.status) return;
    const bool other = status >= 400 && (HasOtherStatus(&message, status) || !due.status_is_must);
    if (!other) DifferAt(due, absl::StrCat("the request is answered with ", status, " and not with ", due.status));
    return;
  }
  const bool connect = message.kind == MessageKind::kRequest && message.reading.start->method == "CONNECT";
  const bool tunnel = reading_.end == PermittedEnd::kTunnel && index + 1 == reading_.message_count;
  if (connect && (message.no_tunnel || tunnel) && (status < 300) == message.no_tunnel) {
    return Differ(Aspect::kFraming, "9110-9.3.6-connect", message.begin, Sentence::kInterpret,
                  status < 300 ? "a 2xx response makes a tunnel" : "the CONNECT was refused, and makes no tunnel");
  }
  if (!IsRefusal(status)) return;
  refused_[index] = true;
  if (message.refusing && status == 400) return RefuseRewritten(message);
  WorsenBy(WhyAnswered(message, reader_, status), message.begin);
}

// A reply for which no complete message of the reading stands.
void Holder::ReplyToRest(int status) {
  switch (reading_.end) {
    case PermittedEnd::kTunnel:
      return;
    case PermittedEnd::kAnything:
      // One that refuses is the reply of the reading that refuses here.
      if (reading_.open == nullptr && IsRefusal(status)) DifferAtError("the request is refused");
      return;
    case PermittedEnd::kNeedMore:
      // A final response may come before the content is read: RFC 9110, section 10.1.1.
      if (reading_.open && IsRefusal(status))
        WorsenBy(WhyAnswered(*reading_.open, reader_, status), reading_.open->begin);
      if (reading_.open == nullptr && status < 400)
        DifferInFraming(nullptr, EndOffset(), "a request that is not complete is answered");
      return;
    case PermittedEnd::kComplete:
      if (status == 408) return;  // the next request did not come in time: RFC 9110, section 15.5.9
      return DifferInFraming(LastMessage(), EndOffset(), "there are more replies than requests");
    case PermittedEnd::kRefused:
      return ReplyToError(status);
  }
}

void Holder::ReplyToError(int status) {
  const Refused& due = reading_.refused;
  if (IsAfterTheEnd(due.clause)) return DifferAtError("a further request is answered on the connection");
  // The head was accepted: any final response may answer it, if the connection is closed after it.
  if (reading_.open && !reading_.open->refused) return;
  if (status == 301 && due.sentence == Sentence::kInvalidRequestLine) return;
  if (status < 400) return DifferAtError(absl::StrCat("the request is answered with ", status));
  const bool due_by_another = due.clause == Clause::kChunkedNotFinal && status == 501;  // gap G12
  if (status == 400 || status == due.status || status == Info(due.clause).status || due_by_another) return;
  if (HasOtherStatus(reading_.begun.get(), status)) return;
  if (due.status_is_must) {
    return DifferAtError(absl::StrCat("the request is answered with ", status, " and not with ", due.status));
  }
  Worsen(Verdict::kDiscouraged, Sentence::kRespond400, due.offset);
}

// Replies after the one to the message with the error.
void Holder::RepliesAfter() {
  switch (reading_.end) {
    case PermittedEnd::kTunnel:
      return;
    case PermittedEnd::kComplete:
    case PermittedEnd::kNeedMore:
      return DifferInFraming(LastMessage(), EndOffset(), "there are more replies than requests");
    case PermittedEnd::kAnything:
      return ConnectionAfterRecovery(/*persisted=*/true);
    case PermittedEnd::kRefused:
      return ConnectionAfterError(/*persisted=*/true);
  }
}

}  // namespace plumbline::oracle
