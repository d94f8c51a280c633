// ABNF as a tree: RFC 5234, the case-sensitive strings of RFC 7405, the list operator of RFC 9110, section 5.6.1.
#ifndef PLUMBLINE_GRAMMAR_ABNF_H_
#define PLUMBLINE_GRAMMAR_ABNF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::grammar {

// Where something stands in a document; both count from 1, columns in octets.
struct Position {
  int line = 0;
  int column = 0;
};

inline constexpr int kUnbounded = -1;  // no upper bound of a repetition

struct Node {
  enum class Kind {
    kAlternation,    // children, one of them
    kConcatenation,  // children, one after the other; none: ""
    kRepetition,     // <min>*<max>child
    kList,           // <min>#<max>child: how empty elements are read is the compiler's choice
    kRule,           // `name`, a rule of this document or a core rule
    kImport,         // <name, see Section 3.2.2 of [document]>: `name`, a rule of another one
    kExcept,         // <name except children[0]'s name>: our own notation, in prose.abnf alone; that child is a kRule
    kOctets,         // one octet of first..last
    kString,         // `text`, octet for octet, or without regard to the case of letters
  };

  Kind kind = Kind::kConcatenation;
  Position position;
  std::vector<Node> children;
  int min = 0;
  int max = kUnbounded;
  uint8_t first = 0;
  uint8_t last = 0;
  bool case_sensitive = false;
  std::string name;
  std::string document;  // of an import, as the brackets have it: "URI"
  std::string text;
  std::string section;  // of an import: "3.2.2"
};

struct Rule {
  std::string name;
  std::string section;  // of the document, "3.2.1"
  // prose.abnf alone, by `;@ rejects ID` and so on: the clause of the prose. See compile.h.
  std::string rejects;
  std::string awaits;
  std::string demands;
  std::string names;
  Node definition;
  Position position;
  std::string printed;  // the definition as it stands in the document, without comments; more than one line perhaps
};

// One RFC's rules, in order. A rule's name is found without regard to case (RFC 5234, section 2.1).
struct Document {
  std::string name;  // "RFC9112"
  std::vector<Rule> rules;

  const Rule* Find(const std::string& rule) const;
};

struct AbnfError {
  Position position;  // of the octet that is wrong, or of what is not closed or not whole; at most one past the end
  std::string message;
};
// As one line: "rfc9112.abnf:12:7: this quote is not closed".
std::string Describe(const std::string& file, const AbnfError& error);

// The rules of `text`, or the first error.
//
// Lines may end with LF or CRLF. A rule begins at the first column; a line that begins with whitespace goes on with
// the rule before it. `=/` adds alternatives to the rule of that name. A comment `;@ section 3.2.1` holds for the
// rules that follow it; `;@ rejects ID`, `;@ awaits ID`, `;@ demands ID` and `;@ names ID` for the next rule, which can
// have one of them. A rule without section is an error.
struct AbnfResult {
  Document document;
  std::optional<AbnfError> error;
};
AbnfResult ReadAbnf(const std::string& name, const std::string& text);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_ABNF_H_
