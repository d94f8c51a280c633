// The plumbline command: finds the verb.
#include <unistd.h>
#include <csignal>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "cli/verbs.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kMainHelp = R"(plumbline: what does the standard say octets mean, and which clause decides?

A strict HTTP/1.1 parser (RFC 9110, RFC 9112). It accepts octets, needs more of them, or rejects
them: at one octet, by one clause.

Usage: plumbline VERB [OPTION...]

Verbs
{verbs}

Options
  --help, -h         this text; after a verb, the verb's
  --version          the version of the command, and of the contract of "plumbline parse"

Start here
  printf 'GET / HTTP/1.1\r\nHost: example.com\r\n\r\n' | plumbline explain
  printf 'GET / HTTP/1.1\nHost: example.com\n\n' | plumbline explain
  plumbline clauses 9112-2.2-bare-lf
  plumbline keep-alive 'timeout=5, max=200'
  plumbline grammar chunk-ext

Exit status
  0  accepted; answered; listed        3  input cannot be read, or has no octets
  1  rejected (explain, grammar)       4  need more octets (explain --more, grammar --match)
  2  wrong usage                       5  output cannot be written
  6  out of memory
)";

// The terminal is gone. Only what is safe in a signal handler.
extern "C" void OnHangup(int) {
  constexpr char kLine[] = "plumbline: the terminal was closed\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kLine, sizeof kLine - 1);
  _exit(kCannotWrite);
}

int OutOfMemory() {
  constexpr char kLine[] = "plumbline: out of memory\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kLine, sizeof kLine - 1);
  return kOutOfMemory;
}

void SetSignals() {
  // A closed pipe is an error of write(), which says so and has its exit status.
  std::signal(SIGPIPE, SIG_IGN);
  // Under nohup it stays ignored.
  if (std::signal(SIGHUP, OnHangup) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
}

const Verb* FindVerb(absl::string_view name) {
  for (const Verb& verb : kVerbs) {
    if (verb.name == name) return &verb;
  }
  return nullptr;
}

std::vector<absl::string_view> VerbNames() {
  std::vector<absl::string_view> names;
  for (const Verb& verb : kVerbs) names.push_back(verb.name);
  return names;
}

int ShowCommandHelp() {
  std::vector<HelpRow> rows;
  for (const Verb& verb : kVerbs) rows.push_back({absl::StrCat(verb.name, verb.operands), verb.summary});
  constexpr size_t kGap = 1;
  return ShowHelp(absl::StrReplaceAll(kMainHelp, {{"{verbs}\n", HelpRows(rows, kGap)}}));
}

int NoVerb(const std::string& word) {
  if (!word.empty() && word[0] == '-') {
    const std::vector<absl::string_view> options = {"--help", "--version"};
    return UsageError("", absl::StrCat("there is no option ", word, DidYouMean(word, options)));
  }
  return UsageError("", absl::StrCat("there is no verb ", word.empty() ? "\"\"" : word, DidYouMean(word, VerbNames())));
}

// `word` is the first of the command line, or what help is wanted of.
int Run(const std::string& word, absl::Span<const std::string> words) {
  if (const Verb* const verb = FindVerb(word)) return verb->run(words);
  const bool help = word == "--help" || word == "-h";
  if (!help && word != "--version") return NoVerb(word);
  if (!words.empty()) return UsageError("", absl::StrCat(word, " takes nothing more, not ", words[0]));
  return help ? ShowCommandHelp() : ShowHelp("plumbline " PLUMBLINE_VERSION " (parse contract 1)\n");
}

int Main(const std::vector<std::string>& words) {
  if (!words.empty()) return Run(words[0], absl::MakeSpan(words).subspan(1));
  std::vector<absl::string_view> names = VerbNames();
  names.pop_back();  // help
  return UsageError("", absl::StrCat("a verb is missing: ", Alternatives(names)));
}

}  // namespace

int Help(absl::Span<const std::string> words) {
  if (words.empty()) return ShowCommandHelp();
  if (words.size() > 1) return UsageError("", absl::StrCat("help takes one verb, not ", words[0], " and ", words[1]));
  const Verb* const verb = FindVerb(words[0]);
  return verb == nullptr ? Run(words[0], {}) : verb->run({"--help"});
}

}  // namespace plumbline::cli

int main(int argc, char** argv) {
  plumbline::cli::SetSignals();
  try {
    return plumbline::cli::Main(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
  } catch (const std::bad_alloc&) {
  } catch (const std::length_error&) {  // of a container that can not grow so far
  }
  return plumbline::cli::OutOfMemory();
}
