// The exported vectors are those of the productions that the registration table holds the parser to, and the parser
// reads each as the vector says.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "grammar/exported.h"
#include "parser/clause.h"
#include "properties/grammar/productions.h"

namespace plumbline::properties {
namespace {

using grammar::ExportedProduction;
using grammar::ExportedVector;
using grammar::Word;

std::vector<const Production*> RowsOf(const std::string& rule) {
  std::vector<const Production*> rows;
  for (const Production& production : Productions()) {
    if (production.rule == rule) rows.push_back(&production);
  }
  return rows;
}

// Of several rows of a rule the first counts: request-target is that of GET.
TEST(ExportedVectors, AreOfTheProductionsThatTheParserIsHeldTo) {
  std::map<std::string, std::vector<std::string>> registered, exported;
  for (const Production& production : Productions()) {
    if (production.rule.rfind("prose/", 0) != 0) registered.emplace(production.rule, production.prose);
  }
  for (const ExportedProduction& production : grammar::ExportedProductions()) {
    EXPECT_TRUE(exported.emplace(production.rule, production.prose).second) << production.rule << " twice";
  }
  EXPECT_EQ(exported, registered);
}

Outcome OutcomeOf(Word word) {
  switch (word) {
    case Word::kAccept:
      return Outcome::kComplete;
    case Word::kNeedMore:
      return Outcome::kNeedMore;
    case Word::kReject:
      break;
  }
  return Outcome::kError;
}

TEST(ExportedVectors, AreWhatTheParserSays) {
  for (const ExportedProduction& exported : grammar::ExportedProductions()) {
    for (const Production* const row : RowsOf(exported.rule)) {
      if (row->prose != exported.prose) continue;
      ForEachExportedVector(grammar::RuleBook::Standard(), exported, {}, [&](const ExportedVector& vector) {
        const Verdict verdict = row->read(vector.octets);
        const std::string what = exported.rule + ", " + row->entry + ": " + testing::PrintToString(vector.octets);
        if (row->yes_or_no) {
          EXPECT_EQ(verdict.outcome == Outcome::kComplete, vector.strict.word == Word::kAccept) << what;
          return;
        }
        EXPECT_EQ(verdict.outcome, OutcomeOf(vector.strict.word)) << what;
        if (vector.strict.word != Word::kReject) return;
        EXPECT_EQ(verdict.offset, vector.strict.offset) << what;
        if (!vector.clause.empty()) {
          ASSERT_TRUE(verdict.clause) << what;
          EXPECT_EQ(Info(*verdict.clause).id, vector.clause) << what;
        }
      });
    }
  }
}

}  // namespace
}  // namespace plumbline::properties
