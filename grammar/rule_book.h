// All documents together: names are looked up, imports followed.
#ifndef PLUMBLINE_GRAMMAR_RULE_BOOK_H_
#define PLUMBLINE_GRAMMAR_RULE_BOOK_H_

#include <optional>
#include <string>
#include <vector>

#include "grammar/abnf.h"

namespace plumbline::grammar {

// A rule of a book; valid as long as the book.
struct RuleRef {
  const Document* document = nullptr;
  const Rule* rule = nullptr;

  explicit operator bool() const { return rule != nullptr; }
  friend bool operator==(const RuleRef& a, const RuleRef& b) { return a.rule == b.rule; }
  friend bool operator<(const RuleRef& a, const RuleRef& b) { return a.rule < b.rule; }
  std::string FullName() const;  // "RFC3986/host"
};

class RuleBook {
 public:
  // An error names a reference that leads nowhere, or a rule that is defined twice.
  static std::optional<std::string> Make(std::vector<Document> documents, RuleBook& book);

  // The documents of grammar/abnf, which the library carries with it.
  static const RuleBook& Standard();

  // "RFC3986/host" in that document alone; "host" in the first document that has it, in the order of documents().
  RuleRef Find(const std::string& name) const;
  // What a kRule or kImport node in `document` leads to: the document itself, then the core rules of RFC 5234.
  RuleRef Resolve(const Document& document, const Node& node) const;
  // Both rules of a kExcept node.
  RuleRef Resolve(const Document& document, const std::string& name) const;

  // The rules that a rule refers to, itself first, each once.
  std::vector<RuleRef> Reachable(RuleRef rule) const;

  const std::vector<Document>& documents() const { return documents_; }

 private:
  std::vector<Document> documents_;
};

// The documents as text, by file name: what Standard() is made of.
struct EmbeddedDocument {
  const char* name;  // "RFC9112"
  const char* file;  // "rfc9112.abnf"
  const char* text;
};
const std::vector<EmbeddedDocument>& EmbeddedDocuments();

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_RULE_BOOK_H_
