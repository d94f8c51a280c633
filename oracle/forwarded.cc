#include "oracle/forwarded.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/forwarded_checker.h"
#include "oracle/hold.h"
#include "oracle/same.h"

namespace plumbline::oracle {
namespace {

constexpr ForwardedInfo kHowJudged[] = {
#define PLUMBLINE_FORWARDED(rule, aspect, not_judged) {ForwardingRule::rule, reading::Aspect::aspect, not_judged},
#include "oracle/forwarded.def"
#undef PLUMBLINE_FORWARDED
};

constexpr size_t kRules = 0
#define PLUMBLINE_FORWARDING(...) +1
#include "oracle/forwarding.def"
#undef PLUMBLINE_FORWARDING
    ;
static_assert(std::size(kHowJudged) == kRules, "forwarded.def has a row for each of forwarding.def");

constexpr absl::string_view kVersionNames[] = {"HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"};
constexpr absl::string_view kHopNames[] = {"origin", "proxy"};

template <typename Value, size_t kSize>
std::optional<Value> FindIn(const absl::string_view (&names)[kSize], absl::string_view name) {
  for (size_t i = 0; i < kSize; ++i) {
    if (names[i] == name) return static_cast<Value>(i);
  }
  return std::nullopt;
}

bool IsInterimStatus(int status) { return status >= 100 && status < 200 && status != 101; }

}  // namespace

absl::string_view Name(HttpVersion version) { return kVersionNames[static_cast<size_t>(version)]; }
std::optional<HttpVersion> FindHttpVersion(absl::string_view name) { return FindIn<HttpVersion>(kVersionNames, name); }
absl::string_view Name(NextRecipient hop) { return kHopNames[static_cast<size_t>(hop)]; }
std::optional<NextRecipient> FindNextRecipient(absl::string_view name) {
  return FindIn<NextRecipient>(kHopNames, name);
}

// In the order of forwarding.def: tables_test sees to it.
const ForwardedInfo& HowJudged(ForwardingRule rule) { return kHowJudged[static_cast<size_t>(rule)]; }

void ForwardedChecker::Add(Broken broken, uint64_t offset, size_t forwarded, std::optional<uint64_t> forwarded_offset) {
  const ForwardingInfo& info = Info(broken.rule);
  const uint8_t kind = IsRequest() ? kForwardedRequests : kForwardedResponses;
  if ((info.binds & ForwarderOf()) == 0 || (info.messages & kind) == 0) return;
  const Verdict by_level = info.level == Level::kShould ? Verdict::kDiscouraged : Verdict::kViolates;
  out_.push_back({broken.rule, broken.verdict.value_or(by_level), std::move(broken.clause), offset, forwarded,
                  forwarded_offset, broken.gap, std::move(broken.why)});
}

void ForwardedChecker::Add(Broken broken, const Pair& pair, std::optional<size_t> in_line,
                           std::optional<size_t> out_line) {
  const uint64_t offset = in_line && *in_line < pair.in.lines.size() ? pair.in.lines[*in_line] : pair.in.begin;
  std::optional<uint64_t> sent = pair.out.begin;
  if (pair.out.is_list()) sent.reset();
  if (out_line && *out_line < pair.out.lines.size()) sent = pair.out.lines[*out_line];
  Add(std::move(broken), offset, pair.out.forwarded, sent);
}

void ForwardedChecker::AddAt(absl::string_view name, Broken broken, const Pair& pair) {
  const std::vector<size_t> in = LinesNamed(pair.in_fields(), name);
  const std::vector<size_t> out = LinesNamed(pair.out_fields(), name);
  Add(std::move(broken), pair, in.empty() ? std::nullopt : std::make_optional(in.front()),
      out.empty() ? std::nullopt : std::make_optional(out.front()));
}

void ForwardedChecker::Add(Broken broken, const SentMessage& out) {
  Add(std::move(broken), 0, out.forwarded, out.is_list() ? std::nullopt : std::make_optional(out.begin));
}

std::vector<BrokenRule> ForwardedChecker::Check() {
  Faults();
  Messages();
  // The worst first, and of equally bad ones in the order of the table.
  std::stable_sort(out_.begin(), out_.end(), [](const BrokenRule& a, const BrokenRule& b) {
    return a.verdict != b.verdict ? a.verdict > b.verdict : a.rule < b.rule;
  });
  return std::move(out_);
}

const PermittedMessage* ForwardedChecker::InAt(size_t index) const {
  return index < reading_.message_count ? reading_.messages()[index].get() : reading_.open.get();
}

// Which of the messages that were received, from `from` on, this one is: of requests the first with its method, better
// with its path, too, and best with its content.
std::optional<size_t> ForwardedChecker::Counterpart(const SentMessage& out, size_t from) const {
  const reading::StartLine& sent = *out.reading.start;
  const absl::string_view path = PartsOfTarget(sent.target, sent.method).path_and_query;
  std::optional<size_t> best;
  int best_likeness = -1;
  for (size_t i = from; i < InCount(); ++i) {
    const PermittedMessage& in = *InAt(i);
    if (!in.reading.start || !in.reading.fields) continue;
    const reading::StartLine& start = *in.reading.start;
    if (!IsRequest()) {
      // 203: transformed, RFC 9110, section 15.3.4.
      if (start.status == sent.status || (start.status == 200 && sent.status == 203)) return i;
      if (!IsInterimStatus(start.status)) return std::nullopt;
      continue;
    }
    if (start.method != sent.method) continue;
    const bool same_path = SameTarget(PartsOfTarget(start.target, start.method).path_and_query, path, false) ||
                           SameTarget(start.target, sent.target, false);
    const bool same_content =
        !in.reading.content || !out.reading.content || absl::StartsWith(*in.reading.content, *out.reading.content);
    const int likeness = (same_path ? 2 : 0) + (same_content ? 1 : 0);
    if (likeness <= best_likeness) continue;
    best = i;
    best_likeness = likeness;
  }
  return best;
}

void ForwardedChecker::Messages() {
  size_t next = 0;
  size_t finals = 0;  // final responses that were sent
  for (const SentMessage& out : sent_.messages) {
    if (!out.reading.start || !out.reading.fields) continue;
    LengthsOfSent(out);
    const bool interim = !IsRequest() && IsInterimStatus(out.reading.start->status);
    const std::optional<size_t> index = Counterpart(out, next);
    if (!index) {
      Unmatched(out, finals);
      // A response of its own stands for the one that came.
      while (!IsRequest() && !interim && next < InCount() && IsInterimStatus(InAt(next)->reading.start->status)) ++next;
      if (!IsRequest() && !interim && next < InCount()) ++next;
    } else {
      for (; next < *index; ++next) Skipped(*InAt(next), out);
      ++next;
      CheckPair({*InAt(*index), out, *index < reading_.message_count});
    }
    if (!interim) ++finals;
  }
}

// An interim response that was not sent on before a later one: RFC 9110, section 15.2.
void ForwardedChecker::Skipped(const PermittedMessage& in, const SentMessage& out) {
  if (IsRequest() || !IsInterimStatus(in.reading.start->status)) return;
  if (observed_.downstream.value_or(HttpVersion::kHttp10) == HttpVersion::kHttp10) return;
  Broken broken{ForwardingRule::kInterimForwarded,
                absl::StrCat("the interim response ", in.reading.start->status, " is not sent on")};
  if (in.reading.start->status == 100) {
    broken.verdict = Verdict::kAllowed;
    absl::StrAppend(&broken.why, ": only if the proxy asked for it itself");
  }
  Add(std::move(broken), in.begin, out.forwarded, out.is_list() ? std::nullopt : std::make_optional(out.begin));
}

// Whether a request goes once more on another connection, which is permitted of those that are idempotent: RFC 9112,
// section 9.3.1, and RFC 9110, section 9.2.2.
bool ForwardedChecker::IsRetry(const SentMessage& out) const {
  const reading::StartLine& start = *out.reading.start;
  const absl::string_view idempotent[] = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"};
  if (std::find(std::begin(idempotent), std::end(idempotent), start.method) == std::end(idempotent)) return false;
  return std::any_of(sent_.messages.begin(), sent_.messages.end(), [&](const SentMessage& other) {
    return other.forwarded < out.forwarded && other.reading.start && other.reading.start->method == start.method &&
           other.reading.start->target == start.target && other.reading.content == out.reading.content;
  });
}

// What was sent is none of the messages that were received.
void ForwardedChecker::Unmatched(const SentMessage& out, size_t finals_before) {
  if (reading_.end == PermittedEnd::kAnything || reading_.end == PermittedEnd::kTunnel) return;
  const std::optional<uint64_t> at = out.is_list() ? std::nullopt : std::make_optional(out.begin);
  const Refused& due = reading_.refused;
  const bool refuses = reading_.end == PermittedEnd::kRefused;
  const uint64_t offset = refuses ? due.offset : reading_.message_count > 0 ? reading_.messages().back()->end : 0;
  const std::string clause = refuses ? std::string(Info(due.clause).id) : "";
  if (IsRequest()) {
    if (IsRetry(out)) return;
    return Add({ForwardingRule::kSentAsRead,
                absl::StrCat("the request ", out.reading.start->method, " is not one that was received",
                             refuses ? ", or has to be refused" : ""),
                {},
                {},
                clause},
               offset, out.forwarded, at);
  }
  const int status = out.reading.start->status;
  if (status == 421) Add({ForwardingRule::kNo421, "a proxy generates 421"}, out);
  const bool interim = IsInterimStatus(status);
  size_t finals = 0;
  for (size_t i = 0; i < InCount(); ++i) finals += IsInterimStatus(InAt(i)->reading.start->status) ? 0 : 1;
  if (interim) {
    return Add({ForwardingRule::kSentAsRead, absl::StrCat("the interim response ", status, " was not received")},
               offset, out.forwarded, at);
  }
  if (finals_before < finals) return;  // a response of its own in the place of one
  const bool invalid =
      refuses && (due.clause == Clause::kContentLengthInvalid || due.clause == Clause::kContentLengthDiffers);
  if (invalid && IsProxy()) {
    if (status == 502) return;
    return Add({ForwardingRule::kInvalidLengthIs502,
                absl::StrCat("Content-Length is invalid, and the client is sent ", status, " and not 502"),
                {},
                {},
                clause},
               offset, out.forwarded, at);
  }
  const bool extra = refuses ? IsAfterTheEnd(due.clause) : reading_.extra_discarded;
  if (extra || reading_.end == PermittedEnd::kComplete) {
    return Add({ForwardingRule::kExtraDataNotForwarded,
                "more responses are sent on than were asked for and received",
                {},
                {},
                clause},
               offset, out.forwarded, at);
  }
  if (refuses && status < 500) {
    Add({ForwardingRule::kSentAsRead,
         "the response has to be discarded, or is not one that was received",
         {},
         {},
         clause},
        offset, out.forwarded, at);
  }
}

void ForwardedChecker::CheckPair(const Pair& pair) {
  if (pair.in.refused) {
    Add({ForwardingRule::kSentAsRead,
         "a request that has to be refused is sent on",
         {},
         {},
         std::string(Info(pair.in.refused->clause).id)},
        pair.in.refused->offset, pair.out.forwarded,
        pair.out.is_list() ? std::nullopt : std::make_optional(pair.out.begin));
    return;
  }
  if (observed_.downstream == HttpVersion::kHttp10 && IsInterimStatus(pair.out_start().status) && !IsRequest()) {
    Add({ForwardingRule::kInterimForwarded, "an interim response is sent to a client of HTTP/1.0", Verdict::kViolates},
        pair, {}, {});
  }
  ConnectionFields(pair);
  Via(pair);
  MaxForwards(pair);
  Target(pair);
  Content(pair);
  Lengths(pair);
  Trailers(pair);
  Completeness(pair);
  OtherFields(pair);
  if (pair.out.is_list()) List(pair);
}

}  // namespace plumbline::oracle
