// What HTTP clients conclude from the Keep-Alive field of a response: how long they keep the idle connection and how
// many requests more they send on it. docs/keep-alive.md has the table of what they differ in.
//
//   for (const KeepAliveReader& reader : KeepAliveReaders()) {
//     KeepAliveReading reading = reader.read({{1, 1}, {"keep-alive"}, {}, {"timeout=5, max=200"}});
//   }
#ifndef PLUMBLINE_MODELS_KEEP_ALIVE_H_
#define PLUMBLINE_MODELS_KEEP_ALIVE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "parser/message.h"

namespace plumbline::models {

// A response whose framing allows reuse, as far as these readers look: the values of its field lines, in order,
// without the whitespace around them.
struct KeepAliveResponse {
  Version version;
  std::vector<std::string> connection;
  std::vector<std::string> proxy_connection;
  std::vector<std::string> keep_alive;
};

struct KeepAliveReading {
  enum class Idle : uint8_t {
    kOwn,    // the reader's own limit, as if there were no Keep-Alive
    kSet,    // `idle_milliseconds`
    kNever,  // it never expires
  };

  bool reuses = false;  // the connection goes back to the pool
  Idle idle = Idle::kOwn;
  int64_t idle_milliseconds = 0;    // for kSet
  std::optional<int64_t> requests;  // further requests on the connection, where the response limits them
  std::string why;                  // which rule of the reader decided, a few words for people
};

struct KeepAliveReader {
  const char* name;                         // "node"
  const char* describes;                    // program and version, for people
  const char* own_limit;                    // the reader's own idle limit, for people
  std::optional<int64_t> own_milliseconds;  // the same, INT64_MAX for no limit; none: not known
  bool heeds;                               // whether it takes limits from the field
  KeepAliveReading (*read)(const KeepAliveResponse& response);
};

// All readers of clients.def, in the order in which they are shown: those that heed the field first.
absl::Span<const KeepAliveReader> KeepAliveReaders();

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_KEEP_ALIVE_H_
