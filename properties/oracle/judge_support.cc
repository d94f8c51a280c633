#include "properties/oracle/judge_support.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "oracle/observation.h"
#include "oracle/tables.h"
#include "properties/show.h"

namespace plumbline::properties {
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
  options.recipient = RecipientOf(question_);
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

witness::GradedReadings OfTheJudge(const oracle::Permitted& permitted, MessageKind kind) {
  const auto exactly = [](const auto& one) { return oracle::ExactlyObserved(one); };
  witness::GradedReadings readings;
  for (const oracle::PermittedReading& reading : permitted.readings) {
    const auto judged = witness::JudgedReadingOf(reading, kind, oracle::Allowances(), exactly);
    if (judged) witness::Add(*judged, readings);
  }
  return readings;
}

witness::GradedReadings OfTheWitness(const Asked& asked) {
  const Question question(asked);
  const auto read = [&](absl::string_view octets) { return question.ReadStrictly(octets); };
  witness::GradedReadings readings;
  for (const witness::JudgedReading& reading :
       witness::PermittedReadings(asked.octets, asked.kind, witness::JudgedReaderOf(asked.reader), read)) {
    witness::Add(reading, readings);
  }
  return readings;
}

std::string Text(const witness::GradedReadings& readings) {
  std::string text;
  for (const auto& [reading, graded] : readings)
    absl::StrAppend(&text, "  ", oracle::Name(static_cast<oracle::Verdict>(graded.grade)), ": ", reading, "\n");
  return text;
}

}  // namespace plumbline::properties
