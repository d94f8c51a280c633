// plumbline grammar: the ABNF of the RFCs, production by production, as automata.
#include "cli/grammar.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/verbs.h"

namespace plumbline::cli {
namespace {

using Action = GrammarSettings::Action;

constexpr absl::string_view kHelp = R"(plumbline grammar: the RFCs' own ABNF, production by production

Usage: plumbline grammar PRODUCTION [ACTION] [OPTION...]
       plumbline grammar --list [WORD...]
       plumbline grammar --vectors [PRODUCTION...]

PRODUCTION is a rule of RFC 9110, RFC 9112 or what they import: chunk-ext, or RFC9112/chunk-ext
where several documents have a rule of that name. Field names are rules as well: Connection stands
for a value of that field, without whitespace around it.

This verb speaks of the ABNF alone. What the prose of the RFCs adds or takes away (a version that
is not one, a Content-Length that overflows) is not in it: "plumbline explain" gives verdicts. Only
the vectors name the clause where prose decides otherwise.

Actions; without one, the rule as printed, what it refers to, its automaton and some sentences
  --list                     the productions, with where they stand; with WORDs, those that have
                             all the words in their name, document, section or definition
  --match FILE               does FILE hold a sentence? If not: the octet that decides, what the
                             ABNF expects there. "-" is standard input
  --sample N                 N random sentences, each of a length as likely as any other
  --near-miss N              N random strings that are one step off the language
  --suite                    the complete test suite: a parser that is an automaton with no more
                             states than this one (--extra K: K more), whose errors are final
                             (what follows changes none), and that reads every string of the
                             suite as it should reads every string as it should
  --dot                      the automaton for Graphviz, which draws some tens of states well:
                             plumbline grammar weight --dot | dot -Tsvg > weight.svg
  --vectors                  the test vectors: JSON Lines, docs/vectors.md. Without PRODUCTION,
                             of every production that Plumbline's parser has a function for

Options
  --length L                 with --sample: L octets exactly (otherwise up to 64); with
                             --near-miss: from sentences of at most L octets
  --seed S                   with --sample and --near-miss: another S, other strings (1)
  --extra K                  with --suite: 0 (where absent), 1 or 2; 2 is a hundred million strings
                             for many productions
  --sender                   "#element" as a sender may generate it (RFC 9110, section 5.6.1.1);
                             otherwise as a recipient must accept it (section 5.6.1.2). For
                             productions with a list
  --depth D                  how often a rule that contains itself (comment) may nest, 1 to 20 (3;
                             with --match as often as FILE needs, up to 20). For productions with
                             such a rule
  --json                     JSON Lines, octets in base64
  --color=auto|always|never  colour: on a terminal unless NO_COLOR is set (the default), always,
                             never

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
  5  standard output cannot be written; nothing is said where a reader has closed its pipe
  6  out of memory
)";

struct ActionName {
  absl::string_view option;
  Action action;
};
constexpr std::array<ActionName, 7> kActions = {{{"--list", Action::kList},
                                                 {"--match", Action::kMatch},
                                                 {"--sample", Action::kSample},
                                                 {"--near-miss", Action::kNearMiss},
                                                 {"--suite", Action::kSuite},
                                                 {"--dot", Action::kDot},
                                                 {"--vectors", Action::kVectors}}};

// Which actions an option goes with.
struct Companions {
  absl::string_view option;
  std::vector<Action> actions;
  absl::string_view message;
};
const std::vector<Companions>& CompanionsOf() {
  const std::vector<Action> languages = {Action::kShow,  Action::kMatch, Action::kSample, Action::kNearMiss,
                                         Action::kSuite, Action::kDot,   Action::kVectors};
  static const auto& companions = *new std::vector<Companions>{
      {"--length", {Action::kSample, Action::kNearMiss}, "--length goes with --sample and --near-miss"},
      {"--seed", {Action::kSample, Action::kNearMiss}, "--seed goes with --sample and --near-miss"},
      {"--extra", {Action::kSuite}, "--extra goes with --suite"},
      {"--sender", languages, "--sender goes with a production: --list shows none of their languages"},
      {"--depth", languages, "--depth goes with a production: --list shows none of their languages"},
      {"--json",
       {Action::kShow, Action::kList, Action::kMatch, Action::kSample, Action::kNearMiss, Action::kSuite,
        Action::kVectors},
       "--dot writes Graphviz's language: --json does not go with it"},
      {"--color", {Action::kShow, Action::kList, Action::kMatch}, "--color goes with the pages: a production, --list, --match"},
  };
  return companions;
}

// As ReadNumber() in cli/arguments.h, into any type of number.
template <typename Number>
bool ReadNumberInto(const std::string& text, uint64_t least, uint64_t most, Number& number) {
  const std::optional<uint64_t> value = ReadNumber(text, least, most);
  if (value) number = static_cast<Number>(*value);
  return value.has_value();
}

std::optional<std::string> ReadValue(const Option& option, GrammarSettings& settings) {
  constexpr uint64_t kMost = uint64_t{1} << 53;
  if (option.name == "--sample" || option.name == "--near-miss") {
    if (!ReadNumberInto(option.value, 1, kMost, settings.count)) {
      return absl::StrCat(option.name, " takes the number of strings, 1 or more, not \"", option.value, "\"");
    }
  } else if (option.name == "--length") {
    size_t length = 0;
    if (!ReadNumberInto(option.value, 0, 100000, length)) return "--length is a number of octets, up to 100000";
    settings.length = length;
  } else if (option.name == "--seed") {
    if (!ReadNumberInto(option.value, 0, ~uint64_t{0}, settings.seed)) return "--seed is a number, up to 2^64 - 1";
  } else if (option.name == "--extra") {
    if (!ReadNumberInto(option.value, 0, 2, settings.extra)) return "--extra is 0, 1 or 2";
  } else if (option.name == "--depth") {
    if (!ReadNumberInto(option.value, 1, kDeepest, settings.compile.depth)) return "--depth is 1 to 20";
    settings.depth_chosen = true;
  } else if (option.name == "--color") {
    if (!ReadColorMode(option.value, settings.color)) return "--color is auto, always or never";
  } else if (option.name == "--match") {
    settings.file = option.value;
  }
  return std::nullopt;
}

std::optional<std::string> CheckOperands(const GrammarSettings& settings) {
  if (settings.action == Action::kList || settings.action == Action::kVectors) return std::nullopt;
  if (settings.operands.empty()) return "a production is missing; plumbline grammar --list has them all";
  if (settings.operands.size() > 1) {
    return absl::StrCat("one production at a time: ", settings.operands[0], " or ", settings.operands[1]);
  }
  return std::nullopt;
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
    case Action::kMatch: return MatchProduction(rule, settings);
    case Action::kSample: return SampleProduction(rule, settings);
    case Action::kNearMiss: return NearMissesOfProduction(rule, settings);
    case Action::kSuite: return SuiteOfProduction(rule, settings);
    case Action::kDot: return DotOfProduction(rule, settings);
    case Action::kShow:
    case Action::kList:
    case Action::kVectors: break;
  }
  return ShowProduction(rule, settings);
}

}  // namespace

