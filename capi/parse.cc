// plumbline_parse() and what is asked of its result.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "capi/question.h"
#include "capi/values.h"
#include "parser/clause.h"
#include "parser/serialize.h"
#include "parser/stream.h"

namespace capi = plumbline::capi;

// A message with octets of its own: the caller's may go.
struct plumbline_message {
  plumbline::Message read;  // its views are not used: they point into the caller's octets
  bool complete = true;
  std::string method;
  std::string target;
  std::string version;
  std::string reason;
  std::vector<plumbline::reading::Field> fields;
  std::vector<plumbline::reading::Field> trailers;
  std::vector<std::string> removed;

  bool is_request() const { return read.kind == plumbline::MessageKind::kRequest; }
};

struct plumbline_result {
  std::string error;
  plumbline::Interpretation read;  // `messages` and `partial` are empty
  std::vector<plumbline_message> messages;
  std::unique_ptr<plumbline_message> partial;

  bool is_answer() const { return error.empty(); }
  bool rejects() const { return is_answer() && read.verdict == plumbline::Outcome::kError; }
};

namespace {

using capi::Literal;
using capi::Text;
using plumbline::FieldLine;
using plumbline::Message;
using plumbline::reading::Field;

constexpr plumbline_string kNoString = {nullptr, 0};
constexpr plumbline_field kNoField = {kNoString, kNoString};

std::vector<Field> Owned(const std::vector<FieldLine>& lines) {
  std::vector<Field> fields;
  fields.reserve(lines.size());
  for (const FieldLine& line : lines) fields.push_back({std::string(line.name), std::string(line.value)});
  return fields;
}

plumbline_message Owned(Message message, bool complete) {
  plumbline_message out;
  out.complete = complete;
  const bool request = message.kind == plumbline::MessageKind::kRequest;
  out.method = std::string(message.request.method);
  out.target = std::string(message.request.target.text);
  out.reason = std::string(message.response.reason);
  out.version = Serialized(request ? message.request.version : message.response.version);
  out.fields = Owned(message.fields);
  if (complete) {
    out.trailers = Owned(message.trailers);
    for (const absl::string_view name : message.removed) out.removed.push_back(absl::AsciiStrToLower(name));
  } else {
    message.findings.clear();
  }
  message.fields.clear();
  message.trailers.clear();
  message.removed.clear();
  out.read = std::move(message);
  return out;
}

std::unique_ptr<plumbline_result> Parse(const plumbline_question* asked) {
  auto result = std::make_unique<plumbline_result>();
  capi::Question question;
  result->error = ReadQuestion(asked, question);
  if (!result->is_answer()) return result;
  if (question.reader == plumbline::oracle::Reader::kProxy || question.reader == plumbline::oracle::Reader::kGateway) {
    result->error = "parsing does not tell proxy from gateway: ask as an intermediary";
    return result;
  }
  result->read = ReadStream(question.kind, question.octets, question.ForParser(), [&result](Message&& message) {
    result->messages.push_back(Owned(std::move(message), true));
  });
  if (result->read.partial) {
    result->partial = std::make_unique<plumbline_message>(Owned(*std::move(result->read.partial), false));
    result->read.partial.reset();
  }
  return result;
}

plumbline_field At(const std::vector<Field>& fields, size_t index) {
  return index < fields.size() ? plumbline_field{Text(fields[index].name), Text(fields[index].value)} : kNoField;
}

}  // namespace

plumbline_result* plumbline_parse(const plumbline_question* question) {
  return capi::Guarded<plumbline_result*>(nullptr, [question] { return Parse(question).release(); });
}
void plumbline_result_free(plumbline_result* result) { delete result; }

plumbline_string plumbline_result_error(const plumbline_result* result) {
  return result == nullptr || result->is_answer() ? kNoString : Text(result->error);
}
plumbline_outcome plumbline_result_outcome(const plumbline_result* result) {
  return result == nullptr || !result->is_answer() ? 0 : capi::ValueOf(result->read.verdict);
}
uint64_t plumbline_result_consumed(const plumbline_result* result) {
  return result == nullptr || !result->is_answer() ? PLUMBLINE_ABSENT : result->read.consumed;
}
uint64_t plumbline_result_offset(const plumbline_result* result) {
  return result == nullptr || !result->rejects() ? PLUMBLINE_ABSENT : result->read.error.offset;
}
uint64_t plumbline_result_place(const plumbline_result* result) {
  return result == nullptr || !result->rejects() ? PLUMBLINE_ABSENT : result->read.error.place;
}
plumbline_string plumbline_result_clause(const plumbline_result* result) {
  return result == nullptr || !result->rejects() ? kNoString : Literal(Info(result->read.error.clause).id);
}
int plumbline_result_tunnel(const plumbline_result* result) { return result != nullptr && result->read.tunnel ? 1 : 0; }
size_t plumbline_result_message_count(const plumbline_result* result) {
  return result == nullptr ? 0 : result->messages.size();
}
const plumbline_message* plumbline_result_message(const plumbline_result* result, size_t index) {
  return result == nullptr || index >= result->messages.size() ? nullptr : &result->messages[index];
}
const plumbline_message* plumbline_result_partial(const plumbline_result* result) {
  return result == nullptr ? nullptr : result->partial.get();
}

