// Whether one message of a permitted reading is the message that was observed.
#ifndef PLUMBLINE_ORACLE_MATCH_H_
#define PLUMBLINE_ORACLE_MATCH_H_

#include <optional>
#include <string>
#include <vector>

#include "oracle/judge.h"

namespace plumbline::oracle {

struct Match {
  bool agrees = true;
  Verdict verdict = Verdict::kConforms;  // of what was observed beside the permitted reading
  std::vector<Cited> steps;              // why it is not kConforms
  // Where they first differ, if they do: the further, the larger.
  int depth = 0;
  reading::Aspect aspect = reading::Aspect::kSyntax;
  std::string clause;  // a clause's id, or a rule's
  std::optional<Sentence> sentence;
  std::string what;     // in words
  uint64_t offset = 0;  // received
};

// How much of the permitted message is known.
enum class Extent : uint8_t {
  kWhole,
  kHead,   // its head, and how it is framed
  kLines,  // the lines before an error: there may be more
};
// `forwards`: the reader is an intermediary, whom the removal of fields binds.
Match MatchMessage(const PermittedMessage& permitted, const ObservedMessage& observed,
                   const std::vector<std::string>& hidden, Extent extent, bool forwards);

// A message whose octets were recovered from in a way of the reader's own: what no recovery is permitted. `names`: of
// PermittedReading.
Match MatchRecovered(const ObservedMessage& observed, const std::optional<std::vector<std::string>>& names,
                     uint64_t offset);

// The sentence of the rule by which the connection does not persist after the message.
Sentence SentenceOf(PersistenceRule rule, MessageKind kind);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_MATCH_H_
