#include "cli/arguments.h"

#include <unistd.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/escape.h"
#include "cli/exit_code.h"

namespace plumbline::cli {

Arguments ReadArguments(absl::Span<const std::string> words, absl::Span<const OptionSpec> known) {
  Arguments result;
  bool options_ended = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const absl::string_view word = words[i];
    if (options_ended || word.size() < 2 || word[0] != '-') {
      result.operands.emplace_back(word);
      continue;
    }
    if (word == "--") {
      options_ended = true;
      continue;
    }
    const size_t equals = word.find('=');
    const absl::string_view name = word == "-h" ? "--help" : word.substr(0, equals);
    const auto spec =
        std::find_if(known.begin(), known.end(), [&](const OptionSpec& option) { return option.name == name; });
    if (spec == known.end()) {
      result.error = absl::StrCat("there is no option ", name);
      return result;
    }
    Option option{std::string(name), ""};
    if (spec->takes_value) {
      if (equals != absl::string_view::npos) {
        option.value = std::string(word.substr(equals + 1));
      } else if (i + 1 < words.size()) {
        option.value = words[++i];
      } else {
        result.error = absl::StrCat(name, " takes a value");
        return result;
      }
    } else if (equals != absl::string_view::npos) {
      result.error = absl::StrCat(name, " takes no value");
      return result;
    }
    result.options.push_back(std::move(option));
  }
  return result;
}

int UsageError(absl::string_view verb, absl::string_view what) {
  Complain(absl::StrCat(what, "; see: plumbline ", verb, verb.empty() ? "" : " ", "--help"));
  return kUsage;
}

void Complain(absl::string_view what) {
  const std::string line = absl::StrCat("plumbline: ", EscapeControls(what), "\n");
  // One write, so that lines of several processes do not mix. Nothing can be done where even this fails.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace plumbline::cli
