// plumbline check: holds an implementation to every reading that the standard permits. docs/check.md has the contract
// of the command that it asks.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/arguments.h"
#include "cli/check_ask.h"
#include "cli/check_report.h"
#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/verbs.h"
#include "cli/written_file.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kCheckHelp = R"(plumbline check: holds an implementation to what the standard permits

Usage: plumbline check [OPTION...] -- COMMAND [ARGUMENT...]

Starts COMMAND, an adapter to the implementation, and asks it what it makes of the octets of
"plumbline corpus": a JSON object a line on its standard input, with id, kind, role, methods, eof
and octets (base64). It answers each with a line on its standard output, at once and in order:
  {"id": as asked, "observed": {...}}      what it made of them, as in a question of judge
  {"id": as asked, "observed": null}       it does not read such octets: left out

Each answer is judged as "plumbline judge" does. Findings, which are what violates, what is
over-strict, and questions without an answer (crash, hang, flood, garbage), are told by class:
verdict, clause and aspect. Of each class the shortest octets are shown, made shorter while the
class stays. A command that dies or hangs is started again.

{options}

docs/check.md has the contract; examples/adapters/ has adapters.

Examples
  plumbline check --role origin -- python3 adapter.py
  plumbline check --json -- python3 adapter.py | tail -n 1
  plumbline check --write-baseline /dev/stdout -- python3 adapter.py

Exit status
  0  no findings, or none that is not in the baseline
  1  findings
  2  wrong usage
  3  the command cannot be started, or answers nothing; the baseline cannot be read
  5  standard output, or a file, cannot be written
  6  out of memory
)";

using Clock = std::chrono::steady_clock;

constexpr size_t kSilentBeginning = 3;    // hangs, before any answer
constexpr size_t kCrashedBeginning = 20;  // questions without an answer, before any
constexpr size_t kMostHangs = 10;         // in a row
constexpr size_t kLargestBaseline = 16 << 20;

struct CheckSettings {
  std::optional<oracle::Reader> role;
  std::string baseline;
  std::string write_baseline;
  std::string junit;
  std::string sarif;
  bool json = false;
  uint64_t seconds = 5;
  uint64_t memory = 0;  // MiB
  ColorMode color = ColorMode::kAuto;
};

// The option's value is the name of a file.
Taking FileName(std::string& target) {
  return [&target](const Option& option) {
    target = option.value;
    return target.empty() ? option.name + " takes the name of a file" : std::string();
  };
}

std::vector<OptionSpec> CheckOptions(CheckSettings& settings) {
  using oracle::Reader;
  return {
      {"", "", "Options"},
      {"--role", "=ROLE",
       "origin, proxy, gateway, intermediary or user-agent: who the\n"
       "implementation is, and so what is asked; otherwise requests as origin,\n"
       "responses as user-agent",
       OneOf<Reader>(settings.role, {{"origin", Reader::kOrigin},
                                     {"proxy", Reader::kProxy},
                                     {"gateway", Reader::kGateway},
                                     {"intermediary", Reader::kIntermediary},
                                     {"user-agent", Reader::kUserAgent}})},
      {"--baseline", " FILE", "only classes that are not in this file make the check fail",
       FileName(settings.baseline)},
      {"--write-baseline", " FILE", "write the classes of this run's findings", FileName(settings.write_baseline)},
      {"--timeout", "=SECONDS", "for an answer: 5 where not given",
       NumberIn<uint64_t>(settings.seconds, 1, 3600, "is a number of seconds from 1 to 3600")},
      {"--memory", "=MIB", "address space of the command; without it, there is no limit",
       NumberIn<uint64_t>(settings.memory, 1, 1 << 24, "is a number of MiB from 1 to 16777216")},
      {"--json", "", "JSON Lines: a line for each class, then one with the counts", Put(settings.json, true)},
      {"--junit", " FILE", "write JUnit's XML, a test case for each question", FileName(settings.junit)},
      {"--sarif", " FILE", "write SARIF 2.1.0, a result for each class", FileName(settings.sarif)},
      ColorOption(settings.color),
  };
}

std::vector<CheckQuestion> QuestionsFor(std::optional<oracle::Reader> role) {
  using oracle::Reader;
  std::vector<CheckQuestion> out;
  std::set<std::string> known;  // cases that differ in who reads alone are one question here
  for (const CorpusQuestion& question : CorpusQuestions()) {
    const bool request = question.kind == MessageKind::kRequest;
    if (role == (request ? Reader::kUserAgent : Reader::kOrigin)) continue;
    const std::string key = absl::StrCat(request, question.end_of_input, question.has_methods, "\n", question.methods,
                                         "\n\n", question.octets);
    if (!known.insert(key).second) continue;
    out.push_back({std::string(question.id), question, role.value_or(request ? Reader::kOrigin : Reader::kUserAgent),
                   std::string(question.octets)});
  }
  return out;
}

