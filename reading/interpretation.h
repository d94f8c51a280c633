// What the strict parser concluded, as a Reading.
#ifndef PLUMBLINE_READING_INTERPRETATION_H_
#define PLUMBLINE_READING_INTERPRETATION_H_

#include "parser/stream.h"
#include "reading/reading.h"

namespace plumbline::reading {

Message Of(const plumbline::Message& message);
// Of a message that is not complete: what is known of it so far.
Message SoFar(const plumbline::Message& message);
Reading Of(const Interpretation& interpretation);

// Of a response whose head alone is known.
Message Of(const ResponseHead& head);

}  // namespace plumbline::reading

#endif  // PLUMBLINE_READING_INTERPRETATION_H_
