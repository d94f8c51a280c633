// The start-line and whom it is for: RFC 9112, sections 2.3 and 3.2; RFC 9110, section 7.7.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "oracle/forwarded_checker.h"
#include "oracle/same.h"
#include "parser/authority.h"
#include "parser/uri.h"

namespace plumbline::oracle {
namespace {

bool SameHost(absl::string_view a, absl::string_view b, absl::string_view scheme) {
  if (absl::EqualsIgnoreCase(a, b)) return true;
  const Result<HostPort> x = ParseHostPort(a);
  const Result<HostPort> y = ParseHostPort(b);
  return x.complete() && y.complete() && SameEntity(*x, *y, scheme);
}

// As far as its form tells: a name with a dot in it, and no address.
bool IsFullyQualified(absl::string_view host) {
  const Result<HostPort> parsed = ParseHostPort(host);
  if (!parsed.complete() || parsed->kind != HostKind::kRegName) return false;
  const absl::string_view name = absl::StripSuffix(parsed->host, ".");
  return absl::StrContains(name, '.');
}
absl::string_view NameIn(absl::string_view host) {
  const Result<HostPort> parsed = ParseHostPort(host);
  return parsed.complete() ? parsed->host : host;
}

}  // namespace

TargetParts PartsOfTarget(absl::string_view target, absl::string_view method) {
  TargetParts out;
  if (target == "*") {
    out.form = TargetForm::kAsteriskForm;
    return out;
  }
  if (method == "CONNECT") {
    out.form = TargetForm::kAuthorityForm;
    out.authority = target;
    out.has_authority = true;
    return out;
  }
  const size_t colon = target.find(':');
  if (!absl::StartsWith(target, "/") && colon != absl::string_view::npos) {
    out.form = TargetForm::kAbsoluteForm;
    out.scheme = target.substr(0, colon);
    target.remove_prefix(colon + 1);
    out.has_authority = absl::ConsumePrefix(&target, "//");
    if (out.has_authority) {
      out.authority = target.substr(0, target.find_first_of("/?"));
      target.remove_prefix(out.authority.size());
      const size_t at = out.authority.rfind('@');
      if (at != absl::string_view::npos) out.authority.remove_prefix(at + 1);
    }
  }
  out.path_and_query = target;
  out.path = target.substr(0, target.find('?'));
  return out;
}

void ForwardedChecker::Target(const Pair& pair) {
  VersionOf(pair);
  if (!IsRequest()) return;
  if (!pair.out.is_list()) FormOfTarget(pair);
  PathOf(pair);
  HostOf(pair);
}

// A version below 1.2 may be the intermediary's own, as long as nobody knows better; later ones nobody has.
void ForwardedChecker::VersionOf(const Pair& pair) {
  if (pair.out.is_list()) return;
  const Version& in = pair.in_start().version;
  const Version& out = pair.out_start().version;
  if (in.major != out.major || in.minor != out.minor) return;
  const auto own = observed_.own_version;
  if (out.minor < 2 && (!own || (out.minor == 0) == (*own == HttpVersion::kHttp10))) return;
  Add({ForwardingRule::kOwnVersion, absl::StrCat("HTTP/1.", int{out.minor}, " is sent as it was received")}, pair, {},
      {});
}

void ForwardedChecker::FormOfTarget(const Pair& pair) {
  const std::string& method = pair.in_start().method;
  if (method == "CONNECT" || pair.in_start().target == "*") return;
  const TargetParts in = PartsOfTarget(pair.in_start().target, method);
  const TargetParts out = PartsOfTarget(pair.out_start().target, method);
  const bool absolute = out.form == TargetForm::kAbsoluteForm;
  if (observed_.next_hop == NextRecipient::kProxy) {
    const bool for_server = out.form == TargetForm::kAsteriskForm;
    if (!absolute && !for_server)
      Add({ForwardingRule::kAbsoluteFormSent, "the next recipient is a proxy, and is not sent the whole URI"}, pair, {},
          {});
    return;
  }
  if (absolute) {
    if (observed_.next_hop == NextRecipient::kOrigin)
      Add({ForwardingRule::kOriginFormSent, "the next recipient is an origin server, and is sent a whole URI"}, pair,
          {}, {});
    return;
  }
  const bool server_wide = method == "OPTIONS" && in.form == TargetForm::kAbsoluteForm && in.path_and_query.empty();
  if (server_wide == (out.form == TargetForm::kAsteriskForm)) return;
  if (server_wide && !IsProxy()) return;  // section 3.2.4 binds the last proxy
  Add({ForwardingRule::kOriginFormSent, server_wide ? "the OPTIONS has neither path nor query, and its target is not *"
                                                    : "the OPTIONS is about a resource, and its target is *"},
      pair, {}, {});
}

void ForwardedChecker::PathOf(const Pair& pair) {
  const std::string& method = pair.in_start().method;
  if (method == "CONNECT") return;
  const TargetParts in = PartsOfTarget(pair.in_start().target, method);
  const TargetParts out = PartsOfTarget(pair.out_start().target, method);
  const bool asterisk = out.form == TargetForm::kAsteriskForm;
  if (in.form == TargetForm::kAsteriskForm || asterisk) {
    const bool was = in.form == TargetForm::kAsteriskForm || (in.path_and_query.empty());
    if (asterisk ? was : out.path_and_query.empty() || out.path == "/") return;
  }
  const absl::string_view received = in.path_and_query;
  const absl::string_view sent = out.path_and_query;
  if (received == sent || (in.path.empty() && sent == absl::StrCat("/", received))) return;
  Broken broken{ForwardingRule::kPathKept, "path or query of the target are changed"};
  if (SameTarget(received, sent, method == "OPTIONS")) {
    broken.verdict = Verdict::kUndecided;
    broken.gap = Gap::kG28;
    broken.why = "path or query of the target are normalised";
  }
  Add(std::move(broken), pair, std::nullopt, std::nullopt);
}

void ForwardedChecker::HostOf(const Pair& pair) {
  const std::string& method = pair.in_start().method;
  const TargetParts in = PartsOfTarget(pair.in_start().target, method);
  const TargetParts out = PartsOfTarget(pair.out_start().target, method);
  const bool absolute = in.form == TargetForm::kAbsoluteForm && in.has_authority;
  const absl::string_view scheme = absolute ? in.scheme : SchemeOf(pair.out);
  const std::optional<std::string> host_in = CombinedValue(pair.in_fields(), "host");
  const std::optional<std::string> host_out = CombinedValue(pair.out_fields(), "host");
  const bool of_host = in.form != TargetForm::kAbsoluteForm;
  const std::string target = of_host ? host_in.value_or("") : std::string(in.authority);

  // To whom it goes: by the target, or :authority, or Host.
  const std::optional<std::string> sent = out.form == TargetForm::kAbsoluteForm && out.has_authority
                                              ? std::string(out.authority)
                                          : pair.out.authority ? *pair.out.authority
                                                               : host_out;
  if (absolute && IsProxy() && !pair.out.is_list()) {
    const bool kept = host_out && host_in && *host_out == *host_in && !SameHost(*host_in, target, scheme);
    const bool missing = !host_out;
    if (kept || missing) {
      return AddAt(
          "host",
          {ForwardingRule::kHostOfTargetSent,
           kept ? "the received Host is sent on, and the target has another host" : "no Host is made of the target"},
          pair);
    }
  }
  if (method == "CONNECT" || !sent) return;
  // A Host beside a target in absolute-form says the same: RFC 9112, section 3.2.
  if (!pair.out.is_list() && out.form == TargetForm::kAbsoluteForm && out.has_authority && host_out &&
      !SameHost(*host_out, *sent, scheme)) {
    AddAt("host", {ForwardingRule::kHostSent, "Host is not the authority of the target that is sent"}, pair);
  }
  if (SameHost(NameIn(target), NameIn(*sent), scheme) || target.empty()) return;
  if (IsFullyQualified(target)) {
    AddAt(
        "host",
        {ForwardingRule::kHostNameKept, absl::StrCat("the host name ", NameIn(target), " is sent as ", NameIn(*sent))},
        pair);
  } else if (absolute && !pair.out.is_list() && !absl::StartsWithIgnoreCase(*sent, absl::StrCat(NameIn(target), "."))) {
    AddAt("host", {ForwardingRule::kHostOfTargetSent, "Host is not made of the target"}, pair);
  }
}

}  // namespace plumbline::oracle
