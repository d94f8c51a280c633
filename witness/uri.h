// RFC 3986 as RFC 9112, section 3.2, and RFC 9110, section 4.2, use it, checked a second time: part by part, once the
// parser has said which octets are which part. And the normal form of a host and port.
#ifndef PLUMBLINE_WITNESS_URI_H_
#define PLUMBLINE_WITNESS_URI_H_

#include <string>

#include "absl/strings/string_view.h"
#include "parser/message.h"

namespace plumbline::witness {

// RFC 3986, section 3.2.2.
bool IsRegName(absl::string_view host);
bool IsIpLiteral(absl::string_view host);  // with its brackets

// The first law that the parts break: its section, and what it says. A null pointer, if they keep all.
const char* WrongInHostPort(const HostPort& authority);
const char* WrongInTarget(absl::string_view method, const RequestTarget& target);

// RFC 3986, section 6.2: the host and port in their normal form, as text. The value matches host [ ":" port ].
std::string SlowNormalEntity(absl::string_view host_and_port, absl::string_view scheme);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_URI_H_
