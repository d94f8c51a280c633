// The command line: a verb's options and operands.
//
// absl::flags knows no verbs and keeps the last of a repeated flag, where --method has to keep them all.
#ifndef PLUMBLINE_CLI_ARGUMENTS_H_
#define PLUMBLINE_CLI_ARGUMENTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::cli {

struct OptionSpec {
  absl::string_view name;  // with its dashes: "--role"
  bool takes_value = false;
  bool repeats = false;  // each counts; of another option two values contradict each other
};

struct Option {
  std::string name;
  std::string value;
};

struct Arguments {
  std::vector<Option> options;        // in order
  std::vector<std::string> operands;  // in order; "-" is one
  std::string error;                  // why the command line cannot be read; else empty

  bool Has(absl::string_view name) const;
};

// Reads "--name", "--name=value" and "--name value". "--" ends the options; -h is --help.
Arguments ReadArguments(absl::Span<const std::string> words, absl::Span<const OptionSpec> known);

// Why --json does not go with one of `page`, options that shape what people read; empty if none is there.
std::string CheckJsonAlone(const Arguments& arguments, absl::Span<const absl::string_view> page);

// Digits and nothing else, from `least` to `most`.
std::optional<uint64_t> ReadNumber(absl::string_view text, uint64_t least, uint64_t most);

// One line on standard error that ends with where help is; returns kUsage. `verb` is empty for the command.
int UsageError(absl::string_view verb, absl::string_view what);

// One line on standard error: "plumbline: " and `what`, its control characters escaped.
void Complain(absl::string_view what);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_ARGUMENTS_H_
