// Questions for the judge: valid streams, violations of one clause, streams that were valid, and short heads full of
// what recipients are known to forgive.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_ASKED_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_ASKED_H_

#include <rapidcheck.h>

#include <string>

#include "properties/oracle/judge_support.h"

namespace plumbline::properties {

rc::Gen<oracle::Reader> ReaderOf(MessageKind kind);

// Any of these.
rc::Gen<Asked> AnyAsked();
// A valid stream as it is, or the first octets of it.
rc::Gen<Asked> ValidAsked();
// Up to `most` fragments of heads, the faulty among them, after a start-line or the beginning of a head. Without
// chunked bodies and trailers.
rc::Gen<Asked> FaultyHeadAsked(size_t most);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_ASKED_H_
