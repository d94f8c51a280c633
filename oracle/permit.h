// What the judge asks of the exploration of ways: oracle/judge.h has the rest.
#ifndef PLUMBLINE_ORACLE_PERMIT_H_
#define PLUMBLINE_ORACLE_PERMIT_H_

#include <cstdint>

#include "oracle/judge.h"

namespace plumbline::oracle {

// The bit in tables.h; of kIntermediary that of an origin server or user agent, which nobody asks for.
uint8_t ReaderBitOf(const Question& question);

// For every reader but kIntermediary. `mixed`: LF may end one line and be data in another.
Permitted PermitFor(const Question& question, bool mixed);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_PERMIT_H_
