#include <algorithm>

#include "properties/generators/basic.h"
#include "properties/generators/field_lists.h"
#include "properties/generators/uri.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::EqualsIgnoringCase;
using witness::Lower;

using Field = std::pair<std::string, std::string>;

// A token without uppercase letters that is not a connection-specific field's name, nor Host or TE.
rc::Gen<std::string> RegularName() {
  return rc::gen::oneOf(
      OneOfTexts({"accept", "cookie", "content-lengths", "via", "trailer", "close", "connection-x", "keep-alive2",
                  "tes", "upgrades", "hosts", "http2-settings", "proxy-authorization"}),
      rc::gen::map(Token(), [](const std::string& token) { return "x" + Lower(token); }));
}

rc::Gen<Field> RegularField() { return rc::gen::pair(RegularName(), FieldContent()); }

// In any order.
std::vector<Field> Shuffled(std::vector<Field> fields) {
  for (size_t i = 0; i + 1 < fields.size(); ++i) std::swap(fields[i], fields[*InRange(i, fields.size())]);
  return fields;
}

void InsertAmong(std::vector<Field>& fields, Field field) {
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(*InRange<size_t>(0, fields.size() + 1)), std::move(field));
}

bool IsHttp(const std::string& scheme) { return Lower(scheme) == "http" || Lower(scheme) == "https"; }

// With a host, as an http or https URI has it; the port may be empty.
std::string SomeAuthority() {
  return (*UriHost(/*may_be_empty=*/false)).octets + *Optional(Concat(rc::gen::just(std::string(":")), Digits(0, 5)));
}

// A Host that goes with the :authority: in HTTP/3 the same value, in HTTP/2 the same entity.
std::string HostFor(FieldListVersion version, const std::string& authority, const std::string& scheme) {
  if (version == FieldListVersion::kHttp3) return authority;
  std::string host = *CaseChanged(authority.substr(authority.find('@') + 1));
  const bool has_port = host.find(':', host[0] == '[' ? host.find(']') : 0) != std::string::npos;
  if (!has_port && *Sometimes(2)) host += IsHttp(scheme) ? EqualsIgnoringCase(scheme, "http") ? ":80" : ":0443" : ":";
  return host;
}

RequestParts SomeParts(FieldListVersion version) {
  RequestParts parts;
  parts.method = *rc::gen::oneOf(OneOfTexts({"GET", "OPTIONS", "get", "M-SEARCH"}), Token());
  if (parts.method == "CONNECT") parts.method = "CONNECTED";
  parts.scheme = *OneOfTexts({"https", "http", "HTTP", "hTTps", "coap", "a+b-c.1"});
  const bool http = IsHttp(*parts.scheme);
  parts.path = (*OriginForm()).octets;
  if (parts.path->substr(0, 2) == "//") parts.path = "/a" + *parts.path;
  if (parts.method == "OPTIONS" && *Sometimes(2)) parts.path = "*";
  if (!http && *Sometimes(4)) parts.path = "";

  parts.authority = SomeAuthority();
  if (!http) parts.authority = *OneOfTexts({"", "u:p@", "%20@"}) + *parts.authority;
  if (*Sometimes(2)) parts.host = HostFor(version, *parts.authority, *parts.scheme);
  if (*Sometimes(4)) {
    parts.authority.reset();
    if (parts.host) parts.host = parts.host->substr(parts.host->find('@') + 1);  // in HTTP/3 it was the same value
  }
  if (!parts.host && http && !parts.authority) parts.host = SomeAuthority();
  return parts;
}

std::string SomeTe() {
  return *OneOfTexts({"trailers", "Trailers", "TRAILERS,trailers", "trailers ,\ttrailers,", "", ",", ", ,trailers"});
}

std::string SomeStatus() {
  const std::string status = std::to_string(*InRange(100, 600));
  return status == "101" ? "102" : status;
}

