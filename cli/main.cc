// The plumbline command: finds the verb.
#include <csignal>
#include <new>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "cli/verbs.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kHelp = R"(plumbline: what does the standard say octets mean, and which clause decides?

A strict HTTP/1.1 parser (RFC 9110, RFC 9112). It accepts octets, needs more of them, or rejects
them: at one octet, by one clause.

Usage: plumbline VERB [OPTION...]

Verbs
  explain [FILE...]  for people: which octets are which production, framing, persistence, notes;
                     or the error, with a caret under its octet; with --h2 or --h3, the field
                     list of an HTTP/2 or HTTP/3 message
  parse              for programs: JSON Lines on standard input and output
  clauses [ID...]    the catalogue of clauses
  keep-alive VALUE   what a Keep-Alive field means, and what a dozen clients make of it
  grammar PRODUCTION the RFCs' ABNF: what a production is, what matches it, sentences, near misses,
                     complete test suites, test vectors
  help [VERB]        this text, or a verb's

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

struct Verb {
  const char* name;
  int (*run)(absl::Span<const std::string> words);
};
constexpr Verb kVerbs[] = {
    {"explain", Explain}, {"parse", Parse}, {"clauses", Clauses}, {"keep-alive", KeepAliveVerb}, {"grammar", Grammar}};

int NoVerb(const std::string& word) {
  if (!word.empty() && word[0] == '-') {
    const std::string suggested = DidYouMean(word, {{"--help", ""}, {"--version", ""}});
    return UsageError("", absl::StrCat("there is no option ", word, suggested));
  }
  std::vector<KnownWord> known = {{"help", ""}};
  for (const Verb& verb : kVerbs) known.push_back({verb.name, ""});
  return UsageError("", absl::StrCat("there is no verb ", word.empty() ? "\"\"" : word, DidYouMean(word, known)));
}

int Main(std::vector<std::string> words) {
  if (words.empty()) return UsageError("", "a verb is missing: explain, parse, clauses, keep-alive or grammar");
  std::string verb = words.front();
  words.erase(words.begin());
  const bool help = verb == "help";
  if (help && words.size() > 1) {
    return UsageError("", absl::StrCat("help takes one verb, not ", words[0], " and ", words[1]));
  }
  if (help && !words.empty() && words[0] != "--help" && words[0] != "-h") {
    verb = words.front();
    words = {"--help"};
  }
  for (const Verb& known : kVerbs) {
    if (verb == known.name) return known.run(words);
  }
  if (verb == "help" || verb == "--help" || verb == "-h" || verb == "--version") {
    if (!help && !words.empty()) return UsageError("", absl::StrCat(verb, " takes nothing more, not ", words[0]));
    return ShowHelp(verb == "--version" ? "plumbline " PLUMBLINE_VERSION " (parse contract 1)\n" : kHelp);
  }
  return NoVerb(verb);
}

}  // namespace
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
