// The race for an idle connection: a request is on its way while the server closes. RFC 9112, section 9.5: any party
// may close at any time, so that no field prevents it; what prevents it is that the client gives up first.
#ifndef PLUMBLINE_MODELS_KEEP_ALIVE_RACE_H_
#define PLUMBLINE_MODELS_KEEP_ALIVE_RACE_H_

#include <cstdint>

#include "absl/types/span.h"

namespace plumbline::models {

// All times are milliseconds. INT64_MAX is no limit.
struct IdleConnection {
  int64_t closes_after = 0;  // the server, since it sent the last octet of a response
  int64_t reuses_up_to = 0;  // the client, since it received that octet
  int64_t latency = 0;       // of the network, one way
};

// Requests that the client sends between `from` and `to` after the response arrived meet a connection that is closed,
// or being closed: later ones it does not send on this connection, since it sees the close.
struct Race {
  int64_t margin = 0;  // how much earlier the client gives up than it has to; at most 0: there is a race
  int64_t from = 0;
  int64_t to = 0;

  bool safe() const { return margin > 0; }
};

Race RaceFor(const IdleConnection& connection);

// The longest idle time after which a request still arrives before the server closes; 0: there is none.
int64_t SafeIdleTime(int64_t closes_after, int64_t latency);

// A row of idle_limits.def.
struct IdleLimit {
  const char* name;  // "nginx"
  int64_t milliseconds;
  const char* source;  // for people
};

absl::Span<const IdleLimit> ServerIdleLimits();
absl::Span<const IdleLimit> LoadBalancerIdleLimits();

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_KEEP_ALIVE_RACE_H_