const std::vector<std::string> kNames = {":method",
                                         ":scheme",
                                         ":authority",
                                         ":path",
                                         ":status",
                                         "te",
                                         "content-length",
                                         "host",
                                         "accept",
                                         "connection",
                                         "keep-alive",
                                         "proxy-connection",
                                         "transfer-encoding",
                                         "upgrade",
                                         ":protocol",
                                         ":",
                                         "::path",
                                         ":a:b",
                                         ":Path",
                                         "",
                                         "a:b",
                                         "TE",
                                         "Host",
                                         "Keep-Alive",
                                         "x y",
                                         "a(b",
                                         "a\x80",
                                         std::string("a\0b", 3),
                                         "Accept",
                                         "x\x7f"};

const std::vector<std::string> kValues = {"a",
                                          "7",
                                          "42",
                                          "0042",
                                          "42, 42",
                                          "42,043",
                                          "42,",
                                          "a, a",
                                          "GET",
                                          "CONNECT",
                                          "OPTIONS",
                                          "https",
                                          "http",
                                          "HTTP",
                                          "/",
                                          "*",
                                          "200",
                                          "101",
                                          "trailers",
                                          "a:80",
                                          "a:443",
                                          "a:0080",
                                          "A",
                                          "%61",
                                          "%41:",
                                          "[::1]",
                                          "[0:0::1]:80",
                                          "[::0.0.0.1]",
                                          "[v1.a]",
                                          "u@a",
                                          "u@",
                                          "@",
                                          ":80",
                                          ":",
                                          "//",
                                          "//a",
                                          "/%4",
                                          "/%zz",
                                          "/a?b#",
                                          "/ a",
                                          "*a",
                                          "a/b",
                                          "a b",
                                          "a:b",
                                          "a:65536",
                                          "a:65535",
                                          "[::1",
                                          "[::1]x",
                                          "[::1]@a",
                                          "1http",
                                          "h_t",
                                          "099",
                                          "600",
                                          "20",
                                          "2000",
                                          "20x",
                                          "trail",
                                          "trailersx",
                                          "trailers, deflate",
                                          "trailers;q=1",
                                          "TRAILERS, ,trailers",
                                          "trailers trailers",
                                          "",
                                          " ",
                                          "\t",
                                          " a",
                                          "a ",
                                          "trailers ",
                                          " /",
                                          "a\nb",
                                          "a\r",
                                          std::string("\0", 1),
                                          "a\x01",
                                          "\x7f",
                                          "\x80"};

std::string SomeText(const std::vector<std::string>& pool) {
  std::string text = *OneOfThese(pool);
  if (!*Sometimes(6)) return text;
  const size_t at = *InRange<size_t>(0, text.size() + 1);
  if (at < text.size() && *Sometimes(2)) {
    text[at] = *AnyOctet();
  } else {
    text.insert(at, 1, *AnyOctet());
  }
  return text;
}

// Mostly what a clause of this very field speaks of.
std::string SomeValueOf(const std::string& name) {
  if (name == ":status" && *Sometimes(2)) return *OneOfTexts({"101", "099", "600", "20"});
  if (name == ":path" && *Sometimes(2)) return *OneOfTexts({"", "*", "//", "a"});
  return SomeText(kValues);
}

void Mutate(FieldList& list) {
  std::vector<Field>& fields = list.fields;
  const size_t at = *InRange<size_t>(0, fields.size() + 1);
  const auto place = fields.begin() + static_cast<std::ptrdiff_t>(at);
  switch (fields.empty() || at == fields.size() ? 0 : *InRange(0, 6)) {
    case 0:
    case 1:
      fields.insert(place, {SomeText(kNames), SomeText(kValues)});
      return;
    case 2:
      fields.erase(place);
      return;
    case 3:
      std::swap(fields[at], fields[*InRange<size_t>(0, fields.size())]);
      return;
    case 4:
      place->second = SomeValueOf(place->first);
      return;
    default:
      place->first = SomeText(kNames);
  }
}

}  // namespace

rc::Gen<FieldListVersion> AnyListVersion() {
  return OneOfThese<FieldListVersion>({FieldListVersion::kHttp2, FieldListVersion::kHttp3});
}

rc::Gen<FieldListKind> AnyListKind() {
  return OneOfThese<FieldListKind>({FieldListKind::kRequest, FieldListKind::kResponse, FieldListKind::kTrailers});
}

