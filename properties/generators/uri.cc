#include "properties/generators/uri.h"

#include <tuple>
#include <vector>

#include "properties/generators/basic.h"
#include "properties/generators/numbers.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::Lower;

namespace gen = rc::gen;
using TextGen = rc::Gen<std::string>;

constexpr char kUnreserved[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
constexpr char kSubDelims[] = "!$&'()*+,;=";

TextGen PctEncoded() {
  return gen::map(RepeatOctets(2, 2, Hexdig()), [](const std::string& digits) { return "%" + digits; });
}

// Unreserved, sub-delims, pct-encoded and `more`.
TextGen UriChars(size_t min, size_t max, const std::string& more) {
  const auto text = [](char c) { return std::string(1, c); };
  const TextGen plain = gen::map(OctetOf(kUnreserved), text);
  const TextGen special = gen::map(OctetOf(kSubDelims + more), text);
  return RepeatText(min, max, gen::oneOf(plain, plain, special, PctEncoded()));
}

// "0" or digits without a leading zero, up to 255.
TextGen DecOctet() {
  return gen::map(InRange(0, 256), [](int octet) { return std::to_string(octet); });
}

TextGen H16() { return RepeatOctets(1, 4, Hexdig()); }

std::string Join(const std::vector<std::string>& parts, const std::string& separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : separator) + part;
  return text;
}

// `units` 16-bit pieces with their colons; the last two may be an IPv4address.
TextGen Groups(size_t units, bool may_end_in_ipv4) {
  const TextGen plain = gen::map(gen::container<std::vector<std::string>>(units, H16()),
                                 [](const auto& groups) { return Join(groups, ":"); });
  if (units < 2 || !may_end_in_ipv4) return plain;
  const TextGen mixed =
      gen::map(gen::pair(gen::container<std::vector<std::string>>(units - 2, H16()), Ipv4Address()),
               [](const std::pair<std::vector<std::string>, std::string>& parts) {
                 return parts.first.empty() ? parts.second : Join(parts.first, ":") + ":" + parts.second;
               });
  return gen::oneOf(plain, plain, mixed);
}

HostKind KindOfName(const std::string& name) { return IsIpv4(name) ? HostKind::kIpv4 : HostKind::kRegName; }

Sample<HostPort> MakeHost(const std::string& host, HostKind kind) {
  HostPort value;
  value.host = Intern(host);
  value.kind = kind;
  return {host, value};
}

// One octet string that is nearly an IPv4address, or is one.
TextGen NearlyIpv4() {
  return gen::map(
      Repeat<std::string>(3, 5,
                          gen::oneOf(DecOctet(), Digits(1, 4),
                                     OneOfTexts({"256", "257", "300", "511", "512", "00", "01", "255", "199", "249"}))),
      [](const auto& parts) { return Join(parts, "."); });
}

}  // namespace

bool IsIpv4(const std::string& host) {
  std::vector<std::string> parts(1);
  for (char c : host) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (parts.size() != 4) return false;
  for (const std::string& part : parts) {
    if (part.empty() || part.size() > 3) return false;
    if (part.find_first_not_of("0123456789") != std::string::npos) return false;
    if ((part.size() > 1 && part[0] == '0') || std::stoi(part) > 255) return false;
  }
  return true;
}

rc::Gen<std::string> Ipv4Address() {
  return gen::map(gen::container<std::vector<std::string>>(4, DecOctet()),
                  [](const auto& parts) { return Join(parts, "."); });
}

// Either eight groups, or up to seven with "::" in one place; the last two of them may be an
// IPv4address.
rc::Gen<std::string> Ipv6Address() {
  const TextGen elided = gen::mapcat(InRange<size_t>(0, 8), [](size_t before) {
    return gen::mapcat(InRange<size_t>(0, 8 - before), [before](size_t after) {
      return gen::map(
          gen::pair(Groups(before, false), Groups(after, true)),
          [](const std::pair<std::string, std::string>& sides) { return sides.first + "::" + sides.second; });
    });
  });
  return gen::oneOf(elided, elided, Groups(8, true));
}

// IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
rc::Gen<std::string> IpvFuture() {
  const std::string last = std::string(kUnreserved) + kSubDelims + ":";
  return gen::map(gen::tuple(OneOfTexts({"v", "V"}), RepeatOctets(1, 3, Hexdig()), RepeatOctets(1, 6, OctetOf(last))),
                  [](const std::tuple<std::string, std::string, std::string>& parts) {
                    return std::get<0>(parts) + std::get<1>(parts) + "." + std::get<2>(parts);
                  });
}

rc::Gen<std::string> Segment() { return UriChars(0, 5, ":@"); }
rc::Gen<std::string> Query() { return UriChars(0, 8, ":@/?"); }

rc::Gen<Sample<HostPort>> UriHost(bool may_be_empty) {
  const auto name = [](const std::string& text) { return MakeHost(text, KindOfName(text)); };
  const auto v6 = [](const std::string& text) { return MakeHost("[" + text + "]", HostKind::kIpv6); };
  const auto future = [](const std::string& text) { return MakeHost("[" + text + "]", HostKind::kIpvFuture); };
  return gen::oneOf(gen::map(UriChars(may_be_empty ? 0 : 1, 8, ""), name), gen::map(NearlyIpv4(), name),
                    gen::map(Ipv4Address(), name), gen::map(Ipv6Address(), v6), gen::map(IpvFuture(), future));
}

