// The table of fields, parser/fields/fields.def: every name is found in any case and nothing else is, and section and
// shape are what the RFC's ABNF says.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "grammar/rule_book.h"
#include "parser/fields/field.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using grammar::Node;
using grammar::RuleBook;
using grammar::RuleRef;
using witness::Lower;

TEST(Fields, AreFoundByNameInAnyCase) {
  ASSERT_EQ(AllFields().size(), kFieldCount);
  for (const FieldInfo& info : AllFields()) {
    const std::string name(info.name);
    EXPECT_EQ(&Info(info.field), &info) << name;
    EXPECT_EQ(FindField(name), info.field) << name;
    EXPECT_EQ(FindField(Lower(name)), info.field) << name;
    EXPECT_FALSE(FindField(name + "x")) << name;
    EXPECT_FALSE(FindField(name.substr(0, name.size() - 1) + "~")) << name;
    EXPECT_TRUE(info.traits == 0 || HasTrait(name, info.traits)) << name;
    EXPECT_FALSE(HasTrait(name, static_cast<uint8_t>(~info.traits))) << name;
    EXPECT_FALSE(HasTrait("X-" + name, 0xff)) << name;
  }
  EXPECT_FALSE(FindField(""));
}

bool HasList(const Node& node) {
  return node.kind == Node::Kind::kList || std::any_of(node.children.begin(), node.children.end(), HasList);
}

// A list in the field's own rule is one of members; in a rule that it refers to, lists are parts of the value.
FieldShape ShapeOf(const RuleRef& field) {
  const Node& definition = field.rule->definition;
  if (HasList(definition)) return FieldShape::kList;
  if (definition.kind == Node::Kind::kRule &&
      RuleBook::Standard().Resolve(*field.document, definition).rule->definition.kind == Node::Kind::kList) {
    return FieldShape::kList;  // Accept-Ranges = acceptable-ranges
  }
  for (const RuleRef& rule : RuleBook::Standard().Reachable(field)) {
    if (HasList(rule.rule->definition)) return FieldShape::kOther;
  }
  return FieldShape::kSingleton;
}

TEST(Fields, AreWhatTheAbnfSays) {
  int compared = 0;
  for (const FieldInfo& info : AllFields()) {
    const std::string name(info.name);
    const std::string defined = "RFC" + std::to_string(info.document) + "/" + name;
    const RuleRef rule = RuleBook::Standard().Find(info.syntax ? std::string(info.rule) : defined);
    if (!rule) continue;
    ++compared;
    EXPECT_EQ(rule.rule->name, name);
    EXPECT_EQ(info.shape, ShapeOf(rule)) << name;
    if (rule.document->name == "RFC" + std::to_string(info.document)) {
      EXPECT_EQ(info.section, rule.rule->section) << name;
    }
  }
  // Without ABNF in these documents: Cookie, Set-Cookie, Proxy-Connection, MIME-Version and Pragma.
  EXPECT_EQ(compared + 5, static_cast<int>(kFieldCount));
}

}  // namespace
}  // namespace plumbline::properties
