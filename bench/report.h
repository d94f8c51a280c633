// Medians and ratios of paired measurements, as a table.
#ifndef PLUMBLINE_BENCH_REPORT_H_
#define PLUMBLINE_BENCH_REPORT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "bench/workload.h"

namespace plumbline::bench {

// One contender's measurements of one workload. rounds[i] was taken right beside rounds[i] of the
// others.
struct Measurement {
  std::string contender;
  std::vector<double> rounds;  // ns of CPU time per message
  double allocations = 0;      // a message
};

double Quantile(std::vector<double> values, double fraction);

// Prints the contenders of one workload. Ratios are those of the first contender's time to the
// other's, taken round by round: below 1 the first is faster.
void PrintTable(const Workload& workload, const std::vector<Measurement>& measurements);

}  // namespace plumbline::bench

#endif  // PLUMBLINE_BENCH_REPORT_H_
