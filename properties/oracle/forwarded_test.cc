// Laws of the judge on what an intermediary sent on: it finds nothing in what was sent on as the standard has it, and
// finds each error that is planted, by the rule that it breaks.
#include "oracle/forwarded.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/forward.h"
#include "properties/generators/asked.h"
#include "properties/generators/basic.h"
#include "properties/generators/message.h"
#include "properties/law.h"
#include "properties/oracle/forwarded_support.h"
#include "properties/oracle/judge_support.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

using oracle::Judge;
using oracle::Judgement;
using oracle::Observation;
using oracle::Reader;
using oracle::Verdict;

// One message with lines put after its start-line, as an intermediary received it.
struct Received {
  Asked asked;
  Interpretation strict;
};

// Only messages of which the standard says one thing alone: what is noted may be a matter of two minds.
Received AnyReceived(absl::string_view lines) {
  const bool request = *Sometimes(2);
  const MessageSample sample = request ? *AnyRequest(Lasts::kAnyhow) : *AnyFinalResponse(Lasts::kAnyhow);
  Received out;
  out.asked.kind = sample.value.kind;
  out.asked.octets = sample.octets;
  out.asked.octets.insert(out.asked.octets.find('\n') + 1, lines.data(), lines.size());
  out.asked.reader = *OneOfThese<Reader>({Reader::kProxy, Reader::kGateway});
  out.asked.end_of_input = true;
  if (!request) out.asked.methods = {{sample.method}};
  const Question question(out.asked);
  out.strict = question.ReadStrictly(Intern(out.asked.octets));
  RC_PRE(out.strict.verdict == Outcome::kComplete && out.strict.messages.size() == 1);
  RC_PRE(!out.strict.tunnel);
  return out;
}

// A Max-Forwards of zero is answered; a URI without authority has no origin server.
bool IsSentOn(const Message& message) {
  const RequestTarget& target = message.request.target;
  const bool request = message.kind == MessageKind::kRequest;
  if (request && target.form == TargetForm::kAbsoluteForm && !target.has_authority) return false;
  return std::none_of(message.fields.begin(), message.fields.end(), [&](const FieldLine& field) {
    const bool zero = absl::EqualsIgnoreCase(field.name, "max-forwards") &&
                      field.value.find_first_not_of('0') == absl::string_view::npos;
    return zero;
  });
}

Observation Observed(std::vector<std::string> sent) {
  Observation out;
  out.forwarded.emplace();
  for (std::string& octets : sent) {
    out.forwarded->emplace_back();
    out.forwarded->back().octets = std::move(octets);
    out.forwarded->back().closed = true;
  }
  out.own_version = oracle::HttpVersion::kHttp11;
  out.blocked.emplace();
  return out;
}

std::string Shown(const Asked& asked, const Observation& observed, const Judgement& judged) {
  std::string out = absl::StrCat(Text(asked), "\nsent on:\n");
  for (const oracle::SentOn& sent : *observed.forwarded) absl::StrAppend(&out, Escape(sent.octets), "\n");
  for (const auto& [name, value] :
       observed.forwarded->empty() ? std::vector<reading::Field>() : observed.forwarded->front().fields) {
    absl::StrAppend(&out, Escape(name), ": ", Escape(value), "\n");
  }
  absl::StrAppend(&out, Text(judged), "\n");
  for (const oracle::BrokenRule& rule : judged.forwarding) {
    absl::StrAppend(&out, oracle::Name(rule.verdict), " ", Info(rule.rule).id, " ", rule.why, "\n");
  }
  return out;
}

LAW(Forwarded, WhatIsSentOnSimplyBreaksNothing, ()) {
  const Received received = AnyReceived("");
  const Message& message = received.strict.messages[0];
  RC_PRE(IsSentOn(message));
  const Observation observed = Observed({SendSimply(message).Octets()});
  const Judgement judged = Judge(Question(received.asked).get(), observed);
  RC_LOG() << Shown(received.asked, observed, judged);
  RC_ASSERT(judged.forwarding.empty());
  RC_ASSERT(judged.verdict <= Verdict::kUndecided);
}

LAW(Forwarded, APlantedErrorIsFound, ()) {
  Received received = AnyReceived(PlantedLines());
  received.asked.reader = Reader::kProxy;  // whom every rule binds
  const Message& message = received.strict.messages[0];
  RC_PRE(IsSentOn(message));
  const std::vector<Planted>& errors = PlantedErrors();
  const Planted& error = errors[*InRange<size_t>(0, errors.size())];
  Sending sending = SendSimply(message);
  RC_PRE(error.plant(message, sending));
  const Observation observed = Observed({sending.Octets()});
  const Judgement judged = Judge(Question(received.asked).get(), observed);
  RC_LOG() << Info(error.rule).id << "\n" << Shown(received.asked, observed, judged);
  RC_ASSERT(std::any_of(judged.forwarding.begin(), judged.forwarding.end(),
                        [&](const oracle::BrokenRule& broken) { return broken.rule == error.rule; }));
  RC_ASSERT(judged.verdict >= Verdict::kDiscouraged);
}

