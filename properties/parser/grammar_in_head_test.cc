// Laws over field values that are drawn from the grammar, within a head:
//
//   a field value of RFC 9110, whatever the field, is a field value of RFC 9112, as it is;
//   a value that is wrong in itself is wrong in a head, at the same octet of it, by the same clause;
//   octets mean the same however they are delivered.
#include "properties/law.h"

#include <algorithm>
#include <string>
#include <vector>

#include "grammar/rule_book.h"
#include "parser/stream.h"
#include "properties/generators/basic.h"
#include "properties/generators/grammar.h"
#include "properties/generators/mutation.h"
#include "properties/generators/sample.h"
#include "properties/grammar/productions.h"
#include "properties/parser/delivery.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::TrimOws;

// A field value as RFC 9112, section 5.1 hands it on: no whitespace around it, no control characters within.
bool IsBareValue(const std::string& value) {
  return TrimOws(value) == value && std::all_of(value.begin(), value.end(), [](char c) {
           const auto octet = static_cast<uint8_t>(c);
           return octet == '\t' || (octet >= 0x20 && octet != 0x7f);
         });
}

// The rules of RFC 9110 that define a field, and some besides: those whose names begin as a field's does. Without From:
// the obsolete syntax of a mailbox (RFC 5322, section 4) has control characters.
const std::vector<std::string>& FieldRules() {
  static const auto& rules = *new std::vector<std::string>([] {
    std::vector<std::string> found;
    for (const grammar::Document& document : grammar::RuleBook::Standard().documents()) {
      if (document.name != "RFC9110") continue;
      for (const grammar::Rule& rule : document.rules) {
        if (rule.name[0] >= 'A' && rule.name[0] <= 'Z' && rule.name != "From")
          found.push_back(document.name + "/" + rule.name);
      }
    }
    return found;
  }());
  return rules;
}

LAW(GrammarInHead, EveryFieldsValueIsAFieldValue, ()) {
  const std::string rule = FieldRules()[*InRange<size_t>(0, FieldRules().size())];
  const std::string value = *GrammarSentence(StrictAutomaton(rule)).as(rule);
  const std::string octets = "HTTP/1.1 200 OK\r\nX-Field:" + value + "\r\n\r\n";
  const auto head = ParseResponseHead(octets);
  RC_ASSERT(head.complete());
  RC_ASSERT(head->fields.size() == 1u);
  RC_ASSERT(Escape(head->fields[0].value) == Escape(TrimOws(value)));
}

// -- near misses -------------------------------------------------------------------------------

// A field whose value the parser reads when the head has it, and how it says what is wrong there.
enum class Says {
  kRejects,       // at the octet
  kRejectsLater,  // at the end of the header section; the place is the octet
  kNotes,         // a finding at the octet
};
struct ReadField {
  std::string rule;
  std::string name;
  Says says;
};
Says HowItSays(const FieldInfo& field) {
  if (field.field == Field::kContentLength) return Says::kRejectsLater;
  return Info(*field.syntax).effect == Effect::kNote ? Says::kNotes : Says::kRejects;
}
std::vector<ReadField> ReadFields() {
  std::vector<ReadField> fields;
  for (const FieldInfo& field : AllFields()) {
    if (field.syntax) fields.push_back({std::string(field.rule), std::string(field.name), HowItSays(field)});
  }
  return fields;
}

template <typename Law>
void ForEachField(Law law) {
  for (const ReadField& field : ReadFields()) {
    SCOPED_TRACE(field.name);
    CheckLaw([&law, &field] { law(field); });
  }
}

const Production& RowOf(const std::string& rule) {
  return *std::find_if(Productions().begin(), Productions().end(),
                       [&](const Production& production) { return production.rule == rule; });
}

bool IsOneOf(Clause clause, const std::vector<Clause>& clauses) {
  return std::find(clauses.begin(), clauses.end(), clause) != clauses.end();
}

