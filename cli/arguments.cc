#include "cli/arguments.h"

#include <unistd.h>

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "cli/escape.h"
#include "cli/exit_code.h"
#include "cli/suggest.h"

namespace plumbline::cli {
namespace {

// Null if there is no such option.
const OptionSpec* Find(absl::string_view name, absl::Span<const OptionSpec> known) {
  static const OptionSpec& help = *new OptionSpec{"--help", "", ""};
  if (name == help.name) return &help;
  const auto spec = std::find_if(known.begin(), known.end(), [&](const OptionSpec& one) { return one.name == name; });
  return spec == known.end() ? nullptr : &*spec;
}

std::string NoOption(absl::string_view name, absl::Span<const OptionSpec> known) {
  std::vector<absl::string_view> names = {"--help"};
  for (const OptionSpec& option : known) {
    if (!option.name.empty()) names.push_back(option.name);
  }
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

// Splits the words into options and operands.
Arguments Split(absl::Span<const std::string> words, absl::Span<const OptionSpec> known) {
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
    const OptionSpec* const spec = Find(name, known);
    if (spec == nullptr) {
      result.error = NoOption(name, known);
      return result;
    }
    Option option{std::string(name), ""};
    if (!spec->argument.empty()) {
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
    if ((spec->traits & kRepeats) == 0) result.error = Contradiction(option, result.options);
    if (!result.error.empty()) return result;
    result.options.push_back(std::move(option));
  }
  return result;
}

}  // namespace

Arguments ReadArguments(absl::Span<const std::string> words, absl::Span<const OptionSpec> known) {
  Arguments arguments = Split(words, known);
  if (!arguments.error.empty() || arguments.help()) return arguments;
  for (const Option& option : arguments.options) {
    arguments.error = Find(option.name, known)->take(option);
    if (!arguments.error.empty()) return arguments;
  }
  return arguments;
}

bool Arguments::Has(absl::string_view name) const {
  return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.name == name; });
}

std::string CheckPairs(const Arguments& arguments,
                       absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs) {
  for (const auto& [one, other] : pairs) {
    if (arguments.Has(one) && arguments.Has(other)) return absl::StrCat(one, " and ", other, " exclude each other");
  }
  return "";
}

std::string CheckMode(const Arguments& arguments, absl::Span<const OptionSpec> known, unsigned mode,
                      absl::string_view chosen_by) {
  for (const Option& option : arguments.options) {
    const OptionSpec& spec = *Find(option.name, known);
    if ((spec.modes & mode) != 0) continue;
    if (chosen_by.empty()) return std::string(spec.elsewhere);
    return absl::StrCat(option.name, " does not go with ", chosen_by);
  }
  return "";
}

std::string CheckJson(const Arguments& arguments, absl::Span<const OptionSpec> known) {
  if (!arguments.Has("--json")) return "";
  for (const Option& option : arguments.options) {
    if ((Find(option.name, known)->traits & kForPeople) == 0) continue;
    return absl::StrCat(option.name, " is for people: it does not go with --json");
  }
  return "";
}

std::string HelpText(absl::string_view text, absl::Span<const OptionSpec> options) {
  std::vector<HelpRow> rows;
  std::string left;
  for (const OptionSpec& option : options) {
    absl::StrAppend(&left, left.empty() ? "" : ", ", option.name, option.argument);
    if (option.summary.empty()) continue;
    rows.push_back({left, option.summary});
    left.clear();
  }
  constexpr size_t kGap = 2;
  return absl::StrReplaceAll(text, {{"{options}\n", HelpRows(rows, kGap)}});
}

std::string HelpRows(absl::Span<const HelpRow> rows, size_t gap) {
  constexpr size_t kIndent = 2;
  size_t column = 0;
  for (const HelpRow& row : rows) column = std::max(column, kIndent + row.left.size() + gap);
  std::string text;
  for (const HelpRow& row : rows) {
    if (row.left.empty()) {
      absl::StrAppend(&text, text.empty() ? "" : "\n", row.right, "\n");
      continue;
    }
    std::string line = absl::StrCat(std::string(kIndent, ' '), row.left);
    for (const absl::string_view right : absl::StrSplit(row.right, '\n')) {
      line.resize(column, ' ');
      absl::StrAppend(&text, line, right, "\n");
      line.clear();
    }
  }
  return text;
}

std::string NotOneOf(const Option& option, const std::vector<absl::string_view>& words) {
  const std::string what = words.size() == 1 ? absl::StrCat(" takes ", words[0], ", and nothing else")
                                             : absl::StrCat(" is ", Alternatives(words));
  return absl::StrCat(option.name, what, DidYouMean(option.value, words));
}

std::optional<uint64_t> ReadNumber(absl::string_view text, uint64_t least, uint64_t most) {
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == absl::string_view::npos;
  uint64_t value = 0;
  if (!digits || !absl::SimpleAtoi(text, &value) || value < least || value > most) return std::nullopt;
  return value;
}

OptionSpec ColorOption(ColorMode& color, unsigned modes, absl::string_view elsewhere) {
  return {"--color",
          "=auto|always|never",
          "colour: on a terminal unless NO_COLOR is set (the default), always,\n"
          "never",
          OneOf<ColorMode>(color,
                           {{"auto", ColorMode::kAuto}, {"always", ColorMode::kAlways}, {"never", ColorMode::kNever}}),
          modes,
          elsewhere,
          kForPeople};
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
