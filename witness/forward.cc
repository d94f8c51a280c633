#include "witness/forward.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

bool IsList(const SlowToForward& from) { return from.towards == Towards::kHttp2 || from.towards == Towards::kHttp3; }

bool IsOptionsOrTrace(const SlowToForward& from) {
  const absl::string_view method = from.message.method;
  return from.message.is_request() && (method == "OPTIONS" || method == "TRACE");
}

// RFC 9110, section 7.6.1: what an option names, Connection, and what is known to require removal.
bool GoesWithTheConnection(absl::string_view name, const std::vector<absl::string_view>& options) {
  if (HasName(options, name)) return true;
  return HasName({"Connection", "Proxy-Connection", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade"}, name);
}

// RFC 9112, sections 3.2 and 3.3: the authority of the target URI, without userinfo.
std::string AuthorityOf(const SlowToForward& from) {
  const RequestTarget& target = from.target;
  if (target.form == TargetForm::kOriginForm || target.form == TargetForm::kAsteriskForm) {
    const auto hosts = SlowValues(from.message.headers, "Host");
    return hosts.empty() ? "" : std::string(hosts[0]);
  }
  if (target.form == TargetForm::kAbsoluteForm && !target.has_authority) return "";
  return target.authority.has_port ? absl::StrCat(target.authority.host, ":", target.authority.port)
                                   : std::string(target.authority.host);
}

std::string PathAndQuery(const RequestTarget& target) {
  return target.has_query ? absl::StrCat(target.path, "?", target.query) : std::string(target.path);
}

bool IsOfHttp(const RequestTarget& target) {
  return target.form != TargetForm::kAbsoluteForm || EqualsIgnoringCase(target.scheme, "http") ||
         EqualsIgnoringCase(target.scheme, "https");
}

// RFC 9112, section 6.1: the codings that are left when chunked is taken off the end.
std::vector<std::string> CodingsUnderChunked(const SlowToForward& from) {
  const std::string combined = CombinedValue(from.message.headers, "Transfer-Encoding");
  std::vector<std::string> out;
  for (const absl::string_view coding : SplitOutsideQuotes(combined, ',')) {
    if (!TrimOws(coding).empty()) out.emplace_back(TrimOws(coding));
  }
  if (from.framing == FramingKind::kChunked) out.pop_back();
  return out;
}

// Whether there is content to speak of: RFC 9110, section 6.4.1.
bool WithoutContent(const SlowMessage& message) {
  if (message.is_request()) return false;
  return message.method == "HEAD" || message.status / 100 == 1 || message.status == 204 || message.status == 304 ||
         (message.method == "CONNECT" && message.status / 100 == 2);
}
// RFC 9110, section 8.6, and RFC 9112, section 6.1.
bool MayTellNoLength(const SlowMessage& message) {
  return WithoutContent(message) && message.status != 304 &&
         (message.method != "HEAD" || message.status / 100 == 1 || message.status == 204);
}

std::optional<SlowFate> FateByControl(const SlowToForward& from) {
  const SlowMessage& message = from.message;
  if (!message.is_request()) {
    if (message.status < 100 || message.status > 599) return SlowFate::kRefused;  // RFC 9110, section 15
    if (message.status == 101) return SlowFate::kRefused;                         // RFC 9110, section 7.8: nobody asked
    // Section 15.2.
    if (message.status / 100 == 1 && from.towards == Towards::kHttp10) return SlowFate::kNotSent;
    return std::nullopt;
  }
  // Section 7.6.2.
  const auto limits = SlowValues(message.headers, "Max-Forwards");
  if (IsOptionsOrTrace(from) && !limits.empty()) {
    if (limits.size() > 1 || !IsDigits(limits[0])) return SlowFate::kRefused;
    if (WithoutLeadingZeros(limits[0]) == "0") return SlowFate::kAnswered;
  }
  if (message.method == "TRACE" && !from.content.empty()) return SlowFate::kRefused;  // section 9.3.8
  const RequestTarget& target = from.target;
  if (target.form == TargetForm::kAuthorityForm) {
    if (from.framing != FramingKind::kNone) return SlowFate::kRefused;  // content or the tunnel's: section 9.3.6
    return from.to_proxy ? std::nullopt : std::optional<SlowFate>(SlowFate::kAnswered);  // section 9.3.6
  }
  const std::string path = PathAndQuery(target);
  const std::string authority = AuthorityOf(from);
  // RFC 9110, section 4.2.1: an http URI has a host.
  const bool no_host = authority.empty() || authority[0] == ':';
  if (IsList(from)) {
    const bool rootless = target.form != TargetForm::kAsteriskForm && !target.path.empty() && target.path[0] != '/';
    if (rootless) return SlowFate::kRefused;
    // RFC 9114, section 4.3.1.
    if (IsOfHttp(target) && no_host && (from.towards == Towards::kHttp3 || !authority.empty()))
      return SlowFate::kRefused;
  } else if (from.to_proxy) {
    if (target.form == TargetForm::kOriginForm && no_host) return SlowFate::kRefused;
  } else if (!IsOfHttp(target)) {
    return SlowFate::kRefused;
  }
  return std::nullopt;
}

// RFC 9112, sections 3.2.1 to 3.2.4.
std::string TargetTowardsHttp1(const SlowToForward& from) {
  const RequestTarget& target = from.target;
  if (target.form == TargetForm::kAuthorityForm || target.form == TargetForm::kAsteriskForm) {
    return std::string(target.text);
  }
  const std::string path = PathAndQuery(target);
  if (from.to_proxy) {
    if (target.form == TargetForm::kAbsoluteForm) return std::string(target.text);
    return absl::StrCat(from.scheme, "://", AuthorityOf(from), path);
  }
  if (target.path.empty() && !target.has_query && from.message.method == "OPTIONS") return "*";
  return target.path.empty() ? "/" + path : path;
}

// RFC 9113, section 8.3, and RFC 9114, section 4.3; and Host.
void AddControl(const SlowToForward& from, SlowForwarded& out) {
  const SlowMessage& message = from.message;
  if (!message.is_request()) {
    if (IsList(from)) {
      out.fields[":status"] = {absl::StrCat(absl::Dec(message.status, absl::kZeroPad3))};
    } else {
      out.start_line = absl::StrCat("HTTP/1.1 ", absl::Dec(message.status, absl::kZeroPad3), " ", from.reason);
    }
    return;
  }
  const std::string authority = AuthorityOf(from);
  if (!IsList(from)) {
    out.start_line = absl::StrCat(message.method, " ", TargetTowardsHttp1(from), " HTTP/1.1");
    out.fields["host"] = {authority};
    return;
  }
  const RequestTarget& target = from.target;
  out.fields[":method"] = {std::string(message.method)};
  if (!authority.empty()) {
    out.fields[target.form == TargetForm::kAsteriskForm ? "host" : ":authority"] = {authority};
  }
  if (target.form == TargetForm::kAuthorityForm) return;
  out.fields[":scheme"] = {std::string(target.form == TargetForm::kAbsoluteForm ? target.scheme : from.scheme)};
  const std::string path = PathAndQuery(target);
  const bool asterisk = target.form == TargetForm::kAsteriskForm || (path.empty() && message.method == "OPTIONS");
  out.fields[":path"] = {asterisk ? "*" : target.path.empty() ? "/" + path : path};
}

// RFC 9112, section 6. False: no framing says it.
bool AddFraming(const SlowToForward& from, const std::vector<absl::string_view>& options, SlowForwarded& out) {
  const SlowMessage& message = from.message;
  const bool coded = SlowHas(message.headers, "Transfer-Encoding");
  const auto lengths = SlowValues(message.headers, "Content-Length");
  const bool length_stays = !lengths.empty() && !coded && !HasName(options, "Content-Length");
  if (MayTellNoLength(message)) return true;
  if (WithoutContent(message)) {
    // RFC 9110, section 8.6: one number, which may come more than once.
    const std::string combined = CombinedValue(message.headers, "Content-Length");
    const auto numbers = ListElements(combined);
    const bool one = std::all_of(numbers.begin(), numbers.end(), [&](absl::string_view number) {
      return IsDigits(number) && WithoutLeadingZeros(number) == WithoutLeadingZeros(numbers[0]);
    });
    if (length_stays && one && !numbers.empty()) {
      out.fields["content-length"] = {std::string(WithoutLeadingZeros(numbers[0]))};
    }
    return true;
  }
  std::vector<std::string> codings = CodingsUnderChunked(from);
  if (!codings.empty() && from.towards != Towards::kHttp11) return false;
  for (const std::string& coding : codings) {
    if (EqualsIgnoringCase(coding, "chunked")) return false;
  }
  out.content = std::string(from.content);
  const bool unknown = from.framing == FramingKind::kChunked || from.framing == FramingKind::kClose;
  const std::string size(WithoutLeadingZeros(absl::StrCat(from.content.size())));
  if (IsList(from)) {
    if (from.framing == FramingKind::kLength && length_stays) out.fields["content-length"] = {size};
    return true;
  }
  if (unknown && from.towards == Towards::kHttp11) {
    std::string value;
    codings.emplace_back("chunked");
    for (const std::string& coding : codings) absl::StrAppend(&value, value.empty() ? "" : ", ", coding);
    out.fields["transfer-encoding"] = {value};
  } else if (unknown || from.framing == FramingKind::kLength) {
    out.fields["content-length"] = {size};
  }
  return true;
}

// RFC 9110, section 10.1.4: t-codings, as a list, and trailers among them.
bool SaysTrailers(absl::string_view te) {
  bool trailers = false;
  for (const absl::string_view element : SplitOutsideQuotes(te, ',')) {
    if (TrimOws(element).empty()) continue;
    trailers = trailers || EqualsIgnoringCase(TrimOws(element), "trailers");
    bool name = true;
    for (const absl::string_view part : SplitOutsideQuotes(TrimOws(element), ';')) {
      const size_t equals = part.find('=');
      const absl::string_view token = TrimOws(part.substr(0, equals));
      if (!IsToken(token) || name != (equals == absl::string_view::npos)) return false;
      if (!name) {
        const absl::string_view value = TrimOws(part.substr(equals + 1));
        if (!IsToken(value) && !IsQuotedString(value)) return false;
      }
      name = false;
    }
  }
  return trailers;
}

// RFC 9110, section 10.1.1: 100-continue, when HTTP/1.0 says it.
void IgnoreExpectations(SlowSection& fields) {
  const auto expect = fields.find("expect");
  if (expect == fields.end()) return;
  std::vector<std::string> kept;
  for (const std::string& value : expect->second) {
    std::string others;
    bool ignored = false;
    for (const absl::string_view element : SplitOutsideQuotes(value, ',')) {
      const absl::string_view member = TrimOws(element);
      ignored = ignored || EqualsIgnoringCase(member, "100-continue");
      if (member.empty() || EqualsIgnoringCase(member, "100-continue")) continue;
      absl::StrAppend(&others, others.empty() ? "" : ", ", member);
    }
    if (!ignored || !others.empty()) kept.push_back(ignored ? others : value);
  }
  expect->second = kept;
  if (kept.empty()) fields.erase(expect);
}

void AddOwn(const SlowToForward& from, const std::vector<absl::string_view>& options, SlowForwarded& out) {
  const SlowMessage& message = from.message;
  // RFC 9110, section 7.6.3: a gateway has to of requests alone.
  if (message.is_request() || !from.gateway) {
    std::vector<std::string>& via = out.fields["via"];
    const std::string member = absl::StrCat("1.", message.minor, " ", from.pseudonym);
    if (via.empty()) {
      via.push_back(member);
    } else {
      absl::StrAppend(&via[0], ", ", member);
    }
  }
  // Section 6.6.1.
  if (!message.is_request() && !from.date.empty() && out.fields.count("date") == 0) {
    out.fields["date"] = {std::string(from.date)};
  }
  // Section 7.6.2.
  const auto limits = SlowValues(message.headers, "Max-Forwards");
  if (IsOptionsOrTrace(from) && !limits.empty()) {
    uint64_t limit = 0;
    const bool fits = absl::SimpleAtoi(limits[0], &limit);
    out.fields["max-forwards"] = {fits ? absl::StrCat(limit - 1) : "18446744073709551615"};
  }
  // Sections 6.5.1, 7.6.1 and 10.1.4.
  if (!message.is_request() || message.minor == 0 || from.towards == Towards::kHttp10 || !HasName(options, "TE"))
    return;
  if (!SaysTrailers(CombinedValue(message.headers, "TE"))) return;
  out.fields["te"] = {"trailers"};
  if (!IsList(from)) out.fields["connection"] = {"TE"};
}

}  // namespace

SlowForwarded SlowForward(const SlowToForward& from) {
  SlowForwarded out;
  const SlowMessage& message = from.message;
  if (const std::optional<SlowFate> fate = FateByControl(from)) {
    out.fate = *fate;
    return out;
  }
  const std::vector<absl::string_view> options = SlowConnectionOptions(message.headers);
  SlowFields kept;
  for (const FieldLine& field : message.headers) {
    if (GoesWithTheConnection(field.name, options) || EqualsIgnoringCase(field.name, "Content-Length")) continue;
    if (message.is_request() && EqualsIgnoringCase(field.name, "Host")) continue;
    kept.push_back(field);
  }
  out.fields = SlowSectionOf(kept);
  if (message.is_request() && message.minor == 0) IgnoreExpectations(out.fields);
  SlowFields trailers;
  for (const FieldLine& field : message.trailers) {
    if (GoesWithTheConnection(field.name, options) || from.barred_from_trailers(field.name)) continue;
    if (from.towards != Towards::kHttp10) trailers.push_back(field);
  }
  out.trailers = SlowSectionOf(trailers);
  AddControl(from, out);
  if (!AddFraming(from, options, out)) out.fate = SlowFate::kRefused;
  AddOwn(from, options, out);
  return out;
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
