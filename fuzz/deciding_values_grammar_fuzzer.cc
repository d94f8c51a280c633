// The law of deciding_values_fuzzer.cc, with mutations by the grammar.
#include "fuzz/mutator/entry.h"

PLUMBLINE_MUTATE_AS(plumbline::fuzz::Shape::kValue,
                    {plumbline::fuzz::Production::kTransferEncoding, plumbline::fuzz::Production::kContentLength,
                     plumbline::fuzz::Production::kHost})