std::optional<std::string> ReadGrammarSettings(absl::Span<const std::string> words, GrammarSettings& settings) {
  const Arguments arguments = ReadArguments(words, {{"--help"},
                                                    {"--list"},
                                                    {"--match", true},
                                                    {"--sample", true},
                                                    {"--near-miss", true},
                                                    {"--suite"},
                                                    {"--dot"},
                                                    {"--vectors"},
                                                    {"--length", true},
                                                    {"--seed", true},
                                                    {"--extra", true},
                                                    {"--sender"},
                                                    {"--depth", true},
                                                    {"--json"},
                                                    {"--color", true}});
  if (!arguments.error.empty()) return arguments.error;
  absl::string_view chosen;
  for (const Option& option : arguments.options) {
    if (option.name == "--help") settings.help = true;
    if (option.name == "--json") settings.json = true;
    if (option.name == "--sender") settings.compile.lists = grammar::ListRule::kSender;
    if (std::optional<std::string> error = ReadValue(option, settings)) return error;
    for (const ActionName& action : kActions) {
      if (option.name != action.option) continue;
      if (!chosen.empty() && chosen != action.option) {
        return absl::StrCat(chosen, " and ", action.option, " exclude each other");
      }
      chosen = action.option;
      settings.action = action.action;
    }
  }
  settings.operands = arguments.operands;
  if (settings.help) return std::nullopt;
  if (std::string error = CheckJsonAlone(arguments, {"--color"}); !error.empty()) return error;
  for (const Option& option : arguments.options) {
    for (const Companions& companions : CompanionsOf()) {
      if (option.name != companions.option) continue;
      bool fits = false;
      for (const Action action : companions.actions) fits = fits || action == settings.action;
      if (!fits) return std::string(companions.message);
    }
  }
  return CheckOperands(settings);
}

int Grammar(absl::Span<const std::string> words) {
  GrammarSettings settings;
  if (const auto error = ReadGrammarSettings(words, settings)) return UsageError("grammar", *error);
  if (settings.help) return ShowHelp(kHelp);
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
