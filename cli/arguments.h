// The command line: a verb's options and operands.
//
// absl::flags knows no verbs and keeps the last of a repeated flag, where --method has to keep them all.
#ifndef PLUMBLINE_CLI_ARGUMENTS_H_
#define PLUMBLINE_CLI_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::cli {

struct OptionSpec {
  absl::string_view name;  // with its dashes: "--role"
  bool takes_value = false;
};

struct Option {
  std::string name;
  std::string value;
};

struct Arguments {
  std::vector<Option> options;        // in order
  std::vector<std::string> operands;  // in order; "-" is one
  std::string error;                  // why the command line cannot be read; else empty
};

// Reads "--name", "--name=value" and "--name value". "--" ends the options; -h is --help.
Arguments ReadArguments(absl::Span<const std::string> words, absl::Span<const OptionSpec> known);

// One line on standard error that ends with where help is; returns kUsage. `verb` is empty for the command.
int UsageError(absl::string_view verb, absl::string_view what);

// One line on standard error: "plumbline: " and `what`, its control characters escaped.
void Complain(absl::string_view what);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_ARGUMENTS_H_
