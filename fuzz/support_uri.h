// RFC 3986 as RFC 9112, section 3.2, and RFC 9110, section 4.2, use it, checked a second time: part by part, once the
// parser has said which octets are which part.
#ifndef PLUMBLINE_FUZZ_SUPPORT_URI_H_
#define PLUMBLINE_FUZZ_SUPPORT_URI_H_

#include "absl/strings/string_view.h"
#include "fuzz/support.h"
#include "parser/message.h"

namespace plumbline::fuzz {

// `octets` are printed where a law is broken.
void CheckHostPort(const Octets& octets, const HostPort& authority);
void CheckTarget(const Octets& octets, absl::string_view method, const RequestTarget& target);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_URI_H_
