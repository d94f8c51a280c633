// What an intermediary that keeps to the standard sends on: octets or a field list in, octets or a field list out, and
// for each change the sentence that asks for it and the octet that it is about.
//
//   oracle::ForwardSettings settings;
//   settings.pseudonym = "fred";
//   const auto forwarded = oracle::Forward(settings, "GET http://a/ HTTP/1.0\r\n\r\n");
//   std::cout << forwarded.messages[0].octets;  // "GET / HTTP/1.1\r\nHost: a\r\nVia: 1.0 fred\r\n\r\n"
//
// Of what is free it takes what changes least: names keep their spelling, fields their order, the body its framing
// where the next hop can read it. Where a sentence lets a recipient read what is not valid (oracle/judge.h: conforms or
// allowed), it is read so and sent on as it was read; else the message is refused. docs/forward.md has the choices.
#ifndef PLUMBLINE_ORACLE_FORWARD_H_
#define PLUMBLINE_ORACLE_FORWARD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "oracle/forwarding.h"
#include "oracle/judge.h"
#include "parser/clause.h"
#include "parser/field_list.h"
#include "parser/message.h"
#include "reading/reading.h"

namespace plumbline::oracle {

// What is spoken with the next recipient. kHttp10: it is not known to handle HTTP/1.1, so that no transfer coding is
// sent; the version sent is the intermediary's own all the same.
enum class NextHop : uint8_t { kHttp10, kHttp11, kHttp2, kHttp3 };
absl::string_view Name(NextHop hop);  // "HTTP/1.0", …, "HTTP/3"

// The views have to outlive the call alone.
struct ForwardSettings {
  MessageKind kind = MessageKind::kRequest;
  bool gateway = false;                       // else a proxy
  NextHop next_hop = NextHop::kHttp11;        // of a response: the version of the request that it answers
  bool to_proxy = false;                      // requests: the next server is a proxy
  absl::string_view pseudonym = "plumbline";  // in Via: a token
  absl::string_view scheme = "http";          // of targets that do not name theirs
  absl::string_view date;                     // an HTTP-date; empty: the intermediary has no clock
  // Responses: the methods that they answer, as in StreamOptions.
  std::optional<absl::Span<const absl::string_view>> methods;
};

// A message of HTTP/2 or HTTP/3 without its frames.
struct ListMessage {
  FieldListVersion version = FieldListVersion::kHttp2;
  std::vector<reading::Field> fields;
  std::string content;
  std::vector<reading::Field> trailers;
};

// The row of a table that asks for something: one and no other has a value.
struct Basis {
  std::optional<ForwardingRule> rule;
  std::optional<Sentence> sentence;
  std::optional<Clause> clause;
};
struct BasisInfo {
  absl::string_view id;
  int rfc;  // 0: see ClauseInfo::document
  absl::string_view section;
  Level level;
  absl::string_view text;
};
BasisInfo Info(const Basis& basis);

struct Change {
  Basis basis;
  // The octet received that it is about; what is added stands at the end of the head. Of a field list: the number of
  // the field, trailers counted on.
  uint64_t offset = 0;
  std::string what;  // for people: "X-Hop is removed"
};

enum class Fate : uint8_t {
  kSent,
  kNotSent,     // a 1xx that its client cannot read
  kAnswered,    // not forwarded: the intermediary answers as the final recipient
  kRefused,     // not forwarded: with `status`, to whoever sent the request
  kIncomplete,  // its end did not come, and it is not made complete
};
absl::string_view Name(Fate fate);  // "sent", "not-sent", "answered", "refused", "incomplete"

struct ForwardedMessage {
  Fate fate = Fate::kSent;
  uint64_t begin = 0;           // in the octets received
  uint64_t end = 0;             // the first octet after it, or where the reading ends
  std::string octets;           // kSent, to HTTP/1.0 and HTTP/1.1: the canonical octets
  ListMessage list;             // kSent, to HTTP/2 and HTTP/3
  std::string answers;          // the method that a response answers
  std::vector<Change> changes;  // by offset; of one offset in the order in which they were made
  // For every fate but kSent: why, and where.
  Change why;
  int status = 0;  // kRefused: of the answer; 0: there is none, the message is not processed
};

struct Forwarded {
  std::vector<ForwardedMessage> messages;
  // From here on the octets are a tunnel's: they go on as they are, if at all.
  std::optional<uint64_t> tunnel_from;
};

// The messages of one direction of an HTTP/1.1 connection, which was closed after these octets.
Forwarded Forward(const ForwardSettings& settings, absl::string_view octets);

// One message of HTTP/2 or HTTP/3.
Forwarded ForwardList(const ForwardSettings& settings, const ListMessage& message);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_FORWARD_H_
