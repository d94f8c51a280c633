// One permitted reading held against what was sent on.
#ifndef PLUMBLINE_ORACLE_FORWARDED_HOLD_H_
#define PLUMBLINE_ORACLE_FORWARDED_HOLD_H_

#include <vector>

#include "oracle/forwarded_sent.h"
#include "oracle/judge.h"

namespace plumbline::oracle {

// The rules that are not kept if the octets are read so: the worst first. `reader`: a bit of tables.h.
std::vector<BrokenRule> HoldForwarded(const Question& question, const PermittedReading& reading,
                                      const Observation& observed, const Sent& sent, uint8_t reader);

// These rules are broken, the worst first. Where one is worse than all else, it decides.
void AddBroken(std::vector<BrokenRule> broken, Judgement& out);

// Of an intermediary that may be a proxy or a gateway: what one of them alone has to keep is not decided.
std::vector<BrokenRule> BrokenByEither(const std::vector<BrokenRule>& by_proxy,
                                       const std::vector<BrokenRule>& by_gateway);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_FORWARDED_HOLD_H_
