#include "bench/report.h"

#include <algorithm>
#include <cstdio>

namespace plumbline::bench {

double Quantile(std::vector<double> values, double fraction) {
  std::sort(values.begin(), values.end());
  const double place = fraction * static_cast<double>(values.size() - 1);
  const size_t below = static_cast<size_t>(place);
  const size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (values[above] - values[below]) * (place - static_cast<double>(below));
}

void PrintTable(const Workload& workload, const std::vector<Measurement>& measurements) {
  const double octets_a_message = static_cast<double>(workload.octets) / static_cast<double>(workload.messages);
  std::printf("\n%s: %zu message%s of %s%.0f octets\n", workload.name.c_str(), workload.messages,
              workload.messages == 1 ? "" : "s", workload.connections.size() > 1 ? "on average " : "",
              octets_a_message);
  std::printf("  %-22s %12s %9s %15s   %s\n", "", "ns/message", "MB/s", "allocs/message",
              "Plumbline's time to it, median (quartiles)");
  const Measurement& first = measurements.front();
  for (const Measurement& measurement : measurements) {
    const double nanoseconds = Quantile(measurement.rounds, 0.5);
    std::printf("  %-22s %12.1f %9.0f %15.2f", measurement.contender.c_str(), nanoseconds,
                octets_a_message * 1e3 / nanoseconds, measurement.allocations);
    if (&measurement != &first) {
      std::vector<double> ratios;
      for (size_t i = 0; i < measurement.rounds.size(); ++i) ratios.push_back(first.rounds[i] / measurement.rounds[i]);
      std::printf("   %.3f (%.3f to %.3f)", Quantile(ratios, 0.5), Quantile(ratios, 0.25), Quantile(ratios, 0.75));
    }
    std::printf("\n");
  }
  std::fflush(stdout);
}

}  // namespace plumbline::bench
