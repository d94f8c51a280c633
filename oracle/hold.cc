#include "oracle/hold.h"

#include "absl/strings/str_cat.h"
#include "oracle/holder.h"

namespace plumbline::oracle {

reading::Aspect AspectOf(Clause clause) {
  using reading::Aspect;
  switch (clause) {
    case Clause::kNotPersistent:
    case Clause::kAfterClose:
    case Clause::kAfterFaultyFraming:
      return Aspect::kPersistence;
    case Clause::kNoOutstandingRequest:
    case Clause::kExtraData:
    case Clause::kIncompleteMessage:
    case Clause::kIncompleteLength:
    case Clause::kTransferEncodingSyntax:
    case Clause::kChunkedNotFinal:
    case Clause::kContentLengthInvalid:
    case Clause::kContentLengthDiffers:
    case Clause::kContentLengthList:
    case Clause::kContentLengthEmptyMember:
    case Clause::kChunkedParameter:
    case Clause::kCompressionParameter:
    case Clause::kChunkSize:
    case Clause::kChunkExt:
    case Clause::kChunkExtQuotedString:
    case Clause::kChunkDataEnd:
    case Clause::kLimitContentLength:
    case Clause::kLimitChunkSize:
      return Aspect::kFraming;
    case Clause::kHostMissing:
    case Clause::kHostRepeated:
    case Clause::kHostValue:
    case Clause::kConnectPort:
    case Clause::kHttpUri:
    case Clause::kHttpEmptyHost:
    case Clause::kHttpUserinfo:
      return Aspect::kSemantics;
    default:
      return Aspect::kSyntax;
  }
}

bool IsInterim(const PermittedMessage& message) {
  return message.kind == MessageKind::kResponse && message.reading.start && message.reading.start->status >= 100 &&
         message.reading.start->status < 200 && message.reading.start->status != 101;
}

// Of a recovery beside a permission: whether the observation is seen to be one.
bool Holder::ShowsAnotherReading() const {
  if (reading_.end != PermittedEnd::kAnything || !reading_.beside_permission) return true;
  if (!observed_.messages || observed_.messages->size() <= reading_.message_count) return false;
  const ObservedMessage& shown = (*observed_.messages)[reading_.message_count];
  if (reading_.words.size() < 2) {
    const bool start = shown.method || shown.target || shown.status || shown.version;
    const bool in_start_line = reading_.begun && !reading_.begun->reading.start;
    return in_start_line ? start : shown.fields.has_value() || shown.framing || shown.body;
  }
  const bool method = !shown.method || *shown.method == reading_.words[0];
  const bool target = !shown.target || *shown.target == reading_.words[1];
  const bool status = !shown.status || absl::StrCat(*shown.status) == reading_.words[1];
  const size_t at = IsServer() ? 2 : 0;
  const bool version = !shown.version || reading_.words.size() <= at || *shown.version == reading_.words[at];
  return !(method && target && status && version);
}

bool IsAfterTheEnd(Clause clause) {
  return clause == Clause::kNotPersistent || clause == Clause::kAfterClose || clause == Clause::kAfterFaultyFraming ||
         clause == Clause::kExtraData || clause == Clause::kNoOutstandingRequest;
}

bool IsCutOff(Clause clause) { return clause == Clause::kIncompleteMessage || clause == Clause::kIncompleteLength; }

Held Hold(const PermittedReading& reading, const Observation& observed, uint8_t reader) {
  return Holder(reading, observed, reader).Hold();
}

}  // namespace plumbline::oracle
