// Law: every reference in the documents that the library carries leads to one rule, and every rule can be found.
#include "grammar/rule_book.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace plumbline::properties {
namespace {

using grammar::Document;
using grammar::Node;
using grammar::Rule;
using grammar::RuleBook;
using grammar::RuleRef;

Document Read(const std::string& name, const std::string& rules) {
  grammar::AbnfResult result = grammar::ReadAbnf(name, ";@ section 1\n" + rules);
  EXPECT_FALSE(result.error) << rules;
  return result.document;
}

std::string WithoutQuotes(const std::string& text) {
  std::string rest;
  bool quoted = false;
  for (const char octet : text) {
    if (octet == '"') quoted = !quoted;
    if (!quoted) rest += octet;
  }
  return rest;
}

template <typename Visit>
void ForEachNode(const Node& node, const Visit& visit) {
  visit(node);
  for (const Node& child : node.children) ForEachNode(child, visit);
}

TEST(RuleBook, WhatMakeRefuses) {
  const Document core = Read("RFC5234", "SP = %x20\n");
  const Document uri = Read("RFC3986", "host = SP\n");
  Document twice = uri;
  twice.rules.push_back(Read("RFC3986", "HOST = SP\n").rules[0]);
  const std::vector<std::pair<std::vector<Document>, std::string>> wrong = {
      {{Read("A", "a = *( SP / nowhere )\n"), core}, "A/a refers to nowhere, which is not defined"},
      {{Read("A", "a = SP\n")}, "A/a refers to SP, which is not defined"},
      {{Read("A", "a = host\n"), core, uri}, "A/a refers to host, which is not defined"},
      {{Read("A", "a = <port, see [URI], Section 3.2.3>\n"), core, uri},
       "A/a refers to <port, see [URI], Section 3.2.3>, which is not there"},
      {{Read("A", "a = [ <host, see [URL], Section 3.2.2> ]\n"), core, uri},
       "A/a refers to <host, see [URL], Section 3.2.2>, which is not there"},
      {{Read("prose", "a = <host except nowhere>\n"), core, uri}, "prose/a refers to nowhere, which is not defined"},
      {{Read("prose", "a = <nowhere except host>\n"), core, uri}, "prose/a refers to nowhere, which is not defined"},
      {{twice, core}, "RFC3986/HOST is defined twice"},
      {{uri, core, uri}, "the document RFC3986 is there twice"},
  };
  for (const auto& [documents, message] : wrong) {
    RuleBook book;
    EXPECT_EQ(RuleBook::Make(documents, book).value_or("no error"), message);
  }
  RuleBook book;
  EXPECT_EQ(RuleBook::Make({uri, core}, book), std::nullopt);
}

TEST(RuleBook, ReferencesLeadToTheDocumentItselfThenToTheCoreRules) {
  RuleBook book;
  ASSERT_EQ(RuleBook::Make({Read("A", "a = sp Digit b [ a ]\nb = <c, see [b], Section 1>\nSP = \"_\"\n"),
                            Read("B", "c = SP <d, see [HTTP], Section 1>\n"), Read("RFC9110", "d = SP\n"),
                            Read("RFC5234", "SP = %x20\nDIGIT = %x30-39\n")},
                           book),
            std::nullopt);
  const RuleRef a = book.Find("A/a");
  const std::vector<Node>& references = a.rule->definition.children;
  EXPECT_EQ(book.Resolve(*a.document, references[0]).FullName(), "A/SP");
  EXPECT_EQ(book.Resolve(*a.document, references[1]).FullName(), "RFC5234/DIGIT");
  EXPECT_EQ(book.Resolve(*a.document, references[2]).FullName(), "A/b");
  std::string names;
  for (const RuleRef& rule : book.Reachable(a)) names += rule.FullName() + " ";
  EXPECT_EQ(names, "A/a A/SP RFC5234/DIGIT A/b B/c RFC5234/SP RFC9110/d ");
}

TEST(RuleBook, ProseSpeaksOfTheRulesOfAllDocuments) {
  RuleBook book;
  ASSERT_EQ(RuleBook::Make({Read("RFC9112", "a = SP\nHost-line = SP\n"), Read("RFC9110", "A = SP\nHost = SP\nb = SP\n"),
                            Read("RFC3986", "host = SP\n"), Read("RFC5234", "SP = %x20\n"),
                            Read("prose", "p = <host except b> Host a A sp\nB = SP\n")},
                           book),
            std::nullopt);
  const RuleRef p = book.Find("p");
  const std::vector<Node>& nodes = p.rule->definition.children;
  const Node& except = nodes[0];
  EXPECT_EQ(book.Resolve(*p.document, except).FullName(), "RFC3986/host");
  EXPECT_EQ(book.Resolve(*p.document, except.name).FullName(), "RFC3986/host");
  EXPECT_EQ(book.Resolve(*p.document, except.children[0]).FullName(), "prose/B");
  EXPECT_EQ(book.Resolve(*p.document, nodes[1]).FullName(), "RFC9110/Host");
  EXPECT_EQ(book.Resolve(*p.document, nodes[2]).FullName(), "RFC9112/a");
  EXPECT_EQ(book.Resolve(*p.document, nodes[3]).FullName(), "RFC9110/A");
  EXPECT_EQ(book.Resolve(*p.document, nodes[4]).FullName(), "RFC5234/SP");
}

TEST(StandardRuleBook, IsWhole) {
  // As many as the collected ABNF of each RFC has; of RFC 5646 section 2.1, of RFC 4647 and 5322 what RFC 9110 needs.
  const std::map<std::string, size_t> expected = {{"RFC9112", 42}, {"RFC9110", 142}, {"RFC9111", 10},   {"RFC3986", 36},
                                                  {"RFC5234", 16}, {"RFC2068", 6},   {"keep-alive", 7}, {"RFC5646", 14},
                                                  {"RFC4647", 2},  {"RFC5322", 36}};
  std::map<std::string, size_t> sizes;
  for (const Document& document : RuleBook::Standard().documents()) sizes[document.name] = document.rules.size();
  EXPECT_EQ(sizes.erase("prose"), 1u);
  EXPECT_EQ(sizes, expected);
}

TEST(StandardRuleBook, CarriesEveryFile) {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(PLUMBLINE_SOURCE_DIR "/grammar/abnf"))
    files.insert(entry.path().filename().string());
  for (const grammar::EmbeddedDocument& embedded : grammar::EmbeddedDocuments()) {
    EXPECT_EQ(files.erase(embedded.file), 1u) << embedded.file;
    std::ifstream file(std::string(PLUMBLINE_SOURCE_DIR "/grammar/abnf/") + embedded.file, std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), embedded.text) << embedded.file;
  }
  EXPECT_TRUE(files.empty()) << *files.begin();
}

