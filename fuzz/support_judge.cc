#include "fuzz/support_judge.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "fuzz/support_stream.h"
#include "oracle/judge.h"
#include "oracle/observation.h"
#include "oracle/tables.h"
#include "reading/interpretation.h"
#include "witness/judge.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

using oracle::ExactlyObserved;
using oracle::Judge;
using oracle::Judgement;
using oracle::Observation;
using oracle::Permitted;
using oracle::PermittedEnd;
using oracle::PermittedReading;
using oracle::Reader;
using oracle::Verdict;

// The witness tries everything: its inputs are short.
constexpr size_t kWitnessed = 96;
// Of the processor, for one input; with sanitizers, a hundred times of what it takes.
constexpr double kSeconds = 2;

Reader ReaderOf(MessageKind kind, Choices& choices) {
  switch (choices.Below(4)) {
    case 0:
      return Reader::kProxy;
    case 1:
      return Reader::kGateway;
    case 2:
      return Reader::kIntermediary;
    default:
      return kind == MessageKind::kRequest ? Reader::kOrigin : Reader::kUserAgent;
  }
}

Recipient RecipientOf(MessageKind kind, Reader reader) {
  if (reader == Reader::kUserAgent) return Recipient::kUserAgent;
  const bool is_origin = reader == Reader::kOrigin || (reader == Reader::kGateway && kind == MessageKind::kRequest);
  return is_origin ? Recipient::kOrigin : Recipient::kIntermediary;
}

std::string Text(const Judgement& judged) {
  std::string text(oracle::Name(judged.verdict));
  for (const oracle::Cited& step : judged.by) {
    absl::StrAppend(&text, " ", oracle::Info(step.sentence).id, " ", step.offset);
  }
  return absl::StrCat(text, " ", judged.clause, " ", judged.offset.value_or(0), " ", judged.duties.size(), judged.why);
}

// How a reading ends, and its messages: the same two readings, the same text.
std::string Text(const PermittedReading& reading) {
  std::string text = absl::StrCat(oracle::Name(reading.verdict), " ", static_cast<int>(reading.end), " ",
                                  reading.error.offset, " ", Info(reading.error.clause).id);
  for (const oracle::Trail::Rewritten& step : reading.steps()) {
    absl::StrAppend(&text, " ", oracle::Allowances()[static_cast<size_t>(step.allowance)].id, " ", step.offset);
  }
  for (const auto& message : reading.messages()) absl::StrAppend(&text, " ", message->begin, "-", message->end);
  return text;
}

// The row is about what the witness knows: witness/judge.h.
bool IsWitnessed(const oracle::AllowanceRow& row) {
  const bool is_before_response = row.fault == oracle::Fault::kEmptyLine && (row.readers & oracle::kServers) == 0;
  return row.fault <= oracle::Fault::kCtlDecides && !is_before_response;
}

std::optional<witness::JudgedReading> Judged(const PermittedReading& reading) {
  using End = witness::JudgedReading::End;
  // The witness knows of no responses, so of no CONNECT that is refused either.
  const auto refused = [](const auto& message) { return message->refused.has_value() || message->no_tunnel; };
  const auto messages = reading.messages();
  if (reading.end == PermittedEnd::kAnything || reading.to_be_refused ||
      std::any_of(messages.begin(), messages.end(), refused)) {
    return std::nullopt;
  }
  witness::JudgedReading judged;
  for (const oracle::Trail::Rewritten& step : reading.steps()) {
    const oracle::AllowanceRow& row = oracle::Allowances()[static_cast<size_t>(step.allowance)];
    if (!IsWitnessed(row)) return std::nullopt;
    if (row.fault == oracle::Fault::kWords || row.fault == oracle::Fault::kNoSecondSp) judged.in_words = true;
  }
  const Observation observed = ExactlyObserved(reading);
  for (size_t i = 0; i < messages.size(); ++i) {
    judged.messages.push_back(witness::JudgedOf((*observed.messages)[i], messages[i]->end));
  }
  judged.end = reading.end == PermittedEnd::kRefused    ? End::kRefused
               : reading.end == PermittedEnd::kNeedMore ? End::kNeedMore
               : reading.end == PermittedEnd::kTunnel   ? End::kTunnel
                                                        : End::kComplete;
  if (judged.end == End::kRefused) judged.refused_at = reading.error.offset;
  if (judged.end == End::kNeedMore && reading.open) {
    judged.open = witness::JudgedOf(ExactlyObserved(reading.open->reading), std::nullopt);
  }
  return judged;
}

// Of each reading, the best verdict. One that is refused after a start-line was read in words is loose: of an error in
// that line the octet is not known.
struct Graded {
  size_t verdict = 0;
  bool is_loose = false;
};
using Readings = std::map<std::string, Graded>;

void Add(const witness::JudgedReading& reading, size_t verdict, Readings& readings) {
  const bool is_loose = reading.in_words && reading.end == witness::JudgedReading::End::kRefused;
  const auto [at, is_new] = readings.emplace(witness::Text(reading), Graded{verdict, is_loose});
  if (is_new) return;
  at->second.verdict = std::min(at->second.verdict, verdict);
  at->second.is_loose = at->second.is_loose && is_loose;
}

