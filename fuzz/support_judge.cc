#include "fuzz/support_judge.h"

#include <algorithm>
#include <ctime>
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
#include "witness/judge_readings.h"

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
    absl::StrAppend(&text, " ", oracle::Info(step.allowance).id, " ", step.offset);
  }
  for (const auto& message : reading.messages()) absl::StrAppend(&text, " ", message->begin, "-", message->end);
  return text;
}

void CheckWitness(const Input& input, const oracle::Question& question, const Permitted& permitted,
                  const witness::StrictlyRead& read) {
  // Bodies and trailers are not the witness's.
  if (input.size() > kWitnessed || permitted.too_many || question.reader == Reader::kIntermediary ||
      absl::StrContains(absl::AsciiStrToLower(input.view()), "chunked")) {
    return;
  }
  const auto exactly = [](const auto& one) { return ExactlyObserved(one); };
  witness::GradedReadings of_the_judge;
  for (const PermittedReading& reading : permitted.readings) {
    const auto judged = witness::JudgedReadingOf(reading, question.kind, oracle::Allowances(), exactly);
    if (judged) witness::Add(*judged, of_the_judge);
  }
  witness::GradedReadings of_the_witness;
  const witness::JudgedReader reader = witness::JudgedReaderOf(question.reader);
  for (const witness::JudgedReading& reading : PermittedReadings(input, question.kind, reader, read)) {
    witness::Add(reading, of_the_witness);
  }
  const std::string difference = Difference(of_the_judge, of_the_witness);
  PLUMBLINE_LAW(input, difference.empty(), difference.c_str());
}

// Of Content-Length: 0 in a CONNECT nothing is noted.
bool IsOnConnectContent(const Judgement& judged) {
  return std::find(judged.gaps.begin(), judged.gaps.end(), oracle::Gap::kG04) != judged.gaps.end();
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
  options.recipient = RecipientOf(question);
  options.limits = WideLimits();
  options.end_of_input = question.end_of_input;

  const std::clock_t begin = std::clock();
  const Permitted permitted = Permit(question);
  PLUMBLINE_LAW(input, !permitted.readings.empty(), "something is permitted");
  for (const PermittedReading& reading : permitted.readings) {
    const Observation observed = ExactlyObserved(reading);
    PLUMBLINE_LAW(input, Contradiction(question, observed).empty(), "a reading does not contradict itself");
    const auto messages = reading.messages();
    const Judgement judged = Judge(question, observed);
    // An intermediary that is a proxy, or a gateway, may do what the other may not; of what is noted, too, and of a
    // CONNECT's content there are two minds.
    const bool is_of_two =
        question.reader == Reader::kIntermediary || IsOnConnectContent(judged) ||
        std::any_of(messages.begin(), messages.end(), [](const auto& message) { return !message->findings.empty(); });
    PLUMBLINE_LAW(input, judged.verdict <= reading.verdict || (is_of_two && judged.verdict == Verdict::kUndecided),
                  "a reading is judged no worse than it is");
  }
  const Interpretation strict = ParseStream(kind, input, options);
  const Observation strictly = ExactlyObserved(reading::Of(strict));
  const Judgement judged = Judge(question, strictly);
  const bool is_noted =
      IsOnConnectContent(judged) || std::any_of(strict.messages.begin(), strict.messages.end(),
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
