// Where a message has been, and how far it may go: RFC 9110, sections 7.6.2 and 7.6.3.
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/forwarded_checker.h"
#include "parser/fields/via.h"

namespace plumbline::oracle {
namespace {

struct Member {
  std::string protocol;  // without the name HTTP
  std::string by;
};

// Nullopt: the value is not its grammar.
std::optional<std::vector<Member>> MembersOfVia(const std::optional<std::string>& value) {
  std::vector<Member> out;
  if (!value) return out;
  const Result<plumbline::Via> parsed = ParseVia(*value);
  if (!parsed.complete()) return std::nullopt;
  for (const ViaMember& member : *parsed) {
    const bool http = member.protocol_name.empty() || absl::EqualsIgnoreCase(member.protocol_name, "HTTP");
    out.push_back(
        {http ? std::string(member.protocol_version) : absl::StrCat(member.protocol_name, "/", member.protocol_version),
         member.has_port ? absl::StrCat(member.pseudonym, ":", member.port) : std::string(member.pseudonym)});
  }
  return out;
}

// Members of one protocol in a row may be one: how many there are of each, in order.
struct ProtocolRun {
  std::string protocol;
  size_t count = 0;
};
std::vector<ProtocolRun> RunsOf(const std::vector<Member>& members) {
  std::vector<ProtocolRun> out;
  for (const Member& member : members) {
    if (out.empty() || out.back().protocol != member.protocol) out.push_back({member.protocol, 0});
    ++out.back().count;
  }
  return out;
}
bool IsCombined(const std::vector<ProtocolRun>& all, const std::vector<ProtocolRun>& sent) {
  return all.size() == sent.size() &&
         std::equal(all.begin(), all.end(), sent.begin(), [](const ProtocolRun& a, const ProtocolRun& b) {
           return a.protocol == b.protocol && b.count <= a.count;
         });
}

bool SameMembers(const std::vector<Member>& a, const std::vector<Member>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Member& x, const Member& y) { return x.protocol == y.protocol && x.by == y.by; });
}

// A numeral without zeros in front; empty for zero. Nullopt: it is none.
std::optional<std::string> Numeral(absl::string_view value) {
  if (value.empty()) return std::nullopt;
  for (const char c : value) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return std::nullopt;
  }
  return std::string(value.substr(std::min(value.find_first_not_of('0'), value.size())));
}
bool IsLess(const std::string& a, const std::string& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; }

}  // namespace

void ForwardedChecker::Via(const Pair& pair) {
  if (!IsRequest()) {
    if (IsProxy()) ViaAppended(pair, ForwardingRule::kViaOfProxyResponse);
    return;
  }
  ViaAppended(pair, IsProxy() ? ForwardingRule::kViaOfProxyRequest : ForwardingRule::kViaOfGateway);
}

void ForwardedChecker::ViaAppended(const Pair& pair, ForwardingRule rule) {
  auto received = MembersOfVia(CombinedValue(pair.in_fields(), "via"));
  auto sent = MembersOfVia(CombinedValue(pair.out_fields(), "via"));
  if (!sent && !received) {  // what came goes on: of what is appended the last line tells, if it is one
    const Fields& fields = pair.out_fields();
    sent = MembersOfVia(fields[LinesNamed(fields, "via").back()].value);
    if (!sent) return;
  }
  if (!sent) return AddAt("via", {rule, "the Via that is sent is not its grammar"}, pair);
  const Member own{absl::StrCat(int{pair.in_start().version.major}, ".", int{pair.in_start().version.minor}), ""};
  if (sent->empty()) return AddAt("via", {rule, "Via is not sent"}, pair);
  if (!received) {  // what came before cannot be told apart
    if (sent->back().protocol != own.protocol) AddAt("via", {rule, "the last member of Via has another version"}, pair);
    return;
  }
  if (SameMembers(*received, *sent)) return AddAt("via", {rule, "the intermediary is not appended to Via"}, pair);
  std::vector<Member> all = *received;
  all.push_back(own);
  const std::vector<ProtocolRun> sent_runs = RunsOf(*sent);
  if (IsNominated(pair, "via") && !IsCombined(RunsOf(all), sent_runs)) {  // what came was removed: gap G22
    received->clear();
    all = {own};
  }
  const std::vector<ProtocolRun> all_runs = RunsOf(all);
  if (!IsCombined(all_runs, sent_runs)) {
    if (sent->back().protocol != own.protocol) {
      return AddAt("via",
                   {rule, absl::StrCat("the last member of Via says ", sent->back().protocol,
                                       ", and the message came as ", own.protocol)},
                   pair);
    }
    if (sent->size() > all.size()) return AddAt("via", {rule, "Via has more members than it came with and one"}, pair);
    const ForwardingRule other = sent->size() < all.size() ? ForwardingRule::kViaNotCombined : rule;
    return AddAt("via",
                 {other, sent->size() < all.size() ? "members of Via with different protocols are made one"
                                                   : "the members of Via are not those that came, and one more"},
                 pair);
  }
  // One more, but in front.
  const bool prepended = sent->size() == all.size() && received->size() > 0 && sent->back().by == received->back().by &&
                         sent->front().by != received->front().by;
  if (prepended) AddAt("via", {rule, "the intermediary is put before the members of Via, and not after them"}, pair);
}

void ForwardedChecker::MaxForwards(const Pair& pair) {
  if (!IsRequest()) return;
  const std::optional<std::string> sent = CombinedValue(pair.out_fields(), "max-forwards");
  const std::optional<std::string> received = CombinedValue(pair.in_fields(), "max-forwards");
  if (!received) {
    if (sent)
      AddAt("max-forwards", {ForwardingRule::kMaxForwardsNotMade, "the request came without Max-Forwards"}, pair);
    return;
  }
  if (pair.in_start().method != "OPTIONS" && pair.in_start().method != "TRACE") return;
  const std::optional<std::string> hops = Numeral(*received);
  if (!hops) return;
  if (hops->empty()) {
    return AddAt("max-forwards", {ForwardingRule::kMaxForwardsZero, "Max-Forwards is 0, and the request is sent on"},
                 pair);
  }
  const std::optional<std::string> left = sent ? Numeral(*sent) : std::nullopt;
  if (left && IsLess(*left, *hops)) return;
  Broken broken{ForwardingRule::kMaxForwardsLowered, absl::StrCat("Max-Forwards came as ", *received, ", and is sent ",
                                                                  sent ? absl::StrCat("as ", *sent) : "not at all")};
  if (!sent && IsNominated(pair, "max-forwards")) {  // removed as Connection asks
    broken.verdict = Verdict::kUndecided;
    broken.gap = Gap::kG22;
  }
  AddAt("max-forwards", std::move(broken), pair);
}

}  // namespace plumbline::oracle
