// The command line of a verb: its operands, and its options, each a row of a table. From the rows come what is read,
// what does not go together and what the help says.
//
// absl::flags knows no verbs and keeps the last of a repeated flag, where --method has to keep them all.
#ifndef PLUMBLINE_CLI_ARGUMENTS_H_
#define PLUMBLINE_CLI_ARGUMENTS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "cli/output.h"

namespace plumbline::cli {

struct Option {
  std::string name;
  std::string value;  // empty where it takes none
};

// Does what an option says. Returns what is wrong with its value; empty if nothing is.
using Taking = std::function<std::string(const Option& option)>;

inline constexpr unsigned kEveryMode = ~0u;
inline constexpr unsigned kRepeats = 1;    // each counts; of another option two values contradict each other
inline constexpr unsigned kForPeople = 2;  // it shapes the page: --json makes none

// A row without a name is a heading of the help.
struct OptionSpec {
  absl::string_view name;      // with its dashes: "--role"
  absl::string_view argument;  // as the help shows it: " ROLE"; empty: it takes none
  absl::string_view summary;   // lines of the help; empty: it stands in the row of the next option
  Taking take = nullptr;
  unsigned modes = kEveryMode;       // of the verb: those that the option goes with, a bit each
  absl::string_view elsewhere = "";  // what is said where it is given with another one
  unsigned traits = 0;
};

struct Arguments {
  std::vector<Option> options;        // in order
  std::vector<std::string> operands;  // in order; "-" is one
  std::string error;                  // why the command line cannot be read; else empty

  bool Has(absl::string_view name) const;
  // Nothing else counts then, and no option is taken.
  bool help() const { return Has("--help"); }
};

// Reads "--name", "--name=value" and "--name value", and takes each option in order. "--" ends the options; every verb
// has --help, and -h is the same.
Arguments ReadArguments(absl::Span<const std::string> words, absl::Span<const OptionSpec> known);

// Why options do not go together; empty if they do.
//
// Two of a pair:
std::string CheckPairs(const Arguments& arguments,
                       absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs);
// An option, the first on the command line, and the mode of the verb. `chosen_by`: the options that choose the mode,
// where these are to be named.
std::string CheckMode(const Arguments& arguments, absl::Span<const OptionSpec> known, unsigned mode,
                      absl::string_view chosen_by = "");
// --json and what is for people:
std::string CheckJson(const Arguments& arguments, absl::Span<const OptionSpec> known);

// `text` with the rows of the options in the place of "{options}".
std::string HelpText(absl::string_view text, absl::Span<const OptionSpec> options);

struct HelpRow {
  std::string left;
  absl::string_view right;  // lines
};
// Lines of a help, the right parts in one column `gap` octets after the longest left one. A row without a left part is
// a heading.
std::string HelpRows(absl::Span<const HelpRow> rows, size_t gap);

// Puts `value` into `target`.
template <typename Target, typename Value>
Taking Put(Target& target, Value value) {
  return [&target, value](const Option&) {
    target = value;
    return std::string();
  };
}

// "--role is origin, intermediary or user-agent", with what the option's value may have been meant to be.
std::string NotOneOf(const Option& option, const std::vector<absl::string_view>& words);

// The option's value is one of the words, and what stands for it goes into `target`.
template <typename Value, typename Target>
Taking OneOf(Target& target, std::vector<std::pair<absl::string_view, Value>> words) {
  return [&target, words](const Option& option) {
    std::vector<absl::string_view> names;
    for (const auto& [word, value] : words) {
      names.push_back(word);
      if (option.value != word) continue;
      target = value;
      return std::string();
    }
    return NotOneOf(option, names);
  };
}

// Digits and nothing else, from `least` to `most`.
std::optional<uint64_t> ReadNumber(absl::string_view text, uint64_t least, uint64_t most);

// The option's value is a number from `least` to `most`; `what`, after its name, is what is said of another.
template <typename Number, typename Target>
Taking NumberIn(Target& target, uint64_t least, uint64_t most, std::string what) {
  return [&target, least, most, what](const Option& option) {
    const std::optional<uint64_t> number = ReadNumber(option.value, least, most);
    if (!number) return option.name + " " + what;
    target = static_cast<Number>(*number);
    return std::string();
  };
}

// --color, of every verb that has pages.
OptionSpec ColorOption(ColorMode& color, unsigned modes = kEveryMode, absl::string_view elsewhere = "");

// One line on standard error that ends with where help is; returns kUsage. `verb` is empty for the command.
int UsageError(absl::string_view verb, absl::string_view what);

// One line on standard error: "plumbline: " and `what`, its control characters escaped.
void Complain(absl::string_view what);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_ARGUMENTS_H_
