// What an intermediary sent on, read as the next recipient would read it.
#ifndef PLUMBLINE_ORACLE_FORWARDED_SENT_H_
#define PLUMBLINE_ORACLE_FORWARDED_SENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "oracle/judge.h"
#include "oracle/tables.h"
#include "parser/clause.h"
#include "parser/field_list.h"
#include "reading/reading.h"

namespace plumbline::oracle {

// One message, from octets or from a list.
struct SentMessage {
  MessageKind kind = MessageKind::kRequest;
  reading::Message reading;                 // of a list: without a version, the target is :path
  std::optional<FieldListVersion> version;  // it is a list
  std::string scheme;                       // of a list
  std::optional<std::string> authority;     // of a list
  size_t forwarded = 0;                     // which of Observation::forwarded
  uint64_t begin = 0;                       // its first octet
  uint64_t body = 0;                        // the first octet after the head
  std::vector<uint64_t> lines;              // where the field lines begin; of a list which fields they are
  bool complete = true;                     // as far as is known
  bool cut_off = false;                     // the connection was closed within it
  std::optional<bool> closed;               // the connection was closed after the last of its octets

  bool is_list() const { return version.has_value(); }
};

// Where what was sent on is not what its grammar says.
struct SentFault {
  Clause clause{};
  std::optional<Fault> fault;  // what stands there, where a recipient may go on in spite of it
  size_t forwarded = 0;
  uint64_t offset = 0;
  bool is_list = false;
};

struct Sent {
  std::vector<SentMessage> messages;
  std::vector<SentFault> faults;
};

// `question`: what the intermediary received.
Sent ReadSent(const Question& question, const std::vector<SentOn>& forwarded);

// The lines of this name, in any case, in order: their places.
std::vector<size_t> LinesNamed(const std::vector<reading::Field>& fields, absl::string_view name);
// Their values with a comma and SP between them; nullopt: there is none.
std::optional<std::string> CombinedValue(const std::vector<reading::Field>& fields, absl::string_view name);
// What commas outside of quoted strings part, without the whitespace around; empty ones are left out.
std::vector<std::string> MembersOf(absl::string_view value);
// Whether one of the members is this token, in any case.
bool HasMember(const std::optional<std::string>& value, absl::string_view token);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_FORWARDED_SENT_H_
