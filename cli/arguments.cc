#include "cli/arguments.h"

#include <unistd.h>

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/escape.h"
#include "cli/exit_code.h"
#include "cli/suggest.h"

namespace plumbline::cli {
namespace {

std::string NoOption(absl::string_view name, absl::Span<const OptionSpec> known) {
  std::vector<KnownWord> names;
  for (const OptionSpec& option : known) names.push_back({std::string(option.name), ""});
  return absl::StrCat("there is no option ", name, DidYouMean(name, names));
}

// Why `option` contradicts one of `before`; empty if it does not.
std::string Contradiction(const Option& option, absl::Span<const Option> before) {
  for (const Option& other : before) {
    if (other.name != option.name || other.value == option.value) continue;
    return absl::StrCat(option.name, " is given twice: ", other.value, " and ", option.value);
  }
  return "";
}

}  // namespace

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
      result.error = NoOption(name, known);
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
    if (!spec->repeats) result.error = Contradiction(option, result.options);
    if (!result.error.empty()) return result;
    result.options.push_back(std::move(option));
  }
  return result;
}

bool Arguments::Has(absl::string_view name) const {
  return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.name == name; });
}

std::string CheckJsonAlone(const Arguments& arguments, absl::Span<const absl::string_view> page) {
  if (!arguments.Has("--json")) return "";
  for (const absl::string_view option : page) {
    if (arguments.Has(option)) return absl::StrCat(option, " is for people: it does not go with --json");
  }
  return "";
}

std::optional<uint64_t> ReadNumber(absl::string_view text, uint64_t least, uint64_t most) {
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == absl::string_view::npos;
  uint64_t value = 0;
  if (!digits || !absl::SimpleAtoi(text, &value) || value < least || value > most) return std::nullopt;
  return value;
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
