#include "properties/field_list_values.h"

#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/abnf.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"

namespace plumbline::properties {
namespace {

constexpr char kValues[] = R"(;@ section 1
regular-name     = <field-name, see Section 5.1 of [HTTP]>
value-octets     = *( <field-vchar, see Section 5.5 of [HTTP]> / SP / HTAB )
method           = <method, see Section 9.1 of [HTTP]>
scheme           = <scheme, see [URI], Section 3.1>
authority        = <authority, see [URI], Section 3.2>
host-and-port    = <host, see [URI], Section 3.2.2> [ ":" <port, see [URI], Section 3.2.3> ]
host-with-port   = <host, see [URI], Section 3.2.2> ":" <port, see [URI], Section 3.2.3>
path             = [ <absolute-path, see Section 4.1 of [HTTP]> [ "?" <query, see [URI], Section 3.4> ] / "*" ]
absolute-path    = <path-absolute, see [URI], Section 3.3> [ "?" <query, see [URI], Section 3.4> ]
status           = 3DIGIT
te               = #"trailers"
content-length   = <Content-Length, see Section 8.6 of [HTTP]>
host             = <Host, see Section 7.2 of [HTTP]>
)";

const grammar::RuleBook& Book() {
  static const grammar::RuleBook* const book = [] {
    std::vector<grammar::Document> documents = grammar::RuleBook::Standard().documents();
    const grammar::AbnfResult values = grammar::ReadAbnf("lists", kValues);
    documents.push_back(values.document);
    auto* const made = new grammar::RuleBook;
    if (values.error || grammar::RuleBook::Make(std::move(documents), *made)) std::abort();
    return made;
  }();
  return *book;
}

}  // namespace

const grammar::Automaton& ValueAutomaton(const std::string& rule) {
  static auto* const compiled = new std::map<std::string, grammar::Automaton>;
  auto [place, added] = compiled->try_emplace(rule);
  if (added) place->second = grammar::Compile(Book(), Book().Find("lists/" + rule));
  return place->second;
}

size_t SlowWrong(absl::string_view rule, absl::string_view text) {
  const grammar::Reading reading = ValueAutomaton(std::string(rule)).Read(std::string_view(text.data(), text.size()));
  if (reading.word == grammar::Word::kAccept) return absl::string_view::npos;
  return reading.word == grammar::Word::kNeedMore ? text.size() : reading.offset;
}

}  // namespace plumbline::properties
