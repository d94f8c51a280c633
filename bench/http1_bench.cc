// Plumbline side by side with its peers: the same octets, the same work, in one run.
//
//   http1_bench [--rounds=N] [--slice_ms=N] [--only=WORD]
//
// First every contender parses every workload and the results are compared: a difference ends the
// program. Then, workload by workload, come rounds: in each, every contender runs for one slice, in
// an order drawn anew. Ratios are taken within a round, so that what slows the machine down for
// longer than a round cancels out.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "bench/allocations.h"
#include "bench/contender.h"
#include "bench/report.h"
#include "bench/workload.h"
#include "benchmark/benchmark.h"
#include "reading/reading.h"

namespace plumbline::bench {
namespace {

using Contenders = std::vector<std::unique_ptr<Contender>>;

struct Options {
  int rounds = 41;
  int slice_ms = 12;
  std::string only;  // workloads whose name has this in it
};

bool ParseOptions(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (absl::ConsumePrefix(&argument, "--rounds=")) {
      if (!absl::SimpleAtoi(argument, &options.rounds) || options.rounds < 1) return false;
    } else if (absl::ConsumePrefix(&argument, "--slice_ms=")) {
      if (!absl::SimpleAtoi(argument, &options.slice_ms) || options.slice_ms < 1) return false;
    } else if (absl::ConsumePrefix(&argument, "--only=")) {
      options.only = std::string(argument);
    } else {
      return false;
    }
  }
  return true;
}

[[noreturn]] void Die(const std::string& line) {
  std::fprintf(stderr, "http1_bench: %s\n", line.c_str());
  std::exit(1);
}

std::vector<Observation> Observe(Contender& contender, const Workload& workload) {
  std::vector<Observation> observations;
  Tally tally;
  if (!contender.Run(workload, tally, &observations)) {
    Die(absl::StrCat(contender.name(), " refuses message ", observations.size(), " of: ", workload.name));
  }
  if (observations.size() != workload.messages) {
    Die(absl::StrCat(contender.name(), " sees ", observations.size(), " messages in: ", workload.name));
  }
  return observations;
}

std::string Text(const Observation& observation) {
  return absl::StrCat(observation.fields->size(), " field lines, framing ", Name(observation.framing->kind), " ",
                      observation.framing->length, observation.persistence->persists ? ", persists, " : ", closes, ",
                      *observation.content_size, " octets of content");
}

// Numbers compare only where the work was equal.
void CheckAgreement(const Contenders& contenders, const Workload& workload) {
  const std::vector<Observation> expected = Observe(*contenders.front(), workload);
  for (size_t i = 1; i < contenders.size(); ++i) {
    const std::vector<Observation> observed = Observe(*contenders[i], workload);
    for (size_t j = 0; j < expected.size(); ++j) {
      const reading::Parts parts = reading::Compare(expected[j], observed[j]);
      if (parts == 0) continue;
      Die(absl::StrCat(contenders[i]->name(), " differs from ", contenders.front()->name(), " at message ", j,
                       " of: ", workload.name, ", first in ", reading::Name(*reading::FirstAspect(parts)), ": ",
                       Text(observed[j]), " and ", Text(expected[j])));
    }
  }
}

// Keeps the time of each run and prints nothing.
class Collector final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred) Die(run.error_message);
      nanoseconds_ = run.cpu_accumulated_time * 1e9 / static_cast<double>(run.iterations);
    }
  }
  double nanoseconds() const { return nanoseconds_; }

 private:
  double nanoseconds_ = 0;
};

// ns of CPU time for one parse of the workload, by one Google Benchmark of so many iterations.
double Measure(Contender& contender, const Workload& workload, int64_t iterations) {
  const auto body = [&](benchmark::State& state) {
    bool accepted = true;
    Tally tally;
    for (auto _ : state) {
      accepted &= contender.Run(workload, tally, nullptr);
      benchmark::DoNotOptimize(tally);
    }
    if (!accepted || tally.heads != workload.messages * static_cast<size_t>(iterations)) {
      state.SkipWithError("a timed run did not accept every message");
    }
  };
  benchmark::ClearRegisteredBenchmarks();
  benchmark::RegisterBenchmark("slice", body)->Iterations(iterations);
  Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector);
  return collector.nanoseconds();
}

// How many parses fill a slice.
int64_t Calibrate(Contender& contender, const Workload& workload, int slice_ms) {
  const double slice = slice_ms * 1e6;
  for (int64_t iterations = 1;; iterations *= 4) {
    const double each = Measure(contender, workload, iterations);
    if (each * static_cast<double>(iterations) > slice / 8) {
      return std::max<int64_t>(1, static_cast<int64_t>(slice / each));
    }
  }
}

double CountAllocations(Contender& contender, const Workload& workload) {
  Tally tally;
  const uint64_t before = AllocationCount();
  if (!contender.Run(workload, tally, nullptr)) Die("a message is refused the second time");
  return static_cast<double>(AllocationCount() - before) / static_cast<double>(workload.messages);
}

void RunWorkload(const Contenders& contenders, const Workload& workload, const Options& options) {
  std::vector<Measurement> measurements(contenders.size());
  std::vector<int64_t> iterations(contenders.size());
  std::vector<size_t> order(contenders.size());
  for (size_t i = 0; i < contenders.size(); ++i) {
    measurements[i].contender = std::string(contenders[i]->name());
    measurements[i].allocations = CountAllocations(*contenders[i], workload);
    iterations[i] = Calibrate(*contenders[i], workload, options.slice_ms);
    order[i] = i;
  }
  std::minstd_rand random(9110);
  for (int round = 0; round < options.rounds; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    for (const size_t i : order) {
      const double nanoseconds = Measure(*contenders[i], workload, iterations[i]);
      measurements[i].rounds.push_back(nanoseconds / static_cast<double>(workload.messages));
    }
  }
  PrintTable(workload, measurements);
}

int Main(int argc, char** argv) {
  Options options;
  benchmark::Initialize(&argc, argv);
  if (!ParseOptions(argc, argv, options)) {
    std::fprintf(stderr, "usage: http1_bench [--rounds=N] [--slice_ms=N] [--only=WORD]\n");
    return 2;
  }
  const Contenders contenders = MakeContenders();
  std::vector<Workload> workloads = MakeWorkloads();
  workloads.erase(std::remove_if(workloads.begin(), workloads.end(),
                                 [&](const Workload& w) { return w.name.find(options.only) == std::string::npos; }),
                  workloads.end());
  if (workloads.empty()) Die(absl::StrCat("no workload has this in its name: ", options.only));
  for (const Workload& workload : workloads) CheckAgreement(contenders, workload);
  std::printf("%zu parsers agree on every message. Medians of %d rounds, CPU time.\n", contenders.size(),
              options.rounds);
  for (const Workload& workload : workloads) RunWorkload(contenders, workload, options);
  return 0;
}

}  // namespace
}  // namespace plumbline::bench

int main(int argc, char** argv) { return plumbline::bench::Main(argc, argv); }
