// Violations of RFC 9112, sections 2.2, 2.3, 3, 3.1 and 4.
#include "properties/generators/start_line.h"
#include "properties/generators/basic.h"
#include "properties/generators/uri.h"
#include "properties/violations/violations.h"

namespace plumbline::properties {
namespace {

std::string MethodAndTarget() {
  const std::string method = *Method();
  return method + " " + (*TargetFor(method)).octets + " ";
}

// "HTTP/1.1" up to an octet that does not go on with it.
Broken WrongVersion(bool request) {
  const std::string version = "HTTP/1." + *RepeatOctets(1, 1, Digit());
  const size_t at = *InRange<size_t>(0, 9);
  std::string right(1, at < version.size() ? version[at] : '\0');
  if (at == 5 || at == 7) right = "0123456789";
  const std::string before = (request ? MethodAndTarget() : "") + version.substr(0, at);
  if (at == 8) return request ? Request(before, *Digit()) : Response(before, *Digit());
  if (at == 0) right += " ";  // another clause's
  const char bad = *OctetNotIn(right);
  return request ? Request(before, bad) : Response(before, bad);
}

Broken WrongMajor() {
  const char bad = *OctetOf("02345679");
  if (*Sometimes(2)) return Request(MethodAndTarget() + "HTTP/", bad);
  return Response("HTTP/", bad);
}

}  // namespace

std::vector<Violation> StartLineViolations() {
  return {
      {Clause::kEmptyLineBeforeRequestLine, "CR before a request-line", [] { return Request("", '\r'); }},
      {Clause::kBareLf, "LF before a request-line", [] { return Request("", '\n'); }},
      {Clause::kBareLf, "LF ends a request-line", [] { return Request(MethodAndTarget() + "HTTP/1.1", '\n'); }},
      {Clause::kBareLf, "LF ends a status-line", [] { return Response("HTTP/1.1 200 " + *ReasonPhrase(), '\n'); }},
      {Clause::kBareCr, "a request-line's CR without LF",
       [] { return Request(MethodAndTarget() + "HTTP/1.1\r", *OctetNotIn("\n")); }},
      {Clause::kBareCr, "a status-line's CR without LF",
       [] { return Response("HTTP/1.1 200 " + *ReasonPhrase() + "\r", *OctetNotIn("\n")); }},
      {Clause::kWhitespaceAfterStartLine, "whitespace after the request-line",
       [] { return Request(SomeRequestLine(), *OctetOf(" \t")); }},
      {Clause::kWhitespaceAfterStartLine, "whitespace after the status-line",
       [] { return Response(SomeStatusLine(), *OctetOf(" \t")); }},
      {Clause::kHttpVersion, "no HTTP-version in a request-line", [] { return WrongVersion(true); }},
      {Clause::kHttpVersion, "no HTTP-version in a status-line", [] { return WrongVersion(false); }},
      {Clause::kMajorVersion, "a major version other than 1", WrongMajor},

      {Clause::kMethod, "no tchar in the method", [] { return Request(*Token(), *OctetNotIn(kTchars + " \r\n")); }},
      {Clause::kMethod, "no method", [] { return Request("", *OctetNotIn(kTchars + "\r\n")); }},
      {Clause::kRequestLine, "a request-line that ends in its method",
       [] { return Request(*Method(), *OctetOf("\r\n")); }},
      {Clause::kRequestLine, "a request-line that ends with its target",
       [] {
         const std::string method = *Method();
         return Request(method + " " + (*TargetFor(method)).octets, *OctetOf("\r\n"));
       }},
      {Clause::kRequestLine, "a request-line without target",
       [] { return Request(*Method() + " ", *OctetOf("\r\n")); }},
      {Clause::kRequestLine, "two SP after the method", [] { return Request(*Method() + " ", ' '); }},
      {Clause::kRequestLine, "two SP after the target", [] { return Request(MethodAndTarget(), ' '); }},
      {Clause::kRequestLine, "something after the version",
       [] { return Request(MethodAndTarget() + "HTTP/1.0", *OctetNotIn("0123456789\r\n")); }},

      {Clause::kStatusLine, "no SP after the version", [] { return Response("HTTP/1.1", *OctetNotIn("0123456789 ")); }},
      {Clause::kStatusLineSp, "no SP after the status-code",
       [] { return Response("HTTP/1.0 " + *Digits(3, 3), *OctetNotIn("0123456789 ")); }},
      {Clause::kStatusCode, "no digit in the status-code",
       [] { return Response("HTTP/1.1 " + *Digits(0, 2), *OctetNotIn("0123456789")); }},
      {Clause::kStatusCode, "a fourth digit", [] { return Response("HTTP/1.1 " + *Digits(3, 3), *Digit()); }},
      {Clause::kReasonPhrase, "a control character in the reason-phrase",
       [] {
         const char bad = *OneOfThese<char>({'\0', '\x01', '\x0b', '\x0c', '\x1b', '\x1f', '\x7f'});
         return Response("HTTP/1.1 200 " + *ReasonPhrase(), bad);
       }},
  };
}

}  // namespace plumbline::properties
