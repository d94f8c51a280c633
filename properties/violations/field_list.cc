// One clause of RFC 9113 or RFC 9114 broken in a regular field of a list that is well-formed
// otherwise.
#include <algorithm>

#include "properties/generators/basic.h"
#include "properties/generators/field_lists.h"
#include "properties/violations/violations.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::Lower;

// The field among the regular ones of a list of this kind; what is wrong is in its `part` at
// `offset`.
BrokenList With(FieldListVersion version, FieldListKind kind, const std::string& name, const std::string& value,
                FieldPart part, size_t offset) {
  BrokenList broken{SomeList(version, kind), {}};
  auto& fields = broken.list.fields;
  const size_t at = *InRange(PseudoHeaders(broken.list), fields.size() + 1);
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(at), {name, value});
  broken.error.field = at;
  broken.error.part = part;
  broken.error.offset = offset;
  return broken;
}

BrokenList WithName(FieldListVersion version, const std::string& before, char bad) {
  const std::string name = before + bad + *OneOfTexts({"", "x" + *AnyOctets(0, 3)});
  return With(version, *AnyListKind(), name, *FieldContent(), FieldPart::kName, before.size());
}

std::string LowerToken() { return "x" + Lower(*Token()); }

BrokenList UppercaseName(FieldListVersion version) {
  return WithName(version, *OneOfTexts({"", LowerToken()}), *OctetOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
}

bool IsNameOctet(char c) {  // of those that RFC 9113 bars by their number
  const auto octet = static_cast<unsigned char>(c);
  return octet <= 0x20 || octet >= 0x7f;
}

BrokenList OctetInName(FieldListVersion version) {
  const char bad = *rc::gen::suchThat(AnyOctet(), IsNameOctet);
  return WithName(version, *OneOfTexts({"", LowerToken()}), bad);
}

BrokenList ColonInName(FieldListVersion version) { return WithName(version, LowerToken(), ':'); }

BrokenList TwoColons(FieldListVersion version) {
  const auto kind = *OneOfThese<FieldListKind>({FieldListKind::kRequest, FieldListKind::kResponse});
  BrokenList broken{SomeList(version, kind), {}};
  const size_t at = *InRange<size_t>(0, PseudoHeaders(broken.list) + 1);
  broken.list.fields.insert(broken.list.fields.begin() + static_cast<std::ptrdiff_t>(at),
                            {"::" + *Token(), *FieldContent()});
  broken.error.field = at;
  broken.error.offset = 1;
  return broken;
}

BrokenList DelimiterInName(FieldListVersion version) {
  return WithName(version, *OneOfTexts({"", LowerToken()}), *OctetOf("\"(),/;<=>?@[\\]{}"));
}

// A colon is none, but at the beginning of a name.
BrokenList NoTcharInName(FieldListVersion version) { return WithName(version, LowerToken(), *OctetNotIn(kTchars)); }

BrokenList EmptyName(FieldListVersion version) {
  return With(version, *AnyListKind(), "", *FieldContent(), FieldPart::kName, 0);
}

BrokenList WithValue(FieldListVersion version, const std::string& before, char bad, const std::string& after) {
  return With(version, *AnyListKind(), LowerToken(), before + bad + after, FieldPart::kValue, before.size());
}

BrokenList DelimiterInValue(FieldListVersion version) {
  const char bad = *OctetOf(std::string("\0\r\n", 3));
  return WithValue(version, *FieldContent(), bad, *AnyOctets(0, 3));
}

BrokenList ControlInValue(FieldListVersion version) {
  const char bad = *rc::gen::suchThat(AnyOctet(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) && c != '\t' && c != '\r' && c != '\n' && c != '\0';
  });
  return WithValue(version, *FieldContent(), bad, *FieldContent());
}

BrokenList WhitespaceBeforeValue(FieldListVersion version) {
  return WithValue(version, "", *OctetOf(" \t"), *FieldContent());
}

