#include "oracle/forward.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/forward_work.h"
#include "oracle/tables.h"
#include "parser/field_list_values.h"

namespace plumbline::oracle {
namespace {

bool IsServed(const PermittedMessage& message) { return !message.refused && !message.no_tunnel; }

size_t ServedIn(const PermittedReading& reading) {
  size_t served = 0;
  for (const auto& message : reading.messages()) served += IsServed(*message) ? 1 : 0;
  return served;
}

// Of the readings that a sentence obliges to or permits the one that serves most messages, and of those one that
// refuses nothing. There always is one: a reading that refuses is among them.
const PermittedReading* BestOf(const Permitted& permitted) {
  const PermittedReading* best = nullptr;
  for (const PermittedReading& reading : permitted.readings) {
    if (reading.verdict > Verdict::kAllowed || reading.end == PermittedEnd::kAnything) continue;
    const auto messages = reading.messages();
    const bool no_tunnel = std::any_of(messages.begin(), messages.end(), [](const auto& m) { return m->no_tunnel; });
    if (no_tunnel) continue;
    const auto rank = [](const PermittedReading& of) {
      return std::make_pair(ServedIn(of), of.end != PermittedEnd::kRefused);
    };
    if (best == nullptr || rank(*best) < rank(reading)) best = &reading;
  }
  if (best != nullptr) return best;
  const auto refuses = [](const PermittedReading& reading) { return reading.end == PermittedEnd::kRefused; };
  const auto first = std::find_if(permitted.readings.begin(), permitted.readings.end(), refuses);
  return first == permitted.readings.end() ? nullptr : &*first;
}

// What was done to the octets before they were read.
Change ChangeOf(const Trail::Rewritten& step) {
  const AllowanceRow& row = Info(step.allowance);
  Basis basis{{}, row.sentences.ids[0], {}};
  switch (row.rewrite) {
    case Rewrite::kFoldIsSp:
      basis = {ForwardingRule::kFoldReplaced, {}, {}};
      break;
    case Rewrite::kCrIsSp:
    case Rewrite::kNulIsSp:
    case Rewrite::kLfIsSp:
      basis = {ForwardingRule::kControlsReplaced, {}, {}};
      break;
    case Rewrite::kDropLine:
    case Rewrite::kDropLineToLf:
      basis = {ForwardingRule::kWhitespaceLinesDropped, {}, {}};
      break;
    case Rewrite::kDropSpace:
      basis = {ForwardingRule::kColonSpaceRemoved, {}, {}};
      break;
    case Rewrite::kOneLength:
      basis = {ForwardingRule::kLengthIsCorrect, {}, {}};
      break;
    case Rewrite::kDropRest:
      basis = {ForwardingRule::kExtraDataNotForwarded, {}, {}};
      break;
    default:
      break;
  }
  return {basis, step.offset, std::string(row.text)};
}

bool IsIncomplete(Clause clause) { return clause == Clause::kIncompleteMessage || clause == Clause::kIncompleteLength; }

// Octets after the last message that is processed: nobody is answered.
bool IsNotProcessed(Clause clause) {
  switch (clause) {
    case Clause::kNotPersistent:
    case Clause::kAfterClose:
    case Clause::kAfterFaultyFraming:
    case Clause::kExtraData:
    case Clause::kNoOutstandingRequest:
      return true;
    default:
      return false;
  }
}

void Refuse(const ForwardSettings& settings, const Refused& refused, ForwardedMessage& out) {
  if (IsIncomplete(refused.clause)) {
    out.fate = Fate::kIncomplete;
    out.why = {{ForwardingRule::kIncompleteStaysIncomplete, {}, {}}, refused.offset, "the message breaks off here"};
    return;
  }
  out.fate = Fate::kRefused;
  Basis basis{{}, refused.sentence, {}};
  if (!refused.sentence) basis = {{}, {}, refused.clause};
  const bool response = settings.kind == MessageKind::kResponse;
  if (response && !settings.gateway && refused.sentence == Sentence::kLengthInvalid) {
    basis = {ForwardingRule::kInvalidLengthIs502, {}, {}};
  }
  if (!IsNotProcessed(refused.clause)) out.status = response ? 502 : refused.status;
  out.why = {basis, refused.offset,
             basis.clause ? std::string("it is not valid from here on")
                          : absl::StrCat("[", Info(refused.clause).id, "] ", Info(refused.clause).sentence)};
}

// The methods that responses answer, one by one.
class Answered {
 public:
  explicit Answered(const ForwardSettings& settings) : methods_(settings.methods) {}
  absl::string_view Next(int status) {
    const absl::string_view method = methods_ ? next_ < methods_->size() ? (*methods_)[next_] : "GET" : "GET";
    if (status < 100 || status >= 200) ++next_;
    return method;
  }

