#include "oracle/observation.h"

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

}  // namespace plumbline::oracle
