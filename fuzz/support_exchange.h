// The law of connections: see targets/exchange_fuzzer.cc.
#ifndef PLUMBLINE_FUZZ_SUPPORT_EXCHANGE_H_
#define PLUMBLINE_FUZZ_SUPPORT_EXCHANGE_H_

#include "fuzz/support.h"

namespace plumbline::fuzz {

void CheckExchange(const Input& input);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_EXCHANGE_H_
