// The productions by name, and what is said of them.
#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/base64.h"
#include "cli/grammar.h"

namespace plumbline::cli {
namespace {

using grammar::Node;
using grammar::RuleBook;
using grammar::RuleRef;

constexpr char kProse[] = "prose";  // the document whose rules are no ABNF of an RFC

// How many octets have to be put in, taken out or changed (Levenshtein).
size_t Distance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({changed, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row[b.size()];
}

bool HasNode(const Node& node, Node::Kind kind) {
  return node.kind == kind || std::any_of(node.children.begin(), node.children.end(),
                                          [&](const Node& child) { return HasNode(child, kind); });
}

// Whether a node of `document` leads to `rule`, over however many rules.
bool LeadsTo(const grammar::Document& document, const Node& node, RuleRef rule) {
  const RuleBook& book = RuleBook::Standard();
  if (node.kind == Node::Kind::kRule || node.kind == Node::Kind::kImport) {
    const std::vector<RuleRef> reached = book.Reachable(book.Resolve(document, node));
    return std::find(reached.begin(), reached.end(), rule) != reached.end();
  }
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](const Node& child) { return LeadsTo(document, child, rule); });
}

}  // namespace

std::vector<RuleRef> Productions() {
  std::vector<RuleRef> all;
  for (const grammar::Document& document : RuleBook::Standard().documents()) {
    if (document.name == kProse) continue;
    for (const grammar::Rule& rule : document.rules) all.push_back({&document, &rule});
  }
  return all;
}

RuleRef FindProduction(const std::string& name) {
  const RuleRef rule = RuleBook::Standard().Find(name);
  return rule && rule.document->name != kProse ? rule : RuleRef();
}

std::string NoProduction(const std::string& name) {
  const bool full = absl::StrContains(name, "/");
  const std::string wanted = absl::AsciiStrToLower(name.substr(full ? name.rfind('/') + 1 : 0, 64));
  std::vector<std::pair<size_t, std::string>> near;
  for (const RuleRef rule : Productions()) {
    const std::string known = full ? rule.FullName() : rule.rule->name;
    const std::string lower = absl::AsciiStrToLower(rule.rule->name);
    const bool part = wanted.size() > 2 && absl::StrContains(lower, wanted);
    const size_t distance = Distance(wanted, lower);
    if (part || distance <= std::max<size_t>(1, wanted.size() / 3)) near.emplace_back(distance, known);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (const auto& [distance, known] : near) {
    if (names.size() < 3 && std::find(names.begin(), names.end(), known) == names.end()) names.push_back(known);
  }
  const std::string none = absl::StrCat("there is no production ", name.empty() ? "\"\"" : name);
  if (names.empty()) return absl::StrCat(none, "; plumbline grammar --list has them all");
  const std::string last = names.back();
  names.pop_back();
  return absl::StrCat(none, "; did you mean ", absl::StrJoin(names, ", "), names.empty() ? "" : " or ", last, "?");
}

std::string Citation(RuleRef rule) {
  const std::string& document = rule.document->name;
  const std::string name = absl::StartsWith(document, "RFC") ? absl::StrCat("RFC ", document.substr(3))
                           : document == "keep-alive"        ? "draft-thomson-hybi-http-timeout"
                                                             : document;
  return absl::StrCat(name, ", section ", rule.rule->section);
}

bool HasList(RuleRef rule) {
  const std::vector<RuleRef> reached = RuleBook::Standard().Reachable(rule);
  return std::any_of(reached.begin(), reached.end(),
                     [](RuleRef one) { return HasNode(one.rule->definition, Node::Kind::kList); });
}

bool IsRecursive(RuleRef rule) {
  const std::vector<RuleRef> reached = RuleBook::Standard().Reachable(rule);
  return std::any_of(reached.begin(), reached.end(),
                     [](RuleRef one) { return LeadsTo(*one.document, one.rule->definition, one); });
}

absl::string_view WordName(grammar::Word word) {
  switch (word) {
    case grammar::Word::kAccept: return "accept";
    case grammar::Word::kNeedMore: return "need-more";
    case grammar::Word::kReject: break;
  }
  return "reject";
}

absl::string_view ListName(const grammar::CompileOptions& options) {
  return options.lists == grammar::ListRule::kSender ? "sender" : "recipient";
}

Json ReadingJson(absl::string_view octets, const grammar::Reading& reading) {
  const bool rejected = reading.word == grammar::Word::kReject;
  return {{"octets", EncodeBase64(octets)},
          {"expect", std::string(WordName(reading.word))},
          {"offset", rejected ? Json(reading.offset) : Json()}};
}

}  // namespace plumbline::cli
