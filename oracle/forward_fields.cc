// Fields on their way: what is meant for one connection goes, and what the intermediary has to say of itself comes.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "oracle/forward_work.h"
#include "oracle/forwarded_sent.h"
#include "parser/fields/connection.h"
#include "parser/fields/field.h"
#include "parser/fields/hop_by_hop.h"
#include "parser/fields/te.h"
#include "parser/fields/via.h"

namespace plumbline::oracle {
namespace {

using absl::EqualsIgnoreCase;

bool IsNamed(const std::vector<std::string>& names, absl::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& other) { return EqualsIgnoreCase(other, name); });
}

}  // namespace

const CarriedField* ForwardWork::Find(absl::string_view name) const {
  for (const CarriedField& field : carried_.fields) {
    if (EqualsIgnoreCase(field.name, name)) return &field;
  }
  return nullptr;
}

void ForwardWork::Remove(absl::string_view name, ForwardingRule rule, absl::string_view why) {
  std::vector<CarriedField> kept;
  for (CarriedField& field : carried_.fields) {
    if (!EqualsIgnoreCase(field.name, name)) {
      kept.push_back(std::move(field));
    } else {
      Note(rule, field.offset, absl::StrCat(field.name, " is removed", why.empty() ? "" : ": ", why));
    }
  }
  carried_.fields = std::move(kept);
}

void ForwardWork::Set(absl::string_view name, std::string value, ForwardingRule rule, bool first) {
  std::vector<CarriedField> kept;
  bool there = false;
  for (CarriedField& field : carried_.fields) {
    if (!EqualsIgnoreCase(field.name, name)) {
      kept.push_back(std::move(field));
      continue;
    }
    if (there) {
      Note(rule, field.offset, absl::StrCat("this line of ", field.name, " is removed"));
      continue;
    }
    there = true;
    if (field.value != value) {
      Note(rule, field.offset, absl::StrCat("the value of ", field.name, " becomes \"", value, "\""));
    }
    kept.push_back({field.name, value, field.offset});
  }
  if (!there) {
    Note(rule, carried_.head_end, absl::StrCat(name, ": ", value, " is added"));
    CarriedField added{std::string(name), std::move(value), carried_.head_end};
    kept.insert(first ? kept.begin() : kept.end(), std::move(added));
  }
  carried_.fields = std::move(kept);
}

void ForwardWork::RemoveFrom(std::vector<CarriedField>& section, bool trailers) {
  std::vector<CarriedField> kept;
  for (CarriedField& field : section) {
    const auto remove = [&](ForwardingRule rule, absl::string_view why) {
      Note(rule, field.offset, absl::StrCat(trailers ? "the trailer field " : "", field.name, " is removed", why));
    };
    if (EqualsIgnoreCase(field.name, "connection")) {
      remove(ForwardingRule::kConnectionRemoved, "");
    } else if (IsNamed(options_, field.name)) {
      remove(ForwardingRule::kNominatedRemoved, ": Connection names it");
    } else if (IsStandardConnectionField(field.name) && !EqualsIgnoreCase(field.name, "transfer-encoding")) {
      const bool stays = !trailers && own_te_ && !to_http1() && EqualsIgnoreCase(field.name, "te");
      if (stays && field.value == "trailers") {
        kept.push_back(std::move(field));
        continue;
      }
      remove(KnownToGo(), "");
    } else if (trailers && (HasTrait(field.name, traits::kNotInTrailers) || to_http10())) {
      remove(ForwardingRule::kTrailersApart,
             to_http10() ? ": HTTP/1.0 has no trailers" : ": it is none that trailers may have");
    } else {
      kept.push_back(std::move(field));
    }
  }
  section = std::move(kept);
}

// RFC 9110, section 7.6.1. Transfer-Encoding is left to the framing.
void ForwardWork::RemoveConnectionFields() {
  std::string te;
  const bool http1 = carried_.from == kHttp1Hop;
  for (const CarriedField& field : carried_.fields) {
    if (EqualsIgnoreCase(field.name, "te")) absl::StrAppend(&te, te.empty() ? "" : ", ", field.value);
    if (!EqualsIgnoreCase(field.name, "connection")) continue;
    const Result<ConnectionOptions> options = ParseConnection(field.value);
    if (!options.complete()) continue;
    for (const absl::string_view name : options.value().names) options_.emplace_back(name);
  }
  // What a client says of trailers holds for itself and for those before it, so that it can be said on (section 6.5.1).
  // A TE that no option names was not meant for this connection.
  const bool counts = http1 ? carried_.version != "1.0" && IsNamed(options_, "te") : true;
  const Result<Te> parsed = ParseTe(te);
  own_te_ = carried_.request && !to_http10() && counts && parsed.complete() && parsed.value().trailers;
  RemoveFrom(carried_.fields, false);
  RemoveFrom(carried_.trailers, true);
}

// What a client of HTTP/1.0 sends as 100-continue is none: RFC 9110, section 10.1.1.
void ForwardWork::IgnoreExpectation() {
  if (!carried_.request || carried_.from != kHttp1Hop || carried_.version != "1.0") return;
  std::vector<CarriedField> kept;
  for (CarriedField& field : carried_.fields) {
    std::vector<std::string> members = MembersOf(field.value);
    const size_t count = members.size();
    members.erase(std::remove_if(members.begin(), members.end(),
                                 [](const std::string& one) { return EqualsIgnoreCase(one, "100-continue"); }),
                  members.end());
    if (EqualsIgnoreCase(field.name, "expect") && members.size() < count) {
      Note(ForwardingRule::kExpectationIgnored, field.offset, "100-continue is removed");
      if (members.empty()) continue;
      field.value = absl::StrJoin(members, ", ");
    }
    kept.push_back(std::move(field));
  }
  carried_.fields = std::move(kept);
}

void ForwardWork::AddVia() {
  const std::string member = absl::StrCat(carried_.version, " ", settings_.pseudonym);
  ForwardingRule rule = ForwardingRule::kViaOfProxyResponse;
  if (carried_.request) rule = settings_.gateway ? ForwardingRule::kViaOfGateway : ForwardingRule::kViaOfProxyRequest;
  // After the members that there are: in the last line, where it can be read, else in one of its own.
  for (auto field = carried_.fields.rbegin(); field != carried_.fields.rend(); ++field) {
    if (!EqualsIgnoreCase(field->name, "via")) continue;
    const Result<Via> via = ParseVia(field->value);
    if (!via.complete() || via.value().empty() || absl::EndsWith(field->value, ",")) break;
    absl::StrAppend(&field->value, ", ", member);
    Note(rule, field->offset, absl::StrCat("\"", member, "\" is appended to ", field->name));
    return;
  }
  Note(rule, carried_.head_end, absl::StrCat("Via: ", member, " is added"));
  carried_.fields.push_back({"Via", member, carried_.head_end});
}

void ForwardWork::AddOwnFields() {
  if (max_forwards_) Set("Max-Forwards", *max_forwards_, ForwardingRule::kMaxForwardsLowered);
  if (!carried_.request && !settings_.date.empty() && Find("date") == nullptr) {
    Set("Date", std::string(settings_.date), ForwardingRule::kDateAppended);
  }
  // Of responses a gateway may do so, and need not.
  if (carried_.request || !settings_.gateway) AddVia();
  if (own_te_ && to_http1()) {
    Set("TE", "trailers", ForwardingRule::kOwnTe);
    Set("Connection", "TE", ForwardingRule::kOwnTe);
  } else if (own_te_ && Find("te") == nullptr) {
    Set("TE", "trailers", KnownToGo());
  }
}

}  // namespace plumbline::oracle
