// One clause of RFC 9113 or RFC 9114 broken by the control data of a list that is well-formed otherwise.
#include <algorithm>

#include "properties/generators/basic.h"
#include "properties/generators/field_lists.h"

namespace plumbline::properties {
namespace {

constexpr auto kRequest = FieldListKind::kRequest;
constexpr auto kResponse = FieldListKind::kResponse;
constexpr auto kTrailers = FieldListKind::kTrailers;

void Insert(FieldList& list, size_t at, const std::string& name, const std::string& value) {
  list.fields.insert(list.fields.begin() + static_cast<std::ptrdiff_t>(at), {name, value});
}

// A text and the octet at which it goes wrong.
using Wrong = std::pair<std::string, size_t>;
Wrong OneOf(std::vector<Wrong> texts) { return *OneOfThese(std::move(texts)); }

// In the block of pseudo-header fields.
BrokenList InBlock(FieldListVersion version, FieldListKind kind, const std::string& name) {
  BrokenList broken{SomeList(version, kind), {}};
  broken.error.field = *InRange<size_t>(0, PseudoHeaders(broken.list) + 1);
  Insert(broken.list, broken.error.field, name, *FieldContent());
  return broken;
}

BrokenList InTrailers(FieldListVersion version) {
  BrokenList broken{SomeList(version, kTrailers), {}};
  broken.error.field = *InRange<size_t>(0, broken.list.fields.size() + 1);
  Insert(broken.list, broken.error.field, *OneOfTexts({":status", ":path", ":x"}), *FieldContent());
  return broken;
}

BrokenList Undefined(FieldListVersion version) {
  const std::string name = *OneOfTexts({":protocol", ":host", ":", ":methods", ":pat", ":path:", ":x"});
  return InBlock(version, *OneOfThese<FieldListKind>({kRequest, kResponse}), name);
}

BrokenList OutOfContext(FieldListVersion version) {
  if (*Sometimes(2)) return InBlock(version, kRequest, ":status");
  return InBlock(version, kResponse, *OneOfTexts({":method", ":scheme", ":authority", ":path"}));
}

BrokenList Late(FieldListVersion version) {
  const bool request = *Sometimes(2);
  BrokenList broken{request ? MakeRequest(version, {}) : MakeResponse(version, "200"), {}};
  auto& fields = broken.list.fields;
  const std::string name = request ? *OneOfTexts({":path", ":method", ":authority"}) : ":status";
  const auto field = fields[IndexOf(broken.list, name)];
  fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(IndexOf(broken.list, name)));
  fields.emplace_back("x", "");
  broken.error.field = *InRange(PseudoHeaders(broken.list) + 1, fields.size() + 1);
  Insert(broken.list, broken.error.field, field.first, field.second);
  return broken;
}

BrokenList Twice(FieldListVersion version, FieldListKind kind, const std::string& name) {
  BrokenList broken{kind == kRequest ? MakeRequest(version, {}) : MakeResponse(version, "200"), {}};
  broken.error.field = *InRange(IndexOf(broken.list, name) + 1, PseudoHeaders(broken.list) + 1);
  Insert(broken.list, broken.error.field, name,
         *Sometimes(2) ? *FieldContent() : broken.list.fields[IndexOf(broken.list, name)].second);
  return broken;
}

BrokenList RequestTwice(FieldListVersion version) {
  return Twice(version, kRequest, *OneOfTexts({":method", ":scheme", ":path"}));
}
BrokenList AuthorityTwice(FieldListVersion version) { return Twice(version, kRequest, ":authority"); }
BrokenList StatusTwice(FieldListVersion version) { return Twice(version, kResponse, ":status"); }

BrokenList NoMethod(FieldListVersion version) {
  RequestParts parts;
  parts.method.reset();
  parts.path = *OneOfTexts({"/", "*"});
  return Lacking(MakeRequest(version, parts), ":method");
}
BrokenList NoScheme(FieldListVersion version) {
  RequestParts parts;
  parts.scheme.reset();
  parts.path = *OneOfTexts({"/", ""});
  return Lacking(MakeRequest(version, parts), ":scheme");
}
BrokenList NoPath(FieldListVersion version) {
  RequestParts parts;
  parts.path.reset();
  return Lacking(MakeRequest(version, parts), ":path");
}

BrokenList BadMethod(FieldListVersion version) {
  RequestParts parts;
  const auto [method, offset] = OneOf({{"", 0}, {"G T", 1}, {"GET/", 3}, {"GET\t1", 3}, {"(", 0}, {"a\x80", 1}});
  parts.method = method;
  return InValue(MakeRequest(version, parts), ":method", offset);
}

BrokenList BadScheme(FieldListVersion version) {
  RequestParts parts;
  const auto [scheme, offset] = OneOf({{"", 0}, {"1http", 0}, {"ht_tp", 2}, {"http:", 4}, {"+", 0}, {"h\xc3", 1}});
  parts.scheme = scheme;
  return InValue(MakeRequest(version, parts), ":scheme", offset);
}

BrokenList BadAuthority(FieldListVersion version) {
  RequestParts parts;
  const auto [authority, offset] = OneOf({{"a b", 1},
                                          {"a/", 1},
                                          {"[::1", 4},
                                          {"a:8x", 3},
                                          {"[::1]x", 5},
                                          {"%4", 2},
                                          {"%4x", 2},
                                          {"a^b@c", 1},
                                          {"u@a@", 3},
                                          {"u%4@a", 3},
                                          {"[::1]@a", 5}});
  parts.authority = authority;
  return InValue(MakeRequest(version, parts), ":authority", offset);
}

BrokenList Userinfo(FieldListVersion version) {
  RequestParts parts;
  parts.scheme = *OneOfTexts({"http", "HTTPS"});
  const auto [authority, offset] = OneOf({{"u@a", 1}, {"@a", 0}, {"u:p@a:80", 3}, {"%20@[::1]", 3}});
  parts.authority = authority;
  return InValue(MakeRequest(version, parts), ":authority", offset);
}

BrokenList EmptyHost(FieldListVersion version) {
  RequestParts parts;
  parts.scheme = *OneOfTexts({"http", "HTTPS"});
  parts.authority = version == kHttp2 ? *OneOfTexts({":80", ":", ""}) : *OneOfTexts({":80", ":"});
  return InValue(MakeRequest(version, parts), ":authority", 0);
}

BrokenList EmptyAuthority(FieldListVersion version) {
  RequestParts parts;
  parts.scheme = *OneOfTexts({"http", "HTTPS"});
  if (*Sometimes(2)) {
    parts.authority = "";
    return InValue(MakeRequest(version, parts), ":authority", 0);
  }
  if (*Sometimes(2)) parts.authority.reset();
  parts.host = "";
  return InValue(MakeRequest(version, parts), "host", 0);
}

BrokenList NoAuthority(FieldListVersion version) {
  RequestParts parts;
  parts.authority.reset();
  return Lacking(MakeRequest(version, parts), ":authority");
}

BrokenList OtherEntity(FieldListVersion version) {
  const std::pair<const char*, const char*> pairs[] = {
      {"a", "b"},       {"a", ""},     {"a", "a:80"},       {"a:1", "a:10"},    {"[::1]", "[::2]"},
      {"[::1]", "::1"}, {"a", "a, a"}, {"%2C", ","},        {"a%2Fb", "a%2Cb"}, {"1.2.3.4", "1.2.3.5"},
      {"ab", "a"},      {"a", "u@a"},  {"[v1.a]", "[v1.b]"}};
  const auto& [authority, host] = *OneOfThese(std::vector(std::begin(pairs), std::end(pairs)));
  RequestParts parts;
  parts.authority = authority;
  parts.host = host;
  return InValue(MakeRequest(version, parts), "host", 0);
}

// As two lines of Host are one value, whatever is in them.
BrokenList TwoHosts(FieldListVersion version) {
  RequestParts parts;
  parts.host = parts.authority;
  return WithAnotherHost(MakeRequest(version, parts), *OneOfTexts({"a", "b"}));
}

BrokenList OtherValue(FieldListVersion version) {
  const std::pair<const char*, const char*> pairs[] = {
      {"a", "b"}, {"a", "A"}, {"a", "a:443"}, {"a:0443", "a:443"}, {"a", "%61"}, {"[::1]", "[0::1]"}, {"a", "a, a"}};
  const auto& [authority, host] = *OneOfThese(std::vector(std::begin(pairs), std::end(pairs)));
  RequestParts parts;
  parts.authority = authority;
  parts.host = host;
  return InValue(MakeRequest(version, parts), "host", 0);
}

BrokenList BadPath(FieldListVersion version) {
  RequestParts parts;
  parts.method = *OneOfTexts({"GET", "OPTIONS"});
  parts.scheme = *OneOfTexts({"http", "coap"});
  const auto [path, offset] = OneOf({{"a", 0},
                                     {"*a", 1},
                                     {"**", 1},
                                     {"/ a", 1},
                                     {"/#", 1},
                                     {"/a?b#", 4},
                                     {"/%", 2},
                                     {"/%4", 3},
                                     {"/%4g", 3},
                                     {"/\"", 1},
                                     {"http://a/", 0},
                                     {"?", 0},
                                     {"/a?\x80", 3}});
  parts.path = path;
  return InValue(MakeRequest(version, parts), ":path", offset);
}

BrokenList Asterisk(FieldListVersion version) {
  RequestParts parts;
  parts.method = *OneOfTexts({"GET", "options", "OPTION"});
  parts.scheme = *OneOfTexts({"http", "coap"});
  parts.path = "*";
  return InValue(MakeRequest(version, parts), ":path", 0);
}

BrokenList EmptyPath(FieldListVersion version) {
  RequestParts parts;
  parts.method = *OneOfTexts({"GET", "OPTIONS"});
  parts.scheme = *OneOfTexts({"http", "https", "hTTP"});
  parts.path = "";
  return InValue(MakeRequest(version, parts), ":path", 0);
}

BrokenList BadStatus(FieldListVersion version) {
  const auto [status, offset] =
      OneOf({{"", 0}, {"20", 2}, {"2000", 3}, {"20x", 2}, {"+200", 0}, {"200 OK", 3}, {"2 0", 1}});
  return InValue(MakeResponse(version, status), ":status", offset);
}

BrokenList NoStatus(FieldListVersion version) {
  FieldList list = MakeResponse(version, "200");
  list.fields.erase(list.fields.begin());
  return Lacking(list, ":status");
}

RequestParts Connect() { return {"CONNECT", std::nullopt, "a:443", std::nullopt, std::nullopt}; }

BrokenList ConnectWithMore(FieldListVersion version) {
  RequestParts parts = Connect();
  const bool path = *Sometimes(2);
  (path ? parts.path : parts.scheme) = *OneOfTexts({"http", ""});
  if (path) parts.path = *OneOfTexts({"/", "*", ""});
  if (!path) parts.scheme = *OneOfTexts({"http", "https", "x"});
  BrokenList broken{MakeRequest(version, parts), {}};
  broken.error.field = IndexOf(broken.list, path ? ":path" : ":scheme");
  return broken;
}

BrokenList ConnectElsewhere(FieldListVersion version) {
  RequestParts parts = Connect();
  if (*Sometimes(4)) {
    parts.authority.reset();
    return Lacking(MakeRequest(version, parts), ":authority");
  }
  const auto [authority, offset] =
      OneOf({{"", 0}, {"a", 1}, {"a:", 2}, {"a:65536", 6}, {"u@a:1", 1}, {"[::1]", 5}, {":", 1}});
  parts.authority = authority;
  return InValue(MakeRequest(version, parts), ":authority", offset);
}

}  // namespace