void CheckWitness(const Input& input, const oracle::Question& question, const Permitted& permitted,
                  const witness::StrictlyRead& read) {
  // Bodies and trailers are not the witness's.
  if (input.size() > kWitnessed || permitted.too_many || question.reader == Reader::kIntermediary ||
      absl::StrContains(absl::AsciiStrToLower(input.view()), "chunked")) {
    return;
  }
  const auto reader = question.reader == Reader::kOrigin    ? witness::JudgedReader::kOrigin
                      : question.reader == Reader::kGateway ? witness::JudgedReader::kGateway
                      : question.reader == Reader::kProxy   ? witness::JudgedReader::kProxy
                                                            : witness::JudgedReader::kUserAgent;
  // What a refusal on a limit of 17.5 is worth is the judge's: the witness knows no limits.
  const auto is_limit = [](const PermittedReading& reading) {
    return reading.end == PermittedEnd::kRefused && Info(reading.error.clause).section == "17.5";
  };
  if (std::any_of(permitted.readings.begin(), permitted.readings.end(), is_limit)) return;
  Readings of_the_judge;
  for (const PermittedReading& reading : permitted.readings) {
    const std::optional<witness::JudgedReading> judged = Judged(reading);
    // Both scales have the same names for the same grades, but for kViolates, which no reading has.
    if (judged) Add(*judged, static_cast<size_t>(reading.verdict), of_the_judge);
  }
  Readings of_the_witness;
  for (const witness::JudgedReading& reading : PermittedReadings(input, question.kind, reader, read)) {
    Add(reading, static_cast<size_t>(reading.grade), of_the_witness);
  }
  for (const auto& [text, graded] : of_the_judge) {
    const auto same = of_the_witness.find(text);
    const bool is_there = same != of_the_witness.end();
    PLUMBLINE_LAW(input, is_there || graded.is_loose, ("the witness permits what the judge permits:" + text).c_str());
    PLUMBLINE_LAW(input, !is_there || same->second.verdict == graded.verdict,
                  ("the witness has the same verdict on it:" + text).c_str());
  }
  for (const auto& [text, graded] : of_the_witness) {
    PLUMBLINE_LAW(input, graded.is_loose || of_the_judge.count(text) > 0,
                  ("the judge permits what the witness permits:" + text).c_str());
  }
}

}  // namespace

void CheckJudge(MessageKind kind, const Input& input) {
  Choices choices(input);
  const StreamChoices stream(kind, input);
  StreamOptions options = stream.options;
  for (int used = 0; used < 7; ++used) choices.Below(1);  // by StreamChoices
  oracle::Question question;
  question.octets = input;
  question.kind = kind;
  question.reader = ReaderOf(kind, choices);
  question.end_of_input = choices.OneIn(2);
  question.methods = options.methods;
  options.recipient = RecipientOf(kind, question.reader);
  options.limits = WideLimits();
  options.end_of_input = question.end_of_input;

  const std::clock_t begin = std::clock();
  const Permitted permitted = Permit(question);
  PLUMBLINE_LAW(input, !permitted.readings.empty(), "something is permitted");
  for (const PermittedReading& reading : permitted.readings) {
    const Observation observed = ExactlyObserved(reading);
    PLUMBLINE_LAW(input, Contradiction(question, observed).empty(), "a reading does not contradict itself");
    // What going on after a CONNECT is worth depends on the reply, which is not in the observation.
    const auto messages = reading.messages();
    if (std::any_of(messages.begin(), messages.end(), [](const auto& message) { return message->no_tunnel; })) continue;
    const Verdict verdict = Judge(question, observed).verdict;
    // An intermediary that is a proxy, or a gateway, may do what the other may not; of what is noted, too, and of a
    // CONNECT's content there are two minds.
    const bool is_of_two =
        question.reader == Reader::kIntermediary || reading.end == PermittedEnd::kTunnel ||
        std::any_of(messages.begin(), messages.end(), [](const auto& message) { return !message->findings.empty(); });
    PLUMBLINE_LAW(input, verdict <= reading.verdict || (is_of_two && verdict == Verdict::kUndecided),
                  "a reading is judged no worse than it is");
  }
  const Interpretation strict = ParseStream(kind, input, options);
  const Observation strictly = ExactlyObserved(reading::Of(strict));
  const Judgement judged = Judge(question, strictly);
  const bool is_noted = strict.tunnel || std::any_of(strict.messages.begin(), strict.messages.end(),
                                                     [](const Message& message) { return !message.findings.empty(); });
  PLUMBLINE_LAW(
      input,
      strict.verdict == Outcome::kError || judged.verdict <= (is_noted ? Verdict::kUndecided : Verdict::kConforms),
      "a strict reading conforms, or its notes are a matter of two minds");
  PLUMBLINE_LAW(input, judged.verdict != Verdict::kViolates, "a strict reading is permitted");
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  PLUMBLINE_LAW(input, seconds < kSeconds, "judging is quick");

  // The question's octets are elsewhere, the methods too.
  const Octets elsewhere(input.view());
  oracle::Question again = question;
  again.octets = elsewhere;
  PLUMBLINE_LAW(input, Text(Judge(again, strictly)) == Text(judged), "a judgement depends on the question alone");
  const Permitted same = Permit(again);
  PLUMBLINE_LAW(input, same.readings.size() == permitted.readings.size(), "what is permitted depends on it alone");
  for (size_t i = 0; i < same.readings.size(); ++i) {
    PLUMBLINE_LAW(input, Text(same.readings[i]) == Text(permitted.readings[i]), "each reading depends on it alone");
  }
  CheckWitness(input, question, permitted,
               [&](absl::string_view octets) { return ParseStream(kind, octets, options); });
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
