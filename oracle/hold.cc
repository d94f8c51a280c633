#include "oracle/hold.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "oracle/features.h"
#include "oracle/match.h"
#include "oracle/tables.h"

namespace plumbline::oracle {
namespace {

using reading::Aspect;

constexpr size_t kDepthOfMessage = 8;  // more than any Match::depth

Aspect AspectOf(Clause clause) {
  switch (clause) {
    case Clause::kNotPersistent:
    case Clause::kAfterClose:
    case Clause::kAfterFaultyFraming:
      return Aspect::kPersistence;
    case Clause::kNoOutstandingRequest:
    case Clause::kExtraData:
    case Clause::kIncompleteMessage:
    case Clause::kIncompleteLength:
    case Clause::kTransferEncodingSyntax:
    case Clause::kChunkedNotFinal:
    case Clause::kContentLengthInvalid:
    case Clause::kContentLengthDiffers:
    case Clause::kContentLengthList:
    case Clause::kContentLengthEmptyMember:
    case Clause::kChunkedParameter:
    case Clause::kCompressionParameter:
    case Clause::kChunkSize:
    case Clause::kChunkExt:
    case Clause::kChunkExtQuotedString:
    case Clause::kChunkDataEnd:
    case Clause::kLimitContentLength:
    case Clause::kLimitChunkSize:
      return Aspect::kFraming;
    case Clause::kHostMissing:
    case Clause::kHostRepeated:
    case Clause::kHostValue:
    case Clause::kConnectPort:
    case Clause::kHttpUri:
    case Clause::kHttpEmptyHost:
    case Clause::kHttpUserinfo:
      return Aspect::kSemantics;
    default:
      return Aspect::kSyntax;
  }
}

bool IsInterim(const PermittedMessage& message) {
  return message.kind == MessageKind::kResponse && message.reading.start && message.reading.start->status >= 100 &&
         message.reading.start->status < 200 && message.reading.start->status != 101;
}

class Holder {
 public:
  Holder(const PermittedReading& reading, const Observation& observed, uint8_t reader)
      : reading_(reading), observed_(observed), reader_(reader), refused_(reading.message_count, false) {
    out_.verdict = reading.verdict;
  }

  Held Hold() {
    if (!ShowsAnotherReading()) {
      DifferAtError("what is shown is what the sentence permits, up to here");
      return std::move(out_);
    }
    if (observed_.replies) IsServer() ? Replies() : ForwardedReplies();
    if (out_.agrees && observed_.messages) Messages();
    if (out_.agrees && observed_.outcome) OutcomeOf();
    if (out_.agrees && observed_.connection) ConnectionOf();
    return std::move(out_);
  }

 private:
  void Note(Aspect aspect, std::string clause, uint64_t offset, std::optional<Sentence> sentence, std::string what) {
    out_.difference = {aspect, offset, std::move(clause), sentence, std::move(what)};
  }
  void Differ(Aspect aspect, std::string clause, uint64_t offset, std::optional<Sentence> sentence, std::string what) {
    out_.agrees = false;
    Note(aspect, std::move(clause), offset, sentence, std::move(what));
  }
  void DifferAt(const Refused& refused, std::string what) {
    Differ(AspectOf(refused.clause), std::string(Info(refused.clause).id), refused.offset, refused.sentence,
           std::move(what));
  }
  void DifferAtError(std::string what) { DifferAt(reading_.refused, std::move(what)); }
  void DifferInPersistence(const PermittedMessage& message) {
    Differ(Aspect::kPersistence, std::string(Name(message.persistence_rule)), message.begin,
           SentenceOf(message.persistence_rule, message.kind), "the connection is not closed");
  }
  void DifferInFraming(const PermittedMessage* message, uint64_t offset, std::string what) {
    Differ(Aspect::kFraming, message == nullptr ? "9112-6.3-message-body-length" : FramingClauseOf(*message), offset,
           message == nullptr ? Sentence::kInterpret : FramingSentenceOf(*message), std::move(what));
  }
  void Worsen(Verdict verdict, Sentence sentence, uint64_t offset, std::optional<Gap> gap = std::nullopt) {
    out_.verdict = std::max(out_.verdict, verdict);
    out_.steps.push_back({sentence, offset, gap});
  }

  bool IsServer() const { return (reader_ & kServers) != 0; }
  bool IsObserved(Outcome outcome) const { return observed_.outcome == outcome; }
  const PermittedMessage& MessageAt(size_t index) const { return *reading_.messages()[index]; }
  const PermittedMessage* LastMessage() const {
    return reading_.message_count == 0 ? nullptr : reading_.messages().back().get();
  }
  uint64_t EndOffset() const { return reading_.message_count == 0 ? 0 : LastMessage()->end; }
  // Replies to all complete messages, at least.
  bool AllAnswered() const { return observed_.replies && observed_.replies->size() >= reading_.message_count; }
  bool RestAnswered() const { return observed_.replies && observed_.replies->size() > reading_.message_count; }