// Our own notation stands in prose.abnf alone, and every import names the section that has the rule, but for one slip
// of the RFC: it looks for obs-text where quoted-string uses it.
TEST(StandardRuleBook, DocumentsAreAsTheRfcsPrintThem) {
  const RuleBook& book = RuleBook::Standard();
  std::string otherwise;
  for (const Document& document : book.documents()) {
    for (const Rule& rule : document.rules) {
      const std::string name = document.name + "/" + rule.name;
      EXPECT_FALSE(rule.section.empty()) << name;
      EXPECT_EQ(WithoutQuotes(rule.printed).find(';'), std::string::npos) << name;
      EXPECT_TRUE((rule.rejects + rule.awaits + rule.demands + rule.names).empty() || document.name == "prose") << name;
      ForEachNode(rule.definition, [&](const Node& node) {
        EXPECT_TRUE(node.kind != Node::Kind::kExcept || document.name == "prose") << name;
        if (node.kind != Node::Kind::kImport) return;
        const RuleRef to = book.Resolve(document, node);
        ASSERT_TRUE(to) << name;
        if (to.rule->section != node.section) otherwise += name + " " + to.rule->section + " ";
      });
    }
  }
  EXPECT_EQ(otherwise, "RFC9112/obs-text 5.5 ");
}

