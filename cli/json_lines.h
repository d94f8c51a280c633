// JSON Lines on standard input, answered line by line on standard output: what parse, judge and others share.
#ifndef PLUMBLINE_CLI_JSON_LINES_H_
#define PLUMBLINE_CLI_JSON_LINES_H_

#include <functional>

#include "absl/strings/string_view.h"
#include "cli/output.h"

namespace plumbline::cli {

// Has each line answered in order, as soon as it is read, and returns the exit status of `verb`. A line that is longer
// than 64 MiB is answered with an error and is not held in memory. `color` is for answers that people read.
int AnswerLines(absl::string_view verb, const std::function<void(absl::string_view line, Output& out)>& answer,
                ColorMode color = ColorMode::kNever);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_JSON_LINES_H_
