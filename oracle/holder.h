// One permitted reading held against one observation, member by member: what was answered (hold_replies.cc), what was
// accepted (hold_messages.cc), how it ended and the connection after it (hold_ending.cc). hold.cc runs it.
#ifndef PLUMBLINE_ORACLE_HOLDER_H_
#define PLUMBLINE_ORACLE_HOLDER_H_

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "oracle/features.h"
#include "oracle/hold.h"
#include "oracle/judge.h"
#include "oracle/match.h"
#include "oracle/tables.h"

namespace plumbline::oracle {

inline constexpr size_t kDepthOfMessage = 8;  // more than any Match::depth

reading::Aspect AspectOf(Clause clause);
bool IsInterim(const PermittedMessage& message);

class Holder {
 public:
  using Aspect = reading::Aspect;

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
  Match MatchOf(const PermittedMessage& permitted, const ObservedMessage& observed, Extent extent) const {
    return MatchMessage(permitted, observed, observed_.hidden, extent, (reader_ & kIntermediaries) != 0);
  }
  bool Agrees(size_t index, const ObservedMessage& observed) const {
    return MatchOf(MessageAt(index), observed, Extent::kWhole).agrees;
  }
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

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_HOLDER_H_
