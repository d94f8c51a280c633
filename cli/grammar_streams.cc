// plumbline grammar PRODUCTION --sample, --near-miss, --suite, --dot: strings, as many as are asked for.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/arguments.h"
#include "cli/base64.h"
#include "cli/escape.h"
#include "cli/excerpt.h"
#include "cli/exit_code.h"
#include "cli/grammar.h"
#include "grammar/describe.h"
#include "grammar/suite.h"
#include "grammar/walk.h"

namespace plumbline::cli {
namespace {

using grammar::Automaton;
using grammar::RuleBook;
using grammar::RuleRef;
using grammar::Sampler;

constexpr size_t kUsualLength = 64;                  // octets
constexpr uint64_t kMostMemory = uint64_t{1} << 30;  // octets that a sampler may take
constexpr uint64_t kNumber = 16;                     // octets: see Sampler

// A line of a stream; false if nobody reads it.
bool WriteLine(absl::string_view octets, const grammar::Reading& reading, bool json, Output& out) {
  if (json) {
    out.Write(JsonLine(ReadingJson(octets, reading)));
  } else {
    std::string word(WordName(reading.word));
    word.resize(9, ' ');
    out.Write(absl::StrCat(word, " ", PadLeft(reading.offset, 5), "  ", Escape(octets), "\n"));
  }
  return out.ok();
}

// The automaton nested once more, to tell which strings only the bound on nesting decides: those are left out.
class NestingBound {
 public:
  NestingBound(RuleRef rule, grammar::CompileOptions options) {
    if (!IsRecursive(rule)) return;
    ++options.depth;
    deeper_ = Compile(RuleBook::Standard(), rule, options);
  }
  bool Decides(absl::string_view octets, const grammar::Reading& reading) const {
    return deeper_ && !(deeper_->Read({octets.data(), octets.size()}) == reading);
  }
  bool exists() const { return deeper_.has_value(); }

 private:
  std::optional<Automaton> deeper_;
};

// The length of the shortest sentence.
size_t ShortestLength(const Automaton& automaton) {
  return grammar::Completions(automaton)[Automaton::kStart].value_or("").size();
}

// Why sentences of up to `longest` octets cannot be drawn.
std::optional<std::string> TooLong(const Automaton& automaton, size_t longest) {
  const uint64_t most = kMostMemory / kNumber / automaton.states() - 1;
  if (longest <= most) return std::nullopt;
  return absl::StrCat("--length is at most ", most, " for this production: its automaton has ", automaton.states(),
                      " states");
}

// Why there is no sentence of `length` octets, with the nearest lengths that have some.
std::string NoSentence(RuleRef rule, const Sampler& sampler, const Automaton& automaton, size_t length) {
  size_t below = length, above = length;
  while (below > 0 && sampler.Count(below) == 0) --below;
  const size_t most = std::min(length + 2 * kUsualLength, length + kMostMemory / kNumber / automaton.states() / 2);
  const Sampler wider(automaton, most);
  while (above < most && wider.Count(above) == 0) ++above;
  std::vector<std::string> near;
  if (sampler.Count(below) != 0) near.push_back(absl::StrCat(below));
  if (wider.Count(above) != 0) near.push_back(absl::StrCat(above));
  return absl::StrCat("no ", rule.rule->name, " has ", length, length == 1 ? " octet" : " octets",
                      near.empty() ? "" : "; some have ", absl::StrJoin(near, " or "));
}

}  // namespace

int SampleProduction(RuleRef rule, const GrammarSettings& settings) {
  const Automaton automaton = Compile(RuleBook::Standard(), rule, settings.compile);
  const size_t longest = settings.length.value_or(std::max(kUsualLength, ShortestLength(automaton)));
  if (const auto error = TooLong(automaton, longest)) return UsageError("grammar", *error);
  const Sampler sampler(automaton, longest);
  if (settings.length && sampler.Count(longest) == 0) {
    return UsageError("grammar", NoSentence(rule, sampler, automaton, longest));
  }
  grammar::Random random(settings.seed);
  Output out;
  for (uint64_t i = 0; i < settings.count && out.ok(); ++i) {
    const auto sentence = settings.length ? sampler.Sentence(longest, random) : sampler.Sentence(random);
    if (!sentence) break;
    out.Write(settings.json ? JsonLine({{"octets", EncodeBase64(*sentence)}}) : Escape(*sentence) + "\n");
  }
  return out.Finish(kAccepted);
}

int NearMissesOfProduction(RuleRef rule, const GrammarSettings& settings) {
  const Automaton automaton = Compile(RuleBook::Standard(), rule, settings.compile);
  const size_t shortest = ShortestLength(automaton);
  const size_t longest = settings.length.value_or(std::max(kUsualLength, shortest));
  if (const auto error = TooLong(automaton, longest)) return UsageError("grammar", *error);
  if (longest < shortest) {
    return UsageError("grammar",
                      absl::StrCat("no ", rule.rule->name, " has so few octets; the shortest has ", shortest));
  }
  const Sampler sampler(automaton, longest);
  const NestingBound bound(rule, settings.compile);
  grammar::Random random(settings.seed);
  Output out;
  bool go_on = true;
  for (uint64_t i = 0; i < settings.count && go_on; ++i) {
    grammar::NearMiss miss = RandomNearMiss(automaton, sampler, random);
    while (bound.Decides(miss.octets, miss.expected)) miss = RandomNearMiss(automaton, sampler, random);
    go_on = WriteLine(miss.octets, miss.expected, settings.json, out);
  }
  return out.Finish(kAccepted);
}

int SuiteOfProduction(RuleRef rule, const GrammarSettings& settings) {
  const Automaton automaton = Compile(RuleBook::Standard(), rule, settings.compile);
  const grammar::Suite suite(automaton, settings.extra);
  const NestingBound bound(rule, settings.compile);
  Complain(absl::StrCat("the suite of ", rule.FullName(), " for ", automaton.states(), " states and ", settings.extra,
                        " more: ", suite.size(), " strings",
                        bound.exists() ? ", less those that only the bound on nesting decides" : ""));
  Output out;
  suite.ForEach([&](std::string_view string) {
    const absl::string_view octets(string.data(), string.size());
    const grammar::Reading reading = automaton.Read(string);
    return bound.Decides(octets, reading) || WriteLine(octets, reading, settings.json, out);
  });
  return out.Finish(kAccepted);
}

int DotOfProduction(RuleRef rule, const GrammarSettings& settings) {
  const Automaton automaton = Compile(RuleBook::Standard(), rule, settings.compile);
  Output out;
  out.Write(ToDot(automaton, absl::StrCat(rule.rule->name, ", ", Citation(rule))));
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
