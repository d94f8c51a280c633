#include "witness/uri.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "fuzz/support.h"
#include "parser/serialize.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

bool Among(char octet, absl::string_view set) { return set.find(octet) != absl::string_view::npos; }
bool IsAlpha(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool IsAlnum(char c) { return IsAlpha(c) || (c >= '0' && c <= '9'); }
bool IsHexdig(char c) { return Among(c, "0123456789abcdefABCDEF"); }

// *( unreserved / pct-encoded / sub-delims / the octets of `extra` )
bool Consists(absl::string_view part, absl::string_view extra) {
  for (size_t i = 0; i < part.size(); ++i) {
    if (part[i] == '%') {
      if (i + 2 >= part.size() || !IsHexdig(part[i + 1]) || !IsHexdig(part[i + 2])) return false;
      i += 2;
    } else if (!IsAlnum(part[i]) && !Among(part[i], "-._~!$&'()*+,;=") && !Among(part[i], extra)) {
      return false;
    }
  }
  return true;
}

// RFC 3986's IPv4address and IPv6address are what POSIX reads.
bool PosixKnows(int family, absl::string_view text) {
  unsigned char address[16];
  return !Among('\0', text) && !text.empty() && inet_pton(family, std::string(text).c_str(), address) == 1;
}

void CheckPathAndQuery(absl::string_view octets, const RequestTarget& target) {
  PLUMBLINE_LAW(octets, Consists(target.path, ":@/"), "3986-3.3: path");
  PLUMBLINE_LAW(octets, Consists(target.query, ":@/?"), "3986-3.4: query");
  PLUMBLINE_LAW(octets, target.has_query || target.query.empty(), "no query without its question mark");
}

void CheckAbsoluteForm(absl::string_view octets, const RequestTarget& target) {
  const absl::string_view scheme = target.scheme;
  PLUMBLINE_LAW(octets, !scheme.empty() && IsAlpha(scheme[0]), "3986-3.1: a scheme begins with a letter");
  PLUMBLINE_LAW(octets, std::all_of(scheme.begin(), scheme.end(), [](char c) { return IsAlnum(c) || Among(c, "+-."); }),
                "3986-3.1: scheme");
  PLUMBLINE_LAW(octets, Consists(target.userinfo, ":"), "3986-3.2.1: userinfo");
  const bool absolute = !target.path.empty() && target.path[0] == '/';
  const bool two_slashes = target.path.substr(0, 2) == "//";
  PLUMBLINE_LAW(octets, target.has_authority ? target.path.empty() || absolute : !two_slashes,
                "3986-3: the authority ends where the path begins");
  CheckPathAndQuery(octets, target);
  if (!EqualsIgnoringCase(scheme, "http") && !EqualsIgnoringCase(scheme, "https")) return;
  PLUMBLINE_LAW(octets, target.has_authority && !target.authority.host.empty(), "9110-4.2.1: http has a host");
  PLUMBLINE_LAW(octets, !target.has_userinfo, "9110-4.2.4: http has no userinfo");
}

void CheckAuthorityForm(absl::string_view octets, const RequestTarget& target) {
  absl::string_view port = target.authority.port;
  PLUMBLINE_LAW(octets, IsDigits(port), "9110-9.3.6: CONNECT has a port");
  while (port.size() > 1 && port[0] == '0') port.remove_prefix(1);
  PLUMBLINE_LAW(octets, port.size() <= 5 && std::stoul(std::string(port)) <= 65535, "9110-9.3.6: a port is 16 bits");
}

}  // namespace

bool IsRegName(absl::string_view host) { return Consists(host, ""); }

// "[" ( IPv6address / "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ) ) "]"
bool IsIpLiteral(absl::string_view host) {
  if (host.size() < 3 || host.front() != '[' || host.back() != ']') return false;
  host = host.substr(1, host.size() - 2);
  if (PosixKnows(AF_INET6, host)) return true;
  const size_t dot = host.find('.');
  if (dot == absl::string_view::npos || dot < 2 || dot + 1 == host.size() || (host[0] | 0x20) != 'v') return false;
  const absl::string_view version = host.substr(1, dot - 1);
  const absl::string_view text = host.substr(dot + 1);
  return std::all_of(version.begin(), version.end(), IsHexdig) && Consists(text, ":") && !Among('%', text);
}

void CheckHostPort(absl::string_view octets, const HostPort& authority) {
  const absl::string_view host = authority.host;
  PLUMBLINE_LAW(octets, authority.port.empty() || IsDigits(authority.port), "3986-3.2.3: a port is digits");
  PLUMBLINE_LAW(octets, authority.has_port || authority.port.empty(), "no port without its colon");
  HostKind expected = PosixKnows(AF_INET, host) ? HostKind::kIpv4 : HostKind::kRegName;
  if (!host.empty() && host[0] == '[') {
    PLUMBLINE_LAW(octets, IsIpLiteral(host), "3986-3.2.2: IP-literal");
    expected = (host[1] | 0x20) == 'v' ? HostKind::kIpvFuture : HostKind::kIpv6;
  } else {
    PLUMBLINE_LAW(octets, IsRegName(host), "3986-3.2.2: reg-name");
  }
  PLUMBLINE_LAW(octets, authority.kind == expected, "3986-3.2.2: the kind of host is the first that matches");
}

void CheckTarget(absl::string_view octets, absl::string_view method, const RequestTarget& target) {
  std::string parts;
  Serialize(target, parts);
  PLUMBLINE_LAW(octets, parts == target.text, "the parts put together are the target");
  PLUMBLINE_LAW(octets, (method == "CONNECT") == (target.form == TargetForm::kAuthorityForm), "9112-3.2.3");
  CheckHostPort(octets, target.authority);
  switch (target.form) {
    case TargetForm::kOriginForm:
      PLUMBLINE_LAW(octets, target.text[0] == '/' && target.path[0] == '/', "9112-3.2.1: origin-form");
      PLUMBLINE_LAW(octets, target.scheme.empty() && !target.has_authority && !target.has_userinfo, "9112-3.2.1");
      CheckPathAndQuery(octets, target);
      return;
    case TargetForm::kAbsoluteForm: CheckAbsoluteForm(octets, target); return;
    case TargetForm::kAuthorityForm: CheckAuthorityForm(octets, target); return;
    case TargetForm::kAsteriskForm:
      PLUMBLINE_LAW(octets, target.text == "*" && method == "OPTIONS", "9112-3.2.4: asterisk-form");
      return;
  }
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