// All clauses by which the row's value can be wrong, prose's too.
std::vector<Clause> ClausesOf(const Production& row) {
  std::vector<Clause> clauses = row.clauses;
  for (const std::string& name : row.prose) {
    const auto sentence = SentenceOf(*grammar::RuleBook::Standard().Find("prose/" + name).rule);
    clauses.push_back(*FindClause(sentence->clause));
  }
  return clauses;
}

void IsWrongAtTheSameOctet(const ReadField& field) {
  const BrokenSentence broken = *GrammarNearMiss(StrictAutomaton(field.rule)).as(field.name);
  const std::string value = broken.octets + broken.tail;
  RC_PRE(IsBareValue(value));
  // In a head, whitespace may be the line's; and equal lengths may be a list (RFC 9112, section 6.3, rule 5).
  const bool at_blank = broken.rejected && TrimOws(broken.octets) != broken.octets;
  const bool is_list = field.name == "Content-Length" && value.find(',') != std::string::npos;
  const bool is_deep = field.name == "Via" && broken.rejected && broken.octets.back() == '(';
  RC_PRE(!at_blank);
  RC_PRE(!is_list);
  RC_PRE(!is_deep);  // where comments nest deeper than in the automaton
  const std::string before = std::string("GET / HTTP/1.1\r\n") + (field.name == "Host" ? "" : "Host: a\r\n") +
                             (field.name == "Connection" ? "" : "Connection: keep-alive, te, upgrade\r\n") +
                             field.name + ": ";
  // What needs more is wrong where the value ends.
  const size_t wrong = before.size() + (broken.rejected ? broken.octets.size() - 1 : broken.octets.size());
  const Interpretation stream = ParseRequestStream(before + value + "\r\n\r\n");
  const std::vector<Clause> clauses = ClausesOf(RowOf(field.rule));
  if (field.says == Says::kNotes) {
    RC_ASSERT(stream.messages.size() == 1u);
    const std::vector<Finding>& findings = stream.messages[0].findings;
    const auto finding = std::find_if(findings.begin(), findings.end(),
                                      [&](const Finding& found) { return IsOneOf(found.clause, clauses); });
    RC_ASSERT(finding != findings.end());
    RC_ASSERT(finding->offset == wrong);
    return;
  }
  RC_ASSERT(stream.verdict == Outcome::kError);
  RC_ASSERT(IsOneOf(stream.error.clause, clauses));
  if (field.says == Says::kRejectsLater) {
    RC_ASSERT(stream.error.place == wrong);
  } else if (field.name == "Transfer-Encoding" && !broken.rejected && stream.error.offset != wrong) {
    // A quoted-string may go on in the next line of the name (RFC 9110, section 5.2), until there is none.
    RC_ASSERT(value.find('"') != std::string::npos);
    RC_ASSERT(stream.error.offset == wrong + 2);
  } else {
    RC_ASSERT(stream.error.offset == wrong);
  }
}

TEST(GrammarInHead, AValueIsWrongAtTheSameOctet) { ForEachField(IsWrongAtTheSameOctet); }

// -- delivery ----------------------------------------------------------------------------------

void SaysTheSameInEveryDelivery(const ReadField& field) {
  std::string value;
  if (*Sometimes(2)) {
    value = *GrammarSentence(StrictAutomaton(field.rule)).as(field.name);
  } else {
    const BrokenSentence broken = *GrammarNearMiss(StrictAutomaton(field.rule)).as(field.name);
    value = broken.octets + broken.tail;
  }
  const std::string line = *GrammarSentence(StrictAutomaton("RFC9112/request-line")).as("request-line");
  const std::string octets = (*Sometimes(2) ? line : "PUT / HTTP/1.1") + "\r\n" + field.name + ": " + value +
                             "\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";
  const std::string whole = Trace(octets, {}, {});
  RC_ASSERT(Trace(octets, EveryOctet(octets), {}) == whole);
  RC_ASSERT(Trace(octets, *Cuts(octets.size()), {}) == whole);
}

TEST(GrammarInHead, EveryDeliverySaysTheSame) { ForEachField(SaysTheSameInEveryDelivery); }

}  // namespace
}  // namespace plumbline::properties
