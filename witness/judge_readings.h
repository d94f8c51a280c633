// The readings of the judge (oracle/judge.h) beside those of the witness, for a law in properties/ and one in fuzz/.
// The templates are made of the judge's types, which a witness does not include.
#ifndef PLUMBLINE_WITNESS_JUDGE_READINGS_H_
#define PLUMBLINE_WITNESS_JUDGE_READINGS_H_

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "parser/message.h"
#include "witness/judge.h"

namespace plumbline::witness {

// Of a reader that is neither a proxy nor a gateway for sure, a proxy.
template <typename Reader>
JudgedReader JudgedReaderOf(Reader reader) {
  return reader == Reader::kOrigin      ? JudgedReader::kOrigin
         : reader == Reader::kGateway   ? JudgedReader::kGateway
         : reader == Reader::kUserAgent ? JudgedReader::kUserAgent
                                        : JudgedReader::kProxy;
}

// A reading that the judge permits. Reading is oracle::PermittedReading, `rows` is oracle::Allowances(), `exactly`
// calls oracle::ExactlyObserved(). Nullopt: it is none of what the witness knows, which knows of no replies either.
template <typename Reading, typename Rows, typename Exactly>
std::optional<JudgedReading> JudgedReadingOf(const Reading& reading, MessageKind kind, const Rows& rows,
                                             const Exactly& exactly) {
  using Ends = decltype(reading.end);
  using Verdicts = decltype(reading.verdict);
  using Stop = JudgedReading::End;
  static_assert(static_cast<int>(Grade::kOverStrict) == static_cast<int>(Verdicts::kOverStrict), "the same grades");
  const auto messages = reading.messages();
  const bool needs_reply = std::any_of(messages.begin(), messages.end(),
                                       [](const auto& message) { return message->refused || message->no_tunnel; });
  if (reading.end == Ends::kAnything || reading.to_be_refused || needs_reply) return std::nullopt;
  JudgedReading judged;
  judged.grade = static_cast<Grade>(reading.verdict);
  for (const auto& step : reading.steps()) {
    const auto fault = rows[static_cast<size_t>(step.allowance)].fault;
    using Fault = std::decay_t<decltype(fault)>;
    const bool is_before_response = fault == Fault::kEmptyLine && kind == MessageKind::kResponse;
    if (fault > Fault::kCtlDecides || is_before_response) return std::nullopt;
    if (fault == Fault::kWords || fault == Fault::kNoSecondSp) judged.in_words = true;
  }
  const auto observed = exactly(reading);
  for (size_t i = 0; i < messages.size(); ++i) {
    judged.messages.push_back(JudgedOf((*observed.messages)[i], messages[i]->end));
  }
  judged.end = reading.end == Ends::kRefused    ? Stop::kRefused
               : reading.end == Ends::kNeedMore ? Stop::kNeedMore
               : reading.end == Ends::kTunnel   ? Stop::kTunnel
                                                : Stop::kComplete;
  if (judged.end == Stop::kRefused) judged.refused_at = reading.error.offset;
  if (judged.end == Stop::kNeedMore && reading.open) {
    judged.open = JudgedOf(exactly(reading.open->reading), std::nullopt);
  }
  return judged;
}

// By text, the best grade of each reading. One that is refused after a start-line was read in words is loose: of an
// error in that line the octet is not known.
struct Graded {
  Grade grade = Grade::kConforms;
  bool is_loose = false;
};
using GradedReadings = std::map<std::string, Graded>;
void Add(const JudgedReading& reading, GradedReadings& readings);

// The first reading that only one of the two has, but for loose ones, or that has another grade there; empty if there
// is none.
std::string Difference(const GradedReadings& of_the_judge, const GradedReadings& of_the_witness);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_JUDGE_READINGS_H_
