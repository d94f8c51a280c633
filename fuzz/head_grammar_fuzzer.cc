// The law of head_fuzzer.cc, with mutations by the grammar.
#include "fuzz/mutator/entry.h"

PLUMBLINE_MUTATE_AS(plumbline::fuzz::Shape::kMessages)
