// The rules of forwarding.def as predicates on a permitted reading of what was received and on what was sent on: on the
// fields of one connection (forwarded_connection.cc), Via and Max-Forwards (forwarded_via.cc), the target
// (forwarded_target.cc), lengths and content (forwarded_content.cc), the other fields (forwarded_fields.cc), octets
// that leave their grammar (forwarded_faults.cc), lists of HTTP/2 and HTTP/3 (forwarded_list.cc). forwarded.cc runs
// them.
#ifndef PLUMBLINE_ORACLE_FORWARDED_CHECKER_H_
#define PLUMBLINE_ORACLE_FORWARDED_CHECKER_H_

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "oracle/forwarded_sent.h"
#include "oracle/judge.h"
#include "oracle/tables.h"

namespace plumbline::oracle {

class ForwardedChecker {
 public:
  ForwardedChecker(const Question& question, const PermittedReading& reading, const Observation& observed,
                   const Sent& sent, uint8_t reader)
      : question_(question), reading_(reading), observed_(observed), sent_(sent), reader_(reader) {}

  std::vector<BrokenRule> Check();

 private:
  using Fields = std::vector<reading::Field>;

  // A message that was received and what was sent on of it.
  struct Pair {
    const PermittedMessage& in;
    const SentMessage& out;
    bool in_complete = true;

    const Fields& in_fields() const { return *in.reading.fields; }
    const Fields& out_fields() const { return *out.reading.fields; }
    const reading::StartLine& in_start() const { return *in.reading.start; }
    const reading::StartLine& out_start() const { return *out.reading.start; }
  };

  // What differs, where the rule binds this intermediary and is about this message.
  struct Broken {
    ForwardingRule rule;
    std::string why;
    std::optional<Verdict> verdict = std::nullopt;  // else by the rule's level
    std::optional<Gap> gap = std::nullopt;
    std::string clause = {};
  };
  void Add(Broken broken, uint64_t offset, size_t forwarded, std::optional<uint64_t> forwarded_offset);
  // At a field of either message, by its place in the section; at the beginning of a message without one.
  void Add(Broken broken, const Pair& pair, std::optional<size_t> in_line, std::optional<size_t> out_line);
  // At a field of this name in either message.
  void AddAt(absl::string_view name, Broken broken, const Pair& pair);
  // Of a message that was sent alone.
  void Add(Broken broken, const SentMessage& out);

  bool IsProxy() const { return (reader_ & (kProxyOfRequests | kProxyOfResponses)) != 0; }
  uint8_t ForwarderOf() const { return IsProxy() ? kForwardingProxy : kForwardingGateway; }
  bool IsRequest() const { return question_.kind == MessageKind::kRequest; }

  // forwarded.cc
  void Messages();
  std::optional<size_t> Counterpart(const SentMessage& out, size_t from) const;
  const PermittedMessage* InAt(size_t index) const;
  size_t InCount() const { return reading_.message_count + (reading_.open ? 1 : 0); }
  void Skipped(const PermittedMessage& in, const SentMessage& out);
  void Unmatched(const SentMessage& out, size_t finals_before);
  bool IsRetry(const SentMessage& out) const;
  void CheckPair(const Pair& pair);

  // forwarded_connection.cc
  // Whether the received Connection names this field, given in lower case.
  static bool IsNominated(const Pair& pair, absl::string_view name);
  void ConnectionFields(const Pair& pair);
  void Nominated(const Pair& pair, const std::vector<std::string>& options);
  void OwnConnection(const Pair& pair);
  void KnownHopByHop(const Pair& pair, const std::vector<std::string>& options);
  void OwnTeAndUpgrade(const Pair& pair);

  // forwarded_via.cc
  void Via(const Pair& pair);
  void ViaAppended(const Pair& pair, ForwardingRule rule);
  void MaxForwards(const Pair& pair);

  // forwarded_target.cc
  void Target(const Pair& pair);
  void FormOfTarget(const Pair& pair);
  void PathOf(const Pair& pair);
  void HostOf(const Pair& pair);
  void VersionOf(const Pair& pair);

  // forwarded_content.cc
  void Lengths(const Pair& pair);
  void LengthsOfSent(const SentMessage& out);
  void Content(const Pair& pair);
  void Codings(const Pair& pair);
  void Trailers(const Pair& pair);
  void Completeness(const Pair& pair);

  // forwarded_fields.cc
  void OtherFields(const Pair& pair);
  void OneField(const Pair& pair, const std::string& name);
  void Date(const Pair& pair);

  // forwarded_faults.cc
  void Faults();
  std::optional<uint64_t> WhereReceived(const SentFault& fault) const;
  bool IsRestOfChunks(const SentFault& fault) const;

  // forwarded_list.cc
  void List(const Pair& pair);

  const Question& question_;
  const PermittedReading& reading_;
  const Observation& observed_;
  const Sent& sent_;
  const uint8_t reader_;
  bool content_differs_ = false;  // of the pair that is checked
  std::vector<BrokenRule> out_;
};

// In lower case, each once: what the Connection lines of a section name, and how many members and lines there are.
struct Options {
  std::vector<std::string> names;
  bool plain = true;  // one line with one member
};
Options OptionsOf(const std::vector<reading::Field>& fields);

// Of a list that has one; else http stands for it, since octets do not tell it.
inline absl::string_view SchemeOf(const SentMessage& out) {
  return out.scheme.empty() ? absl::string_view("http") : absl::string_view(out.scheme);
}

// A request-target, which need not be one: what is sent on may be anything.
struct TargetParts {
  TargetForm form = TargetForm::kOriginForm;
  absl::string_view scheme;
  absl::string_view authority;  // without userinfo
  bool has_authority = false;
  absl::string_view path;
  absl::string_view path_and_query;
};
TargetParts PartsOfTarget(absl::string_view target, absl::string_view method);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_FORWARDED_CHECKER_H_
