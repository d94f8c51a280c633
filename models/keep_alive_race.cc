#include "models/keep_alive_race.h"

#include <algorithm>

namespace plumbline::models {
namespace {

constexpr IdleLimit kServers[] = {
#define PLUMBLINE_SERVER(name, milliseconds, source) {name, milliseconds, source},
#define PLUMBLINE_LOAD_BALANCER(name, milliseconds, source)
#include "models/idle_limits.def"
#undef PLUMBLINE_SERVER
#undef PLUMBLINE_LOAD_BALANCER
};

constexpr IdleLimit kLoadBalancers[] = {
#define PLUMBLINE_SERVER(name, milliseconds, source)
#define PLUMBLINE_LOAD_BALANCER(name, milliseconds, source) {name, milliseconds, source},
#include "models/idle_limits.def"
#undef PLUMBLINE_SERVER
#undef PLUMBLINE_LOAD_BALANCER
};

}  // namespace

// The response arrives one latency after the server's clock began, and the request takes another. The close, too,
// takes one: until then the client believes in the connection, that is up to `closes_after` by its own clock.
int64_t SafeIdleTime(int64_t closes_after, int64_t latency) { return std::max<int64_t>(closes_after - 2 * latency, 0); }

Race RaceFor(const IdleConnection& connection) {
  Race race;
  const int64_t arrives_in_time = connection.closes_after - 2 * connection.latency;
  race.margin = connection.reuses_up_to == INT64_MAX ? INT64_MIN : arrives_in_time - connection.reuses_up_to;
  if (race.safe()) return race;
  race.from = std::max<int64_t>(arrives_in_time, 0);
  race.to = std::min(connection.closes_after, connection.reuses_up_to);
  return race;
}

absl::Span<const IdleLimit> ServerIdleLimits() { return kServers; }
absl::Span<const IdleLimit> LoadBalancerIdleLimits() { return kLoadBalancers; }

}  // namespace plumbline::models
