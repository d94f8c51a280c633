// The registration table: productions that are parts of others, and are read within them (entry_points.h).
#include "properties/grammar/production_lists.h"

#include "parser/chunked.h"
#include "parser/field_line.h"
#include "parser/octets.h"
#include "parser/request_line.h"
#include "parser/status_line.h"
#include "parser/uri.h"

namespace plumbline::properties {

std::vector<Production> PartsOfProductions() {
  const EntryPoint get = RequestTargetOf("GET");
  const EntryPoint host = Whole(ParseHostPort);
  const EntryPoint field_line = Whole([](auto octets) { return ParseFieldLine(octets, NoLimits()); });
  const EntryPoint status_line = Whole([](auto octets) { return ParseStatusLine(octets, NoLimits()); });
  const std::string alpha = OctetsOf(octets::kAlpha);
  return {
      {"RFC9112/origin-form", "ParseRequestTarget, GET", Within(get, {"", "", "", alpha}),
       kPathAndQuery + Clauses{C::kRequestTarget, C::kAsteriskMethod}},
      {"RFC9112/absolute-form", "ParseRequestTarget, GET", Within(get, {"", "", "", "/"}),
       kUri + Clauses{C::kAsteriskMethod}, kUriProse},
      {"RFC9112/authority-form", "ParseRequestTarget, CONNECT", RequestTargetOf("CONNECT"), kConnectTarget,
       kConnectProse},
      {"RFC9112/asterisk-form",
       "ParseRequestTarget, OPTIONS",
       Within(RequestTargetOf("OPTIONS"), {"", "", "", "/" + alpha}),
       {C::kAsteriskForm, C::kRequestTarget}},
      {"RFC9110/absolute-path",
       "ParseRequestTarget, GET",
       Within(get, {"", "", "?", alpha}),
       {C::kPath, C::kPctEncoded, C::kRequestTarget, C::kAsteriskMethod}},
      {"RFC3986/scheme",
       "ParseRequestTarget, GET",
       Within(get, {"", "://h", ":", "/"}),
       {C::kScheme, C::kRequestTarget, C::kAsteriskMethod}},
      {"RFC3986/hier-part",
       "ParseRequestTarget, GET",
       Within(get, {"x:", "", "?", ""}),
       {C::kPath, C::kPctEncoded, C::kIpLiteral, C::kRegName, C::kAuthority, C::kPort, C::kRequestTarget}},
      {"RFC3986/authority", "ParseRequestTarget, GET", Within(get, {"x://", "", "/?", ""}),
       kHostPort + Clauses{C::kRequestTarget}},
      {"RFC3986/userinfo",
       "ParseRequestTarget, GET",
       Within(get, {"x://", "@h", "@/?", "["}),
       {C::kAuthority, C::kPctEncoded, C::kPort, C::kRequestTarget}},
      {"RFC3986/path-abempty",
       "ParseRequestTarget, GET",
       Within(get, {"x://[::]", "", "?", ":"}),
       {C::kPath, C::kPctEncoded, C::kAuthority, C::kRequestTarget}},
      {"RFC3986/segment",
       "ParseRequestTarget, GET",
       Within(get, {"/", "", "/?", ""}),
       {C::kPath, C::kPctEncoded, C::kRequestTarget}},
      {"RFC3986/query",
       "ParseRequestTarget, GET",
       Within(get, {"/?", "", "", ""}),
       {C::kQuery, C::kPctEncoded, C::kRequestTarget}},
      {"RFC3986/host",
       "ParseHostPort",
       Within(host, {"", "", ":", ""}),
       {C::kRegName, C::kPctEncoded, C::kIpLiteral, C::kAuthority}},
      {"RFC3986/reg-name", "ParseHostPort", Within(host, {"", "", ":", "["}), {C::kRegName, C::kPctEncoded}},
      {"RFC3986/port", "ParseHostPort", Within(host, {"h:", "", "", ""}), {C::kPort}},
      {"RFC3986/IP-literal",
       "ParseHostPort",
       Within(host, {"", "", ":", AllBut('['), true}),
       {C::kIpLiteral, C::kAuthority}},
      {"RFC3986/IPvFuture",
       "ParseHostPort",
       Within(host, {"[", "]", "]", OctetsOf(octets::kHexdig) + ":"}),
       {C::kIpLiteral}},
      {"RFC3986/IPv6address", "ParseHostPort", Within(host, {"[", "]", "]", "vV"}), {C::kIpLiteral}},
      {"RFC3986/IPv6address", "Ipv6Scanner", FedIpv6Scanner(), {}},
      {"RFC3986/IPv4address", "ParseHostPort", IsIpv4address(), {}, {}, "", 0, true},
      {"RFC9112/status-code",
       "ParseStatusLine",
       Within(status_line, {"HTTP/1.1 ", " ", " ", ""}),
       {C::kStatusCode, C::kStatusLineSp}},
      {"RFC9112/reason-phrase",
       "ParseStatusLine",
       Within(status_line, {"HTTP/1.1 200 ", "", "", "", true}),
       {C::kReasonPhrase, C::kBareLf}},
      {"RFC9110/field-name",
       "ParseFieldLine",
       Within(field_line, {"", ":", ":", ""}),
       {C::kFieldName, C::kFieldNameEmpty, C::kFieldColon, C::kSpaceBeforeColon, C::kBareLf}},
      {"RFC9110/field-value",
       "ParseFieldLine",
       FieldValueWithinFieldLine(),
       {C::kFieldValueNul, C::kFieldValueCtl, C::kBareLf, C::kBareCr}},
      {"RFC9112/chunk-size",
       "ChunkLineScanner",
       Within(WholeChunkLineScanner(), {"", "\r\n", "; \t\r", ""}),
       {C::kChunkSize},
       {"chunk-size-overflow"}},
      {"RFC9112/chunk-ext", "ChunkLineScanner",
       Within(WholeChunkLineScanner(), {"1", "\r\n", "\r", OctetsOf(octets::kHexdig)}),
       kChunkExtClauses + Clauses{C::kChunkSize}},
      {"RFC9112/last-chunk", "Decoder", LastChunkWithinBody(), kChunkExtClauses + Clauses{C::kChunkSize, C::kBareCr}},
      {"prose/lines-of-head",
       "ParseRequestHead",
       Within(WholeRequestHead(), {"GET / HTTP/1.0\r\n", "", "", ""}),
       kFieldLineClauses + Clauses{C::kWhitespaceAfterStartLine, C::kObsFold},
       {"lengths-wrong", "lengths-overflow", "lengths-differ", "lengths-beside-empty", "lengths-repeated"},
       "lengths-not-told"},
      {"RFC9112/trailer-section",
       "ParseChunkedBody",
       Within(WholeChunkedBody(), {"0\r\n", "\r\n", "\r", ""}),
       kFieldLineClauses,
       {"folded-in-trailer-section"}},
  };
}

}  // namespace plumbline::properties
