// The best of the permitted readings that agree with what was observed.
#include "oracle/judge.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/forwarded_hold.h"
#include "oracle/hold.h"
#include "oracle/match.h"
#include "oracle/permit.h"
#include "oracle/tables.h"

namespace plumbline::oracle {
namespace {

// Of the messages of a reading: what is done with them besides reading them.
void AddDutiesOf(const PermittedMessage& message, bool forwards, std::vector<Duty>& duties) {
  if (message.refused) {
    const Refused& due = *message.refused;
    duties.push_back({DutyKind::kRespond, due.status, due.sentence.value_or(Sentence::kRespond400), due.offset});
  }
  const bool both = std::any_of(message.findings.begin(), message.findings.end(),
                                [](const Finding& finding) { return finding.clause == Clause::kBothLengths; });
  if (both && forwards) duties.push_back({DutyKind::kRemoveContentLength, 0, Sentence::kOverrides, message.begin});
  const bool tunnel =
      message.persistence_rule == PersistenceRule::kTunnel || message.persistence_rule == PersistenceRule::kSwitched;
  if (!message.persists && !tunnel) {
    duties.push_back({DutyKind::kClose, 0, SentenceOf(message.persistence_rule, message.kind), message.begin});
  }
}

// Whether the sentence has a status code, and not only that the octets are invalid.
bool SaysHowToAnswer(Sentence sentence) {
  switch (sentence) {
    case Sentence::kBareCr:
    case Sentence::kCrLfNul:
    case Sentence::kEmptyLine:
    case Sentence::kReadOrClose:
    case Sentence::kRecover:
    case Sentence::kWhitespaceLine:
      return false;
    default:
      return true;
  }
}

// Of an error at which it refuses.
void AddDutiesAtError(const PermittedReading& reading, bool server, bool forwards, std::vector<Duty>& duties) {
  const Refused& due = reading.refused;
  const Sentence sentence = due.sentence.value_or(Sentence::kRecover);
  if (due.clause == Clause::kNoOutstandingRequest || due.clause == Clause::kExtraData) {
    duties.push_back({DutyKind::kClose, 0, Sentence::kNoOutstandingClose, due.offset});
    return;
  }
  if (IsAfterTheEnd(due.clause)) {
    duties.push_back({DutyKind::kClose, 0, sentence, due.offset});
    return;
  }
  if (IsCutOff(due.clause) && !server)
    duties.push_back({DutyKind::kIncomplete, 0, Sentence::kIncompleteClient, due.offset});
  if (server) {
    const Sentence respond = IsCutOff(due.clause)        ? Sentence::kIncompleteServer
                             : SaysHowToAnswer(sentence) ? sentence
                                                         : Sentence::kRespond400;
    duties.push_back({DutyKind::kRespond, due.status, respond, due.offset});
  } else {
    if (due.sentence) duties.push_back({DutyKind::kDiscard, 0, sentence, due.offset});
    if (forwards) duties.push_back({DutyKind::kRespond, 502, Sentence::kBadGateway, due.offset});
  }
  if (due.after == After::kMustClose) {
    const Sentence close = !reading.open ? sentence : server ? Sentence::kReadOrClose : Sentence::kReadToReuse;
    duties.push_back({DutyKind::kClose, 0, close, due.offset});
  }
  if (due.after == After::kShouldClose && server)
    duties.push_back({DutyKind::kClose, 0, Sentence::kRespond400, due.offset});
}

std::vector<Duty> DutiesOf(const PermittedReading& reading, uint8_t reader) {
  std::vector<Duty> duties;
  const bool forwards = (reader & kIntermediaries) != 0;
  for (const Trail::Rewritten& step : reading.steps()) {
    const AllowanceRow& row = Info(step.allowance);
    if (!forwards || row.fault == Fault::kEmptyLine || row.fault == Fault::kExtraCrlf) continue;
    duties.push_back({DutyKind::kReplace, 0, row.sentences.ids[0], step.offset});
    break;
  }
  for (const auto& message : reading.messages()) AddDutiesOf(*message, forwards, duties);
  if (reading.end == PermittedEnd::kRefused) AddDutiesAtError(reading, (reader & kServers) != 0, forwards, duties);
  return duties;
}

void AddCited(Sentence sentence, uint64_t offset, std::optional<Gap> gap, Judgement& out) {
  // Those of one way come by their octets, so that the same one can only be the last.
  if (out.by.empty() || out.by.back().sentence != sentence || out.by.back().offset != offset) {
    out.by.push_back({sentence, offset, gap});
  }
  if (gap && std::find(out.gaps.begin(), out.gaps.end(), *gap) == out.gaps.end()) out.gaps.push_back(*gap);
}

// The judgement that a reading which agrees makes.
Judgement JudgementOf(const PermittedReading& reading, const Held& held, uint8_t reader) {
  Judgement out;
  out.verdict = held.verdict;
  for (const Trail::Rewritten& step : reading.steps()) {
    const AllowanceRow& row = Info(step.allowance);
    AddCited(row.sentences.ids[0], step.offset, row.gap, out);
    if (out.why.empty()) out.why = std::string(row.text);
  }
  for (const Cited& cited : held.steps) AddCited(cited.sentence, cited.offset, cited.gap, out);
  const bool at_error = reading.end == PermittedEnd::kRefused || reading.end == PermittedEnd::kAnything;
  if (reading.end == PermittedEnd::kRefused) {
    if (reading.refused.sentence) AddCited(*reading.refused.sentence, reading.refused.offset, std::nullopt, out);
    if (out.why.empty()) out.why = std::string(Info(reading.refused.clause).sentence);
  } else if (reading.end == PermittedEnd::kAnything) {
    for (const Sentence sentence : reading.going_on) AddCited(sentence, reading.error.offset, reading.gap, out);
    out.not_judged_from = reading.not_judged_from;
    if (out.why.empty()) {
      out.why = absl::StrCat("going on is the reader's own recovery; nothing is judged from octet ",
                             reading.not_judged_from, " on");
    }
  }
  if (held.difference) {
    out.aspect = held.difference->aspect;
    out.offset = held.difference->offset;
    out.clause = held.difference->clause;
    out.why = held.difference->what;
  } else if (reading.step_count > 0) {
    out.offset = reading.steps()[0].offset;
    out.clause = std::string(Info(reading.steps()[0].clause).id);
  } else if (at_error) {
    out.offset = reading.error.offset;
    out.clause = std::string(Info(reading.error.clause).id);
  }
  if (out.why.empty() && !held.steps.empty()) out.why = std::string(Info(held.steps.front().sentence).text);
  if (out.why.empty()) out.why = "the strict reading agrees";
  out.duties = DutiesOf(reading, reader);
  return out;
}

Judgement TooMany() {
  Judgement out;
  out.verdict = Verdict::kUndecided;
  out.why = absl::StrCat("the octets have more than ", kMostWays, " ways to a reading");
  return out;
}

// A reading that may be the one of the reader.
struct Explanation {
  const PermittedReading* reading = nullptr;
  Held held;
  std::vector<BrokenRule> broken;

