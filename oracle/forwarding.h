// The table of what an intermediary owes to the messages that it forwards: forwarding.def. It is constant.
//
//   for (const oracle::ForwardingInfo& rule : oracle::AllForwardingRules()) std::cout << rule.id << ": " << rule.text;
#ifndef PLUMBLINE_ORACLE_FORWARDING_H_
#define PLUMBLINE_ORACLE_FORWARDING_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "parser/clause.h"

namespace plumbline::oracle {

enum class ForwardingRule : uint8_t {
#define PLUMBLINE_FORWARDING(name, ...) name,
#include "oracle/forwarding.def"
#undef PLUMBLINE_FORWARDING
};

// Whom a rule binds, as bits.
enum ForwarderBit : uint8_t { kForwardingProxy = 1, kForwardingGateway = 2 };
constexpr uint8_t kForwarders = kForwardingProxy | kForwardingGateway;

// Which messages it is about, as bits.
enum ForwardedBit : uint8_t { kForwardedRequests = 1, kForwardedResponses = 2 };
constexpr uint8_t kForwardedBoth = kForwardedRequests | kForwardedResponses;

// The version of HTTP on one side of the intermediary, as bits. HTTP/1.0 is kHttp1Hop.
enum HopBit : uint8_t { kHttp1Hop = 1, kHttp2Hop = 2, kHttp3Hop = 4 };
constexpr uint8_t kAnyHop = kHttp1Hop | kHttp2Hop | kHttp3Hop;

// One row of forwarding.def. All views have static storage duration.
struct ForwardingInfo {
  absl::string_view id;  // stable, e.g. "9110-7.6.1-nominated"
  int rfc;
  absl::string_view section;
  Level level;
  uint8_t binds;     // ForwarderBit
  uint8_t messages;  // ForwardedBit
  uint8_t from;      // HopBit: in what version the message was received
  uint8_t to;        // HopBit: in what version it is sent on
  absl::string_view text;
};

const ForwardingInfo& Info(ForwardingRule rule);
absl::Span<const ForwardingInfo> AllForwardingRules();  // in the order of the enum

// The rule with this id, or nullopt.
std::optional<ForwardingRule> FindForwardingRule(absl::string_view id);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_FORWARDING_H_
