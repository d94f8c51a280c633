// What a reader made of octets, from the form of reading/ to what the judge compares.
#ifndef PLUMBLINE_ORACLE_OBSERVATION_H_
#define PLUMBLINE_ORACLE_OBSERVATION_H_

#include "oracle/judge.h"
#include "reading/reading.h"

namespace plumbline::oracle {

// Without the version and the reason-phrase, which readers show in ways of their own; of octets without a head, which
// are taken for HTTP/0.9, the version is left. Trailers that are not shown are not known to be dropped.
Observation ObservationOf(const reading::Reading& reading);

// Of a reader of which all is known that the reading says.
ObservedMessage ExactlyObserved(const reading::Message& message);
Observation ExactlyObserved(const reading::Reading& reading);
// The same of a permitted reading. A message that is refused is not among the accepted ones; then, and where the end is
// the reader's own, the outcome is not known.
Observation ExactlyObserved(const PermittedReading& reading);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_OBSERVATION_H_
