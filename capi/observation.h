// The observation that a handle stands for.
#ifndef PLUMBLINE_CAPI_OBSERVATION_H_
#define PLUMBLINE_CAPI_OBSERVATION_H_

#include "oracle/judge.h"

struct plumbline_observation {
  plumbline::oracle::Observation known;
};

#endif  // PLUMBLINE_CAPI_OBSERVATION_H_
