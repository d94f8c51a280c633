// Laws of what an intermediary sends on (oracle/forward.h): of any octets, whoever forwards them to whom.
#include "oracle/forward.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "parser/fields/field.h"
#include "properties/generators/asked.h"
#include "properties/generators/basic.h"
#include "properties/generators/message.h"
#include "properties/law.h"
#include "properties/oracle/forward_support.h"
#include "properties/show.h"
#include "witness/forward.h"

namespace plumbline::properties {
namespace {

using oracle::Fate;
using oracle::Forward;
using oracle::Forwarded;
using oracle::ForwardedMessage;
using oracle::ForwardSettings;
using oracle::NextHop;

OnItsWay MakeWay() {
  OnItsWay way;
  way.asked = *AnyAsked();
  way.gateway = *Sometimes(3);
  way.to_proxy = way.asked.kind == MessageKind::kRequest && *Sometimes(3);
  way.next_hop = *OneOfThese<NextHop>({NextHop::kHttp11, NextHop::kHttp10, NextHop::kHttp2, NextHop::kHttp3});
  way.has_clock = *Sometimes(2);
  return way;
}

rc::Gen<OnItsWay> AnyWay() { return rc::gen::exec(MakeWay); }

// These messages, which are valid, on any way.
OnItsWay WayOf(const StreamSample& stream) {
  OnItsWay way = *AnyWay();
  way.asked = {stream.octets, stream.kind, oracle::Reader::kProxy, true, stream.methods};
  if (stream.kind == MessageKind::kRequest) way.asked.methods.reset();
  if (stream.kind == MessageKind::kResponse) way.to_proxy = false;
  return way;
}

LAW(Forward, WhatIsSentIsAcceptedStrictly, ()) {
  const OnItsWay way = *AnyWay();
  const WaySettings settings(way);
  const Forwarded forwarded = Forward(settings.get(), way.asked.octets);
  for (const ForwardedMessage& message : forwarded.messages) {
    RC_CLASSIFY(message.fate == Fate::kSent, "sent");
    if (message.fate != Fate::kSent) continue;
    RC_LOG() << Escape(message.octets);
    for (const reading::Field& field : message.list.fields)
      RC_LOG() << field.name << ": " << Escape(field.value) << "\n";
    RC_ASSERT(IsAccepted(way.asked.kind, message, way.next_hop));
  }
}

LAW(Forward, ForwardingTwiceIsForwardingOnceButForViaAndMaxForwards, ()) {
  OnItsWay way = *AnyWay();
  if (!IsHttp1(way.next_hop)) way.next_hop = NextHop::kHttp11;
  const WaySettings settings(way);
  for (const ForwardedMessage& message : Forward(settings.get(), way.asked.octets).messages) {
    if (message.fate != Fate::kSent) continue;
    const absl::string_view method = message.answers;
    const Forwarded again = Forward(settings.For(method), message.octets);
    RC_LOG() << Escape(message.octets);
    RC_ASSERT(again.messages.size() >= 1u);
    if (again.messages[0].fate == Fate::kAnswered) continue;  // Max-Forwards has come to 0
    RC_LOG() << Escape(again.messages[0].octets);
    RC_ASSERT(again.messages[0].fate == Fate::kSent);
    RC_ASSERT(witness::WithoutTraces(again.messages[0].octets) == witness::WithoutTraces(message.octets));
  }
}

// What was read with a permission is read as the standard has it after one hop.
LAW(Forward, NoFaultSurvives, ()) {
  OnItsWay way = *AnyWay();
  if (!IsHttp1(way.next_hop)) way.next_hop = NextHop::kHttp11;
  const WaySettings settings(way);
  for (const ForwardedMessage& message : Forward(settings.get(), way.asked.octets).messages) {
    if (message.fate != Fate::kSent) continue;
    const absl::string_view method = message.answers;
    const ForwardSettings next = settings.For(method);
    const oracle::Question question{message.octets, way.asked.kind,
                                    way.gateway ? oracle::Reader::kGateway : oracle::Reader::kProxy, false,
                                    next.methods};
    const oracle::Permitted permitted = oracle::Permit(question);
    RC_ASSERT(permitted.readings[0].verdict == oracle::Verdict::kConforms);
    RC_ASSERT(permitted.readings[0].steps().empty());
    RC_LOG() << Escape(message.octets);
    RC_ASSERT(permitted.readings[0].messages().size() == 1u);
    for (const Finding& finding : permitted.readings[0].messages()[0]->findings) {
      RC_LOG() << Info(finding.clause).id;
      RC_ASSERT(finding.clause != Clause::kBothLengths);
    }
  }
}

// A proxy keeps no connection with a client of HTTP/1.0 (RFC 9112, section 9.3), so that what comes later on it is not
// processed.
size_t ProcessedOf(const Forwarded& forwarded, const StreamSample& stream) {
  size_t count = 0;
  while (count < forwarded.messages.size() && count < stream.messages.size()) {
    const ForwardedMessage& message = forwarded.messages[count];
    if (message.fate == Fate::kRefused && message.status == 0) break;
    ++count;
  }
  return count;
}

// RFC 9110, section 7.6.1. What the intermediary sends of its own is not what was received.
bool MayBeOwn(absl::string_view name) {
  for (const absl::string_view own :
       {"host", "content-length", "transfer-encoding", "te", "via", "date", "max-forwards"}) {
    if (name == own) return true;
  }
  return false;
}

LAW(Forward, NominatedFieldsAreGone, ()) {
  const StreamSample stream = *AnyStream();
  const OnItsWay way = WayOf(stream);
  const WaySettings settings(way);
  const Forwarded forwarded = Forward(settings.get(), way.asked.octets);
  for (size_t i = 0; i < ProcessedOf(forwarded, stream); ++i) {
    const ForwardedMessage& message = forwarded.messages[i];
    if (message.fate != Fate::kSent) continue;
    std::vector<std::string> gone = {"keep-alive", "proxy-connection", "upgrade"};
    for (const absl::string_view name : stream.messages[i].removed) gone.push_back(absl::AsciiStrToLower(name));
    std::vector<std::string> sent;
    if (IsHttp1(way.next_hop)) {
      const Interpretation read = ReadSent(way.asked.kind, message);
      for (const FieldLine& field : read.messages[0].fields) sent.push_back(absl::AsciiStrToLower(field.name));
      for (const FieldLine& field : read.messages[0].trailers) sent.push_back(absl::AsciiStrToLower(field.name));
    } else {
      for (const reading::Field& field : message.list.fields) sent.push_back(field.name);
      for (const reading::Field& field : message.list.trailers) sent.push_back(field.name);
    }
    for (const std::string& name : gone) {
      if (MayBeOwn(name) || name == "connection") continue;
      RC_LOG() << name << " in " << absl::StrJoin(sent, ", ");
      RC_ASSERT(std::find(sent.begin(), sent.end(), name) == sent.end());
    }
  }
}

LAW(Forward, TheContentIsKept, ()) {
  const StreamSample stream = *AnyStream();
  const OnItsWay way = WayOf(stream);
  const WaySettings settings(way);
  const Forwarded forwarded = Forward(settings.get(), way.asked.octets);
  for (size_t i = 0; i < ProcessedOf(forwarded, stream); ++i) {
    const ForwardedMessage& message = forwarded.messages[i];
    if (message.fate != Fate::kSent) continue;
    const std::string content =
        IsHttp1(way.next_hop) ? ReadSent(way.asked.kind, message).messages[0].body : message.list.content;
    RC_ASSERT(content == stream.messages[i].body);
  }
}

// --- Beside the witness -------------------------------------------------------------------------

witness::SlowFate FateOf(Fate fate) {
  if (fate == Fate::kSent) return witness::SlowFate::kSent;
  if (fate == Fate::kNotSent) return witness::SlowFate::kNotSent;
  return fate == Fate::kAnswered ? witness::SlowFate::kAnswered : witness::SlowFate::kRefused;
}

bool IsBarredFromTrailers(absl::string_view name) { return HasTrait(name, traits::kNotInTrailers); }

LAW(Forward, TheWitnessSendsTheSame, ()) {
  const StreamSample stream = *AnyStream();
  const OnItsWay way = WayOf(stream);
  const WaySettings settings(way);
  const Forwarded forwarded = Forward(settings.get(), stream.octets);
  for (size_t i = 0; i < ProcessedOf(forwarded, stream); ++i) {
    const ForwardedMessage& message = forwarded.messages[i];
    const witness::SlowForwarded slow =
        witness::SlowForward(stream.messages[i], message.answers, settings.get(), IsBarredFromTrailers);
    RC_LOG() << Escape(stream.octets) << "\n" << Escape(message.octets) << "\n" << message.why.what;
    RC_ASSERT(FateOf(message.fate) == slow.fate);
    if (message.fate != Fate::kSent) continue;
    if (!IsHttp1(way.next_hop)) {
      RC_ASSERT(witness::SlowSectionOf(LinesOf(message.list.fields)) == slow.fields);
      RC_ASSERT(witness::SlowSectionOf(LinesOf(message.list.trailers)) == slow.trailers);
      RC_ASSERT(message.list.content == slow.content);
      continue;
    }
    const Message sent = ReadSent(stream.kind, message).messages.at(0);
    RC_ASSERT(absl::StartsWith(message.octets, slow.start_line + "\r\n"));
    RC_ASSERT(witness::SlowSectionOf(sent.fields) == slow.fields);
    RC_ASSERT(witness::SlowSectionOf(sent.trailers) == slow.trailers);
    RC_ASSERT(sent.body == slow.content);
  }
}

}  // namespace
}  // namespace plumbline::properties
