// The laws of a request-target and of a host and port that were accepted.
#ifndef PLUMBLINE_FUZZ_SUPPORT_TARGET_H_
#define PLUMBLINE_FUZZ_SUPPORT_TARGET_H_

#include "absl/strings/string_view.h"
#include "parser/message.h"

namespace plumbline::fuzz {

// `octets` are printed where a law is broken.
void CheckHostPort(absl::string_view octets, const HostPort& authority);
void CheckTarget(absl::string_view octets, absl::string_view method, const RequestTarget& target);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_TARGET_H_
