#include "properties/oracle/forward_support.h"

#include "absl/types/span.h"

namespace plumbline::properties {

using oracle::ForwardedMessage;
using oracle::ForwardSettings;
using oracle::NextHop;

void showValue(const OnItsWay& way, std::ostream& os) {
  os << Text(way.asked) << " by a " << (way.gateway ? "gateway" : "proxy") << " to " << Name(way.next_hop)
     << (way.to_proxy ? ", to a proxy" : "") << (way.has_clock ? "" : ", without a clock");
}

WaySettings::WaySettings(const OnItsWay& way) {
  settings_.kind = way.asked.kind;
  settings_.gateway = way.gateway;
  settings_.next_hop = way.next_hop;
  settings_.to_proxy = way.to_proxy;
  if (way.has_clock) settings_.date = "Tue, 15 Nov 1994 08:12:31 GMT";
  if (!way.asked.methods) return;
  methods_.assign(way.asked.methods->begin(), way.asked.methods->end());
  settings_.methods = methods_;
}

ForwardSettings WaySettings::For(const absl::string_view& method) const {
  ForwardSettings settings = settings_;
  if (settings.kind == MessageKind::kResponse) settings.methods = absl::MakeConstSpan(&method, 1);
  return settings;
}

bool IsHttp1(NextHop hop) { return hop <= NextHop::kHttp11; }

Interpretation ReadSent(MessageKind kind, const ForwardedMessage& message) {
  const absl::string_view method = message.answers;
  StreamOptions options;
  options.recipient = Recipient::kIntermediary;
  options.end_of_input = true;
  if (kind == MessageKind::kResponse) options.methods = absl::MakeConstSpan(&method, 1);
  return ParseStream(kind, message.octets, options);
}

std::vector<FieldLine> LinesOf(const std::vector<reading::Field>& fields) {
  std::vector<FieldLine> out;
  for (const reading::Field& field : fields) out.push_back({field.name, field.value});
  return out;
}

// Whether a strict recipient takes it for one whole message.
bool IsAccepted(MessageKind kind, const ForwardedMessage& message, NextHop hop) {
  if (!IsHttp1(hop)) {
    const FieldListKind list = kind == MessageKind::kRequest ? FieldListKind::kRequest : FieldListKind::kResponse;
    return !CheckFieldList(message.list.version, list, LinesOf(message.list.fields)) &&
           !CheckFieldList(message.list.version, FieldListKind::kTrailers, LinesOf(message.list.trailers));
  }
  const Interpretation read = ReadSent(kind, message);
  const bool interim = !read.messages.empty() && kind == MessageKind::kResponse &&
                       read.messages[0].response.status >= 100 && read.messages[0].response.status < 200;
  // After an interim response the final one is still to come.
  const bool complete =
      read.verdict == Outcome::kComplete || (interim && read.error.clause == Clause::kIncompleteMessage) || read.tunnel;
  return complete && read.messages.size() == 1 && read.consumed == message.octets.size();
}

}  // namespace plumbline::properties
