// What `plumbline check` found, for people, for programs and for other tools.
#ifndef PLUMBLINE_CLI_CHECK_REPORT_H_
#define PLUMBLINE_CLI_CHECK_REPORT_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/check_ask.h"
#include "cli/output.h"

namespace plumbline::cli {

// All results of one class.
struct CheckClass {
  std::string name;
  bool known = false;           // it is in the baseline
  bool fails = false;           // else it is only told: discouraged
  std::vector<size_t> results;  // of CheckReport::results, the shortest octets first
  CheckResult witness;          // the first of them, or one made of it that is shorter

  bool news() const { return fails && !known; }
};

struct CheckReport {
  std::string command;  // for people
  std::vector<CheckResult> results;
  std::vector<CheckClass> classes;  // the worst verdict first, then by name
  size_t not_asked = 0;             // it hung too often
  size_t garbage = 0;               // lines that answered nothing
  size_t starts = 0;

  size_t CountOf(oracle::Verdict verdict) const;
  size_t CountOf(CheckEnd end) const;
  size_t News() const;  // classes
};

// Groups the results.
void Classify(const std::set<std::string>& baseline, CheckReport& report);

void WriteCheckPage(const CheckReport& report, Output& out);
// A line for each class, and one with the counts.
void WriteCheckJson(const CheckReport& report, Output& out);

std::string BaselineOf(const CheckReport& report);
std::string JunitOf(const CheckReport& report);  // XML
std::string SarifOf(const CheckReport& report);  // SARIF 2.1.0

// One sentence: why the witness is of this class.
std::string WhyOf(const CheckResult& result);
// The sentences that it cites, each with RFC and section.
std::vector<std::string> CitationsOf(const CheckResult& result);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_CHECK_REPORT_H_