std::vector<ListViolation> PseudoHeaderViolations() {
  struct Row {
    Clause http2;
    Clause http3;
    const char* name;
    BrokenList (*make)(FieldListVersion);
  };
  const Row rows[] = {
      {Clause::kH2TrailerPseudoHeader, Clause::kH3TrailerPseudoHeader, "pseudo-header field in trailers", InTrailers},
      {Clause::kH2PseudoUndefined, Clause::kH3PseudoUndefined, "undefined", Undefined},
      {Clause::kH2PseudoContext, Clause::kH3PseudoContext, "out of context", OutOfContext},
      {Clause::kH2PseudoLate, Clause::kH3PseudoLate, "after a regular field", Late},
      {Clause::kH2PseudoRepeated, Clause::kH3PseudoRepeated, "repeated", RequestTwice},
      {Clause::kH2PseudoRepeated, Clause::kH3AuthorityRepeated, "repeated authority", AuthorityTwice},
      {Clause::kH2PseudoRepeated, Clause::kH3StatusRepeated, "repeated status", StatusTwice},
      {Clause::kH2PseudoMissing, Clause::kH3PseudoMissing, "no method", NoMethod},
      {Clause::kH2PseudoMissing, Clause::kH3PseudoMissing, "no scheme", NoScheme},
      {Clause::kH2PseudoMissing, Clause::kH3PseudoMissing, "no path", NoPath},
      {Clause::kH2Method, Clause::kH3Method, "no token", BadMethod},
      {Clause::kH2Scheme, Clause::kH3Scheme, "no scheme of a URI", BadScheme},
      {Clause::kH2Authority, Clause::kH3Authority, "no authority of a URI", BadAuthority},
      {Clause::kH2Userinfo, Clause::kH3Userinfo, "userinfo", Userinfo},
      {Clause::kHttpEmptyHost, Clause::kHttpEmptyHost, "empty host", EmptyHost},
      {Clause::kH2Path, Clause::kH3Path, "no path", BadPath},
      {Clause::kH2Path, Clause::kH3Path, "asterisk without OPTIONS", Asterisk},
      {Clause::kH2PathEmpty, Clause::kH3PathEmpty, "empty path", EmptyPath},
      {Clause::kH2Status, Clause::kH3Status, "not three digits", BadStatus},
      {Clause::kH2StatusMissing, Clause::kH3StatusMissing, "no status", NoStatus},
      {Clause::kH2Connect, Clause::kH3Connect, "CONNECT with scheme or path", ConnectWithMore},
      {Clause::kH2ConnectAuthority, Clause::kH3ConnectAuthority, "CONNECT to no host and port", ConnectElsewhere},
  };
  std::vector<ListViolation> violations = {
      {Clause::kH2HostDiffers, kHttp2, "Host of another entity", OtherEntity},
      {Clause::kH2HostDiffers, kHttp2, "two Host lines", TwoHosts},
      {Clause::kH3HostDiffers, kHttp3, "Host with another value", OtherValue},
      {Clause::kH3HostDiffers, kHttp3, "two Host lines", TwoHosts},
      {Clause::kH3AuthorityMissing, kHttp3, "neither authority nor Host", NoAuthority},
      {Clause::kH3AuthorityEmpty, kHttp3, "empty authority or Host", EmptyAuthority},
  };
  for (const Row& row : rows) {
    violations.push_back({row.http2, kHttp2, row.name, row.make});
    violations.push_back({row.http3, kHttp3, row.name, row.make});
  }
  return violations;
}

}  // namespace plumbline::properties
