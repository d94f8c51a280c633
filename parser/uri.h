// host and port, RFC 3986, section 3.2.2 and 3.2.3.
//
//   host        = IP-literal / IPv4address / reg-name
//   IP-literal  = "[" ( IPv6address / IPvFuture  ) "]"
//   IPvFuture   = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
//   reg-name    = *( unreserved / pct-encoded / sub-delims )
//   port        = *DIGIT
#ifndef PLUMBLINE_PARSER_URI_H_
#define PLUMBLINE_PARSER_URI_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "parser/message.h"
#include "parser/octets.h"
#include "parser/result.h"

namespace plumbline {

// IPv6address between its brackets, octet by octet.
//
// The nine alternatives of the ABNF come to this: eight groups of 16 bits, or at most seven and one
// "::" which stands for the rest; the last two groups may be an IPv4address.
class Ipv6Scanner {
 public:
  bool Feed(uint8_t octet);  // false: no IPv6address goes on so
  bool AtEnd() const;        // true: the octets fed are an IPv6address

 private:
  enum class State : uint8_t { kStart, kFirstColon, kElided, kGroup, kAfterColon, kIpv4 };
  bool BeginGroup(uint8_t octet);
  bool BeginIpv4();
  bool FeedDecOctet(uint8_t octet);
  unsigned room() const { return elided_ ? 7 : 8; }

  State state_ = State::kStart;
  bool elided_ = false;
  uint8_t groups_ = 0;         // complete ones
  uint8_t digits_ = 0;         // of the current group or dec-octet
  bool is_dec_octet_ = false;  // the current group could be a dec-octet
  uint16_t dec_octet_ = 0;
  uint8_t dots_ = 0;
};

// host [ ":" port ], octet by octet.
class HostPortScanner {
 public:
  // The clause that `octet` breaks, if any: kRegName, kPctEncoded, kIpLiteral, kAuthority (after a
  // "]"), kPort.
  std::optional<Clause> Feed(uint8_t octet);
  // Feeds the octets from `pos` on that change no state, the plain ones of a reg-name or a port.
  // Returns where they end.
  size_t FeedRun(const char* data, size_t pos, size_t end) {
    if (state_ != State::kRegName && state_ != State::kPort) return pos;
    const int plain = state_ == State::kRegName ? octets::kRegName : octets::kDigit;
    const size_t run_end = octets::Skip(plain, data, pos, end);
    fed_ += static_cast<uint32_t>(run_end - pos);
    return run_end;
  }
  bool AtEnd() const { return state_ == State::kRegName || state_ == State::kLiteralEnd || state_ == State::kPort; }
  bool in_port() const { return state_ == State::kPort; }
  bool empty() const { return fed_ == 0; }

 private:
  enum class State : uint8_t {
    kRegName,
    kPercent,
    kPercentHex,
    kLiteral,
    kIpv6,
    kFutureVersion,
    kFutureText,
    kLiteralEnd,
    kPort,
  };

  State state_ = State::kRegName;
  bool any_ = false;  // one octet at least of the current part
  uint32_t fed_ = 0;
  Ipv6Scanner ipv6_;
};

// The parts of octets that are known to match host [ ":" port ].
HostPort SplitHostPort(absl::string_view octets);

// uri-host [ ":" port ]. Errors: kRegName, kPctEncoded, kIpLiteral, kAuthority (after a "]"),
// kPort.
Result<HostPort> ParseHostPort(absl::string_view octets);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_URI_H_
