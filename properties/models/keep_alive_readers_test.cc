// What clients make of Keep-Alive and Connection, against what was read in their sources and measured of them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "models/keep_alive.h"

namespace plumbline::properties {
namespace {

using models::KeepAliveReader;
using models::KeepAliveReading;
using models::KeepAliveResponse;

const KeepAliveReader& Reader(const std::string& name) {
  for (const KeepAliveReader& reader : models::KeepAliveReaders()) {
    if (name == reader.name) return reader;
  }
  ADD_FAILURE() << "no reader is called " << name;
  return models::KeepAliveReaders()[0];
}

// "closed", "own", "never", "4 s", each with ", max 200" where the requests are limited.
std::string KeepAliveText(const KeepAliveReading& reading) {
  using Idle = KeepAliveReading::Idle;
  if (!reading.reuses) return "closed";
  std::string text = reading.idle == Idle::kOwn     ? "own"
                     : reading.idle == Idle::kNever ? "never"
                                                    : std::to_string(reading.idle_milliseconds) + " ms";
  if (reading.requests) text += ", max " + std::to_string(*reading.requests);
  return text;
}

const std::vector<std::string> kFieldReaders = {"node",   "undici", "apache-httpclient", "httpurlconnection",
                                                "dotnet", "firefox"};

// HTTP/1.1 with Connection: keep-alive.
TEST(KeepAliveReadersTest, Parameters) {
  const struct {
    std::vector<std::string> lines;
    std::vector<std::string> expected;  // by kFieldReaders
  } kProbes[] = {
      {{"timeout=5"}, {"4000 ms", "3000 ms", "5000 ms", "5000 ms", "4000 ms", "5000 ms"}},
      {{"timeout = 5"}, {"own", "own", "5000 ms", "own", "4000 ms", "own"}},
      {{"TIMEOUT=5"}, {"own", "own", "5000 ms", "5000 ms", "4000 ms", "5000 ms"}},
      {{"timeout=\"5\""}, {"own", "own", "5000 ms", "5000 ms", "own", "closed"}},
      {{"xtimeout=5"}, {"own", "3000 ms", "own", "own", "own", "5000 ms"}},
      {{"timeout=-1"}, {"own", "own", "never", "own", "own", "4294966296 ms"}},
      {{"timeout=5.5"}, {"4000 ms", "3000 ms", "own", "own", "own", "5000 ms"}},
      {{"timeout=99999999999999999999"}, {"own", "600000 ms", "own", "own", "own", "4294966296 ms"}},
      {{"max=0"}, {"own", "own", "own", "closed", "closed", "own"}},
      {{"max=00"}, {"own", "own", "own", "closed", "own", "own"}},
      {{"max=1"}, {"own", "own", "own", "closed", "own", "own, max 1"}},
      {{"timeout=5, max=200"}, {"4000 ms", "3000 ms", "5000 ms", "5000 ms, max 200", "4000 ms", "5000 ms, max 200"}},
      {{"max=200, timeout=5"}, {"own", "3000 ms", "5000 ms", "5000 ms, max 200", "4000 ms", "5000 ms, max 200"}},
      {{"timeout=5; max=200"}, {"4000 ms", "3000 ms", "5000 ms", "own, max 200", "own", "5000 ms, max 200"}},
      {{"timeout=5", "timeout=9"}, {"4000 ms", "3000 ms", "5000 ms", "9000 ms", "8000 ms", "5000 ms"}},
      {{"timeout=6", "0"}, {"5000 ms", "58000 ms", "6000 ms", "own", "5000 ms", "6000 ms"}},
      {{"timeout=0"}, {"closed", "closed", "never", "closed", "closed", "closed"}},
      {{"timeout=1"}, {"closed", "closed", "1000 ms", "1000 ms", "closed", "1000 ms"}},
      {{"timeout=2"}, {"1000 ms", "closed", "2000 ms", "2000 ms", "1000 ms", "2000 ms"}},
      {{"timeout=+5"}, {"own", "own", "5000 ms", "5000 ms", "own", "5000 ms"}},
      {{"timeout=05"}, {"4000 ms", "3000 ms", "5000 ms", "5000 ms", "4000 ms", "5000 ms"}},
      {{"timeout=2147483"}, {"own", "600000 ms", "2147483000 ms", "2147483000 ms", "2147482000 ms", "2147483000 ms"}},
      {{"timeout=2147484"}, {"own", "600000 ms", "2147484000 ms", "closed", "2147483000 ms", "2147484000 ms"}},
      {{"timeout=4294968"}, {"own", "600000 ms", "4294968000 ms", "closed", "4294967000 ms", "704 ms"}},
      {{"timeout=5, timeout=7"}, {"4000 ms", "3000 ms", "5000 ms", "5000 ms", "6000 ms", "5000 ms"}},
      {{"timeout=5,"}, {"4000 ms", "3000 ms", "5000 ms", "5000 ms", "own", "5000 ms"}},
      {{"timeout"}, {"own", "own", "own", "own", "own", "own"}},
      {{""}, {"own", "own", "own", "own", "own", "own"}},
  };
  for (const auto& probe : kProbes) {
    KeepAliveResponse response;
    response.connection = {"keep-alive"};
    response.keep_alive = probe.lines;
    for (size_t i = 0; i < kFieldReaders.size(); ++i) {
      EXPECT_EQ(KeepAliveText(Reader(kFieldReaders[i]).read(response)), probe.expected[i])
          << kFieldReaders[i] << ": " << probe.lines[0];
    }
  }
}

// RFC 2068, section 19.7.1.1 has a recipient ignore the field without its connection option. One of them does.
TEST(KeepAliveReadersTest, WithoutTheOption) {
  KeepAliveResponse response;
  response.keep_alive = {"timeout=5"};
  for (const std::string& name : kFieldReaders) {
    const bool heeds = name == "httpurlconnection";
    EXPECT_EQ(KeepAliveText(Reader(name).read(response)) == "own", heeds) << name;
  }
}

// Two sequential requests to a server on loopback: "r" the connection was used again, "c" it was not.
TEST(KeepAliveReadersTest, Reuse) {
  const std::vector<std::string> kMeasured = {"node",          "undici", "http.client", "httpurlconnection",
                                              "java.net.http", "curl"};
  using Lines = std::vector<std::string>;
  const struct {
    int minor;
    Lines connection;
    Lines proxy_connection;
    Lines keep_alive;
    const char* expected;  // by kMeasured
  } kScenarios[] = {
      {1, {}, {}, {}, "rrrrrr"},
      {1, {"close"}, {}, {}, "cccccc"},
      {1, {"Close"}, {}, {}, "cccccc"},
      {1, {"keep-alive"}, {}, {}, "rrrrrr"},
      {1, {"keep-alive, close"}, {}, {}, "ccccrc"},
      {1, {"close, keep-alive"}, {}, {}, "ccccrc"},
      {1, {"close", "keep-alive"}, {}, {}, "cccrcc"},
      {1, {"keep-alive", "close"}, {}, {}, "ccrcrc"},
      {1, {"xclose"}, {}, {}, "rrccrc"},
      {1, {"closed"}, {}, {}, "rrccrc"},
      {1, {"\"close\""}, {}, {}, "rrccrc"},
      {1, {"foo"}, {}, {}, "rrrcrr"},
      {1, {",close,"}, {}, {}, "ccccrc"},
      {1, {"close;q=1"}, {}, {}, "rrccrc"},
      {1, {}, {"close"}, {}, "ccrrrr"},
      {0, {}, {}, {}, "ccccrc"},
      {0, {"keep-alive"}, {}, {}, "rrrrrr"},
      {0, {"Keep-Alive"}, {}, {}, "rrrrrr"},
      {0, {}, {}, {"timeout=5"}, "ccrcrc"},
      {0, {"keep-alive, close"}, {}, {}, "rrrcrr"},
      {0, {"xkeep-alive"}, {}, {}, "ccrcrr"},
      {0, {}, {"keep-alive"}, {}, "rrrcrc"},
      {1, {"keep-alive"}, {}, {"max=0"}, "rrrcrr"},
      {1, {"keep-alive"}, {}, {"max=1"}, "rrrcrr"},
      {1, {"keep-alive"}, {}, {"timeout=0"}, "ccrcrr"},
      {1, {}, {}, {"timeout=0"}, "ccrrrr"},
      {1, {"keep-alive"}, {}, {"timeout=1"}, "ccrrrr"},
      {1, {"keep-alive"}, {}, {"timeout=-1"}, "rrrrrr"},
      {1, {"keep-alive"}, {}, {"timeout=99999999999999999999"}, "rrrrrr"},
      {1, {"keep-alive"}, {}, {"timeout=2147484"}, "rrrcrr"},
      {1, {"keep-alive"}, {}, {"timeout=5", "timeout=0"}, "rrrcrr"},
      {1, {"keep-alive"}, {}, {"timeout=0", "timeout=5"}, "ccrrrr"},
  };
  for (const auto& scenario : kScenarios) {
    const KeepAliveResponse response = {
        {1, static_cast<uint8_t>(scenario.minor)}, scenario.connection, scenario.proxy_connection, scenario.keep_alive};
    std::string reused;
    for (const std::string& name : kMeasured) reused += Reader(name).read(response).reuses ? 'r' : 'c';
    EXPECT_EQ(reused, scenario.expected) << "HTTP/1." << scenario.minor << ", "
                                         << (scenario.connection.empty() ? "" : scenario.connection[0]) << ", "
                                         << (scenario.keep_alive.empty() ? "" : scenario.keep_alive[0]);
  }
}

// A browser's reading is its model's: quotes protect commas (chromium, libsoup), HTTP/1.0 forgets what Connection names
// (libsoup), and a number is what glibc's atoi gives (firefox).
TEST(KeepAliveReadersTest, BrowsersReadAsTheirModels) {
  const struct {
    const char* reader;
    int minor;
    const char* connection;
    const char* keep_alive;
    const char* expected;
  } kProbes[] = {
      {"chromium", 1, "\"a, close, b\"", "timeout=5", "own"},
      {"chromium", 0, "\"a, keep-alive, b\"", "timeout=5", "closed"},
      {"libsoup", 1, "\"a, close, b\"", "timeout=5", "own"},
      {"libsoup", 0, "keep-alive", "timeout=5", "own"},
      {"libsoup", 0, "keep-alive, connection", "timeout=5", "closed"},
      {"libsoup", 0, "keep-alive, content-length", "timeout=5", "closed"},
      {"firefox", 1, "keep-alive", "timeout=-9223372036854775807", "1000 ms"},
      {"firefox", 1, "keep-alive", "timeout=-9223372036854775808", "closed"},
  };
  for (const auto& probe : kProbes) {
    const KeepAliveResponse response = {
        {1, static_cast<uint8_t>(probe.minor)}, {probe.connection}, {}, {probe.keep_alive}};
    EXPECT_EQ(KeepAliveText(Reader(probe.reader).read(response)), probe.expected)
        << probe.reader << ": " << probe.connection << ", " << probe.keep_alive;
  }
}

}  // namespace
}  // namespace plumbline::properties
