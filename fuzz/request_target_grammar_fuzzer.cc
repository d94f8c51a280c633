// The law of request_target_fuzzer.cc, with mutations by the grammar.
#include "fuzz/mutator/entry.h"

PLUMBLINE_MUTATE_AS(plumbline::fuzz::Shape::kValue, {plumbline::fuzz::Production::kRequestTarget})
