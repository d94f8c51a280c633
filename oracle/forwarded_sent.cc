#include "oracle/forwarded_sent.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "oracle/hold.h"
#include "oracle/same.h"

namespace plumbline::oracle {
namespace {

SentMessage OfOctets(const PermittedMessage& message, const SentOn& forwarded, size_t index) {
  SentMessage out;
  out.kind = message.kind;
  out.reading = message.reading;
  out.forwarded = index;
  out.begin = message.begin;
  out.body = message.body;
  out.lines = message.lines;
  out.closed = forwarded.closed;
  return out;
}

// Of the readings of the octets, the one that has most messages.
const PermittedReading* Longest(const Permitted& permitted) {
  const PermittedReading* longest = nullptr;
  const auto size = [](const PermittedReading& reading) {
    return 2 * reading.message_count + (reading.open == nullptr ? 0 : 1);
  };
  for (const PermittedReading& reading : permitted.readings) {
    if (reading.end == PermittedEnd::kAnything) continue;
    if (longest == nullptr || size(reading) > size(*longest)) longest = &reading;
  }
  return longest;
}

// To find the end of a message that has to be refused, another target may stand for its own: this one.
void RestoreTarget(absl::string_view octets, SentMessage& out) {
  const absl::string_view rest = octets.substr(out.begin);
  const absl::string_view line = rest.substr(0, rest.find('\n'));
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (first < last) out.reading.start->target = std::string(line.substr(first + 1, last - first - 1));
}

// Final responses answer the methods in turn, on whatever connection they go.
void SkipAnswered(const Sent& sent, Question& question) {
  if (!question.methods || question.kind == MessageKind::kRequest) return;
  const auto answers = [](const SentMessage& message) {
    const int status = message.reading.start ? message.reading.start->status : 0;
    return status < 100 || status > 199;
  };
  const auto answered = std::count_if(sent.messages.begin(), sent.messages.end(), answers);
  question.methods = question.methods->subspan(std::min(static_cast<size_t>(answered), question.methods->size()));
}

// A proxy may read what a user agent may, and knows what to make of whitespace before a colon.
void ReadOctets(const Question& received, const SentOn& forwarded, size_t index, Sent& out) {
  Question question = received;
  question.octets = forwarded.octets;
  question.reader = received.kind == MessageKind::kRequest ? Reader::kOrigin : Reader::kProxy;
  question.end_of_input = forwarded.closed.value_or(false);
  SkipAnswered(out, question);
  const Permitted permitted = Permit(question);
  const PermittedReading* reading = Longest(permitted);
  if (reading == nullptr) return;
  for (const Trail::Rewritten& step : reading->steps()) {
    out.faults.push_back({step.clause, Info(step.allowance).fault, index, step.offset, false});
  }
  for (const auto& message : reading->messages()) {
    out.messages.push_back(OfOctets(*message, forwarded, index));
    if (!message->refused) continue;
    out.faults.push_back({message->refused->clause, {}, index, message->refused->offset, false});
    if (question.kind == MessageKind::kRequest) RestoreTarget(question.octets, out.messages.back());
  }
  const bool refused = reading->end == PermittedEnd::kRefused;
  // What follows a message that closes the connection may have gone on another one.
  const bool faulty = refused && !IsAfterTheEnd(reading->error.clause) && !IsCutOff(reading->error.clause);
  const bool extra = refused && (reading->error.clause == Clause::kNoOutstandingRequest ||
                                 reading->error.clause == Clause::kExtraData);
  if (faulty || extra) out.faults.push_back({reading->error.clause, {}, index, reading->error.offset, false});
  if (reading->open == nullptr) return;
  out.messages.push_back(OfOctets(*reading->open, forwarded, index));
  out.messages.back().complete = false;
  out.messages.back().cut_off = refused && IsCutOff(reading->error.clause);
}

void ReadList(const Question& received, const SentOn& forwarded, size_t index, Sent& out) {
  SentMessage message;
  message.kind = received.kind;
  message.version = forwarded.version;
  message.forwarded = index;
  message.reading.start.emplace();
  message.reading.fields.emplace();
  message.reading.content = forwarded.body;
  message.reading.trailers = forwarded.trailers;
  FieldListChecker checker(*forwarded.version,
                           received.kind == MessageKind::kRequest ? FieldListKind::kRequest : FieldListKind::kResponse);
  const auto add = [&](const FieldListErrors& errors) {
    for (const FieldListError& error : errors) {
      if (Info(error.clause).effect != Effect::kReject) continue;
      out.faults.push_back({error.clause, {}, index, error.field, true});
    }
  };
  for (size_t i = 0; i < forwarded.fields.size(); ++i) {
    const auto& [name, value] = forwarded.fields[i];
    add(checker.Next({name, value}));
    if (name == ":method") message.reading.start->method = value;
    if (name == ":path") message.reading.start->target = value;
    if (name == ":scheme") message.scheme = value;
    if (name == ":authority") message.authority = value;
    if (name == ":status" && !absl::SimpleAtoi(value, &message.reading.start->status))
      message.reading.start->status = 0;
    if (absl::StartsWith(name, ":")) continue;
    message.reading.fields->push_back({name, value});
    message.lines.push_back(i);
  }
  add(checker.End());
  out.messages.push_back(std::move(message));
}

}  // namespace

Sent ReadSent(const Question& question, const std::vector<SentOn>& forwarded) {
  Sent out;
  for (size_t i = 0; i < forwarded.size(); ++i) {
    forwarded[i].version ? ReadList(question, forwarded[i], i, out) : ReadOctets(question, forwarded[i], i, out);
  }
  return out;
}

std::vector<size_t> LinesNamed(const std::vector<reading::Field>& fields, absl::string_view name) {
  std::vector<size_t> out;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (absl::EqualsIgnoreCase(fields[i].name, name)) out.push_back(i);
  }
  return out;
}

std::optional<std::string> CombinedValue(const std::vector<reading::Field>& fields, absl::string_view name) {
  std::optional<std::string> out;
  for (const reading::Field& field : fields) {
    if (!absl::EqualsIgnoreCase(field.name, name)) continue;
    out = out ? absl::StrCat(*out, ", ", field.value) : field.value;
  }
  return out;
}

std::vector<std::string> MembersOf(absl::string_view value) {
  std::vector<std::string> out;
  size_t begin = 0;
  bool quoted = false;
  for (size_t i = 0; i <= value.size(); ++i) {
    if (i < value.size() && value[i] == '"') quoted = !quoted;
    if (i < value.size() && quoted && value[i] == '\\') ++i;
    if (i < value.size() && (quoted || value[i] != ',')) continue;
    const absl::string_view member = StripOws(value.substr(begin, i - begin));
    if (!member.empty()) out.emplace_back(member);
    begin = i + 1;
    if (i >= value.size()) break;
  }
  return out;
}

bool HasMember(const std::optional<std::string>& value, absl::string_view token) {
  if (!value) return false;
  const std::vector<std::string> members = MembersOf(*value);
  return std::any_of(members.begin(), members.end(),
                     [&](const std::string& member) { return absl::EqualsIgnoreCase(member, token); });
}

}  // namespace plumbline::oracle