  Verdict verdict() const { return broken.empty() ? held.verdict : std::max(held.verdict, broken.front().verdict); }
  // Whether what was sent on is what was read.
  bool IsSentAsRead() const {
    return std::none_of(broken.begin(), broken.end(),
                        [](const BrokenRule& one) { return one.rule == ForwardingRule::kSentAsRead; });
  }
  // Of equally bad ones the one that is what was sent on explains it best, then the one that leaves the fewest rules
  // broken.
  bool IsBetterThan(const Explanation& other) const {
    if (other.reading == nullptr || verdict() != other.verdict())
      return other.reading == nullptr || verdict() < other.verdict();
    if (IsSentAsRead() != other.IsSentAsRead()) return IsSentAsRead();
    return broken.size() < other.broken.size();
  }
};

Judgement JudgeAs(const Question& question, const Observation& observed, bool mixed) {
  const uint8_t reader = ReaderBitOf(question);
  const Permitted permitted = PermitFor(question, mixed);
  const Sent sent = observed.forwarded ? ReadSent(question, *observed.forwarded) : Sent();
  const auto held_against = [&](const PermittedReading& reading) {
    return observed.forwarded ? HoldForwarded(question, reading, observed, sent, reader) : std::vector<BrokenRule>();
  };
  Explanation best;
  const PermittedReading* nearest = nullptr;
  Held nearest_held;
  for (const PermittedReading& reading : permitted.readings) {
    if (best.reading != nullptr && best.verdict() <= reading.verdict) break;  // they come best first
    if (mixed && reading.end == PermittedEnd::kAnything) continue;            // of which not even LF would be sure
    Held held = Hold(reading, observed, reader);
    if (held.agrees) {
      Explanation explanation{&reading, std::move(held), held_against(reading)};
      if (explanation.IsBetterThan(best)) best = std::move(explanation);
    } else if (nearest == nullptr ||
               std::make_tuple(held.depth, held.difference->offset, reading.step_count) >
                   std::make_tuple(nearest_held.depth, nearest_held.difference->offset, nearest->step_count)) {
      nearest = &reading;
      nearest_held = std::move(held);
    }
  }
  if (best.reading != nullptr) {
    Judgement out = JudgementOf(*best.reading, best.held, reader);
    AddBroken(std::move(best.broken), out);
    if (permitted.too_many && out.verdict == Verdict::kViolates && best.held.verdict < Verdict::kUndecided)
      out = TooMany();
    return out;
  }
  if (permitted.too_many) return TooMany();
  Judgement out;
  const Held::Difference& difference = *nearest_held.difference;
  out.verdict = Verdict::kViolates;
  out.aspect = difference.aspect;
  out.offset = difference.offset;
  out.clause = difference.clause;
  out.why = difference.what;
  AddCited(difference.sentence.value_or(Sentence::kInterpret), difference.offset, std::nullopt, out);
  out.duties = DutiesOf(*nearest, reader);
  out.forwarding = held_against(*nearest);
  return out;
}

Judgement JudgeOne(const Question& question, const Observation& observed) {
  Judgement out = JudgeAs(question, observed, false);
  if (out.verdict < Verdict::kRecovers || !absl::StrContains(question.octets, '\n')) return out;
  // Nothing obliges a recipient to take every LF alike: each is a MAY.
  Judgement mixed = JudgeAs(question, observed, true);
  if (mixed.verdict >= out.verdict) return out;
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
    if (other.clause == Info(Clause::kNotPersistent).id) best.gaps.push_back(Gap::kG32);
  }
  if (observed.forwarded) {
    const Verdict verdict = best.verdict;
    best.forwarding = BrokenByEither(proxy.forwarding, gateway.forwarding);
    if (!best.forwarding.empty() && best.forwarding.front().verdict == verdict) {
      best.verdict = Verdict::kConforms;  // so that the rule that binds both decides
      AddBroken(std::move(best.forwarding), best);
    }
  }
  return std::move(best);
}

}  // namespace plumbline::oracle
