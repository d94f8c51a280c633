// The race for an idle connection, held to a connection that is played through millisecond by millisecond.
#include "models/keep_alive_race.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>

namespace plumbline::models {
namespace {

struct Played {
  std::optional<int64_t> first, last;  // when a request was sent that met a closed connection, by the client's clock
};

// Times of the play are the server's, which sends the response at 0.
Played Play(const IdleConnection& connection) {
  Played played;
  const int64_t close_is_seen = connection.closes_after + connection.latency;
  for (int64_t idle = 0; idle <= connection.reuses_up_to; ++idle) {
    const int64_t sent = connection.latency + idle;
    if (sent >= close_is_seen && idle != connection.closes_after) break;  // at the same moment either may come first
    const int64_t arrives = sent + connection.latency;
    if (arrives < connection.closes_after) continue;
    if (!played.first) played.first = idle;
    played.last = idle;
  }
  return played;
}

RC_GTEST_PROP(KeepAliveRace, IsWhatAConnectionPlayedThroughShows, ()) {
  IdleConnection connection;
  connection.closes_after = *rc::gen::inRange<int64_t>(0, 60);
  connection.reuses_up_to = *rc::gen::inRange<int64_t>(0, 80);
  connection.latency = *rc::gen::inRange<int64_t>(0, 30);
  const Race race = RaceFor(connection);
  const Played played = Play(connection);
  RC_CLASSIFY(race.safe(), "safe");
  RC_ASSERT(race.safe() == !played.first);
  if (race.safe()) return;
  RC_ASSERT(race.from == *played.first);
  RC_ASSERT(race.to == *played.last);
  RC_ASSERT(SafeIdleTime(connection.closes_after, connection.latency) == race.from);
}

// undici gives up 2 s before the timeout: that serves for latencies below 1 s.
TEST(KeepAliveRace, AMarginServesUpToHalfOfItAsLatency) {
  EXPECT_TRUE(RaceFor({5'000, 3'000, 999}).safe());
  EXPECT_FALSE(RaceFor({5'000, 3'000, 1'000}).safe());
  EXPECT_EQ(RaceFor({5'000, 3'000, 500}).margin, 1'000);
}

TEST(KeepAliveRace, WithoutALimitThereIsOneUntilTheCloseIsSeen) {
  const Race race = RaceFor({5'000, INT64_MAX, 100});
  EXPECT_FALSE(race.safe());
  EXPECT_EQ(race.from, 4'800);
  EXPECT_EQ(race.to, 5'000);
}

TEST(KeepAliveRace, EveryKnownLimitIsOne) {
  for (const auto& limits : {ServerIdleLimits(), LoadBalancerIdleLimits()}) {
    EXPECT_FALSE(limits.empty());
    for (const IdleLimit& limit : limits) EXPECT_GT(limit.milliseconds, 0) << limit.name;
  }
}

}  // namespace
}  // namespace plumbline::models