BrokenList WhitespaceAfterValue(FieldListVersion version) {
  return WithValue(version, *FieldContent() + "x" + *Ows(), *OctetOf(" \t"), "");
}

BrokenList ConnectionSpecific(FieldListVersion version) {
  const std::string name = *OneOfTexts({"connection", "proxy-connection", "keep-alive", "upgrade"});
  return With(version, *AnyListKind(), name, *FieldContent(), FieldPart::kName, 0);
}

BrokenList TransferEncoding(FieldListVersion version) {
  return With(version, *AnyListKind(), "transfer-encoding", *OneOfTexts({"chunked", "", "gzip, chunked", "trailers"}),
              FieldPart::kName, 0);
}

BrokenList TeElsewhere(FieldListVersion version) {
  const auto kind = *OneOfThese<FieldListKind>({FieldListKind::kResponse, FieldListKind::kTrailers});
  return With(version, kind, "te", *OneOfTexts({"trailers", "", "gzip"}), FieldPart::kName, 0);
}

// With where each leaves "trailers", or its size.
BrokenList TeOther(FieldListVersion version) {
  const std::pair<const char*, size_t> others[] = {
      {"gzip", 0},         {"deflate;q=0.5", 0}, {"t", 1},          {"trailer", 7},           {"trailersx", 8},
      {"trailers;q=1", 8}, {"trail,ers", 5},     {"trailers x", 9}, {"trailers trailers", 9}, {"trailerstrailers", 8},
      {"\"trailers\"", 0}};
  const auto& [other, offset] = *OneOfThese(std::vector(std::begin(others), std::end(others)));
  const std::string before = *OneOfTexts({"", "trailers,", "Trailers, ,"});
  return With(version, FieldListKind::kRequest, "te", before + other, FieldPart::kValue, before.size() + offset);
}

FieldList WithoutLength(FieldList list) {
  const auto is_length = [](const auto& field) { return field.first == "content-length"; };
  list.fields.erase(std::remove_if(list.fields.begin(), list.fields.end(), is_length), list.fields.end());
  return list;
}

BrokenList NoLength(FieldListVersion version) {
  const auto& [value, offset] = *OneOfThese<std::pair<const char*, size_t>>({{"", 0},
                                                                             {"b", 0},
                                                                             {"42, 43", 2},
                                                                             {"42, 4x", 2},
                                                                             {"42,", 2},
                                                                             {",42", 0},
                                                                             {"18446744073709551616,0", 20},
                                                                             {"4 2", 1},
                                                                             {"+4", 0},
                                                                             {"4.0", 1},
                                                                             {"0x4", 1},
                                                                             {",", 0}});
  FieldList list = WithoutLength(MakeRequest(version, {}));
  list.fields.emplace_back("content-length", value);
  return InValue(list, "content-length", offset);
}

// The second is after a first one that is a number.
BrokenList TwoLengths(FieldListVersion version) {
  FieldList list = WithoutLength(MakeRequest(version, {}));
  auto& fields = list.fields;
  const size_t first = *InRange(PseudoHeaders(list), fields.size() + 1);
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(first),
                {"content-length", *OneOfTexts({"42", "042", "4", "0"})});
  const size_t second = *InRange(first + 1, fields.size() + 1);
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(second),
                {"content-length", *OneOfTexts({"43", "420", "18446744073709551658", "00", "x", ""})});
  if (fields[first].second == "0") fields[second].second = "1";
  BrokenList broken{list, {}};
  broken.error.field = second;
  broken.error.part = FieldPart::kValue;
  return broken;
}

