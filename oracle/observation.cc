#include "oracle/observation.h"

#include <utility>

#include "absl/strings/str_cat.h"
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

std::string Contradiction(const Question& question, const Observation& observed) {
  const bool request = question.kind == MessageKind::kRequest;
  for (size_t i = 0; observed.messages && i < observed.messages->size(); ++i) {
    const ObservedMessage& message = (*observed.messages)[i];
    const auto in = [&](absl::string_view what) { return absl::StrCat("message ", i, " contradicts itself: ", what); };
    if (request && (message.status || message.reason)) return in("a request has no status");
    if (!request && (message.method || message.target || message.target_uri))
      return in("a response has no method and no target");
    if (!message.framing) continue;
    const size_t size = message.body ? message.body->size() : 0;
    if (*message.framing == FramingKind::kNone && size > 0) return in("its framing is none, and its body is not empty");
    if (message.length && *message.framing != FramingKind::kLength) return in("a length without the framing length");
    if (message.length && message.body && *message.length != size) return in("its length is not that of its body");
  }
  if (observed.replies) {
    for (const int status : *observed.replies) {
      if (status < 200 || status > 999) return absl::StrCat("a reply ", status, " is no final status code");
    }
    if (question.reader == Reader::kUserAgent && !observed.replies->empty()) return "a user agent sends no replies";
  }
  const bool forwards =
      observed.forwarded || observed.downstream || observed.next_hop || observed.own_version || observed.blocked;
  if (forwards && (question.reader == Reader::kOrigin || question.reader == Reader::kUserAgent))
    return "only a proxy or gateway sends messages on: \"role\" says who reads";
  if (observed.downstream && request) return "a request says itself in which version it was sent";
  if (observed.next_hop && !request) return "a response goes to whoever asked for it";
  if (observed.own_version && *observed.own_version > HttpVersion::kHttp11) return "its own version is one of HTTP/1.x";
  return "";
}

}  // namespace plumbline::oracle
