// Law: every rule of every document is covered, or stands in the list below with the reason why not.
//
// A rule is covered if the registration table has it, or a rule of the table refers to it, near or far; or if it only
// imports a covered rule from another document, as RFC 9110's `query` does. A rule of the list that is covered, or not
// there at all, fails too. The list is what messages on a connection do not need: semantics of RFC 9110 that stand in
// field values which neither frame a message nor belong to the connection.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "grammar/rule_book.h"
#include "properties/grammar/productions.h"

namespace plumbline::properties {
namespace {

using grammar::Document;
using grammar::Node;
using grammar::Rule;
using grammar::RuleBook;
using grammar::RuleRef;

struct Uncovered {
  std::string document;
  std::string reason;
  std::vector<std::string> rules;  // none: all of the document
};

const std::vector<Uncovered>& List() {
  static const auto& list = *new std::vector<Uncovered>{
      {"RFC9112",
       "both heads are registered, and with what section 6.3 frames after them they are all of it: see "
       "prose/message-in-parts",
       {"HTTP-message", "start-line"}},
      {"RFC9112", "any octets: section 6.3 says how many, which the laws of framing hold", {"message-body"}},
      {"RFC9112", "no other rule refers to it: a line that is folded is rejected, see prose/folded", {"obs-fold"}},
      {"RFC9112",
       "the ABNF does not tie chunk-data to chunk-size; prose/small-chunked-body is the part in which it does",
       {"chunked-body", "chunk", "chunk-data"}},
      {"RFC9110",
       "part of absolute-form: productions_test holds prose/target-of-get equal to what a GET may ask for",
       {"http-URI", "https-URI"}},
      {"RFC9110",
       "references to URIs, in values of Content-Location, Referer and Location; a request-target is none",
       {"URI-reference", "relative-part", "partial-URI", "Content-Location", "Referer", "Location"}},
      {"RFC9110",
       "parameters of media types and expectations; transfer codings have rules of their own",
       {"parameters", "parameter", "parameter-name", "parameter-value"}},
      {"RFC9110", "the same as RFC 9112's, which is registered", {"method"}},
      {"RFC9110", "dates", {"HTTP-date",  "IMF-fixdate",  "day-name", "date1",       "day",
                            "month",      "year",         "GMT",      "time-of-day", "hour",
                            "minute",     "second",       "obs-date", "rfc850-date", "date2",
                            "day-name-l", "asctime-date", "date3",    "Date",        "Last-Modified"}},
      {"RFC9110", "when to ask again, a date or seconds, end to end", {"Retry-After", "delay-seconds"}},
      {"RFC9110", "forwarding of TRACE and OPTIONS: no part of framing or of the connection", {"Max-Forwards"}},
      {"RFC9110",
       "representation metadata, end to end",
       {"Content-Type", "media-type", "type", "subtype", "Content-Encoding", "content-coding", "Content-Language",
        "language-tag", "ETag", "entity-tag", "weak", "opaque-tag", "etagc"}},
      {"RFC9110",
       "message context, end to end",
       {"Expect", "expectation", "From", "mailbox", "User-Agent", "product", "product-version", "Allow", "Server"}},
      {"RFC9110",
       "authentication",
       {"auth-scheme", "token68", "auth-param", "challenge", "credentials", "WWW-Authenticate", "Authorization",
        "Authentication-Info", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Authentication-Info"}},
      {"RFC9110",
       "content negotiation",
       {"Accept", "media-range", "Accept-Charset", "Accept-Encoding", "codings", "Accept-Language", "language-range",
        "Vary"}},
      {"RFC9110",
       "conditional requests",
       {"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"}},
      {"RFC9110",
       "range requests",
       {"range-unit", "ranges-specifier", "range-set", "range-spec", "int-range", "first-pos", "last-pos",
        "suffix-range", "suffix-length", "other-range", "Range", "Accept-Ranges", "acceptable-ranges", "Content-Range",
        "range-resp", "incl-range", "unsatisfied-range", "complete-length"}},
      {"RFC9111", "caching", {"HTTP-date", "Age", "Cache-Control", "cache-directive", "Expires"}},
      {"RFC3986",
       "no part of absolute-URI: fragments and relative references, which no request-target has",
       {"URI", "path-noscheme", "segment-nz-nc", "fragment", "URI-reference", "relative-ref", "relative-part"}},
      {"RFC3986", "an overview that no other rule refers to", {"path", "reserved", "gen-delims"}},
      {"RFC5234", "core rules that no rule above needs", {"BIT", "CHAR", "CTL", "LWSP", "WSP"}},
      {"RFC5646", "language tags, of Content-Language", {}},
      {"RFC4647", "language ranges, of Accept-Language", {}},
      {"RFC5322", "mailboxes, of From", {}},
  };
  return list;
}

// The sentences of prose and what they are made of are productions_test's.
bool IsProse(const Document& document) { return document.name == "prose"; }

std::set<RuleRef> Covered() {
  const RuleBook& book = RuleBook::Standard();
  std::set<RuleRef> covered;
  for (const Production& production : Productions()) {
    for (const RuleRef rule : book.Reachable(book.Find(production.rule))) covered.insert(rule);
  }
  for (size_t before = 0; before != covered.size();) {
    before = covered.size();
    for (const Document& document : book.documents()) {
      for (const Rule& rule : document.rules) {
        const Node& node = rule.definition;
        if (node.kind == Node::Kind::kImport && covered.count(book.Resolve(document, node)) > 0)
          covered.insert({&document, &rule});
      }
    }
  }
  return covered;
}

// The reason by the rule's full name; a rule that is listed twice, or is not there, fails.
std::map<std::string, std::string> Reasons() {
  std::map<std::string, std::string> reasons;
  for (const Uncovered& entry : List()) {
    std::vector<std::string> names = entry.rules;
    for (const Document& document : RuleBook::Standard().documents()) {
      if (document.name != entry.document || !names.empty()) continue;
      for (const Rule& rule : document.rules) names.push_back(rule.name);
    }
    EXPECT_FALSE(names.empty()) << entry.document << " is not a document";
    for (const std::string& name : names) {
      const RuleRef rule = RuleBook::Standard().Find(entry.document + "/" + name);
      EXPECT_TRUE(rule) << entry.document << "/" << name << " is listed and not there";
      if (!rule) continue;
      EXPECT_EQ(rule.rule->name, name);
      EXPECT_TRUE(reasons.emplace(rule.FullName(), entry.reason).second) << rule.FullName() << " is listed twice";
    }
  }
  return reasons;
}

TEST(CoverageOfGrammar, EveryRuleIsCoveredOrListed) {
  const std::set<RuleRef> covered = Covered();
  const std::map<std::string, std::string> reasons = Reasons();
  for (const Document& document : RuleBook::Standard().documents()) {
    if (IsProse(document)) continue;
    for (const Rule& rule : document.rules) {
      const RuleRef ref{&document, &rule};
      const bool listed = reasons.count(ref.FullName()) > 0;
      if (covered.count(ref) > 0) {
        EXPECT_FALSE(listed) << ref.FullName() << " is covered: take it off the list";
      } else {
        EXPECT_TRUE(listed) << ref.FullName() << " is read by no registered entry point, and no reason is given";
      }
    }
  }
}

}  // namespace
}  // namespace plumbline::properties
