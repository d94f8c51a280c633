#include "oracle/permit.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "oracle/explorer.h"

namespace plumbline::oracle {
namespace {

uint8_t BitOf(MessageKind kind, Reader reader) {
  const bool request = kind == MessageKind::kRequest;
  switch (reader) {
    case Reader::kProxy:
      return request ? kProxyOfRequests : kProxyOfResponses;
    case Reader::kGateway:
      return request ? kGatewayOfRequests : kGatewayOfResponses;
    default:
      return request ? kOriginServer : kUserAgentReader;
  }
}

// Sizes are no verdict of the judge's: refusals.def has what may be refused for them.
constexpr Limits LargestLimits() {
  Limits limits;
  limits.method = limits.request_target = limits.reason_phrase = limits.field_line = Limits::kLargest;
  limits.field_count = limits.section = limits.chunk_line = Limits::kLargest;
  limits.chunk_ext_total = Limits::kLargest;
  return limits;
}

Decoder DecoderFor(const Question& question) {
  Decoder decoder({question.kind, RecipientOf(question), LargestLimits()});
  if (question.kind == MessageKind::kResponse && question.methods) decoder.AddRequests(*question.methods);
  return decoder;
}

// The sentence by which a reader refuses: that a recipient may recover needs none.
std::optional<Sentence> RefusalOf(const GoingOnRow& going) {
  for (const Sentence sentence : going.sentences.all()) {
    const bool permits = Info(sentence).level == Level::kMay;
    const bool binds_others = sentence == Sentence::kConnection;  // intermediaries, and says nothing of refusing
    if (!permits && !binds_others && sentence != Sentence::kNoAutocorrect) return sentence;
  }
  return std::nullopt;
}

bool AtEnd(const Cursor& cursor, const Question& question, bool any_message) {
  const bool awaits_any = question.kind == MessageKind::kRequest || !question.methods || !question.methods->empty();
  return cursor.decoder().at_message_boundary() && !cursor.decoder().awaiting_final_response() &&
         (any_message || !awaits_any);
}

// A control character in a field that decides the message: what the field's own sentence says of a value that is none.
Refused RefusedForControl(const Way& way, const Stop& stop, Refused refused) {
  const absl::string_view octets = way.source.octets();
  const absl::string_view line = octets.substr(LineBegin(octets, stop.at.message_begin(), stop.error.offset));
  const bool server = (way.reader & kServers) != 0;
  if (absl::StartsWithIgnoreCase(line, "content-length")) {
    refused.sentence = Sentence::kLengthInvalid;
    refused.status_is_must = server;
    refused.after = After::kMustClose;
  } else if (server && absl::StartsWithIgnoreCase(line, "transfer-encoding")) {
    refused.sentence = Sentence::kNotFinalRequest;
    refused.after = After::kMustClose;
  } else if (server && absl::StartsWithIgnoreCase(line, "host")) {
    refused.sentence = Sentence::kHost400;
    refused.status_is_must = true;
  }
  return refused;
}

bool Same(const PermittedReading& a, const PermittedReading& b) {
  if (a.verdict != b.verdict || a.end != b.end || a.error != b.error || a.message_count != b.message_count ||
      a.step_count != b.step_count) {
    return false;
  }
  for (size_t i = 0; i < a.step_count; ++i) {
    if (a.steps()[i].allowance != b.steps()[i].allowance || a.steps()[i].offset != b.steps()[i].offset) return false;
  }
  return true;
}

}  // namespace

Explorer::Explorer(const Question& question, uint8_t reader, bool mixed) : question_(question) {
  Way way(question, reader, Cursor(DecoderFor(question)));
  if (mixed) way.lf = LfMode::kMixed;
  ways_.push_back(std::move(way));
}

Permitted Explorer::Explore() {
  while (!ways_.empty()) {
    Way way = std::move(ways_.front());
    ways_.pop_front();
    while (Advance(way)) {
    }
  }
  std::stable_sort(out_.readings.begin(), out_.readings.end(),
                   [](const PermittedReading& a, const PermittedReading& b) {
                     if (a.verdict != b.verdict) return a.verdict < b.verdict;
                     // One that is read to its end says more than one of which the rest is the reader's own.
                     const bool a_is_open = a.end == PermittedEnd::kAnything;
                     const bool b_is_open = b.end == PermittedEnd::kAnything;
                     if (a_is_open != b_is_open) return b_is_open;
                     return a.step_count < b.step_count;
                   });
  return std::move(out_);
}

// Takes the octets for what the row says. False: they cannot be.
bool Explorer::Rewrite(const Candidate& candidate, const Stop& stop, Way& way) {
  const FaultFound& found = candidate.found;
  const AllowanceRow& row = *candidate.row;
  const uint64_t offset = way.source.Received(found.begin == stop.at.message_begin() ? stop.error.place : found.begin);
  if (!Apply(row, found, stop, way)) return false;
  way.trail->steps.push_back({row.allowance, stop.error.clause, offset, row.verdict});
  if (row.rewrite != Rewrite::kRefuseOnly) way.verdict = std::max(way.verdict, row.verdict);
  way.refusing = std::min(way.refusing.value_or(Verdict::kViolates), row.refusing);
  return true;
}

std::vector<Candidate> Explorer::CandidatesAt(const Way& way, const std::vector<FaultFound>& faults) const {
  std::vector<Candidate> out;
  bool words = false;
  for (const FaultFound& found : faults) {
    if (words && (found.fault == Fault::kCr || found.fault == Fault::kCrsLf))
      continue;  // a CR is among what parts words
    for (const AllowanceRow& row : Allowances()) {
      if (row.fault != found.fault || (row.places & At(found.place)) == 0 || (row.readers & way.reader) == 0) continue;
      // What LF is taken for is not changed on the way.
      const bool in_chunks = found.place == oracle::Place::kChunkLine || found.place == oracle::Place::kChunkEnd;
      if (row.rewrite == oracle::Rewrite::kLfIsCrlf && !in_chunks && way.lf == LfMode::kIsData) continue;
      if (row.rewrite == oracle::Rewrite::kLfIsSp && way.lf == LfMode::kEndsLines) continue;
      words = words || found.fault == Fault::kWords;
      out.push_back({found, &row});
    }
  }
  return out;
}

// Ways with the same octets and the same state read the same from here on.
bool Explorer::IsKnown(const Way& way) {
  for (const Way& other : ways_) {
    if (other.source.octets() == way.source.octets() && other.lf == way.lf && other.verdict <= way.verdict &&
        other.boundary.at() == way.boundary.at() && other.refused.has_value() == way.refused.has_value()) {
      return true;
    }
  }
  return false;
}

bool Explorer::GoOn(Way& way, std::vector<Way> next) {
  if (next.empty()) return false;
  for (size_t i = 1; i < next.size(); ++i) {
    if (IsKnown(next[i])) continue;
    if (made_ >= kMostWays) {
      out_.too_many = true;
      break;
    }
    ++made_;
    ways_.push_back(std::move(next[i]));
  }
  way = std::move(next[0]);
  return true;
}

// RFC 9110, section 9.3.6: a CONNECT that is not answered with 2xx makes no tunnel. True: the way goes on so.
bool Explorer::GoOnWithoutTunnel(Way& way, const Stop& stop) {
  if (question_.kind != MessageKind::kRequest || way.trail->messages.empty()) return false;
  const PermittedMessage& last = *way.trail->messages.back();
  // What follows a CONNECT that asks for Upgrade, too, is another protocol's then.
  if (last.reading.start->method != "CONNECT" || last.no_tunnel) return false;
  auto refused = std::make_shared<PermittedMessage>(last);
  refused->no_tunnel = true;
  way.trail = std::make_shared<Trail>(*way.trail);
  way.trail->messages.back() = std::move(refused);
  way.boundary = stop.at;
  way.boundary.ContinueAfterConnect();
  return true;
}

// One way reads on by the coding of an HTTP/1.0 response, one does not.
bool Explorer::BranchAtCoding(Way& way, const Stop& stop) {
  way.http10_asked = true;
  std::vector<Way> next = {way};
  const FaultFound found{Fault::kHttp10Coding, oracle::Place::kBody, stop.at.message_begin(), stop.error.offset};
  for (const Candidate& candidate : CandidatesAt(way, {found})) {
    Way raw = way;
    raw.trail = std::make_shared<Trail>(*way.trail);
    if (Rewrite(candidate, stop, raw)) next.push_back(std::move(raw));
  }
  return GoOn(way, std::move(next));
}

bool Explorer::Advance(Way& way) {
  const Stop stop = Read(way);
  switch (stop.event) {
    case Event::kTunnel:
      AddResult(way, stop, PermittedEnd::kTunnel, way.verdict);
      return GoOnWithoutTunnel(way, stop);
    case Event::kEndOfInput:
      AddResult(way, stop, PermittedEnd::kComplete, way.verdict);
      return false;
    case Event::kNeedMore: {
      const bool end = AtEnd(stop.at, question_, !way.trail->messages.empty());
      AddResult(way, stop, end ? PermittedEnd::kComplete : PermittedEnd::kNeedMore, way.verdict);
      return false;
    }
    case Event::kHead:
      return BranchAtCoding(way, stop);
    default:
      break;
  }

  const std::vector<FaultFound> faults = FaultsAt(way, stop, question_.end_of_input);
  const std::vector<Candidate> candidates = CandidatesAt(way, faults);
  const oracle::Place place = faults.empty() ? PlaceOf(way, stop) : faults.back().place;
  const GoingOnRow& going = GoingOn(stop.error.clause, place, way.reader);
  Refused refused{stop.error.clause,    way.source.Received(stop.error.offset),
                  RefusalOf(going),     going.status,
                  going.status_is_must, going.after};
  std::optional<Verdict> refusing;
  bool free = true;
  for (const Candidate& candidate : candidates) {
    const AllowanceRow& row = *candidate.row;
    // That octets may be read otherwise is no reason to refuse them; that they must not be kept is.
    if (!refusing && Info(row.sentences.ids[0]).level != Level::kMay) refused.sentence = row.sentences.ids[0];
    if (row.rewrite == oracle::Rewrite::kRefuseOnly) {
      refused.status_is_must = true;
      refused.status = 400;
      refused.after = After::kGoesOn;
    }
    refusing = std::min(refusing.value_or(Verdict::kViolates), row.refusing);
    free = free && row.free;
    // A CR that no LF follows is SP or refused, in a start-line as well.
    free = free && candidate.found.fault != Fault::kCr && candidate.found.fault != Fault::kCrsLf;
  }
  if (!faults.empty() && faults[0].fault == Fault::kCtlDecides) refused = RefusedForControl(way, stop, refused);
  // A client that loses track of a body cannot use the connection again, nor can a server that does not read it.
  if (stop.at.in_message()) refused.after = After::kMustClose;

  const Verdict verdict = way.refused ? Verdict::kConforms : refusing.value_or(Verdict::kConforms);
  AddRefusal(way, stop, refused, std::max(way.verdict, verdict));
  // A message that nobody may serve is refused, whatever else is wrong with it.
  if (free && going.verdict != Verdict::kViolates && !way.refused) {
    AddOpenEnd(way, stop, refused, going, !candidates.empty());
  }

  const bool patches = going.patched && !way.refused;
  if (candidates.size() == 1 && !patches) return Rewrite(candidates[0], stop, way);
  std::vector<Way> next;
  for (const Candidate& candidate : candidates) {
    Way made = way;
    made.trail = std::make_shared<Trail>(*way.trail);
    if (Rewrite(candidate, stop, made)) next.push_back(std::move(made));
  }
  if (patches) {
    Way patched = way;
    patched.trail = std::make_shared<Trail>(*way.trail);
    if (PatchMessage(stop.error.clause, stop, patched)) {
      patched.refused = refused;
      patched.refusing = Verdict::kConforms;
      next.push_back(std::move(patched));
    }
  }
  return GoOn(way, std::move(next));
}

Recipient RecipientOf(const Question& question) {
  if (question.reader == Reader::kUserAgent) return Recipient::kUserAgent;
  const bool to_clients = question.reader == Reader::kGateway && question.kind == MessageKind::kRequest;
  return question.reader == Reader::kOrigin || to_clients ? Recipient::kOrigin : Recipient::kIntermediary;
}

uint8_t ReaderBitOf(const Question& question) { return BitOf(question.kind, question.reader); }

Permitted PermitFor(const Question& question, bool mixed) {
  return Explorer(question, ReaderBitOf(question), mixed).Explore();
}

Permitted Permit(const Question& question) {
  if (question.reader != Reader::kIntermediary) return PermitFor(question, false);
  Question one = question;
  one.reader = Reader::kProxy;
  Permitted out = PermitFor(one, false);
  one.reader = Reader::kGateway;
  Permitted other = PermitFor(one, false);
  const size_t proxies = out.readings.size();
  for (PermittedReading& reading : other.readings) {
    const auto same = [&](const PermittedReading& known) { return Same(known, reading); };
    if (std::none_of(out.readings.begin(), out.readings.begin() + static_cast<ptrdiff_t>(proxies), same)) {
      out.readings.push_back(std::move(reading));
    }
  }
  out.too_many = out.too_many || other.too_many;
  return out;
}

}  // namespace plumbline::oracle
