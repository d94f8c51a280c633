#include "witness/uri.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstddef>

#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
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

const char* WrongInPathAndQuery(const RequestTarget& target) {
  if (!Consists(target.path, ":@/")) return "3986-3.3: path";
  if (!Consists(target.query, ":@/?")) return "3986-3.4: query";
  return target.has_query || target.query.empty() ? nullptr : "3986-3: no query without its question mark";
}

bool IsScheme(absl::string_view scheme) {
  return !scheme.empty() && IsAlpha(scheme[0]) &&
         std::all_of(scheme.begin(), scheme.end(), [](char c) { return IsAlnum(c) || Among(c, "+-."); });
}

const char* WrongInAbsoluteForm(const RequestTarget& target) {
  if (!IsScheme(target.scheme)) return "3986-3.1: scheme";
  if (!Consists(target.userinfo, ":")) return "3986-3.2.1: userinfo";
  const bool absolute = !target.path.empty() && target.path[0] == '/';
  const bool two_slashes = target.path.substr(0, 2) == "//";
  if (target.has_authority ? !target.path.empty() && !absolute : two_slashes) {
    return "3986-3: the authority ends where the path begins";
  }
  if (EqualsIgnoringCase(target.scheme, "http") || EqualsIgnoringCase(target.scheme, "https")) {
    if (!target.has_authority || target.authority.host.empty()) return "9110-4.2.1: http has a host";
    if (target.has_userinfo) return "9110-4.2.4: http has no userinfo";
  }
  return WrongInPathAndQuery(target);
}

const char* WrongInAuthorityForm(const RequestTarget& target) {
  if (!IsDigits(target.authority.port)) return "9110-9.3.6: CONNECT has a port";
  const absl::string_view port = WithoutLeadingZeros(target.authority.port);
  return port.size() < 5 || (port.size() == 5 && port <= "65535") ? nullptr : "9110-9.3.6: a port is 16 bits";
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

const char* WrongInHostPort(const HostPort& authority) {
  const absl::string_view host = authority.host;
  if (!authority.port.empty() && !IsDigits(authority.port)) return "3986-3.2.3: a port is digits";
  if (!authority.has_port && !authority.port.empty()) return "3986-3.2.3: no port without its colon";
  HostKind expected = PosixKnows(AF_INET, host) ? HostKind::kIpv4 : HostKind::kRegName;
  if (!host.empty() && host[0] == '[') {
    if (!IsIpLiteral(host)) return "3986-3.2.2: IP-literal";
    expected = (host[1] | 0x20) == 'v' ? HostKind::kIpvFuture : HostKind::kIpv6;
  } else if (!IsRegName(host)) {
    return "3986-3.2.2: reg-name";
  }
  return authority.kind == expected ? nullptr : "3986-3.2.2: the kind of host is the first that matches";
}

const char* WrongInTarget(absl::string_view method, const RequestTarget& target) {
  if ((method == "CONNECT") != (target.form == TargetForm::kAuthorityForm)) return "9112-3.2.3: authority-form";
  if (const char* wrong = WrongInHostPort(target.authority)) return wrong;
  switch (target.form) {
    case TargetForm::kOriginForm:
      if (target.text.substr(0, 1) != "/" || target.path.substr(0, 1) != "/") return "9112-3.2.1: origin-form";
      if (!target.scheme.empty() || target.has_authority || target.has_userinfo) return "9112-3.2.1: origin-form";
      return WrongInPathAndQuery(target);
    case TargetForm::kAbsoluteForm:
      return WrongInAbsoluteForm(target);
    case TargetForm::kAuthorityForm:
      return WrongInAuthorityForm(target);
    case TargetForm::kAsteriskForm:
      break;
  }
  return target.text == "*" && method == "OPTIONS" ? nullptr : "9112-3.2.4: asterisk-form";
}

std::string SlowNormalEntity(absl::string_view host_and_port, absl::string_view scheme) {
  const size_t literal_end = host_and_port.substr(0, 1) == "[" ? host_and_port.find(']') : 0;
  const size_t colon = host_and_port.find(':', literal_end);
  const absl::string_view host = host_and_port.substr(0, colon);
  absl::string_view port = colon == absl::string_view::npos ? "" : host_and_port.substr(colon + 1);
  if (port.empty()) {
    port = EqualsIgnoringCase(scheme, "http") ? "80" : EqualsIgnoringCase(scheme, "https") ? "443" : "";
  }
  const std::string number(WithoutLeadingZeros(port));

  in6_addr address{};
  if (literal_end != 0 && inet_pton(AF_INET6, std::string(host.substr(1, literal_end - 1)).c_str(), &address) == 1) {
    char text[INET6_ADDRSTRLEN];
    return std::string(inet_ntop(AF_INET6, &address, text, sizeof text)) + " " + number;
  }
  std::string normal;
  for (size_t i = 0; i < host.size(); ++i) {
    if (host[i] != '%') {
      normal += host[i];
      continue;
    }
    const char octet = static_cast<char>(std::stoi(std::string(host.substr(i + 1, 2)), nullptr, 16));
    const bool reserved = octet != '\0' && Among(octet, ":/?#[]@!$&'()*+,;=");
    normal += reserved ? std::string(host.substr(i, 3)) : std::string(1, octet);
    i += 2;
  }
  return Lower(normal) + " " + number;
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
