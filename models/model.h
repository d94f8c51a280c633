// What a lenient reader, one browser each, makes of the octets of a response. Each model is a small parser of its own:
// no model shares parsing code with parser/ or with another, since shared code would share bugs. docs/models.md says
// in words what each of them does, section by section; the comments here and there name its sections.
//
//   const Model* model = FindModel("chromium");
//   Reading reading = model->read({"HTTP/1.1 200\n\nhi"});  // kComplete, status 200, body "hi"
//
// Models read any octets and never fail to answer. The same exchange gives the same reading.
#ifndef PLUMBLINE_MODELS_MODEL_H_
#define PLUMBLINE_MODELS_MODEL_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "models/client.h"
#include "parser/message.h"
#include "reading/reading.h"

namespace plumbline::models {

// One request's answer, as the socket gives it, and what the browser knows besides. Views have to outlive the call.
struct Exchange {
  absl::string_view octets;  // from the first after the request to the last received
  absl::string_view method = "GET";
  bool https = false;              // the URL's scheme
  bool default_port = false;       // the URL's port is the scheme's own (80, 443)
  bool reused = false;             // the connection had an exchange before this one
  bool after_no_content = false;   // reused, and the response before had no body by its method or status
  bool end_of_input = true;        // the server closed the connection after the octets
  absl::Span<const size_t> reads;  // how many octets each read of the socket gave; what is left is the last read
};

enum class Ending : uint8_t {
  kComplete,  // the browser has a response with its whole body
  kWaiting,   // it waits for more octets (end_of_input is false)
  kFailed,    // it reports `error` to the page
  kUnknown,   // what it does is not known: `unknown` says of what
};

inline constexpr char kUnnamedError[] = "a network error";

using reading::Field;

// A head as the browser has it, after its own mending.
struct Head {
  bool http09 = false;  // no head at all: all octets are the body
  Version version;      // as the browser takes it: 0.9, 1.0, 1.1, 2.0, 3.0
  int status = 0;
  std::string reason;
  std::vector<Field> fields;  // in order; what the browser drops is not here, what it joins is one field
};

// Whether the connection persists, and which rule of the browser says so, in a few words for people.
struct Decision {
  bool persists = false;
  const char* why = "";
};
inline constexpr char kEndsWithConnection[] = "the connection ends the body";

// What the browser concluded. Members that an ending leaves open have their first value.
struct Reading {
  Ending ending = Ending::kWaiting;
  std::string error;  // kFailed: the browser's own name, "ERR_INVALID_HTTP_RESPONSE"; kUnnamedError if it is not known
  // What is not known of the outcome, in words. With kComplete: it is known that the response is accepted.
  std::string unknown;
  std::vector<Head> informational;  // 1xx heads before the final one
  std::optional<Head> head;         // of the final response, if the browser got so far
  FramingKind framing = FramingKind::kNone;
  uint64_t length = 0;  // octets, for FramingKind::kLength; UINT64_MAX: the browser takes the number for no bound
  // Content, chunked coding removed and no other. Where the body failed: what was decoded up to there; whether a page
  // sees it depends on time.
  std::string body;
  std::vector<Field> trailers;          // those that the browser keeps
  size_t consumed = 0;                  // octets taken so far; kComplete: those of the response
  size_t dropped = 0;                   // octets after it that are thrown away, while the connection lives on
  bool persists = false;                // the response lets the connection persist
  const char* why = "";                 // which rule of the browser says that it does, or does not, in a few words
  bool reusable = false;                // and nothing is left unread, and the server has not closed
  std::optional<int64_t> idle_timeout;  // milliseconds an idle connection is kept, where the response set it
  std::optional<int64_t> max_requests;  // further requests on the connection, where the response set it
};

struct Model {
  Client client;
  const char* name;       // "chromium"
  const char* describes;  // the versions whose behaviour it has, for people
  // Milliseconds for which the browser keeps an idle connection if the response does not say; nullopt: not known.
  std::optional<int64_t> idle_timeout;
  bool knows_persistence;  // false: Reading::persists and Reading::reusable say nothing
  Reading (*read)(const Exchange& exchange);
};

// All models, in the order in which they are shown: those of clients.def.
absl::Span<const Model> Models();
// Null where no model has this name.
const Model* FindModel(absl::string_view name);

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_MODEL_H_
