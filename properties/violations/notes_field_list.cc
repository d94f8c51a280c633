// What a field list of HTTP/2 or HTTP/3 is not malformed for, and what is noted beside it.
#include "properties/generators/basic.h"
#include "properties/generators/field_lists.h"

namespace plumbline::properties {
namespace {

BrokenList NeitherAuthorityNorHost(FieldListVersion version) {
  RequestParts parts;
  parts.authority.reset();
  if (*Sometimes(2)) parts.host = "";
  return Lacking(MakeRequest(version, parts), ":authority");
}

// Where it is not a host, or its size; without an :authority.
BrokenList NoHost(FieldListVersion version) {
  const auto& [value, offset] = *OneOfThese<std::pair<std::string, size_t>>(
      {{"a, a", 2}, {"a b", 1}, {"a/", 1}, {"u@a", 1}, {"a:8x", 3}, {"[::1", 4}, {"a:1:2", 3}, {"%4", 2}});
  RequestParts parts;
  parts.scheme = *OneOfTexts({"https", "http", "coap"});
  parts.authority.reset();
  parts.host = value;
  return InValue(MakeRequest(version, parts), "host", offset);
}

BrokenList TwoHostLines(FieldListVersion version) {
  RequestParts parts;
  parts.scheme = *OneOfTexts({"https", "http", "coap"});
  parts.authority.reset();
  parts.host = *OneOfTexts({"a", "b:1"});
  return WithAnotherHost(MakeRequest(version, parts), *OneOfTexts({"a", "b", "a:80"}));
}

BrokenList Switching(FieldListVersion version) { return InValue(MakeResponse(version, "101"), ":status", 0); }

BrokenList OutOfRange(FieldListVersion version) {
  return InValue(MakeResponse(version, *OneOfTexts({"600", "099", "000", "999"})), ":status", 0);
}

BrokenList TwoSlashes(FieldListVersion version) {
  RequestParts parts;
  parts.path = *OneOfTexts({"//", "//a", "///", "//?a"});
  return InValue(MakeRequest(version, parts), ":path", 1);
}

BrokenList Whitespace(FieldListVersion version) {
  FieldList list = SomeList(version, *AnyListKind());
  const auto [value, offset] =
      *OneOfThese<std::pair<std::string, size_t>>({{" ", 0}, {"\ta", 0}, {"a ", 1}, {"a  ", 2}, {" a ", 0}});
  list.fields.emplace_back("x-last", value);
  return InValue(list, "x-last", offset);
}

}  // namespace

std::vector<ListViolation> ListNotes() {
  return {
      {Clause::kH2AuthorityMissing, kHttp2, "neither authority nor Host", NeitherAuthorityNorHost},
      {Clause::kH2SwitchingProtocols, kHttp2, "status code 101", Switching},
      {Clause::kH3SwitchingProtocols, kHttp3, "status code 101", Switching},
      {Clause::kStatusOutOfRange, kHttp2, "status code out of range", OutOfRange},
      {Clause::kStatusOutOfRange, kHttp3, "status code out of range", OutOfRange},
      {Clause::kH3PathAbsolute, kHttp3, "path with two slashes", TwoSlashes},
      {Clause::kValueWhitespace, kHttp3, "whitespace around a value", Whitespace},
      {Clause::kListHost, kHttp2, "Host that is none", NoHost},
      {Clause::kListHost, kHttp3, "Host that is none", NoHost},
      {Clause::kListHost, kHttp2, "two Host lines", TwoHostLines},
      {Clause::kListHost, kHttp3, "two Host lines", TwoHostLines},
  };
}

}  // namespace plumbline::properties
