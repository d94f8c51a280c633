// What a reader made of octets, from the form of reading/ to what the judge compares.
#ifndef PLUMBLINE_ORACLE_OBSERVATION_H_
#define PLUMBLINE_ORACLE_OBSERVATION_H_

#include "oracle/judge.h"
#include "reading/reading.h"

namespace plumbline::oracle {

// Without the version and the reason-phrase, which readers show in ways of their own; of octets without a head, which
// are taken for HTTP/0.9, the version is left. Trailers that are not shown are not known to be dropped.
Observation ObservationOf(const reading::Reading& reading);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_OBSERVATION_H_
