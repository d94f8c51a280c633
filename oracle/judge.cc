// Which of the permitted readings agree with what was observed, and the best of them.
#include "oracle/judge.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/features.h"
#include "oracle/match.h"
#include "oracle/permit.h"
#include "oracle/tables.h"

namespace plumbline::oracle {
namespace {

using reading::Aspect;

// Nothing that is received later is a further message: what was sent before closed the connection.
bool IsAfterTheEnd(Clause clause) {
  return clause == Clause::kNotPersistent || clause == Clause::kAfterClose || clause == Clause::kAfterFaultyFraming ||
         clause == Clause::kExtraData || clause == Clause::kNoOutstandingRequest;
}
bool IsCutOff(Clause clause) { return clause == Clause::kIncompleteMessage || clause == Clause::kIncompleteLength; }

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

// A reading held against an observation.
struct Held {
  bool agrees = true;
  Verdict verdict = Verdict::kConforms;
  std::vector<Cited> steps;  // of what was observed beside the reading
  std::optional<Gap> gap;
  size_t depth = 0;  // how far they agree: messages before all else
  // The first difference; of a reading that agrees, what made the verdict worse than the reading's.
  Aspect aspect = Aspect::kOutcome;
  uint64_t offset = 0;
  std::string clause;
  std::optional<Sentence> sentence;
  std::string what;
  bool at_difference = false;  // the members above have a value
};

class Holder {
 public:
  Holder(const PermittedReading& reading, const Observation& observed, uint8_t reader)
      : reading_(reading), observed_(observed), reader_(reader) {
    out_.verdict = reading.verdict;
    refused_.assign(reading.message_count, false);
  }

  Held Hold() {
    if (out_.agrees) Replies();
    if (out_.agrees) Messages();
    if (out_.agrees) OutcomeOf();
    if (out_.agrees) ConnectionOf();
    return std::move(out_);
  }

 private:
  void Differ(Aspect aspect, std::string clause, uint64_t offset, std::optional<Sentence> sentence, std::string what) {
    out_.agrees = false;
    Note(aspect, std::move(clause), offset, sentence, std::move(what));
  }
  void Note(Aspect aspect, std::string clause, uint64_t offset, std::optional<Sentence> sentence, std::string what) {
    out_.aspect = aspect;
    out_.clause = std::move(clause);
    out_.offset = offset;
    out_.sentence = sentence;
    out_.what = std::move(what);
    out_.at_difference = true;
  }
  void Worsen(Verdict verdict, Sentence sentence, uint64_t offset, std::optional<Gap> gap = std::nullopt) {
    out_.verdict = std::max(out_.verdict, verdict);
    out_.steps.push_back({sentence, offset, gap});
    if (gap) out_.gap = gap;
  }
  void DifferAtError(std::string what) {
    const Clause clause = reading_.error.clause;
    const GoingOnRow& going = GoingOn(clause, Place::kBody, reader_);
    Differ(AspectOf(clause), std::string(Info(clause).id), reading_.error.offset, going.sentences.ids[0],
           std::move(what));
  }
  void DifferAtRefused(const PermittedMessage& message, std::string what) {
    const Clause clause = *message.refused_by;
    const GoingOnRow& going = GoingOn(clause, Place::kName, reader_);
    const auto& steps = reading_.trail->steps;
    const uint64_t offset =
        message.first_step < message.last_step ? steps[message.last_step - 1].offset : message.begin;
    Differ(AspectOf(clause), std::string(Info(clause).id), offset,
           clause == Clause::kSpaceBeforeColon ? Sentence::kColon400 : going.sentences.ids[0], std::move(what));
  }

  bool IsServer() const { return (reader_ & kServers) != 0; }
  // The message at `index`, the one that is not complete included.
  const PermittedMessage* MessageAt(size_t index) const {
    if (index < reading_.message_count) return reading_.messages()[index].get();
    return index == reading_.message_count ? reading_.open.get() : nullptr;
  }

  // ---- what was answered ----
  void Replies() {
    if (!observed_.replies || !IsServer()) return;
    const std::vector<int>& replies = *observed_.replies;
    for (size_t i = 0; i < replies.size() && out_.agrees; ++i) {
      if (i < reading_.message_count) {
        ReplyTo(*reading_.messages()[i], i, replies[i]);
      } else if (i == reading_.message_count) {
        ReplyToRest(replies[i]);
      } else {
        RepliesAfter();
        return;
      }
      if (out_.agrees) out_.depth = std::max(out_.depth, (i + 1) * 8);
    }
  }

