#include "properties/oracle/judge_support.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "oracle/observation.h"
#include "oracle/tables.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

using oracle::PermittedEnd;
using oracle::PermittedReading;
using oracle::Reader;
using oracle::Verdict;

Recipient RecipientOf(MessageKind kind, Reader reader) {
  if (reader == Reader::kUserAgent) return Recipient::kUserAgent;
  // RFC 9110, section 3.7: a gateway is an origin server to its clients.
  const bool is_origin = reader == Reader::kOrigin || (reader == Reader::kGateway && kind == MessageKind::kRequest);
  return is_origin ? Recipient::kOrigin : Recipient::kIntermediary;
}

witness::JudgedReader WitnessOf(Reader reader) {
  switch (reader) {
    case Reader::kOrigin:
      return witness::JudgedReader::kOrigin;
    case Reader::kGateway:
      return witness::JudgedReader::kGateway;
    case Reader::kUserAgent:
      return witness::JudgedReader::kUserAgent;
    case Reader::kProxy:
    case Reader::kIntermediary:
      break;
  }
  return witness::JudgedReader::kProxy;
}

// Both scales have the same names for the same grades; kViolates is no reading's.
Verdict VerdictOf(witness::Grade grade) { return static_cast<Verdict>(grade); }
static_assert(static_cast<int>(witness::Grade::kOverStrict) == static_cast<int>(Verdict::kOverStrict));

// What witness/judge.h says that it knows.
bool IsWitnessed(oracle::Allowance allowance) {
  const oracle::AllowanceRow& row = oracle::Allowances()[static_cast<size_t>(allowance)];
  const bool is_before_response = row.fault == oracle::Fault::kEmptyLine && (row.readers & oracle::kServers) == 0;
  return row.fault <= oracle::Fault::kCtlDecides && !is_before_response;
}

std::optional<witness::JudgedReading> Judged(const PermittedReading& reading) {
  using End = witness::JudgedReading::End;
  witness::JudgedReading judged;
  for (const auto& step : reading.steps()) {
    if (!IsWitnessed(step.allowance)) return std::nullopt;
    const oracle::Fault fault = oracle::Allowances()[static_cast<size_t>(step.allowance)].fault;
    if (fault == oracle::Fault::kWords || fault == oracle::Fault::kNoSecondSp) judged.in_words = true;
  }
  for (const auto& message : reading.messages()) {
    if (message->refused) return std::nullopt;
  }
  if (reading.to_be_refused) return std::nullopt;
  const oracle::Observation observed = oracle::ExactlyObserved(reading);
  for (size_t i = 0; i < reading.message_count; ++i) {
    judged.messages.push_back(witness::JudgedOf((*observed.messages)[i], reading.messages()[i]->end));
  }
  switch (reading.end) {
    case PermittedEnd::kAnything:
      return std::nullopt;
    case PermittedEnd::kComplete:
      judged.end = End::kComplete;
      break;
    case PermittedEnd::kTunnel:
      judged.end = End::kTunnel;
      break;
    case PermittedEnd::kNeedMore:
      judged.end = End::kNeedMore;
      if (reading.open) judged.open = witness::JudgedOf(oracle::ExactlyObserved(reading.open->reading), std::nullopt);
      break;
    case PermittedEnd::kRefused:
      judged.end = End::kRefused;
      judged.refused_at = reading.error.offset;
      break;
  }
  return judged;
}

void Add(const witness::JudgedReading& reading, Verdict verdict, Readings& readings) {
  const bool is_loose = reading.in_words && reading.end == witness::JudgedReading::End::kRefused;
  const auto [at, is_new] = readings.emplace(witness::Text(reading), Graded{verdict, is_loose});
  if (is_new) return;
  at->second.verdict = std::min(at->second.verdict, verdict);
  at->second.is_loose = at->second.is_loose && is_loose;
}

// Whether `b` has what `a` has.
bool Has(const Readings& a, const Readings& b) {
  return std::all_of(a.begin(), a.end(), [&](const auto& one) {
    const auto other = b.find(one.first);
    return other == b.end() ? one.second.is_loose : other->second.verdict == one.second.verdict;
  });
}

}  // namespace