// The same number again, however it is written and however wide, in one line or in two.
BrokenList SameLengthAgain(FieldListVersion version) {
  const std::string number = *OneOfTexts({"42", "0", "18446744073709551616", "99999999999999999999999"});
  const std::string again = *OneOfTexts({"", "0", "000000000000000000000"}) + number;
  FieldList list = WithoutLength(MakeRequest(version, {}));
  auto& fields = list.fields;
  if (*Sometimes(2)) {
    fields.emplace_back("content-length", number + *OneOfTexts({",", ", ", "\t,,  "}) + again);
    return InValue(list, "content-length", number.size());
  }
  const size_t first = *InRange(PseudoHeaders(list), fields.size() + 1);
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(first), {"content-length", number});
  const size_t second = *InRange(first + 1, fields.size() + 1);
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(second), {"content-length", again});
  BrokenList broken{list, {}};
  broken.error.field = second;
  broken.error.part = FieldPart::kValue;
  return broken;
}

}  // namespace

std::vector<ListViolation> FieldViolations() {
  return {
      {Clause::kH2NameUppercase, kHttp2, "uppercase letter", UppercaseName},
      {Clause::kH3NameUppercase, kHttp3, "uppercase letter", UppercaseName},
      {Clause::kH2NameOctet, kHttp2, "control, SP or beyond ASCII in a name", OctetInName},
      {Clause::kH2NameColon, kHttp2, "colon inside a name", ColonInName},
      {Clause::kH2NameColon, kHttp2, "two colons at the beginning", TwoColons},
      {Clause::kH3PseudoUndefined, kHttp3, "two colons at the beginning",
       +[](FieldListVersion version) {
         BrokenList broken = TwoColons(version);
         broken.list.fields[broken.error.field].first = "::x";
         broken.error.offset = 0;
         return broken;
       }},
      {Clause::kH2FieldName, kHttp2, "delimiter in a name", DelimiterInName},
      {Clause::kH2FieldName, kHttp2, "empty name", EmptyName},
      {Clause::kH3FieldName, kHttp3, "octet that no token has", NoTcharInName},
      {Clause::kH3FieldName, kHttp3, "delimiter in a name", DelimiterInName},
      {Clause::kH3FieldName, kHttp3, "empty name", EmptyName},
      {Clause::kH2ValueOctet, kHttp2, "NUL, CR or LF", DelimiterInValue},
      {Clause::kH2FieldValue, kHttp2, "control character", ControlInValue},
      {Clause::kH3FieldValue, kHttp3, "control character", ControlInValue},
      {Clause::kH3FieldValue, kHttp3, "NUL, CR or LF",
       +[](FieldListVersion version) {
         return WithValue(version, *FieldContent(), *OctetOf(std::string("\0\r\n", 3)), *FieldContent());
       }},
      {Clause::kH2ValueWhitespace, kHttp2, "whitespace before a value", WhitespaceBeforeValue},
      {Clause::kH2ValueWhitespace, kHttp2, "whitespace after a value", WhitespaceAfterValue},
      {Clause::kH2ConnectionSpecific, kHttp2, "connection-specific field", ConnectionSpecific},
      {Clause::kH2ConnectionSpecific, kHttp2, "Transfer-Encoding", TransferEncoding},
      {Clause::kH3ConnectionSpecific, kHttp3, "connection-specific field", ConnectionSpecific},
      {Clause::kH3TransferEncoding, kHttp3, "Transfer-Encoding", TransferEncoding},
      {Clause::kH2Te, kHttp2, "TE in a response or trailers", TeElsewhere},
      {Clause::kH3Te, kHttp3, "TE in a response or trailers", TeElsewhere},
      {Clause::kH2Te, kHttp2, "TE other than trailers", TeOther},
      {Clause::kH3Te, kHttp3, "TE other than trailers", TeOther},
      {Clause::kH2ContentLength, kHttp2, "Content-Length that is not a number", NoLength},
      {Clause::kH3ContentLength, kHttp3, "Content-Length that is not a number", NoLength},
      {Clause::kH2ContentLength, kHttp2, "two Content-Lengths", TwoLengths},
      {Clause::kH3ContentLength, kHttp3, "two Content-Lengths", TwoLengths},
      {Clause::kContentLengthList, kHttp2, "the same Content-Length again", SameLengthAgain},
      {Clause::kContentLengthList, kHttp3, "the same Content-Length again", SameLengthAgain},
  };
}

}  // namespace plumbline::properties
