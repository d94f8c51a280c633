// How it ended, and the connection after it.
#include "oracle/holder.h"

namespace plumbline::oracle {

void Holder::OutcomeOf() {
  switch (*observed_.outcome) {
    case Outcome::kComplete:
      return Accepted();
    case Outcome::kNeedMore:
      return Awaited();
    case Outcome::kError:
      return Rejected();
  }
}

void Holder::Accepted() {
  for (size_t i = 0; i < reading_.message_count; ++i) {
    if (MessageAt(i).refused && !refused_[i])
      return DifferAt(*MessageAt(i).refused, "what is refused there is accepted");
  }
  if (left_ > 0) return DifferInFraming(&MessageAt(accepted_), MessageAt(accepted_).begin, "there are more messages");
  switch (reading_.end) {
    case PermittedEnd::kComplete:
    case PermittedEnd::kAnything:
    case PermittedEnd::kTunnel:
      return;
    case PermittedEnd::kNeedMore:
      if (!reading_.open && reading_.at_boundary) return;  // nothing of a message has come
      return DifferInFraming(reading_.open.get(), reading_.open ? reading_.open->body : EndOffset(),
                             "the message is not complete");
    case PermittedEnd::kRefused:
      // Closed, and the rest not looked at. Of extra data there are readings of their own.
      if (AspectOf(reading_.refused.clause) == Aspect::kPersistence) return;
      return DifferAtError("what is refused there is accepted");
  }
}

void Holder::Awaited() {
  if (left_ > 0) return DifferInFraming(&MessageAt(accepted_), MessageAt(accepted_).begin, "there are more messages");
  switch (reading_.end) {
    case PermittedEnd::kNeedMore:
    case PermittedEnd::kAnything:
    case PermittedEnd::kTunnel:
      return;
    case PermittedEnd::kRefused:
      // A reader that looks at whole lines or heads refuses later.
      if (reading_.head_is_open || IsCutOff(reading_.error.clause)) return;
      return DifferAtError("more octets are awaited of what is refused there");
    case PermittedEnd::kComplete:
      if (reading_.message_count == 0 || reading_.awaits_more) return;
      return DifferInFraming(LastMessage(), EndOffset(), "the message is complete, and more octets are awaited");
  }
}

void Holder::Rejected() {
  if (reading_.end == PermittedEnd::kAnything) {
    // Who refuses here does not go on: there is a reading that refuses at the same octet.
    if (!recovered_) DifferAtError("the message is refused");
    return;
  }
  if (observed_.messages) {  // the one after those that were accepted
    for (size_t i = accepted_; i < reading_.message_count; ++i) {
      if (!IsInterim(MessageAt(i))) return RefuseByParser(MessageAt(i));
    }
    return RejectedAtEnd();
  }
  if (reading_.end == PermittedEnd::kRefused || IsUpgradeIgnored() || AwaitsFinal() || reading_.awaits_response) return;
  // Any of them: the one that may be refused with the best verdict.
  std::vector<const PermittedMessage*> messages;
  for (const auto& message : reading_.messages()) messages.push_back(message.get());
  if (reading_.open) messages.push_back(reading_.open.get());
  const auto verdict_of = [&](const PermittedMessage* message) {
    if (message->refused) return Verdict::kConforms;
    return message->refusing ? *message->refusing : WhyParserRefused(*message, reader_).verdict;
  };
  const auto best = std::min_element(messages.begin(), messages.end(),
                                     [&](const auto* a, const auto* b) { return verdict_of(a) < verdict_of(b); });
  if (best == messages.end()) return RejectedAtEnd();
  RefuseByParser(**best);
}

// The connection was closed after an interim response.
bool Holder::AwaitsFinal() const {
  return reading_.end == PermittedEnd::kComplete && LastMessage() != nullptr && IsInterim(*LastMessage());
}

// What follows a request with Upgrade is no request-line, and nobody has to switch.
bool Holder::IsUpgradeIgnored() const {
  return reading_.end == PermittedEnd::kTunnel && IsServer() && LastMessage() != nullptr &&
         LastMessage()->reading.start->method != "CONNECT";
}

// All complete messages are accepted, and what follows them is refused.
void Holder::RejectedAtEnd() {
  switch (reading_.end) {
    case PermittedEnd::kRefused:
    case PermittedEnd::kAnything:
    case PermittedEnd::kTunnel:
      return;
    case PermittedEnd::kNeedMore:
      if (reading_.open) return RefuseByParser(*reading_.open);
      break;
    case PermittedEnd::kComplete:
      if (reading_.extra_discarded || AwaitsFinal()) return;
      break;
  }
  if (reading_.awaits_response) return;
  Worsen(Verdict::kOverStrict, Sentence::kInterpret, EndOffset());
  Note(Aspect::kOutcome, "", EndOffset(), Sentence::kInterpret, "what is refused is no error, or may begin a message");
}

// ---- the connection ----------------------------------------------------------------------------

void Holder::ConnectionOf() {
  if (*observed_.connection == ConnectionState::kClosed) return;
  const bool persisted = *observed_.connection == ConnectionState::kPersisted;
  if (reading_.end == PermittedEnd::kRefused) return ConnectionAfterError(persisted);
  if (reading_.end == PermittedEnd::kAnything) return ConnectionAfterRecovery(persisted);
  if (reading_.extra_discarded && persisted) Worsen(Verdict::kDiscouraged, Sentence::kNoOutstandingClose, EndOffset());
  if (reading_.end == PermittedEnd::kNeedMore && reading_.open && persisted) return PersistedUnread(*reading_.open);
  const PermittedMessage* last = LastMessage();
  if (reading_.end != PermittedEnd::kComplete || last == nullptr || last->persists) return;
  // A server has to close once it has answered; a client where a sentence says that it closes, and not the server
  // alone.
  const bool client_closes = last->persistence_rule == PersistenceRule::kCloseOption ||
                             last->persistence_rule == PersistenceRule::kHttp10TransferEncoding;
  if (persisted || (IsServer() ? AllAnswered() : client_closes)) DifferInPersistence(*last);
}

// A further message is awaited, though the content of this one has not been read.
void Holder::PersistedUnread(const PermittedMessage& open) {
  if (IsServer() ? !RestAnswered() : open.reading.framing->kind != FramingKind::kClose) return;
  Differ(Aspect::kPersistence, FramingClauseOf(open), open.begin,
         IsServer() ? Sentence::kReadOrClose : Sentence::kSelfDefined,
         "the connection is used again before the end of the content");
}

void Holder::ConnectionAfterError(bool persisted) {
  const Refused& due = reading_.refused;
  if (IsAfterTheEnd(due.clause)) {
    const bool extra = due.clause == Clause::kNoOutstandingRequest || due.clause == Clause::kExtraData;
    if (extra && persisted) return Worsen(Verdict::kDiscouraged, Sentence::kNoOutstandingClose, due.offset);
    if (!extra && (persisted || AllAnswered())) DifferAtError("the connection is not closed");
    return;
  }
  if (!persisted && !IsObserved(Outcome::kError) && !RestAnswered()) return;
  if (IsServer() && reading_.closes) return DifferByClosing();
  if (!IsServer()) {
    const bool must_close = due.sentence == Sentence::kLengthInvalid || due.sentence == Sentence::kLengthShort;
    if (!persisted && must_close) return DifferAtError("the connection is not closed");
    if (!persisted) return;
    return Differ(Aspect::kPersistence, std::string(Info(due.clause).id), due.offset, Sentence::kReadToReuse,
                  "the connection is used again, though the body was not read");
  }
  if (due.after == After::kMustClose) {
    const std::optional<Sentence> sentence = reading_.open ? Sentence::kReadOrClose : due.sentence;
    return Differ(Aspect::kPersistence, std::string(Info(due.clause).id), due.offset, sentence,
                  "the connection is not closed after the error");
  }
  if (due.after == After::kShouldClose) Worsen(Verdict::kDiscouraged, Sentence::kRespond400, due.offset);
}

void Holder::DifferByClosing() {
  Differ(Aspect::kPersistence, std::string(Name(*reading_.closes)), reading_.error.offset,
         SentenceOf(*reading_.closes, MessageKind::kRequest), "the connection is not closed");
}

// What the octets before the error decided holds, whatever was made of those after it.
void Holder::ConnectionAfterRecovery(bool persisted) {
  if (!persisted && !(IsServer() && RestAnswered())) return;
  if (reading_.open && !reading_.open->persists) return DifferInPersistence(*reading_.open);
  if (IsServer() && reading_.closes) DifferByClosing();
}

}  // namespace plumbline::oracle
