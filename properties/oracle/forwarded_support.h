// A message that is sent on as simply as can be, and the errors that are planted in it: for the judge to find.
#ifndef PLUMBLINE_PROPERTIES_ORACLE_FORWARDED_SUPPORT_H_
#define PLUMBLINE_PROPERTIES_ORACLE_FORWARDED_SUPPORT_H_

#include <functional>
#include <string>
#include <vector>

#include "oracle/forwarding.h"
#include "parser/stream.h"
#include "reading/reading.h"

namespace plumbline::properties {

// What is written down last. Whoever plants an error changes a part of it.
struct Sending {
  MessageKind kind = MessageKind::kRequest;
  std::string method;  // of a request
  std::string target;
  std::string status;  // of a response, with its reason
  std::string version = "HTTP/1.1";
  std::string after_start_line;  // lines with CRLF
  std::vector<reading::Field> fields;
  std::string content;
  bool has_length = false;  // Content-Length is among the fields
  bool chunked = false;     // Transfer-Encoding is

  std::string Octets() const;
  bool Has(absl::string_view name) const;
  void Remove(absl::string_view name);
};

// Of a complete message that was accepted, by RFC 9110, section 7.6, and RFC 9112, section 6: what is for one
// connection is left out, Host, Via, Max-Forwards, Date and the framing are its own, and so is the version. Trailers
// are dropped.
Sending SendSimply(const Message& message);

// An error, and the rule that it breaks. `plant` is false where the message has no place for it.
struct Planted {
  oracle::ForwardingRule rule;
  std::function<bool(const Message&, Sending&)> plant;
};
// Of messages with the lines of `PlantedLines`.
const std::vector<Planted>& PlantedErrors();
// Lines that are put after a start-line, so that errors find their fields.
absl::string_view PlantedLines();

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_ORACLE_FORWARDED_SUPPORT_H_