  void ReplyTo(const PermittedMessage& message, size_t index, int status) {
    const bool is_error = status >= 400;
    if (message.refused_by) {
      const Clause clause = *message.refused_by;
      const GoingOnRow& going = GoingOn(clause, Place::kName, reader_);
      const bool must = going.status_is_must || clause == Clause::kSpaceBeforeColon;
      if (!is_error || (must && status != going.status && !OtherStatus(message, status))) {
        return DifferAtRefused(message,
                               absl::StrCat("the request is answered with ", status, " and not with ", going.status));
      }
      refused_[index] = true;
      return;
    }
    if (!IsRefusal(status)) return;
    refused_[index] = true;
    if (message.refusing && status == 400) return RefuseRewritten(message);
    Refuse(message, status);
  }

  // Whether the message gives a reason of its own for another status than the one that is due: gap G26.
  bool OtherStatus(const PermittedMessage& message, int status) const {
    if (status == 400 || !IsRefusal(status)) return false;
    const std::optional<RefusalFound> found = WhyRefused(message, reader_, status);
    return found && found->verdict == Verdict::kAllowed;
  }

  // The message is refused for what was done to its octets: the sentence that speaks of it, at its octet.
  void RefuseRewritten(const PermittedMessage& message) {
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

  // The message is refused, though it is valid.
  bool Refuse(const PermittedMessage& message, std::optional<int> status) {
    if (message.refusing && !status) {
      RefuseRewritten(message);
      return true;
    }
    const std::optional<RefusalFound> found = WhyRefused(message, reader_, status);
    if (!found) return true;  // an answer of the resource, and no matter of parsing
    Worsen(found->verdict, found->sentence, message.begin, found->gap);
    if (found->verdict > Verdict::kAllowed) {
      Note(Aspect::kOutcome, found->id, message.begin, found->sentence, found->text);
    }
    return true;
  }

  // A reply for which no message of the reading stands.
  void ReplyToRest(int status) {
    const bool is_error = status >= 400;
    switch (reading_.end) {
      case PermittedEnd::kAnything:
      case PermittedEnd::kTunnel:
        return;
      case PermittedEnd::kNeedMore:
        if (reading_.open) {  // a final response may come before the content is read
          if (IsRefusal(status)) Refuse(*reading_.open, status);
          return;
        }
        if (!is_error)
          Differ(Aspect::kFraming, "9112-2.1-start-line", reading_.error.offset, std::nullopt,
                 "a request that is not complete is answered");
        return;
      case PermittedEnd::kComplete:
        if (status == 408) return;  // the next request did not come in time: RFC 9110, section 15.5.9
        return Differ(Aspect::kFraming, "9112-6.3-message-body-length", EndOffset(), std::nullopt,
                      "there are more replies than requests");
      case PermittedEnd::kRefused:
        break;
    }
    const Clause clause = reading_.error.clause;
    if (IsAfterTheEnd(clause)) return DifferAtError("a further request is answered on the connection");
    const GoingOnRow& going = GoingOn(clause, Place::kBody, reader_);
    if (status >= 300 && status < 400 && going.verdict == Verdict::kDiscouraged && (status == 301 || status == 308) &&
        going.sentences.ids[0] == Sentence::kNoAutocorrect) {
      return Worsen(Verdict::kAllowed, Sentence::kInvalidRequestLine, reading_.error.offset);
    }
    if (!is_error) return DifferAtError(absl::StrCat("the request is answered with ", status));
    const bool hinted = status == going.status || status == Info(clause).status ||
                        (clause == Clause::kChunkedNotFinal && status == 501);  // gap G12
    if (hinted) return;
    if (going.status_is_must && !(reading_.open && OtherStatus(*reading_.open, status)) && !IsLimit(status)) {
      return DifferAtError(absl::StrCat("the request is answered with ", status, " and not with ", going.status));
    }
    if (going.sentences.ids[0] == Sentence::kRespond400 || going.sentences.ids[0] == Sentence::kNoAutocorrect) {
      if (!IsLimit(status)) Worsen(Verdict::kDiscouraged, Sentence::kRespond400, reading_.error.offset);
    }
  }
  // Statuses that a server may have for any request before it looks at what is wrong with it.
  static bool IsLimit(int status) {
    return status == 414 || status == 431 || status == 501 || status == 505 || status == 413 || status == 417;
  }

  // Replies after the one to a message that was refused.
  void RepliesAfter() {
    if (reading_.end != PermittedEnd::kRefused) {
      if (reading_.end == PermittedEnd::kComplete || reading_.end == PermittedEnd::kNeedMore) {
        Differ(Aspect::kFraming, "9112-6.3-message-body-length", EndOffset(), std::nullopt,
               "there are more replies than requests");
      }
      return;
    }
    const GoingOnRow& going = GoingOn(reading_.error.clause, Place::kBody, reader_);
    if (going.after == After::kMustClose)
      return DifferAtError("a further request is answered after an error that ends the connection");
    if (going.after == After::kShouldClose) Worsen(Verdict::kDiscouraged, Sentence::kRespond400, reading_.error.offset);
  }

  // ---- what was accepted ----
  void Messages() {
    if (!observed_.messages) return;
    size_t next = 0;
    const std::vector<ObservedMessage>& messages = *observed_.messages;
    for (size_t i = 0; i < messages.size() && out_.agrees; ++i) {
      while (next < reading_.message_count && (reading_.messages()[next]->refused_by || refused_[next])) {
        if (!reading_.messages()[next]->refused_by && Agrees(next, messages[i])) break;
        ++next;
      }
      if (next == reading_.message_count && next > i && reading_.messages()[next - 1]->refused_by &&
          !refused_[next - 1]) {
        return DifferAtRefused(*reading_.messages()[next - 1], "what is refused there is accepted");
      }
      if (next < reading_.message_count) {
        MessageIs(*reading_.messages()[next], messages[i], true);
      } else {
        MessageAfter(messages[i]);
        if (!out_.agrees || reading_.end != PermittedEnd::kAnything) return;
        left_ = 0;
        return;  // what follows is the reader's own
      }
      ++next;
      if (out_.agrees) out_.depth = std::max(out_.depth, next * 8);
    }
    accepted_ = next;
    left_ = 0;
    for (size_t i = next; i < reading_.message_count; ++i) {
      if (!reading_.messages()[i]->refused_by && !refused_[i]) ++left_;
    }
  }

  bool Agrees(size_t index, const ObservedMessage& observed) const {
    return MatchMessage(*reading_.messages()[index], observed, observed_.hidden, true).agrees;
  }

  void MessageIs(const PermittedMessage& permitted, const ObservedMessage& observed, bool whole) {
    const Match match = MatchMessage(permitted, observed, observed_.hidden, whole);
    if (match.agrees) {
      for (const Cited& step : match.steps) Worsen(match.verdict, step.sentence, step.offset, step.gap);
      return;
    }
    out_.depth += static_cast<size_t>(match.depth);
    // What was done to the octets of the message says more than the rule that is left of it.
    if (permitted.first_step < permitted.last_step && permitted.last_step <= reading_.step_count && !match.sentence) {
      const Trail::Rewritten& step = reading_.trail->steps[permitted.last_step - 1];
      const AllowanceRow& row = Allowances()[static_cast<size_t>(step.allowance)];
      return Differ(match.aspect, std::string(Info(step.clause).id), step.offset, row.sentences.ids[0], match.what);
    }
    Differ(match.aspect, match.clause, match.offset, match.sentence, match.what);
  }

  // An accepted message for which none of the reading stands.
  void MessageAfter(const ObservedMessage& observed) {
    switch (reading_.end) {
      case PermittedEnd::kAnything:
        if (reading_.open) MessageIs(*reading_.open, observed, false);
        return;
      case PermittedEnd::kRefused:
        return DifferAtError("what is refused there is accepted");
      case PermittedEnd::kTunnel:
        return;
      case PermittedEnd::kNeedMore:
        if (reading_.open) {
          MessageIs(*reading_.open, observed, false);
          if (out_.agrees)
            Differ(Aspect::kFraming, FramingClauseOf(*reading_.open), reading_.open->begin, std::nullopt,
                   "the message is not complete");
          return;
        }
        break;
      case PermittedEnd::kComplete:
        break;
    }
    Differ(Aspect::kFraming, "9112-6.3-message-body-length", EndOffset(), std::nullopt, "there are fewer messages");
  }

  // ---- how it ended ----
  void OutcomeOf() {
    if (!observed_.outcome) return;
    switch (*observed_.outcome) {
      case Outcome::kComplete:
        return Accepted();
      case Outcome::kNeedMore:
        return Awaited();
      case Outcome::kError:
        return Refused();
    }
  }

  uint64_t EndOffset() const { return reading_.message_count > 0 ? reading_.messages().back()->end : 0; }

  void Accepted() {
    if (observed_.messages && left_ > 0 && reading_.end != PermittedEnd::kAnything) {
      return Differ(Aspect::kOutcome, "9112-6.3-message-body-length", reading_.messages()[accepted_]->begin,
                    std::nullopt, "there are more messages");
    }
    if (observed_.messages == std::nullopt || observed_.messages->empty() || left_ == 0) {
      for (size_t i = 0; i < reading_.message_count; ++i) {
        if (reading_.messages()[i]->refused_by && !refused_[i])
          return DifferAtRefused(*reading_.messages()[i], "what is refused there is accepted");
      }
    }
    switch (reading_.end) {
      case PermittedEnd::kComplete:
      case PermittedEnd::kAnything:
      case PermittedEnd::kTunnel:
        return;
      case PermittedEnd::kNeedMore:
        if (!reading_.open && reading_.at_boundary) return;  // nothing of a message has come
        return Differ(Aspect::kFraming, reading_.open ? FramingClauseOf(*reading_.open) : "9112-2.1-start-line",
                      EndOffset(), std::nullopt, "the message is not complete");
      case PermittedEnd::kRefused:
        if (IsAfterTheEnd(reading_.error.clause)) return;  // closed, and the rest not looked at
        return DifferAtError("what is refused there is accepted");
    }
  }

  void Awaited() {
    if (left_ > 0)
      return Differ(Aspect::kFraming, "9112-6.3-message-body-length", reading_.messages()[accepted_]->begin,
                    std::nullopt, "there are more messages");
    switch (reading_.end) {
      case PermittedEnd::kNeedMore:
      case PermittedEnd::kAnything:
        return;
      case PermittedEnd::kTunnel:
        return;
      case PermittedEnd::kRefused:
        // A reader that looks at whole lines or heads refuses later.
        if (reading_.head_is_open || IsCutOff(reading_.error.clause)) return;
        return DifferAtError("more octets are awaited of what is refused there");
      case PermittedEnd::kComplete:
        if (reading_.message_count == 0) return;
        return Differ(Aspect::kFraming, FramingClauseOf(*reading_.messages().back()), EndOffset(), std::nullopt,
                      "the message is complete, and more octets are awaited");
    }
  }

  void Refused() {
    // Which message was refused: the one after those that were accepted, or any.
    const bool known = observed_.messages.has_value();
    if (observed_.replies && std::any_of(refused_.begin(), refused_.end(), [](bool one) { return one; })) return;
    if (known) {
      for (size_t i = accepted_; i < reading_.message_count; ++i) {
        const PermittedMessage& message = *reading_.messages()[i];
        if (message.refused_by) return;
        Refuse(message, std::nullopt);
        return;
      }
      return RefusedAtEnd();
    }
    if (reading_.end == PermittedEnd::kRefused || reading_.end == PermittedEnd::kAnything) return;
    // The message that is refused with the best verdict.
    const PermittedMessage* refused = nullptr;
    Verdict best = Verdict::kViolates;
    for (size_t i = 0; i <= reading_.message_count; ++i) {
      const PermittedMessage* message = MessageAt(i);
      if (message == nullptr) continue;
      if (message->refused_by) return;
      const std::optional<RefusalFound> found = WhyRefused(*message, reader_, std::nullopt);
      const Verdict verdict = message->refusing ? *message->refusing : found ? found->verdict : Verdict::kConforms;
      if (refused != nullptr && best <= verdict) continue;
      best = verdict;
      refused = message;
    }
    if (refused == nullptr) return RefusedAtEnd();
    Refuse(*refused, std::nullopt);
  }

  // All messages are accepted, and what follows them is refused.
  void RefusedAtEnd() {
    if (reading_.end == PermittedEnd::kRefused || reading_.end == PermittedEnd::kAnything ||
        reading_.end == PermittedEnd::kTunnel)
      return;
    if (reading_.open) {
      Refuse(*reading_.open, std::nullopt);
      return;
    }
    Worsen(Verdict::kOverStrict, Sentence::kInterpret, EndOffset());
    Note(Aspect::kOutcome, "", EndOffset(), Sentence::kInterpret,
         reading_.end == PermittedEnd::kComplete ? "there is nothing to refuse"
                                                 : "octets that may begin a message are refused");
  }

  // ---- the connection ----
  void ConnectionOf() {
    if (!observed_.connection || *observed_.connection == ConnectionState::kClosed) return;
    const bool persisted = *observed_.connection == ConnectionState::kPersisted;
    const bool refused = observed_.outcome == Outcome::kError ||
                         (observed_.replies && observed_.replies->size() > reading_.message_count);
    if (reading_.end == PermittedEnd::kRefused) {
      if (IsAfterTheEnd(reading_.error.clause)) {
        const bool answered = observed_.replies && observed_.replies->size() >= reading_.message_count;
        if (persisted || answered) DifferAtError("the connection is not closed");
        return;
      }
      if (!refused && !persisted) return;
      const GoingOnRow& going = GoingOn(reading_.error.clause, Place::kBody, reader_);
      if (going.after == After::kMustClose)
        return DifferAtError("the connection is not closed after an error that ends it");
      if (going.after == After::kShouldClose && IsServer())
        Worsen(Verdict::kDiscouraged, Sentence::kRespond400, reading_.error.offset);
      return;
    }
    if (reading_.extra_discarded && persisted) Worsen(Verdict::kDiscouraged, Sentence::kNoOutstanding, EndOffset());
    if (reading_.end != PermittedEnd::kComplete || reading_.message_count == 0) return;
    const PermittedMessage& last = *reading_.messages().back();
    if (last.persists) return;
    const bool done = !IsServer() || (observed_.replies && observed_.replies->size() >= reading_.message_count);
    if (persisted || done) {
      Differ(Aspect::kPersistence, std::string(Name(last.persistence_rule)), last.begin,
             SentenceOf(last.persistence_rule, last.kind), "the connection is not closed");
    }
  }

  const PermittedReading& reading_;
  const Observation& observed_;
  const uint8_t reader_;
  std::vector<bool> refused_;
  size_t accepted_ = 0;  // messages of the reading up to the last one that was observed as accepted
  size_t left_ = 0;      // those after it that nobody refused
  Held out_;
};

void AddDuties(const PermittedReading& reading, uint8_t reader, std::vector<Duty>& duties) {
  const bool server = (reader & kServers) != 0;
  const bool forwards = (reader & kIntermediaries) != 0;
  for (const Trail::Rewritten& step : reading.steps()) {
    const AllowanceRow& row = Allowances()[static_cast<size_t>(step.allowance)];
    if (forwards && row.fault != Fault::kEmptyLine && row.fault != Fault::kExtraCrlf) {
      duties.push_back({DutyKind::kReplace, 0, row.sentences.ids[0], step.offset});
      break;
    }
  }
  for (const auto& message : reading.messages()) {
    if (message->refused_by) {
      const GoingOnRow& going = GoingOn(*message->refused_by, Place::kName, reader);
      duties.push_back({DutyKind::kRespond, going.status, going.sentences.ids[0], message->begin});
    }
    const reading::Message& read = message->reading;
    const bool both = std::any_of(message->findings.begin(), message->findings.end(),
                                  [](const Finding& finding) { return finding.clause == Clause::kBothLengths; });
    if (both && forwards) duties.push_back({DutyKind::kRemoveContentLength, 0, Sentence::kOverrides, message->begin});
    if (!message->persists && read.framing && message->persistence_rule != PersistenceRule::kTunnel &&
        message->persistence_rule != PersistenceRule::kSwitched) {
      duties.push_back({DutyKind::kClose, 0, SentenceOf(message->persistence_rule, message->kind), message->begin});
    }
  }
  if (reading.end != PermittedEnd::kRefused) return;
  const Clause clause = reading.error.clause;
  const GoingOnRow& going = GoingOn(clause, Place::kBody, reader);
  const Sentence sentence = going.sentences.ids[0];
  if (IsCutOff(clause) && !server)
    duties.push_back({DutyKind::kIncomplete, 0, Sentence::kIncompleteClient, reading.error.offset});
  if (IsAfterTheEnd(clause)) {
    duties.push_back({DutyKind::kClose, 0, sentence, reading.error.offset});
    return;
  }
  if (server && going.status != 0) {
    const bool grammar = going.verdict == Verdict::kDiscouraged || going.verdict == Verdict::kRecovers;
    duties.push_back(
        {DutyKind::kRespond, going.status, grammar ? Sentence::kRespond400 : sentence, reading.error.offset});
  } else if (!server) {
    duties.push_back({DutyKind::kDiscard, 0, sentence, reading.error.offset});
    if (forwards) duties.push_back({DutyKind::kRespond, 502, Sentence::kBadGateway, reading.error.offset});
  }
  if (going.after == After::kMustClose) duties.push_back({DutyKind::kClose, 0, sentence, reading.error.offset});
  if (going.after == After::kShouldClose && server)
    duties.push_back({DutyKind::kClose, 0, Sentence::kRespond400, reading.error.offset});
}

void AddStep(Sentence sentence, uint64_t offset, std::optional<Gap> gap, Judgement& out) {
  for (const Cited& step : out.by) {
    if (step.sentence == sentence && step.offset == offset) return;
  }
  out.by.push_back({sentence, offset, gap});
  if (gap && std::find(out.gaps.begin(), out.gaps.end(), *gap) == out.gaps.end()) out.gaps.push_back(*gap);
}

// The judgement that a reading which agrees makes.
Judgement JudgementOf(const PermittedReading& reading, const Held& held, uint8_t reader) {
  Judgement out;
  out.verdict = held.verdict;
  for (const Trail::Rewritten& step : reading.steps()) {
    const AllowanceRow& row = Allowances()[static_cast<size_t>(step.allowance)];
    AddStep(row.sentences.ids[0], step.offset, row.gap, out);
    if (out.why.empty()) out.why = std::string(row.text);
  }
  for (const Cited& step : held.steps) AddStep(step.sentence, step.offset, step.gap, out);
  const bool ends_so = reading.end == PermittedEnd::kRefused || reading.end == PermittedEnd::kAnything;
  if (ends_so) {
    const GoingOnRow& going = GoingOn(reading.error.clause, Place::kBody, reader);
    const bool general = reading.end == PermittedEnd::kAnything;
    if (!general && reading.refusal) AddStep(*reading.refusal, reading.error.offset, std::nullopt, out);
    if (general) {
      for (const Sentence sentence : going.sentences.all()) AddStep(sentence, reading.error.offset, going.gap, out);
      out.not_judged_from = reading.not_judged_from;
      if (out.why.empty())
        out.why = absl::StrCat("going on is the reader's own recovery; nothing is judged from octet ",
                               reading.not_judged_from, " on");
    } else if (out.why.empty()) {
      out.why = std::string(Info(reading.error.clause).sentence);
    }
  }
  if (held.at_difference) {
    out.aspect = held.aspect;
    out.offset = held.offset;
    out.clause = held.clause;
    out.why = held.what;
  } else if (reading.step_count > 0) {
    out.offset = reading.steps()[0].offset;
    out.clause = std::string(Info(reading.steps()[0].clause).id);
  } else if (ends_so) {
    out.offset = reading.error.offset;
    out.clause = std::string(Info(reading.error.clause).id);
  }
  if (out.why.empty()) out.why = "the strict reading agrees";
  AddDuties(reading, reader, out.duties);
  return out;
}

Judgement JudgeAs(const Question& question, const Observation& observed, bool mixed) {
  const uint8_t reader = ReaderBitOf(question);
  const Permitted permitted = PermitFor(question, mixed);
  const PermittedReading* best = nullptr;
  Held best_held;
  const PermittedReading* nearest = nullptr;
  Held nearest_held;
  for (const PermittedReading& reading : permitted.readings) {
    if (best != nullptr && best_held.verdict <= reading.verdict) break;  // they come best first
    Held held = Holder(reading, observed, reader).Hold();
    if (held.agrees) {
      if (best == nullptr || held.verdict < best_held.verdict) {
        best = &reading;
        best_held = std::move(held);
      }
    } else if (nearest == nullptr ||
               std::make_tuple(held.depth, held.offset, reading.step_count) >
                   std::make_tuple(nearest_held.depth, nearest_held.offset, nearest->step_count)) {
      nearest = &reading;
      nearest_held = std::move(held);
    }
  }
  if (best != nullptr) return JudgementOf(*best, best_held, reader);
  Judgement out;
  if (permitted.too_many) {
    out.verdict = Verdict::kUndecided;
    out.why = absl::StrCat("the octets have more than ", kMostWays, " ways to a reading");
    return out;
  }
  out.verdict = Verdict::kViolates;
  out.aspect = nearest_held.aspect;
  out.offset = nearest_held.offset;
  out.clause = nearest_held.clause;
  out.why = nearest_held.what;
  if (nearest_held.sentence) AddStep(*nearest_held.sentence, nearest_held.offset, std::nullopt, out);
  if (nearest != nullptr) AddDuties(*nearest, reader, out.duties);
  return out;
}

Judgement JudgeOne(const Question& question, const Observation& observed) {
  Judgement out = JudgeAs(question, observed, false);
  if (out.verdict != Verdict::kViolates || !absl::StrContains(question.octets, '\n')) return out;
  // Nothing obliges a recipient to take every LF alike: each is a MAY.
  Judgement mixed = JudgeAs(question, observed, true);
  if (mixed.verdict == Verdict::kViolates) return out;
  mixed.why = absl::StrCat(mixed.why, "; LF is taken for one thing here and for another there");
  return mixed;
}

}  // namespace

Judgement WayOf(const Question& question, const PermittedReading& reading) {
  Held held;
  held.verdict = reading.verdict;
  Question one = question;
  if (one.reader == Reader::kIntermediary) one.reader = Reader::kProxy;
  return JudgementOf(reading, held, ReaderBitOf(one));
}

std::string Contradiction(const Question& question, const Observation& observed) {
  const bool request = question.kind == MessageKind::kRequest;
  for (size_t i = 0; observed.messages && i < observed.messages->size(); ++i) {
    const ObservedMessage& message = (*observed.messages)[i];
    const auto in = [&](absl::string_view what) { return absl::StrCat("message ", i, " contradicts itself: ", what); };
    if (request && (message.status || message.reason)) return in("a request has no status");
    if (!request && (message.method || message.target || message.target_uri))
      return in("a response has no method and no target");
    if (!message.framing) continue;
    const size_t size = message.body ? message.body->size() : 0;
    if (*message.framing == FramingKind::kNone && size > 0) return in("its framing is none, and its body is not empty");
    if (message.length && *message.framing != FramingKind::kLength) return in("a length without the framing length");
    if (message.length && message.body && *message.length != size) return in("its length is not that of its body");
  }
  if (observed.replies) {
    for (const int status : *observed.replies) {
      if (status < 200 || status > 999) return absl::StrCat("a reply ", status, " is no final status code");
    }
    if (question.reader == Reader::kUserAgent && !observed.replies->empty()) return "a user agent sends no replies";
  }
  return "";
}

Judgement Judge(const Question& question, const Observation& observed) {
  if (question.reader != Reader::kIntermediary) return JudgeOne(question, observed);
  Question one = question;
  one.reader = Reader::kProxy;
  Judgement proxy = JudgeOne(one, observed);
  one.reader = Reader::kGateway;
  Judgement gateway = JudgeOne(one, observed);
  Judgement& best = proxy.verdict <= gateway.verdict ? proxy : gateway;
  const Judgement& other = proxy.verdict <= gateway.verdict ? gateway : proxy;
  if (other.verdict == Verdict::kViolates && best.verdict < Verdict::kUndecided) {
    best.verdict = Verdict::kUndecided;
    best.why = absl::StrCat("a gateway and a proxy are bound differently: ", other.why);
    best.gaps.push_back(Gap::kG32);
  }
  return std::move(best);
}

}  // namespace plumbline::oracle
