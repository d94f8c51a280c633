#include "grammar/rule_book.h"

#include <cstdio>
#include <cstdlib>
#include <set>
#include <utility>

#include "grammar/ascii.h"

namespace plumbline::grammar {
namespace {

constexpr char kProse[] = "prose";
constexpr char kCoreRules[] = "RFC5234";

// The document that an import's brackets name: by RFC 9110 and 9112, section 1.2 and "References", and by number.
std::string DocumentOf(const std::string& brackets) {
  if (brackets == "HTTP") return "RFC9110";
  if (brackets == "URI") return "RFC3986";
  return brackets;
}

// All rules that a definition refers to, as nodes; of a kExcept node that itself and the excepted rule.
template <typename Visit>
void ForEachReference(const Node& node, const Visit& visit) {
  if (node.kind == Node::Kind::kRule || node.kind == Node::Kind::kImport || node.kind == Node::Kind::kExcept)
    visit(node);
  for (const Node& child : node.children) ForEachReference(child, visit);
}

// Why a reference leads nowhere, for a message.
std::string Describe(const Node& reference) {
  if (reference.kind != Node::Kind::kImport) return reference.name + ", which is not defined";
  return "<" + reference.name + ", see [" + reference.document + "], Section " + reference.section +
         ">, which is not there";
}

}  // namespace

std::string RuleRef::FullName() const { return document->name + "/" + rule->name; }

std::optional<std::string> RuleBook::Make(std::vector<Document> documents, RuleBook& book) {
  book.documents_ = std::move(documents);
  std::set<std::string> names;
  for (const Document& document : book.documents_)
    if (!names.insert(document.name).second) return "the document " + document.name + " is there twice";
  for (const Document& document : book.documents_) {
    for (const Rule& rule : document.rules) {
      const std::string where = document.name + "/" + rule.name;
      if (document.Find(rule.name) != &rule) return where + " is defined twice";
      std::optional<std::string> error;
      ForEachReference(rule.definition, [&](const Node& reference) {
        if (!error && !book.Resolve(document, reference)) error = where + " refers to " + Describe(reference);
      });
      if (error) return error;
    }
  }
  return std::nullopt;
}

const RuleBook& RuleBook::Standard() {
  static const RuleBook& standard = *[] {
    std::vector<Document> documents;
    std::optional<std::string> error;
    for (const EmbeddedDocument& embedded : EmbeddedDocuments()) {
      AbnfResult result = ReadAbnf(embedded.name, embedded.text);
      if (result.error && !error) error = grammar::Describe(embedded.file, *result.error);
      documents.push_back(std::move(result.document));
    }
    auto* book = new RuleBook;
    if (!error) error = Make(std::move(documents), *book);
    if (error) {
      // The documents are part of this library: it has been built wrong, and no caller could mend that.
      std::fprintf(stderr, "%s\n", error->c_str());
      std::abort();
    }
    return book;
  }();
  return standard;
}

RuleRef RuleBook::Find(const std::string& name) const {
  const size_t slash = name.find('/');
  if (slash != std::string::npos) {
    for (const Document& document : documents_)
      if (EqualsIgnoreCase(document.name, name.substr(0, slash)))
        if (const Rule* rule = document.Find(name.substr(slash + 1))) return {&document, rule};
    return {};
  }
  RuleRef inexact;
  for (const Document& document : documents_) {
    const Rule* rule = document.Find(name);
    if (rule == nullptr) continue;
    if (rule->name == name) return {&document, rule};
    if (!inexact) inexact = {&document, rule};
  }
  return inexact;
}

RuleRef RuleBook::Resolve(const Document& document, const Node& node) const {
  if (node.kind == Node::Kind::kImport) return Find(DocumentOf(node.document) + "/" + node.name);
  return Resolve(document, node.name);
}

RuleRef RuleBook::Resolve(const Document& document, const std::string& name) const {
  if (const Rule* rule = document.Find(name)) return {&document, rule};
  if (document.name == kProse) return Find(name);
  return Find(std::string(kCoreRules) + "/" + name);
}

std::vector<RuleRef> RuleBook::Reachable(RuleRef rule) const {
  std::vector<RuleRef> reachable = {rule};
  std::set<RuleRef> seen = {rule};
  for (size_t i = 0; i < reachable.size(); ++i) {
    const RuleRef from = reachable[i];
    ForEachReference(from.rule->definition, [&](const Node& reference) {
      const RuleRef to = Resolve(*from.document, reference);
      if (to && seen.insert(to).second) reachable.push_back(to);
    });
  }
  return reachable;
}

}  // namespace plumbline::grammar
