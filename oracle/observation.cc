#include "oracle/observation.h"

#include <utility>

#include "parser/serialize.h"

namespace plumbline::oracle {
namespace {

ObservedMessage Of(const reading::Message& message) {
  ObservedMessage out;
  if (message.start) {
    const reading::StartLine& start = *message.start;
    if (start.http09) {
      out.version = "HTTP/0.9";
    } else if (!start.method.empty()) {
      out.method = start.method;
      out.target = start.target;
    } else {
      out.status = start.status;
    }
  }
  out.fields = message.fields;
  if (message.framing) out.framing = message.framing->kind;
  out.body = message.content;
  if (message.trailers && !message.trailers->empty()) out.trailers = message.trailers;
  if (message.persistence) out.persists = message.persistence->persists;
  return out;
}

}  // namespace

Observation ObservationOf(const reading::Reading& reading) {
  Observation out;
  switch (reading.ending) {
    case reading::Ending::kComplete:
      out.outcome = Outcome::kComplete;
      break;
    case reading::Ending::kNeedMore:
      out.outcome = Outcome::kNeedMore;
      break;
    case reading::Ending::kRejected:
      out.outcome = Outcome::kError;
      break;
    case reading::Ending::kUnknown:
      break;
  }
  out.messages.emplace();
  for (const reading::Message& message : reading.messages) out.messages->push_back(Of(message));
  return out;
}

ObservedMessage ExactlyObserved(const reading::Message& message) {
  ObservedMessage out = Of(message);
  if (message.start && !message.start->http09) {
    out.version = Serialized(message.start->version);
    if (message.start->method.empty()) out.reason = message.start->reason;
  }
  if (message.framing && message.framing->kind == FramingKind::kLength) out.length = message.framing->length;
  out.trailers = message.trailers;
  out.removed = message.removed;
  return out;
}

Observation ExactlyObserved(const reading::Reading& reading) {
  Observation out = ObservationOf(reading);
  for (size_t i = 0; i < reading.messages.size(); ++i) (*out.messages)[i] = ExactlyObserved(reading.messages[i]);
  return out;
}

Observation ExactlyObserved(const PermittedReading& reading) {
  Observation out;
  out.messages.emplace();
  bool refuses = false;
  for (const auto& permitted : reading.messages()) {
    refuses = refuses || permitted->refused.has_value();
    if (permitted->refused) continue;
    ObservedMessage message = ExactlyObserved(permitted->reading);
    if (permitted->kind == MessageKind::kRequest) message.target_uri = permitted->target_uri;
    out.messages->push_back(std::move(message));
  }
  if (refuses) return out;
  switch (reading.end) {
    case PermittedEnd::kComplete:
    case PermittedEnd::kTunnel:
      out.outcome = Outcome::kComplete;
      break;
    case PermittedEnd::kNeedMore:
      out.outcome = Outcome::kNeedMore;
      break;
    case PermittedEnd::kRefused:
      out.outcome = Outcome::kError;
      break;
    case PermittedEnd::kAnything:
      break;
  }
  return out;
}

}  // namespace plumbline::oracle