  bool ShowsAnotherReading() const;
  void Replies();
  void ForwardedReplies();
  void ReplyTo(const PermittedMessage& message, size_t index, int status);
  void ReplyToRest(int status);
  void ReplyToError(int status);
  void RepliesAfter();
  bool HasOtherStatus(const PermittedMessage* message, int status);
  void WorsenBy(const RefusalFound& found, uint64_t offset);
  void RefuseRewritten(const PermittedMessage& message);
  void RefuseByParser(const PermittedMessage& message);

  void Messages();
  bool Agrees(size_t index, const ObservedMessage& observed) const;
  bool MaySkip(size_t index, const ObservedMessage& observed);
  void MessageIs(const PermittedMessage& permitted, const ObservedMessage& observed, Extent extent);
  void MessageAfter(const ObservedMessage& observed);
  void MessageRecovered(const ObservedMessage& observed);
  bool DifferAtExtraData();

  void OutcomeOf();
  void Accepted();
  void Awaited();
  void Rejected();
  void RejectedAtEnd();
  bool IsUpgradeIgnored() const;
  bool AwaitsFinal() const;
  void ConnectionOf();
  void ConnectionAfterError(bool persisted);
  void PersistedUnread(const PermittedMessage& open);
  void ConnectionAfterRecovery(bool persisted);
  void DifferByClosing();

  const PermittedReading& reading_;
  const Observation& observed_;
  const uint8_t reader_;
  std::vector<bool> refused_;  // messages that a reply refused
  bool recovered_ = false;     // the message with the error was observed as accepted
  size_t accepted_ = 0;        // messages of the reading up to the last one that was observed as accepted
  size_t left_ = 0;            // those after it that nobody refused
  Held out_;
};

// Of a recovery beside a permission: whether the observation is seen to be one.
bool Holder::ShowsAnotherReading() const {
  if (reading_.end != PermittedEnd::kAnything || !reading_.beside_permission) return true;
  if (!observed_.messages || observed_.messages->size() <= reading_.message_count) return false;
  const ObservedMessage& shown = (*observed_.messages)[reading_.message_count];
  if (reading_.words.size() < 2) {
    const bool start = shown.method || shown.target || shown.status || shown.version;
    const bool in_start_line = reading_.begun && !reading_.begun->reading.start;
    return in_start_line ? start : shown.fields.has_value() || shown.framing || shown.body;
  }
  const bool method = !shown.method || *shown.method == reading_.words[0];
  const bool target = !shown.target || *shown.target == reading_.words[1];
  const bool status = !shown.status || absl::StrCat(*shown.status) == reading_.words[1];
  const size_t at = IsServer() ? 2 : 0;
  const bool version = !shown.version || reading_.words.size() <= at || *shown.version == reading_.words[at];
  return !(method && target && status && version);
}

// ---- what was answered -------------------------------------------------------------------------

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
    const AllowanceRow& row = Allowances()[static_cast<size_t>(step.allowance)];
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

// ---- what was accepted -------------------------------------------------------------------------

bool Holder::Agrees(size_t index, const ObservedMessage& observed) const {
  return MatchMessage(MessageAt(index), observed, observed_.hidden, Extent::kWhole, (reader_ & kIntermediaries) != 0)
      .agrees;
}

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
  const Match match = MatchMessage(permitted, observed, observed_.hidden, extent, (reader_ & kIntermediaries) != 0);
  if (match.agrees) {
    for (const Cited& step : match.steps) Worsen(match.verdict, step.sentence, step.offset, step.gap);
    return;
  }
  out_.depth += static_cast<size_t>(match.depth);
  // What was done to the octets of the message says more than the rule that is left of it.
  const bool rewritten = permitted.first_step < permitted.last_step && permitted.last_step <= reading_.step_count;
  if (rewritten && match.clause != "9110-6.5.1-trailer-field") {
    const Trail::Rewritten& step = reading_.trail->steps[permitted.last_step - 1];
    const AllowanceRow& row = Allowances()[static_cast<size_t>(step.allowance)];
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
  const Fault fault = Allowances()[static_cast<size_t>(step.allowance)].fault;
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

// ---- how it ended ------------------------------------------------------------------------------

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

}  // namespace

bool IsAfterTheEnd(Clause clause) {
  return clause == Clause::kNotPersistent || clause == Clause::kAfterClose || clause == Clause::kAfterFaultyFraming ||
         clause == Clause::kExtraData || clause == Clause::kNoOutstandingRequest;
}

bool IsCutOff(Clause clause) { return clause == Clause::kIncompleteMessage || clause == Clause::kIncompleteLength; }

Held Hold(const PermittedReading& reading, const Observation& observed, uint8_t reader) {
  return Holder(reading, observed, reader).Hold();
}

}  // namespace plumbline::oracle