std::string Text(const Asked& asked) {
  return absl::StrCat(Escape(asked.octets), asked.end_of_input ? " and the end" : "", " to ",
                      oracle::Name(asked.reader),
                      asked.methods ? absl::StrCat(" that asked ", absl::StrJoin(*asked.methods, ", ")) : "");
}

void showValue(const Asked& asked, std::ostream& os) { os << Text(asked); }

Question::Question(const Asked& asked, absl::string_view octets) {
  question_.octets = octets;
  question_.kind = asked.kind;
  question_.reader = asked.reader;
  question_.end_of_input = asked.end_of_input;
  if (!asked.methods) return;
  methods_.assign(asked.methods->begin(), asked.methods->end());
  question_.methods = methods_;
}

Interpretation Question::ReadStrictly(absl::string_view octets) const {
  StreamOptions options;
  options.recipient = RecipientOf(question_.kind, question_.reader);
  options.end_of_input = question_.end_of_input;
  options.methods = question_.methods;
  return ParseStream(question_.kind, octets, options);
}

std::string Text(const oracle::Judgement& judged) {
  std::string text = absl::StrCat(oracle::Name(judged.verdict), " by");
  for (const oracle::Cited& step : judged.by) {
    absl::StrAppend(&text, " ", oracle::Info(step.sentence).id, " at ", step.offset,
                    step.gap ? oracle::Info(*step.gap).id : "");
  }
  absl::StrAppend(&text, "; ", judged.aspect ? reading::Name(*judged.aspect) : "", " ", judged.clause, " at ",
                  judged.offset ? static_cast<int64_t>(*judged.offset) : -1, "; not judged from ",
                  judged.not_judged_from ? static_cast<int64_t>(*judged.not_judged_from) : -1, ";");
  for (const oracle::Gap gap : judged.gaps) absl::StrAppend(&text, " ", oracle::Info(gap).id);
  for (const oracle::Duty& duty : judged.duties) {
    absl::StrAppend(&text, " ", oracle::Name(duty.kind), " ", duty.status, " ", oracle::Info(duty.sentence).id, " at ",
                    duty.offset);
  }
  return absl::StrCat(text, "; ", judged.why);
}

std::string Text(const oracle::Observation& observed) {
  std::string text = absl::StrCat("outcome ", observed.outcome ? static_cast<int>(*observed.outcome) : -1);
  if (observed.messages) {
    for (const oracle::ObservedMessage& message : *observed.messages) {
      absl::StrAppend(&text, " [", Escape(message.method.value_or("-")), " ", Escape(message.target.value_or("-")), " ",
                      message.status.value_or(-1), " ", Escape(message.reason.value_or("-")));
      if (message.fields) {
        for (const reading::Field& field : *message.fields) {
          absl::StrAppend(&text, " (", Escape(field.name), ": ", Escape(field.value), ")");
        }
      }
      absl::StrAppend(&text, " framing ", message.framing ? Name(*message.framing) : "-", " body ",
                      Escape(message.body.value_or("-")), message.persists.value_or(false) ? " persists]" : "]");
    }
  } else {
    text += " messages unknown";
  }
  if (observed.replies) absl::StrAppend(&text, " replies ", absl::StrJoin(*observed.replies, ","));
  if (observed.connection) absl::StrAppend(&text, " connection ", static_cast<int>(*observed.connection));
  return text;
}

Readings OfTheJudge(const oracle::Permitted& permitted) {
  Readings readings;
  for (const PermittedReading& reading : permitted.readings) {
    const std::optional<witness::JudgedReading> judged = Judged(reading);
    if (judged) Add(*judged, reading.verdict, readings);
  }
  return readings;
}

Readings OfTheWitness(const Asked& asked) {
  const Question question(asked);
  const auto read = [&](absl::string_view octets) { return question.ReadStrictly(octets); };
  Readings readings;
  for (witness::JudgedReading& reading :
       witness::PermittedReadings(asked.octets, asked.kind, WitnessOf(asked.reader), read)) {
    Add(reading, VerdictOf(reading.grade), readings);
  }
  return readings;
}

bool Agree(const Readings& a, const Readings& b) { return Has(a, b) && Has(b, a); }

std::string Text(const Readings& readings) {
  std::string text;
  for (const auto& [reading, graded] : readings)
    absl::StrAppend(&text, "  ", oracle::Name(graded.verdict), ": ", reading, "\n");
  return text;
}

}  // namespace plumbline::properties
