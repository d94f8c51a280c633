// What a recipient concluded from the octets of one direction of a connection, in one form for all: the strict parser
// (interpretation.h), models, peers. And one comparison, which says in what two readings differ.
//
//   const Parts parts = Compare(ours, theirs);
//   if (parts != 0) std::cout << "they differ first in " << Name(*FirstAspect(parts)) << "\n";
#ifndef PLUMBLINE_READING_READING_H_
#define PLUMBLINE_READING_READING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/message.h"

namespace plumbline::reading {

struct Field {
  std::string name;
  std::string value;
};

struct StartLine {
  bool http09 = false;  // there is no head: all octets are content
  Version version;
  std::string method;  // of a request
  std::string target;  // of a request, as received
  int status = 0;      // of a response
  std::string reason;  // of a response
};

struct Persistence {
  bool persists = false;
  std::string why;                           // the rule that decided, by its recipient's name, or in words
  std::optional<int64_t> idle_milliseconds;  // the limits that the message sets, as its recipient has them
  std::optional<int64_t> requests;
};

// One message. What has no value the recipient does not tell, or it is not known, or has not come: it is compared with
// nothing.
struct Message {
  std::optional<StartLine> start;
  std::optional<std::vector<Field>> fields;    // header section, in order
  std::optional<Framing> framing;              // its rule is 0 where the recipient does not say
  std::optional<std::string> content;          // chunked coding removed; of an open message what has come
  std::optional<uint64_t> content_size;        // octets, where they are not kept
  std::optional<std::vector<Field>> trailers;  // in order
  std::optional<uint64_t> end;                 // offset in the stream of the first octet after it
  std::optional<Persistence> persistence;
  std::optional<std::vector<std::string>> removed;  // names that go before the message is forwarded, in lower case
};

enum class Ending : uint8_t {
  kComplete,  // the octets are used up, after whole messages
  kNeedMore,
  kRejected,
  kUnknown,
};

struct Reading {
  std::vector<Message> messages;  // the whole ones
  std::optional<Message> open;    // the one in which the octets end, or are rejected, where its head is known
  Ending ending = Ending::kNeedMore;
  std::string why;  // kRejected: the clause, or the recipient's own name of the error; kUnknown: of what, in words
};

// What two readings can differ in, the gravest first.
enum class Aspect : uint8_t { kOutcome, kFraming, kPersistence, kHopByHop, kSemantics, kSyntax };
absl::string_view Name(Aspect aspect);  // "outcome", "hop-by-hop"

// The parts of an aspect that are compared, each a bit.
enum Part : unsigned {
  kEnding = 1,       // outcome: how the octets end, and after how many messages
  kDelimiting = 2,   // framing: what ends the content; nothing does, and a length of 0, are the same
  kContent = 4,      // framing: the content, and where the message ends
  kPersists = 8,     // persistence
  kLimits = 16,      // persistence: how long, for how many requests
  kRemoved = 32,     // hop-by-hop
  kControl = 64,     // semantics: version (all from 1.1 on are one), method, target, status
  kValues = 128,     // semantics: the combined value of each name
  kTrailers = 256,   // semantics: the same of trailers
  kReason = 512,     // syntax: the reason phrase, without whitespace around it
  kSpelling = 1024,  // syntax: as octets or lines, what is the same by all of the above
};
using Parts = unsigned;  // some of Part

Parts Compare(const Message& a, const Message& b);
// Of the messages that both have, and kEnding.
Parts Compare(const Reading& a, const Reading& b);

// The gravest aspect of the parts; none: there are no parts.
std::optional<Aspect> FirstAspect(Parts parts);

}  // namespace plumbline::reading

#endif  // PLUMBLINE_READING_READING_H_
