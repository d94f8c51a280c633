// plumbline grammar --vectors: docs/vectors.md and docs/vectors.schema.json describe the lines.
#include <algorithm>
#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/grammar.h"
#include "cli/vector_productions.h"
#include "grammar/transition_cover.h"

namespace plumbline::cli {
namespace {

using grammar::RuleRef;

// FNV-1a with 64 bits.
uint64_t Hash(absl::string_view octets) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : octets) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3;
  return hash;
}

// "RFC9112/chunk-ext:8f3d…": production and octets, so that a vector keeps its id whatever else comes and goes.
std::string IdOf(RuleRef rule, const grammar::CompileOptions& options, uint64_t hash) {
  const absl::string_view form = options.lists == grammar::ListRule::kSender ? ":sender" : "";
  return absl::StrCat(rule.FullName(), form, ":", absl::Hex(hash, absl::kZeroPad16));
}

Json VectorJson(RuleRef rule, const grammar::CompileOptions& options, const grammar::Vector& vector, uint64_t hash) {
  Json line = {{"id", IdOf(rule, options, hash)},
               {"production", rule.rule->name},
               {"document", rule.document->name},
               {"section", rule.rule->section},
               {"lists", std::string(ListName(options))}};
  line.update(ReadingJson(vector.octets, vector.expected));
  return line;
}

// False if nobody reads on, or two vectors of the rule have one hash.
bool WriteVectorsOf(RuleRef rule, const GrammarSettings& settings, Output& out, std::string& error) {
  const grammar::Automaton automaton = Compile(grammar::RuleBook::Standard(), rule, settings.compile);
  grammar::CompileOptions deeper = settings.compile;
  ++deeper.depth;
  const grammar::Automaton control = Compile(grammar::RuleBook::Standard(), rule, deeper);
  std::unordered_set<uint64_t> known;
  ForEachExportedVector(automaton, [&](const grammar::Vector& vector) {
    // Where only the depth decides, which is ours and not the ABNF's, there is nothing to tell.
    if (!(control.Read(vector.octets) == vector.expected)) return;
    const uint64_t hash = Hash(vector.octets);
    if (!known.insert(hash).second) error = absl::StrCat("two vectors of ", rule.FullName(), " have one id");
    if (error.empty() && out.ok()) out.Write(JsonLine(VectorJson(rule, settings.compile, vector, hash)));
  });
  return error.empty() && out.ok();
}

}  // namespace

int WriteVectors(const std::vector<RuleRef>& rules, const GrammarSettings& settings) {
  std::vector<RuleRef> wanted;
  for (const RuleRef rule : rules) {
    if (std::find(wanted.begin(), wanted.end(), rule) == wanted.end()) wanted.push_back(rule);
  }
  if (wanted.empty()) {
    for (const char* const name : kVectorProductions) wanted.push_back(FindProduction(name));
  }
  Output out;
  std::string error;
  for (const RuleRef rule : wanted) {
    if (!WriteVectorsOf(rule, settings, out, error)) break;
  }
  if (!error.empty()) Complain(error);
  return out.FinishStream(error.empty() ? kAccepted : kUsage);
}

}  // namespace plumbline::cli