 private:
  std::optional<absl::Span<const absl::string_view>> methods_;
  size_t next_ = 0;
};

std::vector<FieldLine> LinesIn(const std::vector<reading::Field>& fields) {
  std::vector<FieldLine> out;
  for (const reading::Field& field : fields) out.push_back({field.name, field.value});
  return out;
}

// Why the message is malformed, with the number of the field.
std::optional<std::pair<Clause, uint64_t>> MalformedBy(const ForwardSettings& settings, const ListMessage& message) {
  const bool request = settings.kind == MessageKind::kRequest;
  const FieldListKind kind = request ? FieldListKind::kRequest : FieldListKind::kResponse;
  const std::vector<FieldLine> fields = LinesIn(message.fields);
  if (const auto error = CheckFieldList(message.version, kind, fields))
    return std::make_pair(error->clause, error->field);
  const std::vector<FieldLine> trailers = LinesIn(message.trailers);
  if (const auto error = CheckFieldList(message.version, FieldListKind::kTrailers, trailers)) {
    return std::make_pair(error->clause, fields.size() + error->field);
  }
  return std::nullopt;
}

// Whether the content is as long as Content-Length says; the number of the field if it is not.
std::optional<uint64_t> WrongLength(const ListMessage& message) {
  LengthList lengths;
  std::optional<uint64_t> field;
  for (size_t i = 0; i < message.fields.size(); ++i) {
    if (message.fields[i].name != "content-length") continue;
    if (!field) field = i;
    lengths.Add(message.fields[i].value);
  }
  const std::string size = message.content.empty() ? "" : absl::StrCat(message.content.size());
  if (!field || (lengths.equal && lengths.count > 0 && lengths.first == size)) return std::nullopt;
  return field;
}

}  // namespace

absl::string_view Name(NextHop hop) {
  constexpr absl::string_view kNames[] = {"HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"};
  return kNames[static_cast<size_t>(hop)];
}

absl::string_view Name(Fate fate) {
  constexpr absl::string_view kNames[] = {"sent", "not-sent", "answered", "refused", "incomplete"};
  return kNames[static_cast<size_t>(fate)];
}

BasisInfo Info(const Basis& basis) {
  if (basis.rule) {
    const ForwardingInfo& info = Info(*basis.rule);
    return {info.id, info.rfc, info.section, info.level, info.text};
  }
  if (basis.sentence) {
    const SentenceInfo& info = Info(*basis.sentence);
    return {info.id, info.rfc, info.section, info.level, info.text};
  }
  const ClauseInfo& info = Info(*basis.clause);
  return {info.id, info.document, info.section, info.level, info.sentence};
}

Forwarded Forward(const ForwardSettings& settings, absl::string_view octets) {
  Forwarded out;
  const Question question{octets, settings.kind, settings.gateway ? Reader::kGateway : Reader::kProxy, true,
                          settings.methods};
  const Permitted permitted = Permit(question);
  const PermittedReading* const reading = BestOf(permitted);
  if (reading == nullptr) return out;
  Answered answered(settings);
  uint64_t at = 0;
  size_t steps = 0;
  for (const auto& message : reading->messages()) {
    ForwardedMessage& made = out.messages.emplace_back();
    made.begin = message->begin;
    made.end = at = message->end;
    if (message->kind == MessageKind::kResponse) {
      made.answers = std::string(answered.Next(message->reading.start->status));
    }
    steps = message->last_step;
    if (message->refused) {
      Refuse(settings, *message->refused, made);
      continue;
    }
    for (size_t i = message->first_step; i < message->last_step; ++i) {
      made.changes.push_back(ChangeOf(reading->steps()[i]));
    }
    ForwardWork(settings, CarriedOf(*message, octets, made.answers), made).Run();
  }
  const bool refused = !out.messages.empty() && out.messages.back().fate == Fate::kRefused;
  if (reading->end == PermittedEnd::kTunnel && !refused) out.tunnel_from = at;
  if (reading->end == PermittedEnd::kRefused) {
    ForwardedMessage& made = out.messages.emplace_back();
    made.begin = reading->begun ? reading->begun->begin : reading->open ? reading->open->begin : at;
    made.end = octets.size();
    Refuse(settings, reading->refused, made);
  } else if (!out.messages.empty()) {
    std::vector<Change>& changes = out.messages.back().changes;
    for (; steps < reading->steps().size(); ++steps) changes.push_back(ChangeOf(reading->steps()[steps]));
  }
  return out;
}

Forwarded ForwardList(const ForwardSettings& settings, const ListMessage& message) {
  Forwarded out;
  ForwardedMessage& made = out.messages.emplace_back();
  made.end = message.fields.size() + message.trailers.size();
  const bool request = settings.kind == MessageKind::kRequest;
  const auto refuse = [&](Clause clause, uint64_t field) {
    made.fate = Fate::kRefused;
    made.status = request ? 400 : 502;
    made.why = {{ForwardingRule::kMalformedNotForwarded, {}, {}},
                field,
                absl::StrCat("[", Info(clause).id, "] ", Info(clause).sentence)};
  };
  if (const auto malformed = MalformedBy(settings, message)) {
    refuse(malformed->first, malformed->second);
    return out;
  }
  if (!request) made.answers = std::string(Answered(settings).Next(200));
  Carried carried = CarriedOf(message, settings.kind, made.answers);
  const bool tunnel = carried.method == "CONNECT";
  if (const auto field = WrongLength(message); field && !tunnel && !carried.has_no_content()) {
    const bool http2 = message.version == FieldListVersion::kHttp2;
    refuse(http2 ? Clause::kH2ContentLength : Clause::kH3ContentLength, *field);
    return out;
  }
  ForwardWork(settings, std::move(carried), made).Run();
  return out;
}

}  // namespace plumbline::oracle
