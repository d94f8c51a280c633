// The productions by name, and what is said of them.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/base64.h"
#include "cli/grammar.h"
#include "cli/suggest.h"

namespace plumbline::cli {
namespace {

using grammar::Node;
using grammar::RuleBook;
using grammar::RuleRef;

constexpr char kProse[] = "prose";  // the document whose rules are not the ABNF of an RFC

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

std::string SuggestProduction(const std::string& name) {
  // The document's name says which of them, but is not what is compared.
  const bool full = absl::StrContains(name, "/");
  std::vector<KnownWord> known;
  for (const RuleRef rule : Productions()) known.push_back({rule.rule->name, full ? rule.FullName() : ""});
  return DidYouMean(full ? name.substr(name.rfind('/') + 1) : name, known);
}

std::string NoProduction(const std::string& name) {
  const std::string suggested = SuggestProduction(name);
  return absl::StrCat("there is no production ", name.empty() ? "\"\"" : name,
                      suggested.empty() ? "; plumbline grammar --list has them all" : suggested);
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
    case grammar::Word::kAccept:
      return "accept";
    case grammar::Word::kNeedMore:
      return "need-more";
    case grammar::Word::kReject:
      break;
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
