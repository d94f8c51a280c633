#include "parser/message.h"

namespace plumbline {

absl::string_view Name(PersistenceRule rule) {
  switch (rule) {
    case PersistenceRule::kCloseOption:
      return "9112-9.3-r1";
    case PersistenceRule::kHttp11:
      return "9112-9.3-r2";
    case PersistenceRule::kHttp10KeepAlive:
      return "9112-9.3-r3";
    case PersistenceRule::kOtherwise:
      return "9112-9.3-r4";
    case PersistenceRule::kNotSelfDefinedLength:
      return "9112-9.3-self-defined-length";
    case PersistenceRule::kHttp10TransferEncoding:
      return "9112-6.1-http10";
    case PersistenceRule::kBothLengths:
      return "9112-6.1-both-lengths";
    case PersistenceRule::kTunnel:
      return "9112-6.3-r2";
    case PersistenceRule::kSwitched:
      return "9110-15.2.2";
  }
  return "";
}

absl::string_view Name(FramingKind kind) {
  constexpr absl::string_view kNames[] = {"none", "length", "chunked", "close"};
  return kNames[static_cast<size_t>(kind)];
}

absl::string_view Name(TargetForm form) {
  constexpr absl::string_view kNames[] = {"origin-form", "absolute-form", "authority-form", "asterisk-form"};
  return kNames[static_cast<size_t>(form)];
}

absl::string_view Name(Recipient recipient) {
  constexpr absl::string_view kNames[] = {"origin", "intermediary", "user-agent"};
  return kNames[static_cast<size_t>(recipient)];
}

absl::string_view Name(MessageKind kind) { return kind == MessageKind::kRequest ? "request" : "response"; }

absl::string_view FramingRuleName(uint8_t rule) {
  constexpr absl::string_view kNames[] = {"9112-6.3-r1", "9112-6.3-r2", "9112-6.3-r3", "9112-6.3-r4",
                                          "9112-6.3-r5", "9112-6.3-r6", "9112-6.3-r7", "9112-6.3-r8"};
  return rule >= 1 && rule <= 8 ? kNames[rule - 1] : absl::string_view();
}

}  // namespace plumbline
