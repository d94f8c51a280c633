// equivalence: holds every registered production to its grammar.
//
//   equivalence [--quick] [--jobs N] [--seed N] [NAME…]   all productions, or those of these names
//   equivalence --list                                    their names
//   equivalence --octets 'GET\x20*' NAME                  how the two read these octets
//
// A NAME is a rule's full name (RFC9112/method) or its own (method). --quick is for builds with sanitizers. Random
// strings come from --seed, 1 unless given.
//
// Exit status: 0 alike, 1 a disagreement, 2 wrong usage.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "properties/grammar/equivalence.h"
#include "properties/grammar/equivalence_report.h"

namespace plumbline::properties {
namespace {

struct Options {
  bool list = false;
  bool quick = false;
  unsigned jobs = 0;
  uint64_t seed = 1;
  std::optional<std::string> octets;
  std::vector<std::string> names;
};

[[noreturn]] void Die(const std::string& line) {
  std::fprintf(stderr, "equivalence: %s\n", line.c_str());
  std::exit(2);
}

uint64_t Number(const std::string& option, const char* text) {
  char* end = nullptr;
  const unsigned long long number = text == nullptr ? 0 : std::strtoull(text, &end, 10);
  if (text == nullptr || end == text || *end != '\0') Die(option + " needs a number");
  return number;
}

Options ParseArguments(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : nullptr;
    if (argument == "--list") {
      options.list = true;
    } else if (argument == "--quick") {
      options.quick = true;
    } else if (argument == "--jobs") {
      options.jobs = static_cast<unsigned>(Number(argument, value));
      ++i;
    } else if (argument == "--seed") {
      options.seed = Number(argument, value);
      ++i;
    } else if (argument == "--octets") {
      if (value == nullptr) Die("--octets needs octets, in which \\x0D stands for a CR");
      options.octets = Unescape(value);
      ++i;
    } else if (argument[0] == '-') {
      Die("unknown argument '" + argument + "': --list, --quick, --jobs N, --seed N, --octets OCTETS, NAME");
    } else {
      options.names.push_back(argument);
    }
  }
  return options;
}

// The rows that the names mean, all for none.
std::vector<const Production*> Choose(const std::vector<std::string>& names) {
  std::vector<const Production*> chosen;
  const auto means = [](const std::string& name, const Production& production) {
    return production.rule == name || production.rule.substr(production.rule.find('/') + 1) == name;
  };
  for (const std::string& name : names) {
    const bool known = std::any_of(Productions().begin(), Productions().end(),
                                   [&](const Production& production) { return means(name, production); });
    if (!known) Die("no production '" + name + "': see --list");
  }
  for (const Production& production : Productions()) {
    const bool wanted = names.empty() || std::any_of(names.begin(), names.end(),
                                                     [&](const std::string& name) { return means(name, production); });
    if (wanted) chosen.push_back(&production);
  }
  return chosen;
}

// Runs the tasks on so many threads, in order, and shows on a terminal how many are done.
void RunAll(const std::vector<std::function<void()>>& tasks, unsigned jobs, const char* what) {
  std::atomic<size_t> next{0};
  std::atomic<size_t> done{0};
  const bool terminal = isatty(STDERR_FILENO) != 0;
  const auto work = [&] {
    for (size_t i = next++; i < tasks.size(); i = next++) {
      tasks[i]();
      const size_t now = ++done;
      if (terminal) std::fprintf(stderr, "\r\033[Kequivalence: %s, %zu of %zu", what, now, tasks.size());
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (terminal) std::fprintf(stderr, "\r\033[K");
}

// Every engine of every row is a task; the biggest first, so that none is left over at the end.
void Compare(std::vector<Row>& rows, uint64_t seed, unsigned jobs) {
  struct Part {
    Row* row;
    Engine engine;
    uint64_t strings;
  };
  std::vector<Part> parts;
  for (Row& row : rows)
    for (const Engine engine : kEngines) parts.push_back({&row, engine, row.comparison.trial().Strings(engine)});
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.strings > b.strings; });

  std::mutex mutex;
  std::vector<std::function<void()>> tasks;
  for (const Part& part : parts) {
    tasks.push_back([&mutex, part, seed] {
      const auto start = std::chrono::steady_clock::now();
      const Findings findings = part.row->comparison.Run(part.engine, seed);
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
      const std::lock_guard<std::mutex> lock(mutex);
      part.row->findings.Add(findings);
      part.row->seconds += seconds.count();
    });
  }
  RunAll(tasks, jobs, "productions compared by an engine");
}

int Main(int argc, char** argv) {
  const Options options = ParseArguments(argc, argv);
  const std::vector<const Production*> chosen = Choose(options.names);
  if (options.list) {
    PrintNames(chosen);
    return 0;
  }
  const Effort effort = options.quick ? QuickEffort() : FullEffort();
  if (options.octets) return PrintReadings(chosen, effort, *options.octets) ? 0 : 1;

  const auto start = std::chrono::steady_clock::now();
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const unsigned jobs = options.jobs == 0 ? cores : std::min(options.jobs, cores);
  std::map<std::string, std::unique_ptr<Trial>> trials;
  std::vector<std::function<void()>> tasks;
  for (const Production* production : chosen) {
    const auto [trial, is_new] = trials.try_emplace(MachineKey(*production));
    if (!is_new) continue;
    tasks.push_back(
        [&made = trial->second, &effort, production] { made = std::make_unique<Trial>(*production, effort); });
  }
  RunAll(tasks, jobs, "automata made");
  std::vector<Row> rows;
  for (const Production* production : chosen)
    rows.push_back({Comparison(*production, *trials[MachineKey(*production)])});
  Compare(rows, options.seed, jobs);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  return PrintTable(rows, seconds.count(), argv[0]) ? 0 : 1;
}

}  // namespace
}  // namespace plumbline::properties

int main(int argc, char** argv) { return plumbline::properties::Main(argc, argv); }
