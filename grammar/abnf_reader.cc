// The rules of a document: RFC 5234, section 4, `rulelist` and `rule`, and the comments that begin with ";@".
#include <utility>

#include "grammar/abnf_source.h"
#include "grammar/ascii.h"

namespace plumbline::grammar {
namespace {

class DocumentReader {
 public:
  DocumentReader(const std::string& name, std::string_view text) : source_(text) { result_.document.name = name; }

  AbnfResult Read() && {
    bool read = true;
    while (read && !source_.AtEnd()) read = Line();
    if (read && HasClause()) Fail(clauses_.position, "no rule follows that this is said of");
    return std::move(result_);
  }

 private:
  std::vector<Rule>& rules() { return result_.document.rules; }

  bool HasClause() const { return clauses_.position.line != 0; }

  bool Fail(Position position, std::string message) {
    result_.error = AbnfError{position, std::move(message)};
    return false;
  }
  bool Fail(std::string message) { return Fail(source_.position(), std::move(message)); }

  // A rule with all its lines, or a line without one.
  bool Line() {
    if (source_.Peek() == ';' && source_.Peek(1) == '@') return Meaning();
    if (IsAlpha(source_.Peek())) return ReadRule();
    source_.SkipBlanks();
    if (source_.Peek() == ';' && source_.Peek(1) == '@') return Fail("\";@\" stands at the first column of a line");
    if (source_.Peek() == ';') source_.SkipToNewline();
    if (source_.AtEnd()) return true;
    if (source_.AtNewline()) {
      source_.SkipNewline();
      return true;
    }
    if (source_.position().column > 1) return Fail("no rule stands before this line for it to go on with");
    return Fail("a rule begins with its name, not with " + OctetInMessage(source_.Peek()));
  }

  // ";@" WORD ARGUMENT
  bool Meaning() {
    const Position begin = source_.position();
    source_.Skip();
    source_.Skip();
    source_.SkipBlanks();
    const Position at_word = source_.position();
    const std::string word(source_.TakeWord());
    const Position after_word = source_.position();
    source_.SkipBlanks();
    const std::string argument(source_.TakeWord());
    source_.SkipBlanks();
    std::string* said = word == "section"   ? &section_
                        : word == "rejects" ? &clauses_.rejects
                        : word == "awaits"  ? &clauses_.awaits
                        : word == "demands" ? &clauses_.demands
                        : word == "names"   ? &clauses_.names
                                            : nullptr;
    if (said == nullptr)
      return Fail(at_word, "\";@\" has to be followed by section, rejects, awaits, demands or names");
    if (argument.empty()) return Fail(after_word, "\"" + word + "\" needs one word after it");
    if (!source_.AtEnd() && !source_.AtNewline()) return Fail("\"" + word + "\" takes one word");
    source_.SkipNewline();
    *said = argument;
    if (said == &section_) return true;
    if (HasClause()) return Fail(begin, "a rule has one clause");
    clauses_.position = begin;
    return true;
  }

  bool ReadRule() {
    Rule rule;
    rule.position = source_.position();
    source_.EndWithRule();
    rule.name.assign(TakeRuleName(source_));
    const Position after_name = source_.position();
    source_.SkipWhitespace();
    if (!source_.Take('=')) return Fail(after_name, "the name of a rule has to be followed by \"=\" or \"=/\"");
    const bool adds = source_.Take('/');
    if ((result_.error = ReadElements(source_, rule.definition, rule.printed))) return false;
    source_.EndWithText();
    return adds ? Add(std::move(rule)) : Define(std::move(rule));
  }

  bool Define(Rule rule) {
    if (const Rule* other = result_.document.Find(rule.name))
      return Fail(rule.position,
                  "the rule " + other->name + " stands at line " + std::to_string(other->position.line) + " already");
    if (section_.empty()) return Fail(rule.position, "no \";@ section\" stands before the rule " + rule.name);
    rule.section = section_;
    rule.rejects = clauses_.rejects;
    rule.awaits = clauses_.awaits;
    rule.demands = clauses_.demands;
    rule.names = clauses_.names;
    clauses_ = {};
    rules().push_back(std::move(rule));
    return true;
  }

  bool Add(Rule more) {
    if (HasClause()) return Fail(clauses_.position, "this is said of a rule, not of alternatives for one");
    for (Rule& rule : rules()) {
      if (!EqualsIgnoreCase(rule.name, more.name)) continue;
      rule.printed += "\n  / " + more.printed;
      Node& all = rule.definition;
      if (all.kind != Node::Kind::kAlternation) {
        Node alternation;
        alternation.kind = Node::Kind::kAlternation;
        alternation.position = all.position;
        alternation.children.push_back(std::move(all));
        all = std::move(alternation);
      }
      if (more.definition.kind != Node::Kind::kAlternation) {
        all.children.push_back(std::move(more.definition));
      } else {
        for (Node& child : more.definition.children) all.children.push_back(std::move(child));
      }
      return true;
    }
    return Fail(more.position, "there is no rule " + more.name + " to add to");
  }

  AbnfSource source_;
  AbnfResult result_;
  std::string section_;
  Rule clauses_;  // what `;@` said of the next rule, and where: line 0 if nowhere
};

}  // namespace

const Rule* Document::Find(const std::string& rule) const {
  for (const Rule& candidate : rules)
    if (EqualsIgnoreCase(candidate.name, rule)) return &candidate;
  return nullptr;
}

std::string Describe(const std::string& file, const AbnfError& error) {
  return file + ":" + std::to_string(error.position.line) + ":" + std::to_string(error.position.column) + ": " +
         error.message;
}

AbnfResult ReadAbnf(const std::string& name, const std::string& text) { return DocumentReader(name, text).Read(); }

}  // namespace plumbline::grammar
