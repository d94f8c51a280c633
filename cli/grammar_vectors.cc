// plumbline grammar --vectors: docs/vectors.md and docs/vectors.schema.json describe the lines.
#include <algorithm>
#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/grammar.h"
#include "grammar/exported.h"

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
std::string IdOf(RuleRef rule, const Json& lists, uint64_t hash) {
  const absl::string_view form = lists == "sender" ? ":sender" : "";
  return absl::StrCat(rule.FullName(), form, ":", absl::Hex(hash, absl::kZeroPad16));
}

// What the sentence of prose says, where it decides otherwise than the ABNF.
Json ProseJson(const grammar::ExportedVector& vector) {
  if (vector.clause.empty()) return Json();
  const bool rejected = vector.strict.word == grammar::Word::kReject;
  return {{"clause", vector.clause},
          {"expect", std::string(WordName(vector.strict.word))},
          {"offset", rejected ? Json(vector.strict.offset) : Json()}};
}

// `lists`: what ListName() says, or null where there are none.
Json VectorJson(RuleRef rule, const std::string& id, const Json& lists, const grammar::ExportedVector& vector) {
  Json line = {{"id", id},
               {"production", rule.rule->name},
               {"document", rule.document->name},
               {"section", rule.rule->section},
               {"lists", lists}};
  line.update(ReadingJson(vector.octets, vector.abnf));
  line["prose"] = ProseJson(vector);
  return line;
}

// Why the vectors of the production are not all written; empty if they are, or nobody reads on.
std::string WriteVectorsOf(const grammar::ExportedProduction& production, const GrammarSettings& settings,
                           Output& out) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  const RuleRef rule = book.Find(production.rule);
  const Json lists = HasList(rule) ? Json(std::string(ListName(settings.compile))) : Json();
  std::unordered_set<uint64_t> known;
  std::string error;
  ForEachExportedVector(book, production, settings.compile, [&](const grammar::ExportedVector& vector) {
    const uint64_t hash = Hash(vector.octets);
    if (!known.insert(hash).second) error = absl::StrCat("two vectors of ", production.rule, " have one id");
    if (error.empty() && out.ok()) out.Write(JsonLine(VectorJson(rule, IdOf(rule, lists, hash), lists, vector)));
  });
  return error;
}

// The production as it is exported, with its prose; without any, if it is not.
grammar::ExportedProduction Exported(RuleRef rule) {
  for (const grammar::ExportedProduction& production : grammar::ExportedProductions()) {
    if (production.rule == rule.FullName()) return production;
  }
  return {rule.FullName(), {}};
}

}  // namespace

int WriteVectors(const std::vector<RuleRef>& rules, const GrammarSettings& settings) {
  std::vector<grammar::ExportedProduction> wanted;
  for (size_t i = 0; i < rules.size(); ++i) {
    if (std::find(rules.begin(), rules.begin() + i, rules[i]) == rules.begin() + i)
      wanted.push_back(Exported(rules[i]));
  }
  if (rules.empty()) wanted = grammar::ExportedProductions();
  Output out;
  for (const grammar::ExportedProduction& production : wanted) {
    const std::string error = WriteVectorsOf(production, settings, out);
    if (!error.empty()) return UsageError("grammar", error);
    if (!out.ok()) break;
  }
  return out.Finish(kAccepted);
}

}  // namespace plumbline::cli
