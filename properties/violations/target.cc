// Violations of the request-target's forms, RFC 9112, section 3.2, and of RFC 3986.
#include "properties/generators/basic.h"
#include "properties/generators/numbers.h"
#include "properties/generators/uri.h"
#include "properties/violations/violations.h"

namespace plumbline::properties {
namespace {

// CR and LF within a target end the request-line too early (9112-3-request-line), SP ends the
// target.
const std::string kEnds = " \r\n";

std::string Path() { return "/" + *Segment() + *Optional(rc::gen::just(std::string("/"))) + *Segment(); }
std::string Web() { return SomeMethod() + " " + *OneOfTexts({"http", "https", "HTTPS"}) + ":"; }
std::string OtherUri() { return SomeMethod() + " " + *OneOfTexts({"ftp", "httpx", "h", "x-y.z+1"}) + ":"; }
std::string RegName(size_t min) { return *RepeatOctets(min, 6, OctetOf(kUnreservedSubDelims)); }

// A place where pct-encoded may stand, with a target of its own around it.
std::string BeforePercent() {
  switch (*InRange(0, 7)) {
    case 0:
      return SomeMethod() + " " + Path();
    case 1:
      return SomeMethod() + " " + Path() + "?" + *Query();
    case 2:
      return Web() + "//" + RegName(0);
    case 3:
      return OtherUri() + "//" + RegName(0) + "@" + RegName(0);
    case 4:
      return OtherUri() + "//" + RegName(0) + ":";
    case 5:
      return OtherUri() + "a";
    default:
      return "CONNECT " + RegName(0);
  }
}

Broken BadPercent() {
  return Request(BeforePercent() + "%" + *RepeatOctets(0, 1, Hexdig()), *OctetNotIn("0123456789abcdefABCDEF\r\n"));
}

std::string BeforeLiteral() {
  switch (*InRange(0, 3)) {
    case 0:
      return Web() + "//[";
    case 1:
      return OtherUri() + "//" + RegName(0) + "@[";
    default:
      return "CONNECT [";
  }
}

// No octet but these goes on in any IPv6address.
Broken BadIpv6Octet() {
  return Request(BeforeLiteral() + *Ipv6Address(), *OctetNotIn("0123456789abcdefABCDEF:.]\r\n"));
}

Broken BadIpvFuture() {
  const std::string text = *IpvFuture();
  const size_t dot = text.find('.');
  switch (*InRange(0, 3)) {
    case 0:
      return Request(BeforeLiteral() + text.substr(0, 1), *OctetNotIn("0123456789abcdefABCDEF\r\n"));
    case 1:
      return Request(BeforeLiteral() + text.substr(0, dot), *OctetNotIn("0123456789abcdefABCDEF.\r\n"));
    default:
      return Request(BeforeLiteral() + text, *OctetNotIn(kUnreservedSubDelims + ":]\r\n"));
  }
}

// IPv6 addresses that the octet takes beyond their grammar.
Broken WrongIpv6() {
  const auto [text, bad] = *OneOfThese<std::pair<std::string, char>>({
      {"", ']'},
      {":", 'a'},
      {":", ']'},
      {"1", ']'},
      {"1:2:3:4:5:6:7", ']'},
      {":::", '\0'},
      {"12345", '\0'},
      {"1:2:3:4:5:6:7:8", ':'},
      {"1::2:", ':'},
      {"::1:2:3:4:5:6:7", ':'},
      {"1", '.'},
      {"::256", '.'},
      {"::01", '.'},
      {"::1.2.3", ']'},
      {"::1.2.3.4", '.'},
      {"::1.2.3.25", '6'},
      {"::1.2.3.0", '0'},
      {"::1.", '.'},
      {"1:2:3:4:5:6:7:1", '.'},
      {"::1:2:3:4:5:6:1", '.'},
      {"::1.2", ':'},
      {"::a", '.'},
      {"1:", ']'},
      {"::1:", ']'},
  });
  if (bad == '\0') return Request(BeforeLiteral() + text.substr(0, text.size() - 1), text.back());
  return Request(BeforeLiteral() + text, bad);
}

// "http://a:b/": until the authority ends, what follows the colon can be userinfo.
Broken LatePort() {
  const bool web = *Sometimes(2);
  const std::string before = (web ? Web() : OtherUri()) + "//" + RegName(1) + ":" + *Digits(0, 3);
  const char not_digit = *OctetOf("a-.:!");
  const std::string more = *RepeatOctets(0, 3, OctetOf("a1:-"));
  return RequestAt(before + not_digit + more, *OctetOf("/? "), before.size());
}

Broken ConnectPortTooLarge() {
  if (*Sometimes(2)) {
    const auto beyond = rc::gen::map(BoundaryNumber(), [](Wide n) { return n < 65536 ? n + 65536 : n; });
    const std::string digits = *rc::gen::mapcat(beyond, [](Wide n) { return Numeral(n); });
    const size_t last = DigitBeyond(digits, 10, 65535);
    return Request("CONNECT " + RegName(0) + ":" + digits.substr(0, last), digits[last]);
  }
  const std::string port = *OneOfTexts({"65536", "65540", "65600", "66000", "70000", "99999", "655350"});
  const std::string zeros = *OneOfTexts({"", "0", "000"});
  return Request("CONNECT " + RegName(0) + ":" + zeros + port.substr(0, port.size() - 1), port.back());
}

}  // namespace

std::vector<Violation> TargetViolations() {
  return {
      {Clause::kRequestTarget, "a target that begins in no form",
       [] { return Request(SomeMethod() + " ", *OctetNotIn(kAlnum.substr(0, 52) + "/*" + kEnds)); }},
      {Clause::kAuthorityForm, "no uri-host in the target of CONNECT",
       [] {
         const std::string host = RegName(0);
         return Request("CONNECT " + host, *OctetNotIn(kUnreservedSubDelims + "%:\r\n" + (host.empty() ? "[ " : "")));
       }},
      {Clause::kAuthorityForm, "no colon after the IP literal of CONNECT",
       [] { return Request("CONNECT [" + *Ipv6Address() + "]", *OctetNotIn(":\r\n")); }},
      {Clause::kAsteriskMethod, "an asterisk for another method", [] { return Request(SomeMethod() + " ", '*'); }},
      {Clause::kAsteriskForm, "more than an asterisk", [] { return Request("OPTIONS *", *OctetNotIn(kEnds)); }},
      {Clause::kConnectPort, "no port number for CONNECT", [] { return Request("CONNECT " + RegName(0) + ":", ' '); }},
      {Clause::kConnectPort, "no digit in the port for CONNECT",
       [] { return Request("CONNECT " + RegName(0) + ":" + *Digits(0, 4), *OctetNotIn("0123456789/?@" + kEnds)); }},
      {Clause::kAuthorityForm, "more than host and port for CONNECT",
       [] { return Request("CONNECT " + RegName(0) + ":" + *Digits(0, 4), *OctetOf("/?@")); }},
      {Clause::kConnectPort, "a port above 65535", ConnectPortTooLarge},
      {Clause::kPctEncoded, "a percent sign without two digits", BadPercent},
      {Clause::kScheme, "no scheme",
       [] {
         const std::string scheme = *RepeatOctets(1, 1, Alpha()) + *RepeatOctets(0, 4, OctetOf(kAlnum + "+-."));
         return Request(SomeMethod() + " " + scheme, *OctetNotIn(kAlnum + "+-.:\r\n"));
       }},
      {Clause::kAuthority, "no authority",
       [] {
         const std::string before = (*Sometimes(2) ? Web() : OtherUri()) + "//" + RegName(1);
         return Request(before, *OctetNotIn(kUnreservedSubDelims + "%:@/?" + kEnds));
       }},
      {Clause::kAuthority, "something after an IP literal",
       [] { return Request(Web() + "//[" + *Ipv6Address() + "]", *OctetNotIn(":/?" + kEnds)); }},
      {Clause::kIpLiteral, "an octet of no IPv6address", BadIpv6Octet},
      {Clause::kIpLiteral, "no IPv6address", WrongIpv6},
      {Clause::kIpLiteral, "no IPvFuture", BadIpvFuture},
      {Clause::kRegName, "no host after userinfo",
       [] {
         const std::string host = RegName(0);
         const std::string allowed = kUnreservedSubDelims + "%:/?" + kEnds + (host.empty() ? "[" : "");
         return Request(OtherUri() + "//" + RegName(0) + "@" + host, *OctetNotIn(allowed));
       }},
      {Clause::kPort, "no digit in the port after userinfo",
       [] {
         const std::string before = OtherUri() + "//@" + RegName(0) + ":" + *Digits(0, 3);
         return Request(before, *OctetNotIn("0123456789/?" + kEnds));
       }},
      {Clause::kPort, "no digit in what turns out to be a port", LatePort},
      {Clause::kPath, "an octet of no path",
       [] { return Request(SomeMethod() + " " + Path(), *OctetNotIn(kUnreservedSubDelims + ":@/?%" + kEnds)); }},
      {Clause::kPath, "an octet of no path in an absolute-form",
       [] {
         const std::string before = *Sometimes(2) ? OtherUri() : Web() + "//" + RegName(1) + Path();
         return Request(before, *OctetNotIn(kUnreservedSubDelims + ":@/?%" + kEnds));
       }},
      {Clause::kQuery, "an octet of no query",
       [] {
         return Request(SomeMethod() + " " + Path() + "?" + *Query(),
                        *OctetNotIn(kUnreservedSubDelims + ":@/?%" + kEnds));
       }},
      {Clause::kHttpUri, "no two slashes after http:",
       [] { return Request(Web() + *Optional(rc::gen::just(std::string("/"))), *OctetNotIn("/\r\n")); }},
      {Clause::kHttpEmptyHost, "an empty host", [] { return Request(Web() + "//", *OctetOf("/? ")); }},
      {Clause::kHttpEmptyHost, "an empty host before a port",
       [] { return Request(Web() + "//:" + *Digits(0, 3), *OctetOf("/? ")); }},
      {Clause::kHttpUserinfo, "userinfo in an http URI",
       [] {
         return Request(Web() + "//" + RegName(0) + *OneOfTexts({"", ":", ":x"}), '@');
       }},
  };
}

}  // namespace plumbline::properties
