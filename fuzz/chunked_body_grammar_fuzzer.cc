// The law of chunked_body_fuzzer.cc, with mutations by the grammar.
#include "fuzz/mutator/entry.h"

PLUMBLINE_MUTATE_AS(plumbline::fuzz::Shape::kChunkedBody)
