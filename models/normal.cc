#include "models/normal.h"

#include <utility>

namespace plumbline::models {
namespace {

reading::Message NormalHead(const Head& head) {
  reading::Message message;
  message.start.emplace();
  message.start->http09 = head.http09;
  message.start->version = head.version;
  message.start->status = head.status;
  message.start->reason = head.reason;
  message.fields = head.fields;
  return message;
}

reading::Message NormalFinal(const Model& model, const Reading& reading) {
  reading::Message message = NormalHead(*reading.head);
  message.framing = {reading.framing, 0, reading.length};
  message.content = reading.body;
  message.trailers = reading.trailers;
  if (reading.ending != Ending::kComplete) return message;
  message.end = reading.consumed;
  if (model.knows_persistence) {
    message.persistence = {reading.persists, reading.why, reading.idle_timeout, reading.max_requests};
  }
  return message;
}

reading::Ending NormalEnding(Ending ending) {
  switch (ending) {
    case Ending::kComplete:
      return reading::Ending::kComplete;
    case Ending::kWaiting:
      return reading::Ending::kNeedMore;
    case Ending::kFailed:
      return reading::Ending::kRejected;
    case Ending::kUnknown:
      break;
  }
  return reading::Ending::kUnknown;
}

}  // namespace

reading::Reading Normal(const Model& model, const Reading& reading) {
  reading::Reading normal;
  for (const Head& head : reading.informational) normal.messages.push_back(NormalHead(head));
  if (reading.head) {
    reading::Message message = NormalFinal(model, reading);
    if (reading.ending == Ending::kComplete) {
      normal.messages.push_back(std::move(message));
    } else {
      normal.open = std::move(message);
    }
  }
  normal.ending = NormalEnding(reading.ending);
  normal.why = reading.error.empty() ? reading.unknown : reading.error;
  return normal;
}

}  // namespace plumbline::models
