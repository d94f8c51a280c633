// plumbline grammar PRODUCTION, and --list: the rules as they stand in the RFCs.
#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/arguments.h"
#include "cli/base64.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/exit_code.h"
#include "cli/grammar.h"
#include "grammar/walk.h"

namespace plumbline::cli {
namespace {

using grammar::Automaton;
using grammar::RuleBook;
using grammar::RuleRef;

constexpr size_t kGrammarNameColumns = 13;
constexpr size_t kSamples = 4;
constexpr size_t kSampleLength = 24;  // octets

// "  name         words, words…", wrapped.
void Fact(absl::string_view name, const std::vector<std::string>& words, Output& out) {
  const std::string indent(kGrammarNameColumns + 2, ' ');
  std::string line =
      absl::StrCat("  ", out.Paint(Style::kHeading, name), std::string(kGrammarNameColumns - name.size(), ' '));
  const size_t columns = std::min<size_t>(100, PageColumns());
  size_t used = indent.size();
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string word = absl::StrCat(words[i], i + 1 < words.size() ? "," : "");
    if (used + word.size() > columns && used > indent.size()) {
      out.Write(absl::StrCat(absl::StripTrailingAsciiWhitespace(line), "\n"));
      line = indent;
      used = indent.size();
    }
    absl::StrAppend(&line, word, " ");
    used += word.size() + 1;
  }
  out.Write(absl::StrCat(absl::StripTrailingAsciiWhitespace(line), "\n"));
}

// Whether the rule is nothing but another document's of the same name.
bool OnlyImports(RuleRef rule) {
  const grammar::Node& definition = rule.rule->definition;
  return definition.kind == grammar::Node::Kind::kImport && absl::EqualsIgnoreCase(definition.name, rule.rule->name);
}

// The rules that `rule` refers to, directly or not, by document, its own first.
void WriteReferences(RuleRef rule, Output& out) {
  const std::vector<RuleRef> reached = RuleBook::Standard().Reachable(rule);
  std::vector<const grammar::Document*> documents = {rule.document};
  for (const grammar::Document& document : RuleBook::Standard().documents()) {
    if (&document != rule.document) documents.push_back(&document);
  }
  bool first = true;
  for (const grammar::Document* const document : documents) {
    std::vector<std::string> names;
    for (const RuleRef one : reached) {
      if (one.document == document && !(one == rule) && !OnlyImports(one)) names.push_back(one.rule->name);
    }
    if (names.empty()) continue;
    names[0] = absl::StrCat(document->name, ": ", names[0]);
    Fact(first ? "refers to" : "", names, out);
    first = false;
  }
}

// The rule as it is printed: later lines keep their place under the first.
std::string Printed(RuleRef rule) {
  const std::string name = absl::StrCat("  ", rule.rule->name, " = ");
  const size_t column = static_cast<size_t>(rule.rule->definition.position.column) - 1;
  std::string out;
  for (absl::string_view line : absl::StrSplit(rule.rule->printed, '\n')) {
    const size_t indent = std::min(line.find_first_not_of(' '), line.size());
    line.remove_prefix(indent);
    const size_t padding = name.size() + indent - std::min(column, name.size() + indent);
    absl::StrAppend(&out, out.empty() ? name : std::string(std::max<size_t>(padding, 4), ' '), line, "\n");
  }
  return out;
}

std::string Shown(const std::string& octets) { return octets.empty() ? "(no octets)" : Escape(octets); }

// The shortest sentence that has octets; the empty one if there is no other.
std::vector<std::string> Samples(const Automaton& automaton, const std::string& shortest) {
  const grammar::Sampler sampler(automaton, std::max(kSampleLength, shortest.size()));
  grammar::Random random(1);
  std::vector<std::string> samples;
  for (size_t i = 0; i < 4 * kSamples && samples.size() < kSamples; ++i) {
    const auto sentence = sampler.Sentence(random);
    const bool fresh =
        sentence && *sentence != shortest && std::find(samples.begin(), samples.end(), *sentence) == samples.end();
    if (fresh) samples.push_back(*sentence);
  }
  return samples;
}

Json PageJson(RuleRef rule, const GrammarSettings& settings, const Automaton& automaton, const std::string& shortest) {
  Json references = Json::array();
  for (const RuleRef one : RuleBook::Standard().Reachable(rule)) {
    if (!(one == rule)) references.push_back(one.FullName());
  }
  Json samples = Json::array();
  for (const std::string& sample : Samples(automaton, shortest)) samples.push_back(EncodeBase64(sample));
  return {{"production", rule.rule->name},      {"document", rule.document->name},
          {"section", rule.rule->section},      {"printed", rule.rule->printed},
          {"refers_to", std::move(references)}, {"lists", std::string(ListName(settings.compile))},
          {"depth", settings.compile.depth},    {"states", automaton.states()},
          {"classes", automaton.classes()},     {"shortest", EncodeBase64(shortest)},
          {"samples", std::move(samples)}};
}

void WritePage(RuleRef rule, const GrammarSettings& settings, const Automaton& automaton, const std::string& shortest,
               Output& out) {
  out.Write(absl::StrCat(out.Paint(Style::kHeading, rule.FullName()), ", ", Citation(rule), "\n\n"));
  out.Write(Printed(rule));
  out.Write("\n");
  WriteReferences(rule, out);
  std::vector<std::string> facts = {
      Count(automaton.states(), "state"),
      automaton.classes() == 1 ? "1 class of octets" : absl::StrCat(automaton.classes(), " classes of octets")};
  if (HasList(rule))
    facts.push_back(settings.compile.lists == grammar::ListRule::kSender ? "lists as a sender generates them"
                                                                         : "lists as a recipient accepts them");
  if (IsRecursive(rule)) facts.push_back(absl::StrCat("rules within themselves to depth ", settings.compile.depth));
  Fact("automaton", facts, out);
  Fact("shortest", {Shown(shortest)}, out);
  bool first = true;
  for (const std::string& sample : Samples(automaton, shortest)) {
    Fact(first ? "at random" : "", {Shown(sample)}, out);
    first = false;
  }
}

}  // namespace

