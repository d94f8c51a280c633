// What was accepted.
#include "oracle/holder.h"

namespace plumbline::oracle {

// Whether the message may be missing among those that are shown, before this one.
bool Holder::MaySkip(size_t index, const ObservedMessage& observed) {
  const PermittedMessage& message = MessageAt(index);
  if (message.refused) return true;
  if (Agrees(index, observed)) return false;
  if (IsInterim(message)) {
    const bool user_agent = reader_ == kUserAgentReader;  // whom the sentence is about
    Worsen(user_agent ? Verdict::kAllowed : Verdict::kUndecided, Sentence::kInterimIgnored, message.begin,
           user_agent ? std::nullopt : std::make_optional(Gap::kG30));
    return true;
  }
  // Refused, or answered and not shown, for reasons of the server's own.
  if (!IsServer() || IsObserved(Outcome::kComplete)) return false;
  if (observed_.replies && !refused_[index]) return false;
  for (size_t later = index + 1; later < reading_.message_count; ++later) {
    if (!Agrees(later, observed)) continue;
    Worsen(Verdict::kAllowed, Sentence::kServerDecides, message.begin);
    return true;
  }
  return false;
}

void Holder::Messages() {
  size_t next = 0;
  const std::vector<ObservedMessage>& messages = *observed_.messages;
  for (size_t i = 0; i < messages.size(); ++i) {
    const PermittedMessage* refused = nullptr;
    while (next < reading_.message_count && MaySkip(next, messages[i])) {
      if (MessageAt(next).refused && !refused_[next]) refused = &MessageAt(next);
      ++next;
    }
    if (next == reading_.message_count && refused != nullptr) {
      return DifferAt(*refused->refused, "what is refused there is accepted");
    }
    if (next < reading_.message_count) {
      MessageIs(MessageAt(next), messages[i], Extent::kWhole);
      // None of the reading: it may be the one before, which is to be refused.
      if (!out_.agrees && refused != nullptr) return DifferAt(*refused->refused, "what is refused there is accepted");
      ++next;
    } else {
      MessageAfter(messages[i]);
      if (out_.agrees && i + 1 < messages.size() && reading_.end == PermittedEnd::kAnything)
        ConnectionAfterRecovery(true);
      return;  // what follows is the reader's own
    }
    if (!out_.agrees) return;
    out_.depth = std::max(out_.depth, next * kDepthOfMessage);
  }
  accepted_ = next;
  for (size_t i = next; i < reading_.message_count; ++i) {
    const bool counts = !MessageAt(i).refused && !IsInterim(MessageAt(i));
    if (!counts || (refused_[i] && !IsObserved(Outcome::kComplete))) continue;
    if (IsServer() && IsObserved(Outcome::kNeedMore) && !observed_.replies) {  // it may have been refused
      Worsen(Verdict::kAllowed, Sentence::kServerDecides, MessageAt(i).begin);
      continue;
    }
    ++left_;
  }
}

void Holder::MessageIs(const PermittedMessage& permitted, const ObservedMessage& observed, Extent extent) {
  const Match match = MatchOf(permitted, observed, extent);
  if (match.agrees) {
    for (const Cited& step : match.steps) Worsen(match.verdict, step.sentence, step.offset, step.gap);
    return;
  }
  out_.depth += static_cast<size_t>(match.depth);
  // What was done to the octets of the message says more than the rule that is left of it.
  const bool rewritten = permitted.first_step < permitted.last_step && permitted.last_step <= reading_.step_count;
  if (rewritten && match.clause != "9110-6.5.1-trailer-field") {
    const Trail::Rewritten& step = reading_.trail->steps[permitted.last_step - 1];
    const AllowanceRow& row = Info(step.allowance);
    return Differ(match.aspect, std::string(Info(step.clause).id), step.offset, row.sentences.ids[0], match.what);
  }
  Differ(match.aspect, match.clause, match.offset, match.sentence, match.what);
}

// The message with an error that the reader recovered from: its head, or the lines before the error, are compared.
void Holder::MessageRecovered(const ObservedMessage& observed) {
  const PermittedMessage* known = reading_.open ? reading_.open.get() : reading_.begun.get();
  if (known != nullptr) MessageIs(*known, observed, reading_.open ? Extent::kHead : Extent::kLines);
  if (!out_.agrees) return;
  const Match match = MatchRecovered(observed, reading_.names, reading_.error.offset);
  if (!match.agrees) return Differ(match.aspect, match.clause, match.offset, match.sentence, match.what);
  const bool by_length = observed.framing == FramingKind::kNone || observed.framing == FramingKind::kLength;
  if (!reading_.coding_counts || !by_length) return;
  Differ(Aspect::kFraming, std::string(Info(reading_.refused.clause).id), reading_.error.offset, Sentence::kOverrides,
         "a Transfer-Encoding is there, and the framing is none of its");
}

// Data after the last response is none: RFC 9112, section 9.2, and the last paragraph of 6.3.
bool Holder::DifferAtExtraData() {
  if (reading_.step_count == 0) return false;
  const Trail::Rewritten& step = reading_.steps().back();
  const Fault fault = Info(step.allowance).fault;
  if (fault != Fault::kExtra && fault != Fault::kExtraCrlf) return false;
  Differ(Aspect::kFraming, std::string(Info(step.clause).id), step.offset, Sentence::kNoOutstanding,
         "data without an outstanding request is taken for a response");
  return true;
}

// An accepted message for which no complete one of the reading stands.
void Holder::MessageAfter(const ObservedMessage& observed) {
  switch (reading_.end) {
    case PermittedEnd::kAnything:
      recovered_ = true;
      return MessageRecovered(observed);
    case PermittedEnd::kRefused:
      if (reading_.open) MessageIs(*reading_.open, observed, Extent::kHead);
      if (out_.agrees) DifferAtError("what is refused there is accepted");
      return;
    case PermittedEnd::kTunnel:
      // A server that does not switch goes on with HTTP/1.1; what a 101, or a 2xx to CONNECT, switched to is another.
      if (!IsServer()) DifferInPersistence(*LastMessage());
      return;
    case PermittedEnd::kNeedMore:
      if (reading_.open) MessageIs(*reading_.open, observed, Extent::kHead);
      if (out_.agrees)
        DifferInFraming(reading_.open.get(), reading_.open ? reading_.open->body : EndOffset(),
                        "the message is not complete");
      return;
    case PermittedEnd::kComplete:
      if (DifferAtExtraData()) return;
      return DifferInFraming(LastMessage(), EndOffset(), "there are fewer messages");
  }
}

}  // namespace plumbline::oracle
