#include "parser/uri.h"

#include "parser/octets.h"

namespace plumbline {

using octets::Is;

bool Ipv6Scanner::BeginGroup(uint8_t octet) {
  if (!Is(octets::kHexdig, octet) || groups_ + 1u > room()) return false;
  state_ = State::kGroup;
  digits_ = 1;
  is_dec_octet_ = Is(octets::kDigit, octet);
  dec_octet_ = is_dec_octet_ ? static_cast<uint16_t>(octet - '0') : 0;
  return true;
}

// The current group turns out to be the first dec-octet of the IPv4address in ls32.
bool Ipv6Scanner::BeginIpv4() {
  const bool last_two = elided_ ? groups_ + 2u <= room() : groups_ + 2u == room();
  if (!is_dec_octet_ || !last_two) return false;
  state_ = State::kIpv4;
  dots_ = 1;
  digits_ = 0;
  return true;
}

// dec-octet: 0 to 255 without a leading zero.
bool Ipv6Scanner::FeedDecOctet(uint8_t octet) {
  if (!Is(octets::kDigit, octet) || (digits_ > 0 && dec_octet_ == 0)) return false;
  dec_octet_ = static_cast<uint16_t>((digits_ == 0 ? 0 : dec_octet_ * 10) + (octet - '0'));
  return dec_octet_ <= 255;
}

bool Ipv6Scanner::Feed(uint8_t octet) {
  switch (state_) {
    case State::kStart:
      if (octet != ':') return BeginGroup(octet);
      state_ = State::kFirstColon;
      return true;
    case State::kFirstColon:
      elided_ = true;
      state_ = State::kElided;
      return octet == ':';
    case State::kElided:
      return BeginGroup(octet);
    case State::kGroup:
      if (octet == '.') return BeginIpv4();
      if (octet == ':') {
        ++groups_;
        state_ = State::kAfterColon;
        return groups_ < room();  // something must still fit after the colon
      }
      if (!Is(octets::kHexdig, octet) || digits_ == 4) return false;
      is_dec_octet_ = is_dec_octet_ && FeedDecOctet(octet);
      ++digits_;
      return true;
    case State::kAfterColon:
      if (octet != ':') return BeginGroup(octet);
      if (elided_) return false;
      elided_ = true;
      state_ = State::kElided;
      return true;
    case State::kIpv4:
      if (octet != '.') return FeedDecOctet(octet) && ++digits_ > 0;
      if (digits_ == 0 || dots_ == 3) return false;
      ++dots_;
      digits_ = 0;
      return true;
  }
  return false;
}

bool Ipv6Scanner::AtEnd() const {
  switch (state_) {
    case State::kElided:
      return true;
    case State::kGroup:
      return elided_ ? groups_ + 1u <= room() : groups_ + 1u == room();
    case State::kIpv4:
      return dots_ == 3 && digits_ > 0;
    default:
      return false;
  }
}

std::optional<Clause> HostPortScanner::Feed(uint8_t octet) {
  ++fed_;
  switch (state_) {
    case State::kRegName:
      if (Is(octets::kRegName, octet)) return std::nullopt;
      if (octet == ':') {
        state_ = State::kPort;
      } else if (octet == '%') {
        state_ = State::kPercent;
      } else if (octet == '[' && fed_ == 1) {
        state_ = State::kLiteral;
      } else {
        return Clause::kRegName;
      }
      return std::nullopt;
    case State::kPercent:
    case State::kPercentHex:
      if (!Is(octets::kHexdig, octet)) return Clause::kPctEncoded;
      state_ = state_ == State::kPercent ? State::kPercentHex : State::kRegName;
      return std::nullopt;
    case State::kLiteral:
      if (octets::ToLower(octet) == 'v') {
        state_ = State::kFutureVersion;
        return std::nullopt;
      }
      state_ = State::kIpv6;
      return ipv6_.Feed(octet) ? std::nullopt : std::make_optional(Clause::kIpLiteral);
    case State::kIpv6:
      if (octet == ']' && ipv6_.AtEnd()) {
        state_ = State::kLiteralEnd;
        return std::nullopt;
      }
      return ipv6_.Feed(octet) ? std::nullopt : std::make_optional(Clause::kIpLiteral);
    case State::kFutureVersion:
      if (octet == '.' && any_) {
        state_ = State::kFutureText;
        any_ = false;
        return std::nullopt;
      }
      any_ = true;
      return Is(octets::kHexdig, octet) ? std::nullopt : std::make_optional(Clause::kIpLiteral);
    case State::kFutureText:
      if (octet == ']' && any_) {
        state_ = State::kLiteralEnd;
        return std::nullopt;
      }
      any_ = true;
      return Is(octets::kRegName, octet) || octet == ':' ? std::nullopt : std::make_optional(Clause::kIpLiteral);
    case State::kLiteralEnd:
      if (octet != ':') return Clause::kAuthority;
      state_ = State::kPort;
      return std::nullopt;
    case State::kPort:
      return Is(octets::kDigit, octet) ? std::nullopt : std::make_optional(Clause::kPort);
  }
  return Clause::kRegName;
}

namespace {

// IPv4address wins over reg-name where both match (RFC 3986, section 3.2.2).
bool IsIpv4(absl::string_view host) {
  for (int part = 0; part < 4; ++part) {
    size_t size = 0;
    unsigned value = 0;
    while (size < host.size() && size < 3 && Is(octets::kDigit, host[size])) {
      value = value * 10 + static_cast<unsigned>(host[size++] - '0');
    }
    if (size == 0 || value > 255 || (size > 1 && host[0] == '0')) return false;
    host.remove_prefix(size);
    if (part == 3) break;
    if (host.empty() || host[0] != '.') return false;
    host.remove_prefix(1);
  }
  return host.empty();
}

}  // namespace

HostPort SplitHostPort(absl::string_view octets) {
  HostPort result;
  const bool literal = !octets.empty() && octets[0] == '[';
  const size_t colon = octets.find(':', literal ? octets.find(']') : 0);
  result.host = octets.substr(0, colon);
  if (colon != absl::string_view::npos) {
    result.has_port = true;
    result.port = octets.substr(colon + 1);
  }
  if (literal) {
    result.kind = octets::ToLower(static_cast<uint8_t>(octets[1])) == 'v' ? HostKind::kIpvFuture : HostKind::kIpv6;
  } else if (IsIpv4(result.host)) {
    result.kind = HostKind::kIpv4;
  }
  return result;
}

Result<HostPort> ParseHostPort(absl::string_view octets) {
  HostPortScanner scanner;
  for (size_t i = 0; i < octets.size(); ++i) {
    if (const auto clause = scanner.Feed(static_cast<uint8_t>(octets[i]))) {
      return Result<HostPort>::Error({*clause, i, i});
    }
  }
  if (!scanner.AtEnd()) return Result<HostPort>::NeedMore();
  return Result<HostPort>::Complete(SplitHostPort(octets), octets.size());
}

}  // namespace plumbline
