// Laws of forwarding from and to HTTP/2 and HTTP/3 (oracle/forward.h).
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "oracle/forward.h"
#include "properties/generators/basic.h"
#include "properties/generators/field_lists.h"
#include "properties/generators/message.h"
#include "properties/law.h"
#include "properties/oracle/forward_support.h"
#include "properties/show.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using oracle::Fate;
using oracle::Forward;
using oracle::Forwarded;
using oracle::ForwardedMessage;
using oracle::ForwardList;
using oracle::ListMessage;
using oracle::NextHop;

ListMessage AnyListMessage(FieldListKind& kind) {
  kind = *OneOfThese<FieldListKind>({FieldListKind::kRequest, FieldListKind::kResponse});
  const FieldListVersion version = *AnyListVersion();
  const FieldList list = *Sometimes(4) ? *AnyFieldList() : *WellFormedList(version, kind);
  ListMessage message;
  message.version = list.version;
  if (list.kind != FieldListKind::kTrailers) kind = list.kind;
  for (const auto& [name, value] : list.fields) message.fields.push_back({name, value});
  if (*Sometimes(3)) message.content = "abc";
  for (reading::Field& field : message.fields) {
    if (field.name == "content-length" && *Sometimes(2)) field.value = absl::StrCat(message.content.size());
  }
  if (*Sometimes(4)) {
    for (const auto& [name, value] : (*WellFormedList(version, FieldListKind::kTrailers)).fields) {
      message.trailers.push_back({name, value});
    }
  }
  return message;
}

LAW(Forward, WhatIsSentOfAListIsAcceptedStrictly, ()) {
  FieldListKind kind{};
  const ListMessage list = AnyListMessage(kind);
  OnItsWay way;
  way.asked.kind = kind == FieldListKind::kRequest ? MessageKind::kRequest : MessageKind::kResponse;
  way.to_proxy = kind == FieldListKind::kRequest && *Sometimes(2);
  way.next_hop = *OneOfThese<NextHop>({NextHop::kHttp11, NextHop::kHttp10, NextHop::kHttp2, NextHop::kHttp3});
  const WaySettings settings(way);
  const Forwarded forwarded = ForwardList(settings.get(), list);
  RC_ASSERT(forwarded.messages.size() == 1u);
  const ForwardedMessage& message = forwarded.messages[0];
  const std::vector<FieldLine> lines = LinesOf(list.fields);
  for (const FieldLine& line : lines) RC_LOG() << Escape(line.name) << ": " << Escape(line.value) << "\n";
  const bool malformed = CheckFieldList(list.version, kind, lines).has_value();
  if (malformed) RC_ASSERT(message.fate == Fate::kRefused);
  RC_CLASSIFY(message.fate == Fate::kSent, "sent");
  if (message.fate != Fate::kSent) return;
  RC_LOG() << Escape(message.octets);
  RC_ASSERT(IsAccepted(way.asked.kind, message, way.next_hop));
}

// RFC 9113, sections 8.2.3 and 8.3.1; RFC 9114, sections 4.2.1 and 4.3.1: what of a request comes from which field.
LAW(Forward, ARequestOfAListIsMadeOfItsParts, ()) {
  const FieldList list = *WellFormedList(*AnyListVersion(), FieldListKind::kRequest);
  ListMessage message;
  message.version = list.version;
  std::map<std::string, std::vector<std::string>> received;
  for (const auto& [name, value] : list.fields) {
    message.fields.push_back({name, value});
    received[name].push_back(value);
  }
  OnItsWay way;
  way.to_proxy = true;
  const WaySettings settings(way);
  const Forwarded forwarded = ForwardList(settings.get(), message);
  if (forwarded.messages[0].fate != Fate::kSent) return;
  const Message sent = ReadSent(MessageKind::kRequest, forwarded.messages[0]).messages.at(0);
  RC_LOG() << Escape(forwarded.messages[0].octets);
  const auto value_of = [&](const char* name) { return received[name].empty() ? "" : received[name][0]; };
  std::string authority = value_of(received[":authority"].empty() ? "host" : ":authority");
  authority = authority.substr(authority.rfind('@') == std::string::npos ? 0 : authority.rfind('@') + 1);
  RC_ASSERT(sent.request.method == value_of(":method"));
  std::string target = authority;
  if (sent.request.method != "CONNECT") target = absl::StrCat(value_of(":scheme"), "://", authority, value_of(":path"));
  if (value_of(":path") == "*") {  // with an authority, that of a URI without a path
    target = received[":authority"].empty() ? "*" : absl::StrCat(value_of(":scheme"), "://", authority);
  }
  RC_ASSERT(sent.request.target.text == target);

  std::map<std::string, std::vector<std::string>> fields;
  for (const FieldLine& field : sent.fields) fields[absl::AsciiStrToLower(field.name)].emplace_back(field.value);
  RC_ASSERT(fields["host"] == std::vector<std::string>{authority});
  if (!received["cookie"].empty()) {
    const std::string joined = absl::StrJoin(received["cookie"], "; ");
    RC_ASSERT(fields["cookie"] == std::vector<std::string>{std::string(witness::TrimOws(joined))});
  }
  for (const auto& [name, values] : received) {
    const bool own = name == "host" || name == "cookie" || name == "te" || name == "via" || name == "content-length" ||
                     name == "max-forwards";
    if (!own && !values.empty() && name[0] != ':') RC_ASSERT(fields[name] == values);
  }
}

