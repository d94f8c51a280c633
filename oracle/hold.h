// One permitted reading held against what was observed.
#ifndef PLUMBLINE_ORACLE_HOLD_H_
#define PLUMBLINE_ORACLE_HOLD_H_

#include <optional>
#include <string>
#include <vector>

#include "oracle/judge.h"

namespace plumbline::oracle {

struct Held {
  bool agrees = true;
  Verdict verdict = Verdict::kConforms;
  std::vector<Cited> steps;  // of what was observed beside the reading
  size_t depth = 0;          // how far they agree: messages before all else

  // The first difference; of a reading that agrees, what made the verdict worse than the reading's, if something did.
  struct Difference {
    reading::Aspect aspect = reading::Aspect::kOutcome;
    uint64_t offset = 0;
    std::string clause;
    std::optional<Sentence> sentence;
    std::string what;
  };
  std::optional<Difference> difference;
};

// `reader`: a bit of tables.h.
Held Hold(const PermittedReading& reading, const Observation& observed, uint8_t reader);

// Nothing that is received from there on is a further message: what was sent before closed the connection.
bool IsAfterTheEnd(Clause clause);
// The connection was closed within a message.
bool IsCutOff(Clause clause);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_HOLD_H_
