#include "grammar/exported.h"

#include <optional>
#include <set>

#include "grammar/transition_cover.h"
#include "grammar/walk.h"

namespace plumbline::grammar {
namespace {

using Names = std::vector<std::string>;

constexpr size_t kMostPairs = 1000;  // of state and octet class: up to here an automaton is small

Names operator+(Names all, const Names& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::vector<ExportedProduction> MakeProductions() {
  const Names uri = {"http-without-slashes-left", "http-without-slashes", "http-without-host-left", "http-without-host",
                     "http-with-userinfo"};
  const Names get = Names{"authority-form-unless-connect", "scheme-left", "asterisk-form-unless-options"} + uri;
  const Names codings = {"chunked-with-parameter", "compression-with-parameter"};
  return {
      {"RFC9112/method", {}},
      {"RFC9112/request-target", get},
      {"RFC9112/HTTP-version", {"other-major-version"}},
      {"RFC9112/request-line",
       {"authority-form-unless-connect-in-line", "asterisk-form-unless-options-in-line", "asterisk-form-longer-in-line",
        "other-form-to-connect-in-line", "connect-port-in-line", "scheme-left-in-line", "http-without-slashes-in-line",
        "http-without-host-in-line", "http-with-userinfo-in-line", "other-major-version-in-request-line"}},
      {"RFC9112/status-line", {"other-major-version"}},
      {"RFC9112/field-line", {}},
      {"RFC9112/chunk-ext", {}},
      {"RFC9110/Host", {}},
      {"RFC9110/Connection", {}},
      {"RFC9112/Transfer-Encoding", codings},
      {"RFC9110/Content-Length", {"content-length-overflow"}},
      {"keep-alive/Keep-Alive",
       {"timeout-no-digits", "timeout-without-value", "timeout-overflow", "max-no-digits", "max-without-value",
        "max-overflow"}},
      {"RFC9110/TE", {}},
      {"RFC9110/Trailer", {}},
      {"RFC9110/Upgrade", {}},
      {"RFC9110/Via", {}},
      {"RFC9112/origin-form", {}},
      {"RFC9112/absolute-form", uri},
      {"RFC9112/authority-form", {"connect-port", "connect-without-port"}},
      {"RFC9112/asterisk-form", {}},
      {"RFC9110/absolute-path", {}},
      {"RFC3986/scheme", {}},
      {"RFC3986/hier-part", {}},
      {"RFC3986/authority", {}},
      {"RFC3986/userinfo", {}},
      {"RFC3986/path-abempty", {}},
      {"RFC3986/segment", {}},
      {"RFC3986/query", {}},
      {"RFC3986/host", {}},
      {"RFC3986/reg-name", {}},
      {"RFC3986/port", {}},
      {"RFC3986/IP-literal", {}},
      {"RFC3986/IPvFuture", {}},
      {"RFC3986/IPv6address", {}},
      {"RFC3986/IPv4address", {}},
      {"RFC9112/status-code", {}},
      {"RFC9112/reason-phrase", {}},
      {"RFC9110/field-name", {}},
      {"RFC9110/field-value", {}},
      {"RFC9112/chunk-size", {"chunk-size-overflow"}},
      {"RFC9112/last-chunk", {}},
      {"RFC9112/trailer-section", {"folded-in-trailer-section"}},
  };
}

State StateAfter(const Automaton& automaton, const std::string& octets) {
  State state = Automaton::kStart;
  for (const char octet : octets) {
    if (!Automaton::IsDead(state)) state = automaton.Next(state, static_cast<uint8_t>(octet));
  }
  return state;
}

bool SameVerdict(const Reading& a, const Reading& b) { return a.word == b.word && a.offset == b.offset; }

}  // namespace

const std::vector<ExportedProduction>& ExportedProductions() {
  static const auto& productions = *new std::vector<ExportedProduction>(MakeProductions());
  return productions;
}

void ForEachExportedVector(const RuleBook& book, const ExportedProduction& production, const CompileOptions& options,
                           const std::function<void(const ExportedVector&)>& visit) {
  const RuleRef rule = book.Find(production.rule);
  const Automaton abnf = Compile(book, rule, options);
  CompileOptions deeper_options = options;
  ++deeper_options.depth;
  const Automaton deeper = Compile(book, rule, deeper_options);
  std::vector<Prose> prose;
  std::vector<std::string> clauses;
  for (const std::string& name : production.prose) {
    const RuleRef text = book.Find("prose/" + name);
    const Sentence sentence = *SentenceOf(*text.rule);
    prose.push_back({Compile(book, text), sentence.kind});
    clauses.push_back(sentence.clause);
  }
  const Automaton strict = WithProse(abnf, prose);
  std::set<std::string> known;
  const auto give = [&](const std::string& octets) {
    ExportedVector vector{octets, abnf.Read(octets), strict.Read(octets), ""};
    if (!known.insert(octets).second || !SameVerdict(vector.abnf, deeper.Read(octets))) return;
    if (!SameVerdict(vector.abnf, vector.strict)) vector.clause = clauses[static_cast<size_t>(vector.strict.reason)];
    visit(vector);
  };
  const std::vector<std::optional<std::string>> completions = Completions(abnf);
  const bool small = strict.states() * strict.classes() <= kMostPairs;
  ForEachTransitionVector(strict, small ? Cover::kClasses : Cover::kTransitions, [&](const Vector& vector) {
    give(vector.octets);
    if (vector.expected.word != Word::kReject || vector.expected.reason == kGrammar) return;
    // Where prose decides: what the ABNF alone would make a sentence of it.
    const std::string decided = vector.octets.substr(0, vector.expected.offset + 1);
    const State state = StateAfter(abnf, decided);
    if (!Automaton::IsDead(state)) give(decided + completions[state].value_or(""));
  });
}

}  // namespace plumbline::grammar
