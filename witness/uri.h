// RFC 3986 as RFC 9112, section 3.2, and RFC 9110, section 4.2, use it, checked a second time: part by part, once the
// parser has said which octets are which part.
#ifndef PLUMBLINE_WITNESS_URI_H_
#define PLUMBLINE_WITNESS_URI_H_

#include "absl/strings/string_view.h"
#include "parser/message.h"

namespace plumbline::fuzz {

// RFC 3986, section 3.2.2.
bool IsRegName(absl::string_view host);
bool IsIpLiteral(absl::string_view host);  // with its brackets

// `octets` are printed where a law is broken.
void CheckHostPort(absl::string_view octets, const HostPort& authority);
void CheckTarget(absl::string_view octets, absl::string_view method, const RequestTarget& target);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_WITNESS_URI_H_
