// The law of field_values_fuzzer.cc, with mutations by the grammar.
#include "fuzz/mutator/entry.h"

PLUMBLINE_MUTATE_AS(plumbline::fuzz::Shape::kValue,
                    {plumbline::fuzz::Production::kTe, plumbline::fuzz::Production::kTrailer,
                     plumbline::fuzz::Production::kUpgrade, plumbline::fuzz::Production::kVia})
