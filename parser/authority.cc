#include "parser/authority.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/match.h"
#include "parser/octets.h"
#include "parser/uri.h"

namespace plumbline {
namespace {

using octets::Is;

// A character of a host in its normal form. An octet that is not reserved is the same whether it is
// percent-encoded or not.
struct NormalOctet {
  uint8_t octet = 0;
  bool encoded = false;

  bool operator==(const NormalOctet& other) const { return octet == other.octet && encoded == other.encoded; }
};

NormalOctet TakeOctet(absl::string_view& host) {
  constexpr absl::string_view kReserved = ":/?#[]@!$&'()*+,;=";  // RFC 3986, section 2.2
  if (host[0] != '%') {
    const NormalOctet plain{octets::ToLower(static_cast<uint8_t>(host[0])), false};
    host.remove_prefix(1);
    return plain;
  }
  const auto octet = static_cast<uint8_t>(16 * octets::HexValue(static_cast<uint8_t>(host[1])) +
                                          octets::HexValue(static_cast<uint8_t>(host[2])));
  host.remove_prefix(3);
  const bool reserved = kReserved.find(static_cast<char>(octet)) != absl::string_view::npos;
  return {octets::ToLower(octet), reserved};
}

bool SameName(absl::string_view a, absl::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (!(TakeOctet(a) == TakeOctet(b))) return false;
  }
  return a.empty() && b.empty();
}

// The address that an IPv6address stands for.
std::array<uint8_t, 16> AddressOf(absl::string_view text) {
  std::array<uint8_t, 16> address{};
  size_t size = 0;
  size_t elided = address.size();  // where "::" stands
  while (!text.empty()) {
    if (text[0] == ':') {
      if (absl::StartsWith(text, "::")) elided = size;
      text.remove_prefix(1);
      continue;
    }
    const absl::string_view part = text.substr(0, text.find(':'));
    text.remove_prefix(part.size());
    const bool ipv4 = part.find('.') != absl::string_view::npos;
    unsigned value = 0;
    for (const char octet : part) {
      if (octet == '.') {
        address[size++] = static_cast<uint8_t>(value);
        value = 0;
      } else {
        value = value * (ipv4 ? 10 : 16) + octets::HexValue(static_cast<uint8_t>(octet));
      }
    }
    if (!ipv4) address[size++] = static_cast<uint8_t>(value >> 8);
    address[size++] = static_cast<uint8_t>(value);
  }
  if (elided < size) {
    std::rotate(address.begin() + elided, address.begin() + size, address.end());
  }
  return address;
}

absl::string_view NormalPort(const HostPort& host, absl::string_view scheme) {
  absl::string_view port = host.port;
  while (port.size() > 1 && port[0] == '0') port.remove_prefix(1);
  if (!port.empty()) return port;
  if (absl::EqualsIgnoreCase(scheme, "http")) return "80";
  return absl::EqualsIgnoreCase(scheme, "https") ? "443" : "";
}

// What is wrong with the userinfo before the "@" at `at`.
std::optional<ParseError> UserinfoError(absl::string_view octets, size_t at) {
  for (size_t i = 0; i < at; ++i) {
    if (octets[i] == '%') {
      for (const size_t digit : {i + 1, i + 2}) {  // at most `at`, which is not a HEXDIG
        if (!Is(octets::kHexdig, octets[digit])) return ParseError{Clause::kPctEncoded, digit, digit};
      }
    } else if (!Is(octets::kRegName, octets[i]) && octets[i] != ':') {
      return ParseError{Clause::kAuthority, i, i};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<Authority> ParseAuthority(absl::string_view octets) {
  using R = Result<Authority>;
  Authority authority;
  size_t begin = 0;                                    // of the host
  const bool literal = absl::StartsWith(octets, "[");  // begins a host, and no userinfo
  if (const size_t at = octets.find('@'); !literal && at != absl::string_view::npos) {
    authority.userinfo = octets.substr(0, at);
    authority.has_userinfo = true;
    if (const auto error = UserinfoError(octets, at)) return R::Error(*error);
    begin = at + 1;
  }
  const Result<HostPort> host = ParseHostPort(octets.substr(begin));
  if (host.outcome() == Outcome::kNeedMore) return R::NeedMore();
  if (!host.complete()) {
    const uint64_t offset = begin + host.error().offset;
    return R::Error({host.error().clause, offset, offset});
  }
  authority.host = *host;
  return R::Complete(authority, octets.size());
}

bool SameEntity(const HostPort& a, const HostPort& b, absl::string_view scheme) {
  if (NormalPort(a, scheme) != NormalPort(b, scheme)) return false;
  if (a.kind != HostKind::kIpv6 || b.kind != HostKind::kIpv6) return SameName(a.host, b.host);
  return AddressOf(a.host.substr(1, a.host.size() - 2)) == AddressOf(b.host.substr(1, b.host.size() - 2));
}

}  // namespace plumbline
