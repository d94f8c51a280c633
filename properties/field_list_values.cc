// Values in field lists by the ABNF, and entities by RFC 3986, section 6.2.
#include <arpa/inet.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "grammar/abnf.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"
#include "properties/generators/field_lists.h"
#include "witness/strings.h"

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

size_t SlowWrong(const std::string& rule, const std::string& text) {
  const grammar::Reading reading = ValueAutomaton(rule).Read(text);
  if (reading.word == grammar::Word::kAccept) return std::string::npos;
  return reading.word == grammar::Word::kNeedMore ? text.size() : reading.offset;
}

std::string SlowNormalEntity(const std::string& host_and_port, const std::string& scheme) {
  const size_t literal_end = host_and_port.substr(0, 1) == "[" ? host_and_port.find(']') : 0;
  const size_t colon = host_and_port.find(':', literal_end);
  std::string host = host_and_port.substr(0, colon);
  std::string port = colon == std::string::npos ? "" : host_and_port.substr(colon + 1);
  if (port.empty()) port = SameName(scheme, "http") ? "80" : SameName(scheme, "https") ? "443" : "";
  if (!port.empty()) port.erase(0, std::min(port.find_first_not_of('0'), port.size() - 1));

  in6_addr address{};
  if (literal_end != 0 && inet_pton(AF_INET6, host.substr(1, literal_end - 1).c_str(), &address) == 1) {
    char text[INET6_ADDRSTRLEN];
    return std::string(inet_ntop(AF_INET6, &address, text, sizeof text)) + " " + port;
  }
  std::string normal;
  for (size_t i = 0; i < host.size(); ++i) {
    if (host[i] != '%') {
      normal += host[i];
      continue;
    }
    const char octet = static_cast<char>(std::stoi(host.substr(i + 1, 2), nullptr, 16));
    const bool reserved = octet != '\0' && std::string(":/?#[]@!$&'()*+,;=").find(octet) != std::string::npos;
    normal += reserved ? host.substr(i, 3) : std::string(1, octet);
    i += 2;
  }
  return Lower(normal) + " " + port;
}

}  // namespace plumbline::properties
