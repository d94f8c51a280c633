// Laws of the judge (oracle/judge.h): of any octets, whoever reads them. And the witness's readings beside its own.
#include "oracle/judge.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/observation.h"
#include "properties/generators/asked.h"
#include "properties/generators/basic.h"
#include "properties/generators/sample.h"
#include "properties/law.h"
#include "properties/oracle/judge_support.h"
#include "properties/show.h"
#include "reading/interpretation.h"

namespace plumbline::properties {
namespace {

using oracle::ConnectionState;
using oracle::ExactlyObserved;
using oracle::Judge;
using oracle::Judgement;
using oracle::Observation;
using oracle::ObservedMessage;
using oracle::Permit;
using oracle::Permitted;
using oracle::PermittedEnd;
using oracle::PermittedReading;
using oracle::Reader;
using oracle::Verdict;

Observation StrictlyObserved(const Question& question) { return ExactlyObserved(reading::Of(question.ReadStrictly())); }

// What an implementation may be seen to do: a permitted reading, the strict one, or one of them with something changed.
Observation AnyObservation(const Question& question) {
  Observation observed = StrictlyObserved(question);
  if (*Sometimes(2)) {
    const Permitted permitted = Permit(question.get());
    observed = ExactlyObserved(permitted.readings[*InRange<size_t>(0, permitted.readings.size())]);
  }
  if (*Sometimes(4)) observed.outcome = *OneOfThese<Outcome>({Outcome::kComplete, Outcome::kNeedMore, Outcome::kError});
  if (*Sometimes(4)) observed.messages.reset();
  if (observed.messages && !observed.messages->empty() && *Sometimes(4)) observed.messages->pop_back();
  if (question.get().reader != Reader::kUserAgent && question.get().kind == MessageKind::kRequest && *Sometimes(2)) {
    observed.replies = *Repeat<int>(0, 3, OneOfThese<int>({200, 400, 404, 501, 431, 301, 408, 502, 413, 505}));
  }
  if (*Sometimes(3)) {
    observed.connection =
        *OneOfThese<ConnectionState>({ConnectionState::kClosed, ConnectionState::kOpen, ConnectionState::kPersisted});
  }
  if (observed.messages && !observed.messages->empty() && *Sometimes(4)) {
    ObservedMessage& message = (*observed.messages)[*InRange<size_t>(0, observed.messages->size())];
    if (*Sometimes(2)) message.body = "other";
    if (*Sometimes(2) && message.fields && !message.fields->empty()) message.fields->back().value += "x";
    if (*Sometimes(2)) message.persists = *Sometimes(2);
    if (*Sometimes(2)) message.trailers.reset();
  }
  return observed;
}

// One thing less is known.
Observation WithLess(Observation observed) {
  const size_t what = *InRange<size_t>(0, 6);
  if (what == 0) observed.outcome.reset();
  if (what == 1) observed.messages.reset();
  if (what == 2) observed.replies.reset();
  if (what == 3) observed.connection.reset();
  if (what < 4 || !observed.messages || observed.messages->empty()) return observed;
  if (what == 4) {
    if (!observed.outcome) observed.messages->pop_back();
    return observed;
  }
  ObservedMessage& message = (*observed.messages)[*InRange<size_t>(0, observed.messages->size())];
  const size_t member = *InRange<size_t>(0, 12);
  if (member == 0) message.method.reset();
  if (member == 1) message.target.reset();
  if (member == 2) message.target_uri.reset();
  if (member == 3) message.version.reset();
  if (member == 4) message.status.reset();
  if (member == 5) message.reason.reset();
  if (member == 6) message.fields.reset();
  if (member == 7) message.framing.reset(), message.length.reset();
  if (member == 8) message.body.reset();
  if (member == 9) message.trailers.reset();
  if (member == 10) message.persists.reset();
  if (member == 11) message.removed.reset();
  return observed;
}

std::string Shown(const Asked& asked, const Observation& observed, const Judgement& judged) {
  return absl::StrCat(Text(asked), "\n", Text(observed), "\n", Text(judged), "\n");
}

// What is noted may be a matter of two minds: the content of a CONNECT request (gap G04), say.
LAW(Judge, AStrictReadingConforms, ()) {
  const Asked asked = *AnyAsked();
  const Question question(asked);
  const Interpretation strict = question.ReadStrictly();
  RC_PRE(strict.verdict != Outcome::kError);
  const Observation observed = ExactlyObserved(reading::Of(strict));
  const Judgement judged = Judge(question.get(), observed);
  RC_LOG() << Shown(asked, observed, judged);
  const bool is_noted = std::any_of(strict.messages.begin(), strict.messages.end(),
                                    [](const Message& message) { return !message.findings.empty(); });
  RC_ASSERT(judged.verdict <= (is_noted ? Verdict::kUndecided : Verdict::kConforms));
  RC_ASSERT(is_noted || judged.by.empty());
}

// What is wrong with octets may be refused, and a limit. What a sentence has a reader pass over, or replace, is not.
LAW(Judge, AStrictRefusalIsPermitted, ()) {
  const Asked asked = *AnyAsked();
  const Question question(asked);
  const Interpretation strict = question.ReadStrictly();
  RC_PRE(strict.verdict == Outcome::kError);
  // Sizes are the parser's own: docs/choices.md, 51.
  RC_PRE(!absl::EndsWith(Info(strict.error.clause).id, "-limit"));
  const Observation observed = ExactlyObserved(reading::Of(strict));
  const Judgement judged = Judge(question.get(), observed);
  RC_LOG() << Shown(asked, observed, judged);
  const bool is_fold = strict.error.clause == Clause::kObsFold && asked.reader == Reader::kUserAgent;
  const bool is_empty_line = strict.error.clause == Clause::kEmptyLineBeforeRequestLine;
  RC_ASSERT(judged.verdict <= (is_fold         ? Verdict::kOverStrict
                               : is_empty_line ? Verdict::kDiscouraged
                                               : Verdict::kAllowed));
}

LAW(Judge, APermittedReadingIsJudgedNoWorseThanItIs, ()) {
  const Asked asked = *AnyAsked();
  const Question question(asked);
  const Permitted permitted = Permit(question.get());
  RC_ASSERT(!permitted.readings.empty());
  for (const PermittedReading& reading : permitted.readings) {
    const Observation observed = ExactlyObserved(reading);
    const Judgement judged = Judge(question.get(), observed);
    RC_LOG() << Shown(asked, observed, judged) << "of a reading that is " << oracle::Name(reading.verdict);
    RC_ASSERT(Contradiction(question.get(), observed).empty());
    // What only a proxy or only a gateway may do, and what is noted, is a matter of two minds.
    const auto messages = reading.messages();
    const bool is_of_two =
        asked.reader == Reader::kIntermediary ||
        std::any_of(messages.begin(), messages.end(), [](const auto& message) { return !message->findings.empty(); });
    RC_ASSERT(judged.verdict <= (is_of_two ? std::max(reading.verdict, Verdict::kUndecided) : reading.verdict));
  }
}

LAW(Judge, WhoKnowsLessJudgesNoHarder, ()) {
  const Asked asked = *AnyAsked();
  const Question question(asked);
  const Observation observed = AnyObservation(question);
  const Observation less = WithLess(observed);
  const Judgement judged = Judge(question.get(), observed);
  const Judgement with_less = Judge(question.get(), less);
  RC_LOG() << Shown(asked, observed, judged) << Shown(asked, less, with_less);
  RC_ASSERT(with_less.verdict <= judged.verdict);
}

LAW(Judge, NothingKnownConforms, ()) {
  const Asked asked = *AnyAsked();
  const Judgement judged = Judge(Question(asked).get(), Observation());
  RC_LOG() << Text(asked) << Text(judged);
  RC_ASSERT(judged.verdict <= Verdict::kAllowed);
}

// An octet that decided may be refused, whatever follows it: more that is wrong is one more thing to refuse. Whether a
// CR is bare the next octet tells.
LAW(Judge, WhatIsRefusedIsJudgedNoHarderWhateverFollows, ()) {
  const Asked asked = *AnyAsked();
  const Question question(asked);
  const Interpretation strict = question.ReadStrictly();
  RC_PRE(strict.verdict == Outcome::kError && strict.error.offset < asked.octets.size());
  RC_PRE(asked.octets[strict.error.offset] != '\r');
  Observation refused;
  refused.outcome = Outcome::kError;
  Asked ends = asked;
  ends.octets.resize(strict.error.offset + 1);
  Asked goes_on = ends;
  goes_on.octets += *RepeatText(0, 4, OneOfTexts({"\r", "\n", "\r\n", " ", ":", "a", "X: a\r\n", "\r\n\r\n"}));
  const Judgement judged = Judge(Question(ends).get(), refused);
  const Judgement then = Judge(Question(goes_on).get(), refused);
  RC_LOG() << Shown(ends, refused, judged) << Shown(goes_on, refused, then);
  RC_ASSERT(then.verdict <= judged.verdict);
}

LAW(Judge, ItDependsOnTheQuestionAlone, ()) {
  const Asked asked = *AnyAsked();
  const Question question(asked);
  const Observation observed = AnyObservation(question);
  const std::string judged = Text(Judge(question.get(), observed));
  const ExactCopy copy(asked.octets);
  const Question again(asked, copy);
  RC_ASSERT(Text(Judge(again.get(), observed)) == judged);
  RC_ASSERT(Text(OfTheJudge(Permit(again.get()), asked.kind)) == Text(OfTheJudge(Permit(question.get()), asked.kind)));
}

LAW(Judge, AnIntermediaryIsAProxyOrAGateway, ()) {
  Asked asked = *AnyAsked();
  asked.reader = *OneOfThese<Reader>({Reader::kProxy, Reader::kGateway});
  const Observation observed = AnyObservation(Question(asked));
  const auto verdict = [&](Reader reader) {
    asked.reader = reader;
    return Judge(Question(asked).get(), observed).verdict;
  };
  const Verdict proxy = verdict(Reader::kProxy);
  const Verdict gateway = verdict(Reader::kGateway);
  const Verdict either = verdict(Reader::kIntermediary);
  RC_LOG() << Text(asked) << " " << Text(observed) << " " << oracle::Name(proxy) << " " << oracle::Name(gateway);
  RC_ASSERT((std::min(proxy, gateway) <= either && either <= std::max(proxy, gateway)) ||
            either == Verdict::kUndecided);
  RC_ASSERT(proxy != gateway || either == proxy);
}

// Octets that are none of the grammar, what they are taken for, and by which sentence.
struct Taken {
  MessageKind kind;
  const char* octets;
  const char* for_these;
  const char* sentence;
  Verdict verdict;
};
constexpr MessageKind kRequest = MessageKind::kRequest;
constexpr MessageKind kResponse = MessageKind::kResponse;
constexpr Taken kTaken[] = {
    {kRequest, "X: a\rb\r\n", "X: a b\r\n", "2.2-cr", Verdict::kAllowed},
    {kResponse, "X: a\rb\r\n", "X: a b\r\n", "2.2-cr", Verdict::kAllowed},
    {kRequest, "X: a\n", "X: a\r\n", "2.2-lf", Verdict::kAllowed},
    {kRequest, "X: a\r\r\n", "X: a\r\n", "2.2-lf", Verdict::kAllowed},
    {kRequest, "X: a\nb\r\n", "X: a b\r\n", "5.5-crlfnul", Verdict::kAllowed},
    {kRequest, "X: a\r\n\t b\r\n", "X: a b\r\n", "5.2-srv", Verdict::kAllowed},
    {kRequest, " X: a\r\n", "", "2.2-ws", Verdict::kAllowed},
    {kResponse, " X: a\r\n\tY: b\r\n", "", "2.2-ws", Verdict::kAllowed},
};

LAW(Judge, WhatIsRewrittenIsReadAsTheRewritingSays, ()) {
  const Taken& taken = kTaken[*InRange<size_t>(0, std::size(kTaken))];
  Asked asked;
  asked.kind = taken.kind;
  asked.reader =
      taken.kind == kRequest ? *ReaderOf(kRequest) : *OneOfThese<Reader>({Reader::kUserAgent, Reader::kProxy});
  const std::string start = taken.kind == kRequest ? "GET / HTTP/1.1\r\n" : "HTTP/1.1 200 OK\r\n";
  const std::string rest = absl::StrCat("Host: a\r\nContent-Length: 1\r\nY:", *Ows(), *Token(), "\r\n\r\n", "z");
  asked.octets = absl::StrCat(start, taken.octets, rest);
  Asked rewritten = asked;
  rewritten.octets = absl::StrCat(start, taken.for_these, rest);
  const Question question(asked);
  RC_ASSERT(question.ReadStrictly().verdict == Outcome::kError);
  const Observation observed = StrictlyObserved(Question(rewritten));
  RC_ASSERT(observed.outcome == Outcome::kComplete);
  const Judgement judged = Judge(question.get(), observed);
  RC_LOG() << Shown(asked, observed, judged);
  RC_ASSERT(judged.verdict == taken.verdict);
  RC_ASSERT(judged.by.size() >= 1u);
  RC_ASSERT(absl::EndsWith(oracle::Info(judged.by[0].sentence).id, taken.sentence));
  RC_ASSERT(judged.by[0].offset >= start.size() &&
            judged.by[0].offset < start.size() + std::string(taken.octets).size());
}

void CheckAgainstTheWitness(const Asked& asked) {
  const Permitted permitted = Permit(Question(asked).get());
  RC_PRE(!permitted.too_many);
  const witness::GradedReadings judge = OfTheJudge(permitted, asked.kind);
  const witness::GradedReadings witness = OfTheWitness(asked);
  const std::string difference = witness::Difference(judge, witness);
  if (difference.empty()) return;
  RC_LOG() << Text(asked) << "\nthe judge:\n" << Text(judge) << "the witness:\n" << Text(witness) << difference;
  RC_FAIL("they permit not the same");
}

LAW(Judge, TheWitnessPermitsTheSame, ()) {
  Asked asked = *FaultyHeadAsked(4);
  RC_PRE(asked.octets.size() <= 64u);
  if (asked.reader == Reader::kIntermediary) asked.reader = Reader::kGateway;
  CheckAgainstTheWitness(asked);
}

}  // namespace
}  // namespace plumbline::properties