FieldList MakeRequest(FieldListVersion version, const RequestParts& parts) {
  std::vector<Field> pseudo;
  if (parts.method) pseudo.emplace_back(":method", *parts.method);
  if (parts.scheme) pseudo.emplace_back(":scheme", *parts.scheme);
  if (parts.authority) pseudo.emplace_back(":authority", *parts.authority);
  if (parts.path) pseudo.emplace_back(":path", *parts.path);
  std::vector<Field> regular = *Repeat<Field>(0, 3, RegularField());
  if (parts.host) InsertAmong(regular, {"host", *parts.host});
  if (*Sometimes(3)) InsertAmong(regular, {"te", SomeTe()});
  if (*Sometimes(4)) {
    const bool connect = parts.method == "CONNECT";
    const int lines = connect ? *InRange(1, 3) : 1;
    for (int i = 0; i < lines; ++i) {
      InsertAmong(regular, {"content-length", connect ? *FieldContent() : *Digits(1, 25)});
    }
  }
  FieldList list{version, FieldListKind::kRequest, Shuffled(std::move(pseudo))};
  list.fields.insert(list.fields.end(), regular.begin(), regular.end());
  return list;
}

FieldList MakeResponse(FieldListVersion version, const std::string& status) {
  FieldList list{version, FieldListKind::kResponse, *Repeat<Field>(0, 4, RegularField())};
  if (*Sometimes(4)) InsertAmong(list.fields, {"content-length", *FieldContent()});
  list.fields.insert(list.fields.begin(), {":status", status});
  return list;
}

FieldList SomeList(FieldListVersion version, FieldListKind kind) {
  if (kind == FieldListKind::kTrailers) return {version, kind, *Repeat<Field>(0, 4, RegularField())};
  if (kind == FieldListKind::kResponse) return MakeResponse(version, SomeStatus());
  if (*Sometimes(5)) {
    RequestParts connect{"CONNECT", std::nullopt, (*AuthorityForm()).octets, std::nullopt, std::nullopt};
    if (*Sometimes(2)) connect.host = connect.authority;
    return MakeRequest(version, connect);
  }
  return MakeRequest(version, SomeParts(version));
}

rc::Gen<FieldList> WellFormedList(FieldListVersion version, FieldListKind kind) {
  return rc::gen::exec([version, kind] { return SomeList(version, kind); });
}

rc::Gen<FieldList> AnyFieldList() {
  return rc::gen::exec([] {
    FieldList list{*AnyListVersion(), *AnyListKind(), {}};
    if (!*Sometimes(6)) list = SomeList(list.version, list.kind);
    const int mutations = *InRange(1, 6);
    for (int i = 0; i < mutations; ++i) Mutate(list);
    if (*Sometimes(10)) list.kind = *AnyListKind();
    return list;
  });
}

size_t IndexOf(const FieldList& list, const std::string& name) {
  const auto found =
      std::find_if(list.fields.begin(), list.fields.end(), [&](const Field& field) { return field.first == name; });
  return static_cast<size_t>(found - list.fields.begin());
}

size_t PseudoHeaders(const FieldList& list) {
  size_t count = 0;
  while (count < list.fields.size() && list.fields[count].first.substr(0, 1) == ":") ++count;
  return count;
}

BrokenList InValue(const FieldList& list, const std::string& name, size_t offset) {
  BrokenList broken{list, {}};
  broken.error.part = FieldPart::kValue;
  broken.error.field = IndexOf(list, name);
  broken.error.offset = offset;
  return broken;
}

BrokenList WithAnotherHost(const FieldList& list, const std::string& value) {
  BrokenList broken{list, {}};
  auto& fields = broken.list.fields;
  const size_t at = *InRange(IndexOf(list, "host") + 1, fields.size() + 1);
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(at), {"host", value});
  broken.error.part = FieldPart::kValue;
  broken.error.field = at;
  return broken;
}

BrokenList Lacking(const FieldList& list, absl::string_view name) {
  BrokenList broken{list, {}};
  broken.error.part = FieldPart::kList;
  broken.error.field = list.fields.size();
  broken.error.missing = name;
  return broken;
}

}  // namespace plumbline::properties
