// What an intermediary sends on, a second time: from the prose of RFC 9110, 9112, 9113 and 9114, with no table.
//
// It takes a message that is valid and says what of it goes on, as facts: in which order fields of different names
// stand, and how they are spelt, is no matter of the standard.
#ifndef PLUMBLINE_WITNESS_FORWARD_H_
#define PLUMBLINE_WITNESS_FORWARD_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/message.h"
#include "witness/framing.h"

namespace plumbline::witness {

enum class Towards { kHttp10, kHttp11, kHttp2, kHttp3 };

struct SlowToForward {
  SlowMessage message;
  RequestTarget target;      // of a request
  absl::string_view reason;  // of a response
  FramingKind framing = FramingKind::kNone;
  absl::string_view content;

  Towards towards = Towards::kHttp11;
  bool gateway = false;
  bool to_proxy = false;
  absl::string_view pseudonym;
  absl::string_view scheme;
  absl::string_view date;                           // empty: it has no clock
  bool (*barred_from_trailers)(absl::string_view);  // of names: RFC 9110, section 6.5.1, lists none
};

enum class SlowFate { kSent, kNotSent, kAnswered, kRefused };

// The values of each name, in lower case, in order; Via as one value. Pseudo-header fields are among them.
using SlowSection = std::map<std::string, std::vector<std::string>>;

struct SlowForwarded {
  SlowFate fate = SlowFate::kSent;
  std::string start_line;  // of HTTP/1.1
  SlowSection fields;
  SlowSection trailers;
  std::string content;
};

SlowForwarded SlowForward(const SlowToForward& from);

// The same of a message that was read. Read is the parser's Message, Settings is oracle::ForwardSettings; `answers`:
// the method that a response answers.
template <typename Read, typename Settings>
SlowForwarded SlowForward(const Read& message, absl::string_view answers, const Settings& settings,
                          bool (*barred_from_trailers)(absl::string_view)) {
  const bool request = message.kind == MessageKind::kRequest;
  SlowToForward from;
  from.message.kind = message.kind;
  from.message.minor = request ? message.request.version.minor : message.response.version.minor;
  from.message.status = message.response.status;
  from.message.method = request ? message.request.method : answers;
  from.message.headers = message.fields;
  from.message.trailers = message.trailers;
  from.target = message.request.target;
  from.reason = message.response.reason;
  from.framing = message.framing.kind;
  from.content = message.body;
  from.towards = static_cast<Towards>(settings.next_hop);
  from.gateway = settings.gateway;
  from.to_proxy = settings.to_proxy;
  from.pseudonym = settings.pseudonym;
  from.scheme = settings.scheme;
  from.date = settings.date;
  from.barred_from_trailers = barred_from_trailers;
  return SlowForward(from);
}

// A message's octets without the lines of Via and Max-Forwards in its head, which change at each hop.
std::string WithoutTraces(absl::string_view octets);

// Lines in this form; the values of Content-Length without zeros before them.
SlowSection SlowSectionOf(const SlowFields& lines);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_FORWARD_H_