TEST(StandardRuleBook, RulesThatEveryoneKnows) {
  struct Known {
    std::string name;
    std::string full_name;
    std::string section;
    std::string printed;
  };
  const std::vector<Known> known = {
      {"request-line", "RFC9112/request-line", "3", "method SP request-target SP HTTP-version"},
      {"field-line", "RFC9112/field-line", "5", "field-name \":\" OWS field-value OWS"},
      {"HTTP-name", "RFC9112/HTTP-name", "2.3", "%s\"HTTP\""},
      {"chunk-size", "RFC9112/chunk-size", "7.1", "1*HEXDIG"},
      {"Transfer-Encoding", "RFC9112/Transfer-Encoding", "6.1", "#transfer-coding"},
      {"uri-host", "RFC9112/uri-host", "1.2", "<host, see [URI], Section 3.2.2>"},
      {"Host", "RFC9110/Host", "7.2", "uri-host [ \":\" port ]"},
      {"host", "RFC3986/host", "3.2.2", "IP-literal / IPv4address / reg-name"},
      {"HOST", "RFC9110/Host", "7.2", "uri-host [ \":\" port ]"},
      {"rfc3986/HOST", "RFC3986/host", "3.2.2", "IP-literal / IPv4address / reg-name"},
      {"token", "RFC9112/token", "1.2", "<token, see Section 5.6.2 of [HTTP]>"},
      {"RFC9110/token", "RFC9110/token", "5.6.2", "1*tchar"},
      {"comment", "RFC9110/comment", "5.6.5", "\"(\" *( ctext / quoted-pair / comment ) \")\""},
      {"qvalue", "RFC9110/qvalue", "12.4.2", "( \"0\" [ \".\" 0*3DIGIT ] )\n       / ( \"1\" [ \".\" 0*3(\"0\") ] )"},
      {"range-set", "RFC9110/range-set", "14.1.1", "1#range-spec"},
      {"delta-seconds", "RFC9111/delta-seconds", "1.2.2", "1*DIGIT"},
      {"path-empty", "RFC3986/path-empty", "3.3", "0<pchar>"},
      {"Keep-Alive", "keep-alive/Keep-Alive", "2", "#( keepalive-param / keep-alive-info )"},
      {"keepalive-param", "RFC2068/keepalive-param", "19.7.1.1", "param-name BWS \"=\" BWS value"},
      {"OCTET", "RFC5234/OCTET", "B.1", "%x00-FF"},
      {"Language-Tag", "RFC5646/Language-Tag", "2.1",
       "langtag\n              / privateuse\n              / grandfathered"},
      {"RFC5322/comment", "RFC5322/comment", "3.2.2", "\"(\" *([FWS] ccontent) [FWS] \")\""},
  };
  for (const Known& expected : known) {
    const RuleRef found = RuleBook::Standard().Find(expected.name);
    ASSERT_TRUE(found) << expected.name;
    EXPECT_EQ(found.FullName(), expected.full_name);
    EXPECT_EQ(found.rule->section, expected.section) << expected.name;
    EXPECT_EQ(found.rule->printed, expected.printed);
  }
  for (const char* unknown :
       {"", "/", "RFC9110/", "RFC9110/reg-name", "RFC1/host", "hos", "hostx", "RFC9110/Host/Host"})
    EXPECT_FALSE(RuleBook::Standard().Find(unknown)) << unknown;
}

// The octets of a whole message: no rule of it is out of reach, and nothing of caching, mail or languages is in it.
TEST(StandardRuleBook, WhatAMessageIsMadeOf) {
  const RuleBook& book = RuleBook::Standard();
  std::set<std::string> documents;
  std::set<std::string> names;
  for (const RuleRef& rule : book.Reachable(book.Find("HTTP-message"))) {
    documents.insert(rule.document->name);
    EXPECT_TRUE(names.insert(rule.FullName()).second) << rule.FullName();
  }
  EXPECT_EQ(documents, (std::set<std::string>{"RFC9112", "RFC9110", "RFC3986", "RFC5234"}));
  for (const char* name : {"RFC9112/HTTP-message", "RFC9112/uri-host", "RFC3986/dec-octet", "RFC9110/obs-text",
                           "RFC3986/path-empty", "RFC5234/OCTET"})
    EXPECT_EQ(names.count(name), 1u) << name;
  for (const char* name : {"RFC9112/chunked-body", "RFC9110/Host", "RFC3986/fragment", "RFC9110/comment"})
    EXPECT_EQ(names.count(name), 0u) << name;
  EXPECT_EQ(book.Reachable(book.Find("comment")).front().FullName(), "RFC9110/comment");
}

}  // namespace
}  // namespace plumbline::properties
