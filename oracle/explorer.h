// Every reading that the standard permits: the strict parser, a rewrite where it rejects, and on. permit.cc follows the
// ways, permit_messages.cc reads what is complete, permit_results.cc says what a way ends with.
#ifndef PLUMBLINE_ORACLE_EXPLORER_H_
#define PLUMBLINE_ORACLE_EXPLORER_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "oracle/judge.h"
#include "oracle/tables.h"
#include "oracle/way.h"
#include "parser/stream.h"

namespace plumbline::oracle {

// A row of allowances.def that is about what was found.
struct Candidate {
  FaultFound found;
  const AllowanceRow* row;
};

class Explorer {
 public:
  Explorer(const Question& question, uint8_t reader, bool mixed);

  Permitted Explore();

 private:
  // Reads on to the end of the way, or to the next error, where it takes the first going-on and leaves the others for
  // later. False: the way is at its end.
  bool Advance(Way& way);
  Stop Read(Way& way);
  Stop Gather(Way& way);
  std::shared_ptr<PermittedMessage> MessageOf(const Message& message, const Way& way, size_t head_size,
                                              uint64_t chunk_exts) const;
  void EndMessage(const Cursor& cursor, const Message& message, const FieldSection& fields, Way& way,
                  uint64_t chunk_exts, size_t head_size, uint64_t trailers_offset);
  void MarkPatches(const FieldSection& section, size_t at, bool trailer, const Way& way, PermittedMessage& out) const;
  PermittedReading& AddResult(const Way& way, const Stop& stop, PermittedEnd end, Verdict verdict);
  void AddRefusal(Way& way, const Stop& stop, const Refused& refused, Verdict verdict);
  void AddOpenEnd(Way& way, const Stop& stop, const Refused& refused, const GoingOnRow& going, bool beside);
  std::vector<Candidate> CandidatesAt(const Way& way, const std::vector<FaultFound>& faults) const;
  bool Rewrite(const Candidate& candidate, const Stop& stop, Way& way);
  bool BranchAtCoding(Way& way, const Stop& stop);
  bool GoOnWithoutTunnel(Way& way, const Stop& stop);
  bool IsKnown(const Way& way);
  bool GoOn(Way& way, std::vector<Way> next);
  bool MayReadRaw(const Way& way, const Cursor& cursor) const;

  const Question& question_;
  std::deque<Way> ways_;
  size_t made_ = 1;
  Permitted out_;
  std::shared_ptr<const PermittedMessage> partial_;  // of the last Gather()
};

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_EXPLORER_H_
