// What becomes of a request in HTTP/2 and HTTP/3: RFC 9113, section 8.3.1, and RFC 9114, section 4.3.1. That a list is
// well-formed has been looked at (forwarded_sent.cc).
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/forwarded_checker.h"
#include "parser/authority.h"
#include "parser/uri.h"

namespace plumbline::oracle {

void ForwardedChecker::List(const Pair& pair) {
  if (!IsRequest() || pair.in_start().method == "CONNECT") return;
  const bool http2 = pair.out.version == FieldListVersion::kHttp2;
  const ForwardingRule rule = http2 ? ForwardingRule::kRequestControlOfHttp2 : ForwardingRule::kRequestControlOfHttp3;
  const TargetParts in = PartsOfTarget(pair.in_start().target, pair.in_start().method);
  const bool absolute = in.form == TargetForm::kAbsoluteForm;  // perhaps without an authority, which Host is not then
  const std::string host = CombinedValue(pair.in_fields(), "host").value_or("");
  const std::string authority = absolute ? std::string(in.authority) : host;
  if (in.form == TargetForm::kAsteriskForm || authority.empty()) return;
  // HTTP/3 has Host in its place.
  const std::optional<std::string> sent =
      pair.out.authority || http2 ? pair.out.authority : CombinedValue(pair.out_fields(), "host");
  if (!sent) return AddAt("host", {rule, "the request has an authority, and :authority is not sent"}, pair);
  if (*sent == authority) return;
  const Result<HostPort> a = ParseHostPort(authority);
  const Result<HostPort> b = ParseHostPort(*sent);
  const absl::string_view scheme = SchemeOf(pair.out);
  if (a.complete() && b.complete() && SameEntity(*a, *b, scheme)) return;
  if (!IsProxy()) return;  // a gateway chooses to whom it sends
  AddAt("host", {rule, absl::StrCat(":authority is sent as ", *sent, ", and the request is for ", authority)}, pair);
}

}  // namespace plumbline::oracle
