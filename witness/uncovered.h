// Around code that is not part of what is fuzzed (checks, the mutator): the engine is to follow the coverage and the
// comparisons of the parser, and those alone.
#ifndef PLUMBLINE_WITNESS_UNCOVERED_H_
#define PLUMBLINE_WITNESS_UNCOVERED_H_

#ifdef __clang__
#define PLUMBLINE_UNCOVERED_BEGIN \
  _Pragma("clang attribute push(__attribute__((no_sanitize(\"coverage\"))), apply_to = function)")
#define PLUMBLINE_UNCOVERED_END _Pragma("clang attribute pop")
#else
#define PLUMBLINE_UNCOVERED_BEGIN
#define PLUMBLINE_UNCOVERED_END
#endif

#endif  // PLUMBLINE_WITNESS_UNCOVERED_H_