plumbline_kind plumbline_message_kind(const plumbline_message* message) {
  return message == nullptr ? 0 : capi::ValueOf(message->read.kind);
}
uint64_t plumbline_message_offset(const plumbline_message* message) {
  return message == nullptr ? PLUMBLINE_ABSENT : message->read.offset;
}
uint64_t plumbline_message_size(const plumbline_message* message) {
  return message == nullptr || !message->complete ? PLUMBLINE_ABSENT : message->read.size;
}
plumbline_string plumbline_message_method(const plumbline_message* message) {
  return message == nullptr || !message->is_request() ? kNoString : Text(message->method);
}
plumbline_string plumbline_message_target(const plumbline_message* message) {
  return message == nullptr || !message->is_request() ? kNoString : Text(message->target);
}
plumbline_target_form plumbline_message_target_form(const plumbline_message* message) {
  return message == nullptr || !message->is_request() ? 0 : capi::ValueOf(message->read.request.target.form);
}
plumbline_string plumbline_message_version(const plumbline_message* message) {
  return message == nullptr ? kNoString : Text(message->version);
}
int plumbline_message_status(const plumbline_message* message) {
  return message == nullptr || message->is_request() ? -1 : message->read.response.status;
}
plumbline_string plumbline_message_reason(const plumbline_message* message) {
  return message == nullptr || message->is_request() ? kNoString : Text(message->reason);
}
size_t plumbline_message_field_count(const plumbline_message* message) {
  return message == nullptr ? 0 : message->fields.size();
}
plumbline_field plumbline_message_field(const plumbline_message* message, size_t index) {
  return message == nullptr ? kNoField : At(message->fields, index);
}
plumbline_framing plumbline_message_framing(const plumbline_message* message) {
  return message == nullptr ? 0 : capi::ValueOf(message->read.framing.kind);
}
plumbline_string plumbline_message_framing_rule(const plumbline_message* message) {
  return message == nullptr ? kNoString : Literal(plumbline::FramingRuleName(message->read.framing.rule));
}
uint64_t plumbline_message_length(const plumbline_message* message) {
  const bool has_length = message != nullptr && message->read.framing.kind == plumbline::FramingKind::kLength;
  return has_length ? message->read.framing.length : PLUMBLINE_ABSENT;
}
plumbline_string plumbline_message_body(const plumbline_message* message) {
  return message == nullptr ? kNoString : Text(message->read.body);
}
size_t plumbline_message_trailer_count(const plumbline_message* message) {
  return message == nullptr ? 0 : message->trailers.size();
}
plumbline_field plumbline_message_trailer(const plumbline_message* message, size_t index) {
  return message == nullptr ? kNoField : At(message->trailers, index);
}
int plumbline_message_persists(const plumbline_message* message) {
  return message != nullptr && message->read.persistence.persists ? 1 : 0;
}
plumbline_string plumbline_message_persistence_rule(const plumbline_message* message) {
  return message == nullptr ? kNoString : Literal(Name(message->read.persistence.rule));
}
size_t plumbline_message_removed_count(const plumbline_message* message) {
  return message == nullptr ? 0 : message->removed.size();
}
plumbline_string plumbline_message_removed(const plumbline_message* message, size_t index) {
  return message == nullptr || index >= message->removed.size() ? kNoString : Text(message->removed[index]);
}
size_t plumbline_message_finding_count(const plumbline_message* message) {
  return message == nullptr ? 0 : message->read.findings.size();
}
plumbline_string plumbline_message_finding(const plumbline_message* message, size_t index) {
  if (index >= plumbline_message_finding_count(message)) return kNoString;
  return Literal(Info(message->read.findings[index].clause).id);
}
uint64_t plumbline_message_finding_offset(const plumbline_message* message, size_t index) {
  if (index >= plumbline_message_finding_count(message)) return PLUMBLINE_ABSENT;
  return message->read.findings[index].offset;
}
