#include "capi/values.h"

namespace plumbline::capi {

std::optional<absl::string_view> View(const char* data, size_t length) {
  if (length == 0) return absl::string_view("", 0);
  if (data == nullptr || length > PTRDIFF_MAX) return std::nullopt;
  return absl::string_view(data, length);
}

std::optional<std::vector<absl::string_view>> Views(const plumbline_string* strings, size_t count) {
  if (strings == nullptr && count > 0) return std::nullopt;
  std::vector<absl::string_view> views;
  for (size_t i = 0; i < count; ++i) {
    const std::optional<absl::string_view> view = View(strings[i].data, strings[i].length);
    if (!view) return std::nullopt;
    views.push_back(*view);
  }
  return views;
}

int ValueOf(MessageKind kind) { return kind == MessageKind::kRequest ? PLUMBLINE_REQUEST : PLUMBLINE_RESPONSE; }

int ValueOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kComplete:
      return PLUMBLINE_ACCEPT;
    case Outcome::kNeedMore:
      return PLUMBLINE_NEED_MORE;
    case Outcome::kError:
      break;
  }
  return PLUMBLINE_REJECT;
}

int ValueOf(FramingKind kind) {
  switch (kind) {
    case FramingKind::kNone:
      return PLUMBLINE_FRAMING_NONE;
    case FramingKind::kLength:
      return PLUMBLINE_FRAMING_LENGTH;
    case FramingKind::kChunked:
      return PLUMBLINE_FRAMING_CHUNKED;
    case FramingKind::kClose:
      break;
  }
  return PLUMBLINE_FRAMING_CLOSE;
}

int ValueOf(TargetForm form) {
  switch (form) {
    case TargetForm::kOriginForm:
      return PLUMBLINE_ORIGIN_FORM;
    case TargetForm::kAbsoluteForm:
      return PLUMBLINE_ABSOLUTE_FORM;
    case TargetForm::kAuthorityForm:
      return PLUMBLINE_AUTHORITY_FORM;
    case TargetForm::kAsteriskForm:
      break;
  }
  return PLUMBLINE_ASTERISK_FORM;
}

int ValueOf(oracle::Verdict verdict) {
  switch (verdict) {
    case oracle::Verdict::kConforms:
      return PLUMBLINE_CONFORMS;
    case oracle::Verdict::kAllowed:
      return PLUMBLINE_ALLOWED;
    case oracle::Verdict::kUndecided:
      return PLUMBLINE_UNDECIDED;
    case oracle::Verdict::kRecovers:
      return PLUMBLINE_RECOVERS;
    case oracle::Verdict::kDiscouraged:
      return PLUMBLINE_DISCOURAGED;
    case oracle::Verdict::kOverStrict:
      return PLUMBLINE_OVER_STRICT;
    case oracle::Verdict::kViolates:
      break;
  }
  return PLUMBLINE_VIOLATES;
}

int ValueOf(reading::Aspect aspect) {
  switch (aspect) {
    case reading::Aspect::kOutcome:
      return PLUMBLINE_ASPECT_OUTCOME;
    case reading::Aspect::kFraming:
      return PLUMBLINE_ASPECT_FRAMING;
    case reading::Aspect::kPersistence:
      return PLUMBLINE_ASPECT_PERSISTENCE;
    case reading::Aspect::kHopByHop:
      return PLUMBLINE_ASPECT_HOP_BY_HOP;
    case reading::Aspect::kSemantics:
      return PLUMBLINE_ASPECT_SEMANTICS;
    case reading::Aspect::kSyntax:
      break;
  }
  return PLUMBLINE_ASPECT_SYNTAX;
}

int ValueOf(oracle::ConnectionState state) {
  switch (state) {
    case oracle::ConnectionState::kOpen:
      return PLUMBLINE_CONNECTION_OPEN;
    case oracle::ConnectionState::kClosed:
      return PLUMBLINE_CONNECTION_CLOSED;
    case oracle::ConnectionState::kPersisted:
      break;
  }
  return PLUMBLINE_CONNECTION_PERSISTED;
}

int ValueOf(oracle::DutyKind kind) {
  switch (kind) {
    case oracle::DutyKind::kRespond:
      return PLUMBLINE_DUTY_RESPOND;
    case oracle::DutyKind::kClose:
      return PLUMBLINE_DUTY_CLOSE;
    case oracle::DutyKind::kDiscard:
      return PLUMBLINE_DUTY_DISCARD;
    case oracle::DutyKind::kIncomplete:
      return PLUMBLINE_DUTY_RECORD_INCOMPLETE;
    case oracle::DutyKind::kReplace:
      return PLUMBLINE_DUTY_REPLACE;
    case oracle::DutyKind::kRemoveContentLength:
      break;
  }
  return PLUMBLINE_DUTY_REMOVE_CONTENT_LENGTH;
}

}  // namespace plumbline::capi