// --- There and back -----------------------------------------------------------------------------

// What of a message comes through HTTP/2 and HTTP/3: not the reason-phrase, the spelling of names, their order among
// each other, the framing, and what an intermediary says of itself.
struct Kept {
  std::string start;
  std::map<std::string, std::vector<std::string>> fields;
  std::map<std::string, std::vector<std::string>> trailers;
  std::string content;
};

void Keep(const std::vector<FieldLine>& lines, std::map<std::string, std::vector<std::string>>& out) {
  for (const FieldLine& line : lines) {
    const std::string name = absl::AsciiStrToLower(line.name);
    if (name == "via" || name == "transfer-encoding" || name == "content-length" || name == "max-forwards") continue;
    out[name].emplace_back(line.value);
  }
  // Several lines of Cookie are no list, and become one.
  const auto cookie = out.find("cookie");
  if (cookie != out.end()) cookie->second = {std::string(witness::TrimOws(absl::StrJoin(cookie->second, "; ")))};
}

Kept KeptOf(MessageKind kind, const ForwardedMessage& message) {
  const Interpretation read = ReadSent(kind, message);
  const Message& got = read.messages.at(0);
  Kept out;
  out.start = kind == MessageKind::kRequest ? absl::StrCat(got.request.method, " ", got.request.target.text)
                                            : absl::StrCat(got.response.status);
  Keep(got.fields, out.fields);
  Keep(got.trailers, out.trailers);
  out.content = got.body;
  return out;
}

LAW(Forward, ThroughHttp2AndHttp3AndBackAMessageIsTheSame, ()) {
  const StreamSample stream = *AnyStream();
  OnItsWay way;
  way.asked = {stream.octets, stream.kind, oracle::Reader::kProxy, true, stream.methods};
  if (stream.kind == MessageKind::kRequest) way.asked.methods.reset();
  const Forwarded direct = Forward(WaySettings(way).get(), stream.octets);
  way.next_hop = *OneOfThese<NextHop>({NextHop::kHttp2, NextHop::kHttp3});
  const Forwarded there = Forward(WaySettings(way).get(), stream.octets);
  RC_ASSERT(direct.messages.size() == there.messages.size());
  way.next_hop = NextHop::kHttp11;
  const WaySettings back(way);
  for (size_t i = 0; i < direct.messages.size(); ++i) {
    if (direct.messages[i].fate != Fate::kSent || there.messages[i].fate != Fate::kSent) continue;
    const absl::string_view method = there.messages[i].answers;
    const Forwarded got = ForwardList(back.For(method), there.messages[i].list);
    for (const reading::Field& field : there.messages[i].list.fields) {
      RC_LOG() << field.name << ": " << Escape(field.value) << "\n";
    }
    RC_LOG() << Escape(direct.messages[i].octets) << "\n";
    if (got.messages[0].fate == Fate::kAnswered) continue;  // Max-Forwards has come to 0
    RC_ASSERT(got.messages[0].fate == Fate::kSent);
    const Kept expected = KeptOf(stream.kind, direct.messages[i]);
    const Kept kept = KeptOf(stream.kind, got.messages[0]);
    RC_LOG() << Escape(got.messages[0].octets);
    RC_ASSERT(kept.start == expected.start);
    RC_ASSERT(kept.fields == expected.fields);
    RC_ASSERT(kept.trailers == expected.trailers);
    RC_ASSERT(kept.content == expected.content);
  }
}

}  // namespace
}  // namespace plumbline::properties
