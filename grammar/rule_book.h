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
  // The error, if there is one, names document and rule: a reference that leads nowhere, a rule that is defined twice.
  // The book is then of no use.
  static std::optional<std::string> Make(std::vector<Document> documents, RuleBook& book);

  // The documents of grammar/abnf, which the library carries with it.
  static const RuleBook& Standard();

  // "RFC3986/host" in that document alone, without regard to case. "host" in the first document, in the order of
  // documents(), that has it in this case; else in the first that has it in any: `Host` is a rule of RFC 9110, `host`
  // one of RFC 3986.
  RuleRef Find(const std::string& name) const;
  // What a kRule or kImport node in `document`, or the name of a kExcept node, leads to. A name is looked up in the
  // document itself, then among the core rules of RFC 5234; in the document named "prose", which speaks of the rules of
  // all others, in itself and then as Find() does. [HTTP] is RFC9110, [URI] is RFC3986, other brackets hold the
  // document's own name; the section is for the reader of the document.
  RuleRef Resolve(const Document& document, const Node& node) const;
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
