// What two messages differ in.
#ifndef PLUMBLINE_WITNESS_DIFFERENCE_H_
#define PLUMBLINE_WITNESS_DIFFERENCE_H_

#include <string>

#include "parser/stream.h"

namespace plumbline::witness {

// The first value in which the messages differ, or nothing. Places are not values: they may differ.
std::string Difference(const Message& a, const Message& b);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_DIFFERENCE_H_