// On a terminal one line that is refreshed; elsewhere a line every few seconds.
class Progress {
 public:
  explicit Progress(size_t questions) : questions_(questions), terminal_(isatty(STDERR_FILENO) != 0) {}
  ~Progress() {
    if (shown_ && terminal_) std::fputs("\r\x1b[K", stderr);
  }
  void Show(size_t asked, size_t failed) {
    const Clock::time_point now = Clock::now();
    if (now - last_ < (terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(10))) return;
    last_ = now;
    shown_ = true;
    const std::string text = absl::StrCat(asked, " of ", questions_, " questions, ", failed, " failed");
    if (!terminal_) return Complain(text);
    std::fputs(absl::StrCat("\r\x1b[K", text).c_str(), stderr);
    std::fflush(stderr);
  }

 private:
  size_t questions_;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point last_ = Clock::now();
};

// Asks everything. Returns why there is nothing to report; empty if there is.
std::string AskAll(std::vector<CheckQuestion> questions, Asker& asker, CheckReport& report) {
  Progress progress(questions.size());
  size_t failed = 0;
  size_t hangs = 0;
  for (CheckQuestion& question : questions) {
    if (hangs == kMostHangs) {
      ++report.not_asked;
      continue;
    }
    std::optional<CheckResult> result = asker.Ask(std::move(question));
    if (!result) return absl::StrCat("cannot start the command: ", asker.error());
    failed += result->failed() ? 1 : 0;
    hangs = result->silent ? hangs + 1 : 0;
    const bool silent = hangs >= kSilentBeginning || report.results.size() >= kCrashedBeginning;
    report.results.push_back(*std::move(result));
    if (asker.answers() == 0 && silent) {
      return absl::StrCat("the command answers nothing (", report.results.back().detail,
                          "); does it write each answer at once?");
    }
    progress.Show(report.results.size(), failed);
  }
  if (report.CountOf(CheckEnd::kLeftOut) == report.results.size()) return "the command leaves out every question";
  return "";
}

std::string ReadBaseline(const std::string& name, std::set<std::string>& classes) {
  if (name.empty()) return "";
  Input input(name);
  std::string text;
  while (text.size() <= kLargestBaseline && input.Read(text)) {
  }
  if (!input.error().empty()) return input.error();
  if (text.size() > kLargestBaseline) return absl::StrCat(name, ": a baseline is no longer than 16 MiB");
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const absl::string_view stripped = absl::StripAsciiWhitespace(line);
    if (!stripped.empty() && stripped[0] != '#') classes.emplace(stripped);
  }
  return "";
}

int Check(const CheckSettings& settings, const std::vector<std::string>& words) {
  std::set<std::string> baseline;
  if (const std::string error = ReadBaseline(settings.baseline, baseline); !error.empty()) {
    Complain(error);
    return kCannotRead;
  }
  CheckReport report;
  report.command = absl::StrJoin(words, " ");
  Asker asker(words, {std::chrono::seconds(settings.seconds), static_cast<size_t>(settings.memory) << 20});
  if (const std::string error = AskAll(QuestionsFor(settings.role), asker, report); !error.empty()) {
    Complain(error);
    return kCannotRead;
  }
  report.garbage = asker.garbage();
  Classify(baseline, report);
  for (CheckClass& one : report.classes) {
    if (one.fails) one.witness = Shorten(asker, std::move(one.witness));
  }
  report.starts = asker.starts();
  asker.Stop();

  bool written = WriteFile(settings.write_baseline, BaselineOf(report));
  written &= WriteFile(settings.junit, JunitOf(report));
  written &= WriteFile(settings.sarif, SarifOf(report));
  Output out(settings.color);
  if (settings.json) {
    WriteCheckJson(report, out);
  } else {
    WriteCheckPage(report, out);
  }
  const int code = out.Finish(report.News() > 0 ? kRejected : kAccepted);
  return written ? code : kCannotWrite;
}

}  // namespace

int CheckVerb(absl::Span<const std::string> words) {
  CheckSettings settings;
  const std::vector<OptionSpec> options = CheckOptions(settings);
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("check", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kCheckHelp, options));
  if (const std::string error = CheckJson(arguments, options); !error.empty()) return UsageError("check", error);
  if (arguments.operands.empty()) return UsageError("check", "a command is missing: plumbline check -- COMMAND");
  return Check(settings, arguments.operands);
}

}  // namespace plumbline::cli