rc::Gen<Sample<HostPort>> HostValue() {
  return gen::map(gen::tuple(UriHost(true), Sometimes(2), gen::oneOf(Digits(0, 7), BoundaryNumeral())),
                  [](std::tuple<Sample<HostPort>, bool, std::string> parts) {
                    Sample<HostPort> host = std::get<0>(parts);
                    if (!std::get<1>(parts)) return host;
                    host.value.has_port = true;
                    host.value.port = Intern(std::get<2>(parts));
                    host.octets += ":" + std::get<2>(parts);
                    return host;
                  });
}

namespace {

// The rest of a target after what `target` has: path and, sometimes, "?" and a query.
Sample<RequestTarget> WithPath(Sample<RequestTarget> target, const std::string& path) {
  target.octets += path;
  target.value.path = Intern(path);
  if (*Sometimes(3)) {
    const std::string query = *Query();
    target.octets += "?" + query;
    target.value.query = Intern(query);
    target.value.has_query = true;
  }
  target.value.text = Intern(target.octets);
  return target;
}

// *( "/" segment )
TextGen PathAbempty(size_t min) {
  return RepeatText(min, 3, gen::map(Segment(), [](const std::string& segment) { return "/" + segment; }));
}

void AppendAuthority(Sample<RequestTarget>& target, bool http) {
  target.octets += "//";
  target.value.has_authority = true;
  if (!http && *Sometimes(3)) {
    const std::string userinfo = *UriChars(0, 5, ":");
    target.octets += userinfo + "@";
    target.value.userinfo = Intern(userinfo);
    target.value.has_userinfo = true;
  }
  Sample<HostPort> host = *UriHost(!http);
  if (*Sometimes(2)) {
    const std::string port = *gen::oneOf(Digits(0, 6), BoundaryNumeral());
    host.octets += ":" + port;
    host.value.port = Intern(port);
    host.value.has_port = true;
  }
  target.octets += host.octets;
  target.value.authority = host.value;
}

}  // namespace

rc::Gen<Sample<RequestTarget>> OriginForm() {
  return gen::exec([] {
    Sample<RequestTarget> target;
    target.value.form = TargetForm::kOriginForm;
    return WithPath(target, *PathAbempty(1));
  });
}

rc::Gen<Sample<RequestTarget>> AbsoluteForm() {
  return gen::exec([] {
    Sample<RequestTarget> target;
    target.value.form = TargetForm::kAbsoluteForm;
    const std::string other =
        *Concat(RepeatOctets(1, 1, Alpha()), RepeatOctets(0, 4, gen::oneOf(Alpha(), Digit(), OctetOf("+-."))));
    const std::string web = *OneOfTexts({"http", "https", "HTTP", "hTTpS"});
    const bool other_scheme = *Sometimes(2) && Lower(other) != "http" && Lower(other) != "https";
    const std::string scheme = other_scheme ? other : web;
    target.octets = scheme + ":";
    target.value.scheme = Intern(scheme);
    if (!other_scheme || *Sometimes(2)) {
      AppendAuthority(target, !other_scheme);
      return WithPath(target, *PathAbempty(0));
    }
    // path-absolute, path-rootless or path-empty: no segment before the second slash is empty.
    const std::string first = *Optional(UriChars(1, 4, ":@"));
    const std::string slash = *Optional(gen::just(std::string("/")));
    return WithPath(target, slash + first + (first.empty() ? std::string() : *PathAbempty(0)));
  });
}

rc::Gen<Sample<RequestTarget>> AuthorityForm() {
  const auto number =
      gen::oneOf(InRange(0, 65536), OneOfThese<int>({0, 80, 255, 256, 257, 32767, 32768, 65534, 65535}));
  return gen::map(gen::pair(UriHost(true), gen::mapcat(number, [](int n) { return Numeral(n); })),
                  [](std::pair<Sample<HostPort>, std::string> parts) {
                    HostPort host = parts.first.value;
                    const std::string port = parts.second;
                    host.port = Intern(port);
                    host.has_port = true;
                    Sample<RequestTarget> target;
                    target.octets = parts.first.octets + ":" + port;
                    target.value.form = TargetForm::kAuthorityForm;
                    target.value.authority = host;
                    target.value.has_authority = true;
                    target.value.text = Intern(target.octets);
                    return target;
                  });
}

rc::Gen<Sample<RequestTarget>> AsteriskForm() {
  Sample<RequestTarget> target;
  target.octets = "*";
  target.value.text = "*";
  target.value.form = TargetForm::kAsteriskForm;
  return gen::just(target);
}

rc::Gen<Sample<RequestTarget>> TargetFor(const std::string& method) {
  if (method == "CONNECT") return AuthorityForm();
  if (method == "OPTIONS") return gen::oneOf(OriginForm(), AbsoluteForm(), AsteriskForm());
  return gen::oneOf(OriginForm(), OriginForm(), AbsoluteForm());
}

}  // namespace plumbline::properties
