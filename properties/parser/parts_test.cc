// Law: parts. The parts that a field's value has are sentences of the productions that they name, in order, and what a
// sender writes between them makes sentences of the productions that begin with them.
#include "properties/law.h"

#include <map>
#include <string>
#include <vector>

#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "parser/fields/values.h"
#include "properties/generators/fields.h"
#include "properties/generators/uri.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

bool IsSentence(absl::string_view production, const std::string& octets) {
  static auto& automata = *new std::map<std::string, grammar::Automaton>;
  const std::string name(production);
  if (automata.count(name) == 0) {
    const grammar::RuleRef rule = grammar::RuleBook::Standard().Find(name);
    if (!rule) return false;
    grammar::CompileOptions options;
    options.depth = 4;  // of the comments that are generated
    automata.emplace(name, Compile(grammar::RuleBook::Standard(), rule, options));
  }
  return automata.at(name).Accepts(octets);
}

struct Begun {
  std::string production;
  std::string octets;
};

template <typename T>
void CheckParts(const T& value) {
  std::vector<Begun> begun;
  VisitParts(value, [&](const Part& part) {
    if (!part.begins.empty()) begun.push_back({std::string(part.begins), ""});
    if (!part.present) return;
    const std::string octets(part.octets);
    if (!part.production.empty()) RC_ASSERT(IsSentence(part.production, octets));
    const std::string bare = octets.substr(0, 1) == "[" ? octets.substr(1, octets.size() - 2) : octets;
    if (!part.alternative.empty()) RC_ASSERT(IsSentence(part.alternative, bare));
    std::string& all = begun.back().octets;
    all += (all.empty() ? "" : std::string(part.before)) + octets;
  });
  for (const Begun& each : begun) {
    // A port may be empty; any other production that is there has octets.
    // A keepalive-param has a value in RFC 2068, and none in the draft, which gives that no name.
    if (each.octets.empty() || each.production == "keepalive-param") continue;
    RC_ASSERT(IsSentence(each.production, each.octets));
  }
}
void CheckParts(uint64_t) {}  // Content-Length has none

TEST(Parts, OfEachValueThatIsRead) {
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) \
  {                                                                                     \
    SCOPED_TRACE(name);                                                                 \
    CheckLaw([] { CheckParts((*id##Value()).value); });                                 \
  }
#include "parser/fields/fields.def"
}

}  // namespace
}  // namespace plumbline::properties
