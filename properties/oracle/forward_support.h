// Messages on their way through an intermediary, and what is sent of them, for the laws of forwarding.
#ifndef PLUMBLINE_PROPERTIES_ORACLE_FORWARD_SUPPORT_H_
#define PLUMBLINE_PROPERTIES_ORACLE_FORWARD_SUPPORT_H_

#include <ostream>
#include <vector>

#include "absl/strings/string_view.h"
#include "oracle/forward.h"
#include "parser/stream.h"
#include "properties/oracle/judge_support.h"

namespace plumbline::properties {

struct OnItsWay {
  Asked asked;
  bool gateway = false;
  bool to_proxy = false;
  oracle::NextHop next_hop = oracle::NextHop::kHttp11;
  bool has_clock = true;
};
void showValue(const OnItsWay& way, std::ostream& os);

// Views what is on its way, which has to outlive it.
class WaySettings {
 public:
  explicit WaySettings(const OnItsWay& way);
  WaySettings(const WaySettings&) = delete;
  WaySettings& operator=(const WaySettings&) = delete;

  const oracle::ForwardSettings& get() const { return settings_; }
  // Of one response to this method.
  oracle::ForwardSettings For(const absl::string_view& method) const;

 private:
  std::vector<absl::string_view> methods_;
  oracle::ForwardSettings settings_;
};

bool IsHttp1(oracle::NextHop hop);

// What a strict recipient makes of the octets sent.
Interpretation ReadSent(MessageKind kind, const oracle::ForwardedMessage& message);
// Whether it takes them, or the list, for one whole message.
bool IsAccepted(MessageKind kind, const oracle::ForwardedMessage& message, oracle::NextHop hop);

// Views of them.
std::vector<FieldLine> LinesOf(const std::vector<reading::Field>& fields);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_ORACLE_FORWARD_SUPPORT_H_
