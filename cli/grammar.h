// plumbline grammar: what its actions share. Each is a file cli/grammar_*.cc and returns the exit status.
#ifndef PLUMBLINE_CLI_GRAMMAR_H_
#define PLUMBLINE_CLI_GRAMMAR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "cli/json.h"
#include "cli/output.h"
#include "grammar/automaton.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"

namespace plumbline::cli {

inline constexpr int kDeepest = 20;  // --depth

struct GrammarSettings {
  enum class Action { kShow, kList, kMatch, kSample, kNearMiss, kSuite, kDot, kVectors };

  Action action = Action::kShow;
  std::string chosen;            // the option that says which
  std::string file;              // --match
  uint64_t count = 0;            // --sample, --near-miss
  std::optional<size_t> length;  // --length
  uint64_t seed = 1;
  int extra = 0;
  grammar::CompileOptions compile;  // --sender, --depth
  bool depth_chosen = false;        // --depth was given
  bool json = false;
  ColorMode color = ColorMode::kAuto;
  std::vector<std::string> operands;
};

// The rules of the RFCs, without those that stand for prose: document by document, in their order.
std::vector<grammar::RuleRef> Productions();

// `name` is "chunk-ext" or "RFC9112/chunk-ext"; none if there is no such rule among Productions().
grammar::RuleRef FindProduction(const std::string& name);

// Why there is no such production, with the nearest names.
std::string NoProduction(const std::string& name);
// "; did you mean chunk-ext?", or nothing.
std::string SuggestProduction(const std::string& name);

std::string Citation(grammar::RuleRef rule);  // "RFC 9112, section 7.1.1"

// Whether the rule, or one that it refers to, has a list, or contains itself.
bool HasList(grammar::RuleRef rule);
bool IsRecursive(grammar::RuleRef rule);

absl::string_view WordName(grammar::Word word);                      // "accept", "reject", "need-more"
absl::string_view ListName(const grammar::CompileOptions& options);  // "recipient", "sender"

// {"octets", "expect", "offset"}: what a string is read as.
Json ReadingJson(absl::string_view octets, const grammar::Reading& reading);

int ShowProduction(grammar::RuleRef rule, const GrammarSettings& settings);
int ListProductions(const GrammarSettings& settings);
int MatchProduction(grammar::RuleRef rule, const GrammarSettings& settings);
int SampleProduction(grammar::RuleRef rule, const GrammarSettings& settings);
int NearMissesOfProduction(grammar::RuleRef rule, const GrammarSettings& settings);
int SuiteOfProduction(grammar::RuleRef rule, const GrammarSettings& settings);
int DotOfProduction(grammar::RuleRef rule, const GrammarSettings& settings);
// Of all exported productions if `rules` is empty.
int WriteVectors(const std::vector<grammar::RuleRef>& rules, const GrammarSettings& settings);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_GRAMMAR_H_
