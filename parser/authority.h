// authority, RFC 3986, section 3.2, and when two of them identify one entity.
//
//   authority = [ userinfo "@" ] host [ ":" port ]
//   userinfo  = *( unreserved / pct-encoded / sub-delims / ":" )
#ifndef PLUMBLINE_PARSER_AUTHORITY_H_
#define PLUMBLINE_PARSER_AUTHORITY_H_

#include "absl/strings/string_view.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

struct Authority {
  absl::string_view userinfo;  // without its "@"; may be empty where has_userinfo is true
  bool has_userinfo = false;
  HostPort host;
};

// The whole component; may be empty. Without "@" it is read as host and port, although "a:b" could
// still become userinfo. Errors: kAuthority (in userinfo, or after a "]"), kRegName, kPctEncoded,
// kIpLiteral, kPort.
Result<Authority> ParseAuthority(absl::string_view octets);

// True if both, which match their grammar, have the same host and port once they are normalized:
// case and percent-encoding of the host (RFC 3986, section 6.2.2; 9110, section 4.2.3), the port by
// the scheme's default (RFC 3986, section 6.2.3; 80 for http, 443 for https, in any case of
// letters), IPv6 addresses and port numbers by their value.
bool SameEntity(const HostPort& a, const HostPort& b, absl::string_view scheme);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_AUTHORITY_H_