// Whatever is said to have been sent on: the same octets, others, or a list that may be none.
LAW(Forwarded, WhoDoesNotKnowWhatWasSentOnJudgesNoHarder, ()) {
  Asked asked = *AnyAsked();
  asked.reader = *OneOfThese<Reader>({Reader::kProxy, Reader::kGateway, Reader::kIntermediary});
  const Question question(asked);
  std::string sent = *Sometimes(2) ? asked.octets : (*AnyAsked()).octets;
  if (!sent.empty() && *Sometimes(2)) sent.resize(*InRange<size_t>(0, sent.size()));
  Observation observed = Observed({sent});
  observed.forwarded->front().closed.reset();
  if (*Sometimes(3)) {
    oracle::SentOn& list = observed.forwarded->front();
    list.version = *OneOfThese<FieldListVersion>({FieldListVersion::kHttp2, FieldListVersion::kHttp3});
    for (const char* name : {":method", ":path", ":authority", ":status", "host", "via", "te", "Connection"}) {
      if (*Sometimes(2)) list.fields.push_back({name, *FieldContent()});
    }
  }
  const Judgement judged = Judge(question.get(), observed);
  RC_LOG() << Shown(asked, observed, judged);
  RC_ASSERT(Judge(question.get(), Observation()).verdict <= judged.verdict);
  Verdict worst = Verdict::kViolates;
  for (const oracle::BrokenRule& rule : judged.forwarding) {
    RC_ASSERT(rule.verdict <= worst && rule.verdict <= judged.verdict);
    worst = rule.verdict;
    RC_ASSERT(rule.offset <= asked.octets.size() && rule.forwarded == 0);
    const oracle::SentOn& list = observed.forwarded->front();
    RC_ASSERT(rule.forwarded_offset.value_or(0) <= (list.version ? list.fields.size() : list.octets.size()));
    RC_ASSERT(HowJudged(rule.rule).not_judged.empty() && !rule.why.empty());
  }
}

// Control characters in values, which a recipient may retain, make a list of HTTP/2 or HTTP/3 malformed.
bool HasControls(absl::string_view octets) {
  return std::any_of(octets.begin(), octets.end(), [](char c) {
    return absl::ascii_iscntrl(static_cast<unsigned char>(c)) && !absl::StrContains("\t\r\n", c);
  });
}

// Of any octets, in any version.
LAW(Forwarded, WhatForwardSendsOnBreaksNothing, ()) {
  Asked asked = *AnyAsked();
  asked.reader = *OneOfThese<Reader>({Reader::kProxy, Reader::kGateway});
  asked.end_of_input = true;
  const Question question(asked);
  oracle::ForwardSettings settings;
  settings.kind = asked.kind;
  settings.gateway = asked.reader == Reader::kGateway;
  settings.to_proxy = *Sometimes(2);
  settings.next_hop =
      *OneOfThese<oracle::NextHop>({oracle::NextHop::kHttp11, oracle::NextHop::kHttp2, oracle::NextHop::kHttp3});
  RC_PRE(settings.next_hop == oracle::NextHop::kHttp11 || !HasControls(asked.octets));
  settings.date = "Tue, 15 Nov 1994 08:12:31 GMT";
  settings.methods = question.get().methods;
  Observation observed = Observed({});
  if (asked.kind == MessageKind::kRequest) {
    observed.next_hop = settings.to_proxy ? oracle::NextRecipient::kProxy : oracle::NextRecipient::kOrigin;
  }
  for (const oracle::ForwardedMessage& message : oracle::Forward(settings, asked.octets).messages) {
    if (message.fate != oracle::Fate::kSent && message.fate != oracle::Fate::kNotSent &&
        asked.kind == MessageKind::kResponse) {
      break;  // a response of its own goes in its place
    }
    if (message.fate != oracle::Fate::kSent) continue;
    oracle::SentOn& sent = observed.forwarded->emplace_back();
    sent.octets = message.octets;
    sent.closed = true;
    if (settings.next_hop == oracle::NextHop::kHttp11) continue;
    sent.version = message.list.version;
    sent.fields = message.list.fields;
    sent.body = message.list.content;
    sent.trailers = message.list.trailers;
  }
  const Judgement judged = Judge(question.get(), observed);
  RC_LOG() << Shown(asked, observed, judged);
  RC_ASSERT(judged.forwarding.empty());
}

}  // namespace
}  // namespace plumbline::properties
