// plumbline grammar: the ABNF of the RFCs, production by production, as automata.
#include "cli/grammar.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/verbs.h"

namespace plumbline::cli {
namespace {

using Action = GrammarSettings::Action;

constexpr absl::string_view kGrammarHelp = R"(plumbline grammar: the RFCs' own ABNF, production by production

Usage: plumbline grammar PRODUCTION [ACTION] [OPTION...]
       plumbline grammar --list [WORD...]
       plumbline grammar --vectors [PRODUCTION...]

PRODUCTION is a rule of RFC 9110, RFC 9112 or what they import: chunk-ext, or RFC9112/chunk-ext
where several documents have a rule of that name. Field names are rules as well: Connection stands
for a value of that field, without whitespace around it.

This verb speaks of the ABNF alone. What the prose of the RFCs adds or takes away (a version that
is not one, a Content-Length that overflows) is not in it: "plumbline explain" gives verdicts. Only
the vectors name the clause where prose decides otherwise.

{options}

Octets that are not printable ASCII are shown as \r \n \t \\ and \xHH. Lines of --near-miss and
--suite are verdict, offset of the octet that decides (where none does, how many there are), octets.
With --json they are the members expect, offset (null where no octet decides) and octets; --match
gives verdict, offset and what is expected: terminals, each with its rules from the outside in.

Examples
  plumbline grammar chunk-ext
  printf 'timeout=5;max=100' | plumbline grammar Keep-Alive --match -
  plumbline grammar Via --sample 5 --length 12 --seed 7
  plumbline grammar chunk-size --suite --extra 1 --json | head
  plumbline grammar --list transfer

Exit status
  0  listed; with --match: FILE is a sentence
  1  with --match: FILE is not a sentence, and cannot become one
  2  wrong usage, or there is no such production
  3  FILE cannot be read, has more than 16 MiB, or nests deeper than 20 (without --depth)
  4  with --match: more octets are needed
  5  standard output cannot be written
  6  out of memory
)";

// A bit an action, for OptionSpec::modes.
template <typename... Actions>
constexpr unsigned Modes(Actions... actions) {
  return ((1u << static_cast<unsigned>(actions)) | ...);
}
constexpr unsigned kStrings = Modes(Action::kSample, Action::kNearMiss);

// Two options that choose an action contradict each other.
std::string Choose(const Option& option, Action action, GrammarSettings& settings) {
  if (!settings.chosen.empty() && settings.chosen != option.name) {
    return absl::StrCat(settings.chosen, " and ", option.name, " exclude each other");
  }
  settings.chosen = option.name;
  settings.action = action;
  return "";
}

std::string TakeCount(const Option& option, Action action, GrammarSettings& settings) {
  const std::optional<uint64_t> count = ReadNumber(option.value, 1, uint64_t{1} << 53);
  if (!count) return absl::StrCat(option.name, " takes the number of strings, 1 or more, not \"", option.value, "\"");
  settings.count = *count;
  return Choose(option, action, settings);
}

std::string TakeFile(const Option& option, GrammarSettings& settings) {
  settings.file = option.value;
  return Choose(option, Action::kMatch, settings);
}

std::string CheckOperands(Action action, absl::Span<const std::string> productions) {
  if (action == Action::kList || action == Action::kVectors) return "";
  if (productions.empty()) return "a production is missing; plumbline grammar --list has them all";
  if (productions.size() > 1) {
    return absl::StrCat("one production at a time: ", productions[0], " or ", productions[1]);
  }
  return "";
}

// --sender and --depth want something that they decide.
std::optional<std::string> CheckCompileOptions(const std::vector<grammar::RuleRef>& rules,
                                               const GrammarSettings& settings) {
  if (rules.empty()) return std::nullopt;  // every exported production
  const bool sender = settings.compile.lists == grammar::ListRule::kSender;
  if (sender && std::none_of(rules.begin(), rules.end(), HasList)) {
    return absl::StrCat("--sender goes with a production that has a list; ", rules[0].FullName(), " has none");
  }
  if (settings.depth_chosen && std::none_of(rules.begin(), rules.end(), IsRecursive)) {
    return absl::StrCat("--depth goes with a production that nests; ", rules[0].FullName(), " does not");
  }
  return std::nullopt;
}

int Run(grammar::RuleRef rule, const GrammarSettings& settings) {
  switch (settings.action) {
    case Action::kMatch:
      return MatchProduction(rule, settings);
    case Action::kSample:
      return SampleProduction(rule, settings);
    case Action::kNearMiss:
      return NearMissesOfProduction(rule, settings);
    case Action::kSuite:
      return SuiteOfProduction(rule, settings);
    case Action::kDot:
      return DotOfProduction(rule, settings);
    case Action::kShow:
    case Action::kList:
    case Action::kVectors:
      break;
  }
  return ShowProduction(rule, settings);
}

std::vector<OptionSpec> ActionOptions(GrammarSettings& settings) {
  const auto choose = [&settings](Action action) {
    return [&settings, action](const Option& option) { return Choose(option, action, settings); };
  };
  const auto count = [&settings](Action action) {
    return [&settings, action](const Option& option) { return TakeCount(option, action, settings); };
  };
  return {
      {"", "", "Actions; without one, the rule as printed, what it refers to, its automaton and some sentences"},
      {"--list", "",
       "the productions, with where they stand; with WORDs, those that have\n"
       "all the words in their name, document, section or definition",
       choose(Action::kList)},
      {"--match", " FILE",
       "does FILE hold a sentence? If not: the octet that decides, what the\n"
       "ABNF expects there. \"-\" is standard input",
       [&settings](const Option& option) { return TakeFile(option, settings); }},
      {"--sample", " N", "N random sentences, each of a length as likely as any other", count(Action::kSample)},
      {"--near-miss", " N", "N random strings that are one step off the language", count(Action::kNearMiss)},
      {"--suite", "",
       "the complete test suite: a parser that is an automaton with no more\n"
       "states than this one (--extra K: K more), whose errors are final\n"
       "(what follows changes none), and that reads every string of the\n"
       "suite as it should reads every string as it should",
       choose(Action::kSuite)},
      {"--dot", "",
       "the automaton for Graphviz, which draws some tens of states well:\n"
       "plumbline grammar weight --dot | dot -Tsvg > weight.svg",
       choose(Action::kDot)},
      {"--vectors", "",
       "the test vectors: JSON Lines, docs/vectors.md. Without PRODUCTION,\n"
       "of every production that Plumbline's parser has a function for",
       choose(Action::kVectors)},
  };
}

std::vector<OptionSpec> OptionsOf(GrammarSettings& settings) {
  std::vector<OptionSpec> options = ActionOptions(settings);
  const std::vector<OptionSpec> others = {
      {"", "", "Options"},
      {"--length", " L",
       "with --sample: L octets exactly (otherwise up to 64); with\n"
       "--near-miss: from sentences of at most L octets",
       NumberIn<size_t>(settings.length, 0, 100000, "is a number of octets, up to 100000"), kStrings,
       "--length goes with --sample and --near-miss"},
      {"--seed", " S", "with --sample and --near-miss: another S, other strings (1)",
       NumberIn<uint64_t>(settings.seed, 0, ~uint64_t{0}, "is a number, up to 2^64 - 1"), kStrings,
       "--seed goes with --sample and --near-miss"},
      {"--extra", " K",
       "with --suite: 0 (where absent), 1 or 2; 2 is a hundred million strings\n"
       "for many productions",
       NumberIn<int>(settings.extra, 0, 2, "is 0, 1 or 2"), Modes(Action::kSuite), "--extra goes with --suite"},
      {"--sender", "",
       "\"#element\" as a sender may generate it (RFC 9110, section 5.6.1.1);\n"
       "otherwise as a recipient must accept it (section 5.6.1.2). For\n"
       "productions with a list",
       Put(settings.compile.lists, grammar::ListRule::kSender), ~Modes(Action::kList),
       "--sender goes with a production: --list shows none of their languages"},
      {"--depth", " D",
       "how often a rule that contains itself (comment) may nest, 1 to 20 (3;\n"
       "with --match as often as FILE needs, up to 20). For productions with\n"
       "such a rule",
       NumberIn<int>(settings.compile.depth, 1, kDeepest, "is 1 to 20"), ~Modes(Action::kList),
       "--depth goes with a production: --list shows none of their languages"},
      {"--json", "", "JSON Lines, octets in base64", Put(settings.json, true), ~Modes(Action::kDot),
       "--dot writes Graphviz's language: --json does not go with it"},
      ColorOption(settings.color, Modes(Action::kShow, Action::kList, Action::kMatch),
                  "--color goes with the pages: a production, --list, --match"),
  };
  options.insert(options.end(), others.begin(), others.end());
  return options;
}

// Why the options and operands do not go together; empty if they do.
std::string CheckTogether(const Arguments& arguments, absl::Span<const OptionSpec> options, Action action) {
  std::string error = CheckJson(arguments, options);
  if (error.empty()) error = CheckMode(arguments, options, Modes(action));
  return error.empty() ? CheckOperands(action, arguments.operands) : error;
}

}  // namespace

int Grammar(absl::Span<const std::string> words) {
  GrammarSettings settings;
  const std::vector<OptionSpec> options = OptionsOf(settings);
  const Arguments arguments = ReadArguments(words, options);
  if (!arguments.error.empty()) return UsageError("grammar", arguments.error);
  if (arguments.help()) return ShowHelp(HelpText(kGrammarHelp, options));
  if (const std::string error = CheckTogether(arguments, options, settings.action); !error.empty()) {
    return UsageError("grammar", error);
  }
  settings.operands = arguments.operands;
  settings.depth_chosen = arguments.Has("--depth");
  if (settings.action == Action::kList) return ListProductions(settings);
  std::vector<grammar::RuleRef> rules;
  for (const std::string& name : settings.operands) {
    rules.push_back(FindProduction(name));
    if (!rules.back()) return UsageError("grammar", NoProduction(name));
  }
  if (const auto error = CheckCompileOptions(rules, settings)) return UsageError("grammar", *error);
  return settings.action == Action::kVectors ? WriteVectors(rules, settings) : Run(rules[0], settings);
}

}  // namespace plumbline::cli
