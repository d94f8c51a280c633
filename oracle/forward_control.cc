// Control data on its way: the target and Host, Max-Forwards, interim responses.
#include <algorithm>
#include <limits>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "oracle/forward_work.h"
#include "parser/octets.h"

namespace plumbline::oracle {
namespace {

bool IsHttpScheme(absl::string_view scheme) {
  return scheme.empty() || absl::EqualsIgnoreCase(scheme, "http") || absl::EqualsIgnoreCase(scheme, "https");
}

bool IsDigits(absl::string_view text) {
  return !text.empty() && octets::Skip(octets::kDigit, text.data(), 0, text.size()) == text.size();
}

// RFC 9110, sections 4.2.1 and 4.2.2: no http or https URI can be made of it.
bool HasNoHost(absl::string_view authority) { return authority.empty() || authority[0] == ':'; }

}  // namespace

bool Carried::lengths_are_barred() const {
  if (request) return false;
  return (status >= 100 && status < 200) || status == 204 || (answers == "CONNECT" && status >= 200 && status < 300);
}

bool Carried::has_no_content() const {
  return !request && (lengths_are_barred() || status == 304 || answers == "HEAD");
}

bool ForwardWork::CheckResponse() {
  if (carried_.request) return true;
  const uint64_t begin = carried_.begin;
  if (carried_.status < 100 || carried_.status > 599) {
    Stop(Fate::kRefused, ForwardingRule::kGrammarSent, begin,
         absl::StrCat("the status code ", absl::Dec(carried_.status, absl::kZeroPad3), " is as good as one of 5xx"),
         502);
    out_.why.basis = {{}, {}, Clause::kStatusOutOfRange};
    return false;
  }
  if (carried_.status == 101) {
    return Stop(Fate::kRefused, ForwardingRule::kOwnUpgrade, begin,
                "101 answers an Upgrade, and none is sent on: nobody asked for another protocol", 502);
  }
  if (to_http10() && carried_.status >= 100 && carried_.status < 200) {
    return Stop(Fate::kNotSent, ForwardingRule::kInterimForwarded, begin,
                absl::StrCat("the client of HTTP/1.0 is not sent ", carried_.status));
  }
  return true;
}

bool ForwardWork::CheckMaxForwards() {
  const bool counts = carried_.request && (carried_.method == "OPTIONS" || carried_.method == "TRACE");
  const CarriedField* const field = Find("Max-Forwards");
  if (!counts || field == nullptr) return true;
  const uint64_t at = field->offset;
  size_t lines = 0;
  for (const CarriedField& line : carried_.fields) lines += absl::EqualsIgnoreCase(line.name, "max-forwards") ? 1 : 0;
  if (lines > 1 || !IsDigits(field->value)) {
    return Stop(Fate::kRefused, ForwardingRule::kMaxForwardsLowered, at,
                "Max-Forwards is no number, so that it can be neither checked nor lowered", 400);
  }
  // A maximum of its own: what 64 bits hold.
  uint64_t number = 0;
  const bool fits = absl::SimpleAtoi(field->value, &number);
  if (fits && number == 0) {
    return Stop(Fate::kAnswered, ForwardingRule::kMaxForwardsZero, at,
                absl::StrCat(carried_.method, " with Max-Forwards: ", field->value,
                             carried_.method == "TRACE" ? " is answered with 200 and the request received"
                                                        : " is answered with what the intermediary itself offers"));
  }
  max_forwards_ = absl::StrCat(fits ? number - 1 : std::numeric_limits<uint64_t>::max());
  return true;
}

bool ForwardWork::CheckContentOfRequest() {
  if (carried_.method == "TRACE" && !carried_.content.empty()) {
    return Stop(Fate::kRefused, ForwardingRule::kNoContentOfTrace, carried_.body, "TRACE came with content", 400);
  }
  // Content, or the first octets of the tunnel: gap G04.
  if (carried_.form == TargetForm::kAuthorityForm && carried_.framing != FramingKind::kNone) {
    Stop(Fate::kRefused, ForwardingRule::kTunnelMadeHere, carried_.body,
         "what follows CONNECT has a length, and is either content or the tunnel's", 400);
    out_.why.basis = {{}, Sentence::kConnectContent, {}};
    return false;
  }
  return true;
}

// What path and query are in origin-form, or the asterisk.
bool ForwardWork::SettleTargetOfHttp1() {
  const Carried& in = carried_;
  const uint64_t at = in.target_offset;
  const bool other_scheme = !IsHttpScheme(in.scheme);
  if (in.form == TargetForm::kAuthorityForm) {
    target_ = in.authority;
    return true;
  }
  // Of a list with an authority, :path * is that of a URI without a path.
  const bool server_wide = in.form == TargetForm::kAsteriskForm && HostStays();
  if (settings_.to_proxy) {
    if (server_wide) {
      target_ = "*";
    } else if (in.form == TargetForm::kAbsoluteForm) {
      target_ = in.target;
    } else if (HasNoHost(in.authority)) {
      return Stop(Fate::kRefused, ForwardingRule::kAbsoluteFormSent, at,
                  "there is no host to make an absolute-form of for the next proxy", 400);
    } else {
      target_ = absl::StrCat(in.scheme.empty() ? settings_.scheme : absl::string_view(in.scheme), "://", in.authority,
                             in.path);
      Note(ForwardingRule::kAbsoluteFormSent, at, absl::StrCat("the target becomes ", target_));
    }
    return true;
  }
  if (other_scheme) {
    return Stop(Fate::kRefused, ForwardingRule::kOriginFormSent, at,
                absl::StrCat("only a proxy can be asked for a URI of the scheme ", in.scheme, " through HTTP"), 501);
  }
  if (in.form == TargetForm::kAsteriskForm || (in.path.empty() && in.method == "OPTIONS")) {
    target_ = "*";
  } else {
    target_ = absl::StartsWith(in.path, "/") ? in.path : absl::StrCat("/", in.path);
  }
  if (in.form == TargetForm::kAbsoluteForm) {
    Note(ForwardingRule::kOriginFormSent, at, absl::StrCat("the target becomes ", target_));
  }
  return true;
}

// What is missing for the pseudo-header fields.
bool ForwardWork::SettleTargetOfList() {
  const Carried& in = carried_;
  const ForwardingRule rule = ForHop(ForwardingRule::kRequestControlOfHttp2, ForwardingRule::kRequestControlOfHttp3);
  if (in.form == TargetForm::kAuthorityForm) return true;
  if (!in.path.empty() && !absl::StartsWith(in.path, "/") && !absl::StartsWith(in.path, "?")) {
    return Stop(Fate::kRefused, rule, in.target_offset, "the path of the target has no / at its beginning", 501);
  }
  // In HTTP/2 a request may go without an authority.
  const bool needs_host = settings_.next_hop == NextHop::kHttp3 || !in.authority.empty();
  if (needs_host && IsHttpScheme(in.scheme) && HasNoHost(in.authority)) {
    return Stop(Fate::kRefused, rule, in.target_offset, "there is no host for the authority of the target", 400);
  }
  return true;
}

bool ForwardWork::SettleTarget() {
  if (!carried_.request) return true;
  if (carried_.form == TargetForm::kAuthorityForm && !settings_.to_proxy) {
    return Stop(Fate::kAnswered, ForwardingRule::kTunnelMadeHere, carried_.target_offset,
                absl::StrCat("CONNECT is not sent to a server that is no proxy: the intermediary connects to ",
                             carried_.authority, " itself, or refuses"));
  }
  return to_http1() ? SettleTargetOfHttp1() : SettleTargetOfList();
}

// Once the nominated fields are gone.
void ForwardWork::SettleHost() {
  if (!carried_.request) return;
  if (!to_http1()) {
    const ForwardingRule rule = ForHop(ForwardingRule::kRequestControlOfHttp2, ForwardingRule::kRequestControlOfHttp3);
    if (!HostStays()) return;
    if (carried_.authority.empty()) return Remove("Host", rule, "there is no authority");
    return Set("Host", carried_.authority, rule, true);
  }
  ForwardingRule rule = ForwardingRule::kHostSent;
  if (carried_.from == kHttp2Hop) rule = ForwardingRule::kHostOfAuthority;
  if (carried_.from == kHttp3Hop) rule = ForwardingRule::kHostOfAuthorityHttp3;
  if (carried_.form == TargetForm::kAbsoluteForm && !settings_.gateway) rule = ForwardingRule::kHostOfTargetSent;
  Set("Host", carried_.authority, rule, true);
}

}  // namespace plumbline::oracle
