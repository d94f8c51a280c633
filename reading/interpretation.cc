#include "reading/interpretation.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"

namespace plumbline::reading {
namespace {

template <typename Lines>
std::vector<Field> FieldsOf(const Lines& lines) {
  std::vector<Field> fields;
  for (const FieldLine line : lines) fields.push_back({std::string(line.name), std::string(line.value)});
  return fields;
}

StartLine StartOf(const StatusLine& line) {
  StartLine start;
  start.version = line.version;
  start.status = line.status;
  start.reason = std::string(line.reason);
  return start;
}

StartLine StartOf(const RequestLine& line) {
  StartLine start;
  start.version = line.version;
  start.method = std::string(line.method);
  start.target = std::string(line.target.text);
  return start;
}

}  // namespace

Message SoFar(const plumbline::Message& message) {
  Message out;
  out.start = message.kind == MessageKind::kRequest ? StartOf(message.request) : StartOf(message.response);
  out.fields = FieldsOf(message.fields);
  out.framing = message.framing;
  out.content = message.body;
  return out;
}

Message Of(const plumbline::Message& message) {
  Message out = SoFar(message);
  out.trailers = FieldsOf(message.trailers);
  out.end = message.offset + message.size;
  out.persistence = {message.persistence.persists, std::string(Name(message.persistence.rule)), {}, {}};
  out.removed.emplace();
  for (const absl::string_view name : message.removed) out.removed->push_back(absl::AsciiStrToLower(name));
  std::sort(out.removed->begin(), out.removed->end());
  out.removed->erase(std::unique(out.removed->begin(), out.removed->end()), out.removed->end());
  return out;
}

Message Of(const ResponseHead& head) {
  Message out;
  out.start = StartOf(head.line);
  out.fields = FieldsOf(head.fields);
  out.framing = head.framing;
  return out;
}

Reading Of(const Interpretation& interpretation) {
  Reading out;
  for (const plumbline::Message& message : interpretation.messages) out.messages.push_back(Of(message));
  if (interpretation.partial) out.open = SoFar(*interpretation.partial);
  switch (interpretation.verdict) {
    case Outcome::kComplete:
      out.ending = Ending::kComplete;
      break;
    case Outcome::kNeedMore:
      out.ending = Ending::kNeedMore;
      break;
    case Outcome::kError: {
      out.ending = Ending::kRejected;
      out.why = std::string(Info(interpretation.error.clause).id);
    }
  }
  return out;
}

}  // namespace plumbline::reading
