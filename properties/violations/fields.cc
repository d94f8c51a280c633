// Violations of Host (RFC 9112, section 3.2) and of field lines (RFC 9112, section 5, and RFC 9110,
// section 5).
#include "properties/generators/fields.h"
#include "properties/generators/basic.h"
#include "properties/generators/chunked.h"
#include "properties/generators/uri.h"
#include "properties/violations/violations.h"

namespace plumbline::properties {
namespace {

// Where a field line may begin: in a header section or in a trailer section.
struct Section {
  MessageKind kind;
  std::string before;
};

Section AnySection() {
  switch (*InRange(0, 4)) {
    case 0:
      return {MessageKind::kRequest, SomeRequestFields()};
    case 1:
      return {MessageKind::kResponse, SomeResponseFields()};
    case 2:
      return {MessageKind::kRequest,
              SomeRequestFields() + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + SomeFieldLines()};
    default:
      return {MessageKind::kResponse,
              SomeResponseFields() + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0;b\r\n" + SomeFieldLines()};
  }
}

Broken InSection(const Section& section, const std::string& more, char bad) {
  Broken broken = Request(section.before + more, bad);
  broken.kind = section.kind;
  return broken;
}

Broken InField(const std::string& more, char bad) { return InSection(AnySection(), more, bad); }

std::string NameAndColon() { return *OrdinaryFieldName() + ":" + *Ows(); }

// The first line of a section is not folded: nothing is before it.
Broken Fold() {
  Section section = AnySection();
  section.before += "A: b\r\n";
  return InSection(section, "", *OctetOf(" \t"));
}

Broken LineFeedForLine() {
  const Section section = AnySection();
  const std::string more = *OneOfTexts({"", "A", "A:", "A: b", "A: b "});
  return InSection(section, more, '\n');
}

Broken CarriageReturnAlone() {
  const Section section = AnySection();
  const std::string more = *OneOfTexts({"\r", "A:\r", "A: b\r", "A: b \r"});
  return InSection(section, more, *OctetNotIn("\n"));
}

Broken SecondHost() {
  const std::string before = SomeRequestFields();
  const std::string name = *CaseChanged("Host");
  return RequestAt(before + name, ':', before.size());
}

std::string BeforeHost() { return SomeRequestLine() + SomeFieldLines() + *CaseChanged("Host") + ":" + *Ows(); }

Broken WrongHost() {
  // Valid up to here, and the octets with which it could go on.
  struct ViableHost {
    std::string text;
    std::string next;
  };
  const std::string hex = "0123456789abcdefABCDEF";
  const std::string name = *RepeatOctets(1, 5, OctetOf(kUnreservedSubDelims));
  const std::vector<ViableHost> hosts = {
      {name, kUnreservedSubDelims + "%: \t\r"},
      {name + "%", hex},
      {name + "%4", hex},
      {name + ":", "0123456789 \t\r"},
      {":" + *Digits(0, 3), "0123456789 \t\r"},
      {"", kUnreservedSubDelims + "%:[ \t\r"},
      {"[" + *Ipv6Address(), hex + ":.]"},
      {"[" + *Ipv6Address() + "]", ": \t\r"},
      {"[v", hex},
      {"[" + *IpvFuture(), kUnreservedSubDelims + ":]"},
      {name + *Rws(), " \t\r"},
      {name + ":80" + *Rws(), " \t\r"},
  };
  const ViableHost host = *OneOfThese(hosts);
  // NUL and other control characters are the field line's to reject.
  std::string controls(1, '\x7f');
  for (char c = 0; c < 0x20; ++c) {
    if (c != '\r' && c != '\t') controls += c;
  }
  return Request(BeforeHost() + host.text, *OctetNotIn(host.next + controls));
}

Broken NoHost() { return Request(SomeRequestLine() + SomeFieldLines(), '\r'); }

}  // namespace

std::vector<Violation> HostViolations() {
  return {
      {Clause::kHostMissing, "no Host in an HTTP/1.1 request", NoHost},
      {Clause::kHostRepeated, "a second Host", SecondHost},
      {Clause::kHostValue, "a Host that is none", WrongHost},
      {Clause::kHostValue, "a Host that ends too early",
       [] {
         const std::string host = *OneOfTexts({"[", "[::1", "a%", "a%4", "[v1.a", "[1:2:3:4:5:6:7", "[::1.2.3"});
         return Request(BeforeHost() + host, '\r');
       }},
      {Clause::kHostRepeated, "a second Host in HTTP/1.0",
       [] {
         const std::string before = "GET / HTTP/1.0\r\nHost: a\r\n" + SomeFieldLines();
         return RequestAt(before + "host", ':', before.size());
       }},
  };
}

std::vector<Violation> FieldLineViolations() {
  return {
      {Clause::kFieldName, "no tchar in a field name",
       [] { return InField(*OrdinaryFieldName(), *OctetNotIn(kTchars + ": \t\r\n")); }},
      {Clause::kFieldName, "no tchar where a field name begins",
       [] { return InField("", *OctetNotIn(kTchars + ": \t\r\n")); }},
      {Clause::kFieldName, "whitespace where a trailer section begins",
       [] { return Request(SomeRequestFields() + "Transfer-Encoding: chunked\r\n\r\n0\r\n", *OctetOf(" \t")); }},
      {Clause::kFieldNameEmpty, "a colon where a field name begins", [] { return InField("", ':'); }},
      {Clause::kFieldColon, "a field line without colon", [] { return InField(*OrdinaryFieldName(), '\r'); }},
      {Clause::kSpaceBeforeColon, "whitespace after a field name",
       [] { return InField(*OrdinaryFieldName(), *OctetOf(" \t")); }},
      {Clause::kObsFold, "a folded field line", Fold},
      {Clause::kFieldValueNul, "NUL in a field value",
       [] { return InField(NameAndColon() + *FieldContent() + *Ows(), '\0'); }},
      {Clause::kFieldValueCtl, "a control character in a field value",
       [] {
         const char bad = *OneOfThese<char>({'\x01', '\x08', '\x0b', '\x0c', '\x0e', '\x1b', '\x1f', '\x7f'});
         return InField(NameAndColon() + *FieldContent() + *Ows(), bad);
       }},
      {Clause::kBareLf, "LF ends a field line", LineFeedForLine},
      {Clause::kBareCr, "CR without LF in a field line or after the fields", CarriageReturnAlone},
  };
}

}  // namespace plumbline::properties
