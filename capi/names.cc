// Names of values, and the version.
#include "capi/values.h"

using plumbline::capi::FindValue;
using plumbline::capi::Literal;

namespace {

// The name of the enumerator with this value; absent where there is none.
template <typename Enum>
plumbline_string NameOf(int value, Enum last) {
  const std::optional<Enum> found = FindValue(value, last);
  return found ? Literal(Name(*found)) : plumbline_string{nullptr, 0};
}

}  // namespace

plumbline_string plumbline_outcome_name(plumbline_outcome outcome) {
  switch (outcome) {
    case PLUMBLINE_ACCEPT:
      return Literal("accept");
    case PLUMBLINE_NEED_MORE:
      return Literal("need-more");
    case PLUMBLINE_REJECT:
      return Literal("reject");
    default:
      return {nullptr, 0};
  }
}

plumbline_string plumbline_framing_name(plumbline_framing framing) {
  return NameOf(framing, plumbline::FramingKind::kClose);
}

plumbline_string plumbline_target_form_name(plumbline_target_form form) {
  return NameOf(form, plumbline::TargetForm::kAsteriskForm);
}

plumbline_string plumbline_verdict_name(plumbline_verdict verdict) {
  return NameOf(verdict, plumbline::oracle::Verdict::kViolates);
}

plumbline_string plumbline_aspect_name(plumbline_aspect aspect) {
  return NameOf(aspect, plumbline::reading::Aspect::kSyntax);
}

plumbline_string plumbline_duty_name(plumbline_duty duty) {
  return NameOf(duty, plumbline::oracle::DutyKind::kRemoveContentLength);
}

plumbline_string plumbline_version(void) { return Literal(PLUMBLINE_VERSION); }

int plumbline_contract(void) { return PLUMBLINE_CONTRACT; }