int ShowProduction(RuleRef rule, const GrammarSettings& settings) {
  const Automaton automaton = Compile(RuleBook::Standard(), rule, settings.compile);
  const std::string shortest = grammar::Completions(automaton)[Automaton::kStart].value_or("");
  Output out(settings.json ? ColorMode::kNever : settings.color);
  if (settings.json) {
    out.Write(JsonLine(PageJson(rule, settings, automaton, shortest)));
  } else {
    WritePage(rule, settings, automaton, shortest, out);
  }
  return out.Finish(kAccepted);
}

int ListProductions(const GrammarSettings& settings) {
  bool any = false;
  Output out(settings.json ? ColorMode::kNever : settings.color);
  for (const RuleRef rule : Productions()) {
    const std::string text =
        absl::AsciiStrToLower(absl::StrCat(rule.FullName(), " ", Citation(rule), " ", rule.rule->printed));
    const bool wanted = std::all_of(settings.operands.begin(), settings.operands.end(), [&](const std::string& word) {
      return absl::StrContains(text, absl::AsciiStrToLower(word));
    });
    if (!wanted) continue;
    any = true;
    if (settings.json) {
      out.Write(JsonLine({{"production", rule.rule->name},
                          {"document", rule.document->name},
                          {"section", rule.rule->section},
                          {"printed", rule.rule->printed}}));
    } else {
      const std::string name = rule.FullName();
      const std::string padding(name.size() < 40 ? 40 - name.size() : 1, ' ');
      out.Write(absl::StrCat(out.Paint(Style::kHeading, name), padding, " ", Citation(rule), "\n"));
    }
  }
  if (!any) {
    const std::string words = absl::StrJoin(settings.operands, " and ");
    return UsageError("grammar", absl::StrCat("no production has ", words, SuggestProduction(words)));
  }
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
