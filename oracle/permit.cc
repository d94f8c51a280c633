// Every reading that the standard permits: the strict parser, a rewrite where it rejects, and on.
#include <algorithm>
#include <deque>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "oracle/permit.h"
#include "oracle/way.h"
#include "parser/stream.h"
#include "reading/interpretation.h"

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

// RFC 9112, section 3.3. The scheme is not in the octets: http stands for it.
std::string TargetUri(const Message& message) {
  const RequestTarget& target = message.request.target;
  if (target.form == TargetForm::kAbsoluteForm) return std::string(target.text);
  if (target.form == TargetForm::kAuthorityForm) return std::string(target.text);
  absl::string_view host;
  for (const FieldLine& field : message.fields) {
    if (absl::EqualsIgnoreCase(field.name, "host")) host = field.value;
  }
  return absl::StrCat("http://", host, target.form == TargetForm::kOriginForm ? target.text : "");
}

// Of a target in absolute-form, without its userinfo.
std::string TargetAuthority(const Message& message) {
  const RequestTarget& target = message.request.target;
  if (target.form != TargetForm::kAbsoluteForm || !target.has_authority) return "";
  const HostPort& authority = target.authority;
  return authority.has_port ? absl::StrCat(authority.host, ":", authority.port) : std::string(authority.host);
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

// A row of allowances.def that is about what was found.
struct Candidate {
  FaultFound found;
  const AllowanceRow* row;
};

constexpr size_t kMostBegun = 64;

class Explorer {
 public:
  Explorer(const Question& question, uint8_t reader, bool mixed) : question_(question) {
    Way way(question, reader, Cursor(DecoderFor(question)));
    if (mixed) way.lf = LfMode::kMixed;
    ways_.push_back(std::move(way));
  }

  Permitted Explore() {
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

 private:
  // Reads on to the end of the way, or to the next error, where it takes the first going-on and leaves the others for
  // later. False: the way is at its end.
  bool Advance(Way& way);
  Stop Read(Way& way);
  Stop Gather(Way& way);
  std::shared_ptr<PermittedMessage> MessageOf(const Message& message, const Way& way, size_t head_size,
                                              uint64_t chunk_exts) const;
  void EndMessage(const Cursor& cursor, const Message& message, const FieldSection& fields, Way& way,
                  uint64_t chunk_exts, size_t head_size, uint64_t trailers_offset);
  void MarkPatches(const FieldSection& section, size_t at, bool trailer, const Way& way, PermittedMessage& out) const;
  PermittedReading& AddResult(const Way& way, const Stop& stop, PermittedEnd end, Verdict verdict);
  void AddRefusal(Way& way, const Stop& stop, const Refused& refused, Verdict verdict);
  void AddOpenEnd(Way& way, const Stop& stop, const Refused& refused, const GoingOnRow& going, bool beside);
  std::vector<Candidate> CandidatesAt(const Way& way, const std::vector<FaultFound>& faults) const;
  bool Rewrite(const Candidate& candidate, const Stop& stop, Way& way);
  bool BranchAtCoding(Way& way, const Stop& stop);
  bool GoOnWithoutTunnel(Way& way, const Stop& stop);
  bool IsKnown(const Way& way);
  bool GoOn(Way& way, std::vector<Way> next);
  bool MayReadRaw(const Way& way, const Cursor& cursor) const;

  const Question& question_;
  std::deque<Way> ways_;
  size_t made_ = 1;
  Permitted out_;
  std::shared_ptr<const PermittedMessage> partial_;  // of the last Gather()
};

bool AtEnd(const Cursor& cursor, const Question& question, bool any_message) {
  const bool awaits_any = question.kind == MessageKind::kRequest || !question.methods || !question.methods->empty();
  return cursor.decoder().at_message_boundary() && !cursor.decoder().awaiting_final_response() &&
         (any_message || !awaits_any);
}

// An HTTP/1.0 response that is chunked: gap G20.
bool Explorer::MayReadRaw(const Way& way, const Cursor& cursor) const {
  return question_.kind == MessageKind::kResponse && !way.http10_asked && cursor.part() == Part::kChunkLine &&
         cursor.decoder().status_line().version.minor == 0;
}

void Explorer::MarkPatches(const FieldSection& section, size_t at, bool trailer, const Way& way,
                           PermittedMessage& out) const {
  using Kind = PermittedMessage::Patch::Kind;
  for (size_t i = 0; i < section.size(); ++i) {
    const FieldSection::Span& span = section.span(i);
    const size_t begin = at + span.value_offset;
    for (const Way::Placed& placed : way.placed) {
      if (placed.position < begin || placed.position >= begin + span.value_size) continue;
      PermittedMessage::Patch patch = placed.patch;
      patch.trailer = trailer;
      patch.field = i;
      patch.at = placed.position - begin;
      if (patch.kind == Kind::kOctet) {  // what was received stands there, and not what stood for it
        std::vector<reading::Field>& fields = trailer ? *out.reading.trailers : *out.reading.fields;
        fields[i].value[patch.at] = patch.octet;
        continue;
      }
      out.patches.push_back(std::move(patch));
    }
    if (trailer) continue;
    if (way.any_host && absl::EqualsIgnoreCase(section[i].name, "host")) {
      out.patches.push_back({Kind::kAnyValue, false, i, 0, 0, {}});
    }
    if (way.alternative && absl::EqualsIgnoreCase(section[i].name, way.alternative->first)) {
      out.patches.push_back({Kind::kAlternative, false, i, 0, 0, way.alternative->second});
    }
  }
}

// What is known of a message once its head is read, and of the chunk extensions since.
std::shared_ptr<PermittedMessage> Explorer::MessageOf(const Message& message, const Way& way, size_t head_size,
                                                      uint64_t chunk_exts) const {
  auto made = std::make_shared<PermittedMessage>();
  made->kind = message.kind;
  made->begin = way.source.Received(message.offset);
  made->body = way.source.Received(message.offset + head_size);
  if (message.kind == MessageKind::kRequest) {
    made->target_uri = TargetUri(message);
    made->target_authority = TargetAuthority(message);
  }
  made->persists = message.persistence.persists;
  made->persistence_rule = message.persistence.rule;
  made->chunk_exts_size = chunk_exts;
  made->first_step = way.first_step;
  made->last_step = way.trail->steps.size();
  made->refusing = way.refusing;
  made->refused = way.refused;
  return made;
}

void Explorer::EndMessage(const Cursor& cursor, const Message& message, const FieldSection& fields, Way& way,
                          uint64_t chunk_exts, size_t head_size, uint64_t trailers_offset) {
  const std::shared_ptr<PermittedMessage> made = MessageOf(message, way, head_size, chunk_exts);
  made->reading = reading::Of(message);
  made->end = way.source.Received(message.offset + message.size);
  for (size_t i = 0; i < fields.size(); ++i) {
    made->lines.push_back(way.source.Received(message.offset + fields.span(i).name_offset));
  }
  made->reading.end = made->end;
  made->findings = message.findings;
  for (Finding& finding : made->findings) finding.offset = way.source.Received(finding.offset);
  if (!way.placed.empty() || way.any_host || way.alternative) {
    MarkPatches(fields, message.offset, false, way, *made);
    if (!message.trailers.empty()) MarkPatches(cursor.decoder().trailers(), trailers_offset, true, way, *made);
  }
  way.trail->messages.push_back(made);

  way.first_step = way.trail->steps.size();
  way.placed.clear();
  way.any_host = false;
  way.alternative.reset();
  way.refusing.reset();
  way.refused.reset();
  way.bare_cr = false;
  way.open_verdict.reset();
  way.head_is_open.reset();
  way.empty_line_dropped = false;
  way.http10_asked = false;
  way.near.reset();
}

// Reads from the beginning of the current message, and keeps what is complete.
Stop Explorer::Gather(Way& way) {
  const absl::string_view octets = way.source.octets();
  Cursor cursor = way.boundary;
  Message message;
  BodyFacts body;
  uint64_t chunk_exts = 0;
  uint64_t largest_chunk = 0;
  uint64_t trailers_offset = 0;
  bool trailers = false;
  size_t head = 0;
  size_t head_end = 0;
  partial_.reset();
  const auto offset_of = [&](absl::string_view data) {
    return data.empty() ? uint64_t{0} : static_cast<uint64_t>(data.data() - octets.data());
  };
  for (;;) {
    const size_t before = cursor.at();
    const Step step = cursor.Next(octets, question_.end_of_input);
    switch (step.event) {
      case Event::kHead:
        head = before;
        head_end = cursor.at();
        message = BeginMessage(cursor.decoder(), before, cursor.decoder().fields());
        body = BodyFacts();
        chunk_exts = largest_chunk = 0;
        trailers = false;
        if (MayReadRaw(way, cursor)) {
          return {Event::kHead, {Clause::kTransferEncodingInHttp10, cursor.at(), cursor.at()}, cursor};
        }
        break;
      case Event::kData:
        message.body.append(step.data.data(), step.data.size());
        body.AddContent(offset_of(step.data), step.data);
        break;
      case Event::kChunk:
        chunk_exts += step.data.size();
        largest_chunk = std::max(largest_chunk, step.chunk_size);
        body.AddChunkExt(offset_of(step.data), step.data);
        break;
      case Event::kTrailers:
        trailers = true;
        trailers_offset = before;
        for (const FieldLine line : cursor.decoder().trailers()) message.trailers.push_back(line);
        break;
      case Event::kMessageEnd: {
        const FieldSection& fields = cursor.decoder().fields();
        plumbline::EndMessage(cursor.decoder(), fields, trailers ? &cursor.decoder().trailers() : nullptr,
                              trailers_offset, body, message);
        EndMessage(cursor, message, fields, way, chunk_exts, head_end - head, trailers_offset);
        way.boundary = cursor;
        break;
      }
      case Event::kNeedMore:
      case Event::kError:
        if (cursor.in_message()) {
          const std::shared_ptr<PermittedMessage> open = MessageOf(message, way, head_end - head, chunk_exts);
          open->reading = reading::SoFar(message);
          open->end = way.source.Received(octets.size());
          open->largest_chunk = largest_chunk;
          partial_ = open;
        }
        return {step.event, cursor.decoder().error(), cursor};
      case Event::kTunnel:
      case Event::kEndOfInput:
        return {step.event, {}, cursor};
    }
  }
}

// The same, where octets of the current message were rewritten: first only to its end.
Stop Explorer::Read(Way& way) {
  if (way.near) {
    Cursor cursor = *way.near;
    for (;;) {
      const Event event = cursor.Next(way.source.octets(), question_.end_of_input).event;
      if (event == Event::kError) {
        partial_.reset();
        return {event, cursor.decoder().error(), cursor};
      }
      if (event != Event::kHead && event != Event::kData && event != Event::kChunk && event != Event::kTrailers) break;
      if (event == Event::kHead && MayReadRaw(way, cursor)) break;
    }
  }
  return Gather(way);
}

size_t FinalResponses(const Trail& trail) {
  return static_cast<size_t>(std::count_if(trail.messages.begin(), trail.messages.end(), [](const auto& message) {
    return message->reading.start->status >= 200 || message->reading.start->status < 100;
  }));
}

PermittedReading& Explorer::AddResult(const Way& way, const Stop& stop, PermittedEnd end, Verdict verdict) {
  PermittedReading reading;
  reading.verdict = verdict;
  reading.end = end;
  reading.error = stop.error;
  reading.trail = way.trail;
  reading.message_count = way.trail->messages.size();
  reading.step_count = way.trail->steps.size();
  reading.extra_discarded = way.extra_discarded;
  reading.to_be_refused = way.refused.has_value();
  reading.at_boundary = stop.at.decoder().at_message_boundary() && !stop.at.decoder().awaiting_final_response();
  reading.awaits_more = way.empty_line_dropped;
  reading.open = partial_;
  reading.awaits_response = question_.end_of_input && question_.kind == MessageKind::kResponse && !partial_ &&
                            FinalResponses(*way.trail) < (question_.methods ? question_.methods->size() : 1);
  out_.readings.push_back(std::move(reading));
  return out_.readings.back();
}

// Whether a reader that looks at whole heads, or at whole lines of a body, has not come to the error.
bool HeadIsOpen(Way& way, const Stop& stop) {
  const absl::string_view octets = way.source.octets();
  if (stop.at.in_message()) {
    return octets.find('\n', std::min<size_t>(stop.error.offset, octets.size())) == absl::string_view::npos;
  }
  const size_t begin = stop.at.message_begin();
  const bool lf_ends = way.lf == LfMode::kEndsLines || way.lf == LfMode::kMixed;
  if (!way.empty_line_to_end || octets.size() - *way.empty_line_to_end < begin) {
    way.empty_line_to_end = octets.size() - std::min(octets.find("\n\r\n", begin), octets.size());
  }
  return *way.empty_line_to_end == 0 && (!lf_ends || octets.find("\n\n", begin) == absl::string_view::npos);
}

// What the lines of a head say, though it has an error.
void TellLines(const Way& way, const Stop& stop, PermittedReading& reading) {
  reading.begun = OpenMessage(way, stop);
  const absl::string_view octets = way.source.octets();
  const size_t begin = stop.at.message_begin();
  const size_t head_end = std::min(octets.find("\n\r\n", begin), octets.size());
  const bool both = !FieldsAt(octets, begin, head_end, "transfer-encoding").empty() &&
                    !FieldsAt(octets, begin, head_end, "content-length").empty();
  if (both) reading.closes = PersistenceRule::kBothLengths;
  if (!reading.begun->reading.fields) return;
  for (const reading::Field& field : *reading.begun->reading.fields) {
    if (!absl::EqualsIgnoreCase(field.name, "connection")) continue;
    for (const absl::string_view option : absl::StrSplit(field.value, ',')) {
      const bool close = absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(option), "close");
      if (close) reading.closes = PersistenceRule::kCloseOption;
    }
  }
}

void Explorer::AddRefusal(Way& way, const Stop& stop, const Refused& refused, Verdict verdict) {
  PermittedReading& reading = AddResult(way, stop, PermittedEnd::kRefused, verdict);
  reading.error.offset = way.source.Received(stop.error.offset);
  reading.error.place = way.source.Received(stop.error.place);
  reading.refused = way.refused && way.refused->status_is_must ? *way.refused : refused;
  if (!way.head_is_open || stop.at.in_message()) way.head_is_open = HeadIsOpen(way, stop);
  reading.head_is_open = *way.head_is_open;
  // What lines there are decides which other statuses a server may have; of many errors the first ones say enough.
  if (!stop.at.in_message() && out_.readings.size() < kMostBegun) TellLines(way, stop, reading);
}

// What can be made of lines as field names: the words before their colons.
std::vector<std::string> NamesIn(absl::string_view octets) {
  std::vector<std::string> names;
  for (const absl::string_view line : absl::StrSplit(octets, '\n')) {
    const absl::string_view name = line.substr(0, line.find(':'));
    names.push_back(absl::AsciiStrToLower(absl::StripAsciiWhitespace(name)));
    for (const absl::string_view word : absl::StrSplit(name, absl::ByAnyChar(" \t\r"), absl::SkipEmpty())) {
      names.push_back(absl::AsciiStrToLower(word));
    }
  }
  return names;
}

std::vector<std::string> WordsIn(const Way& way, const Stop& stop) {
  const absl::string_view rest = way.source.octets().substr(stop.at.message_begin());
  const absl::string_view line = rest.substr(0, rest.find('\n'));
  return absl::StrSplit(line, absl::ByAnyChar(" \t\v\f\r"), absl::SkipEmpty());
}

void Explorer::AddOpenEnd(Way& way, const Stop& stop, const Refused& refused, const GoingOnRow& going, bool beside) {
  const Verdict verdict = std::max(way.verdict, going.verdict);
  if (way.open_verdict && *way.open_verdict <= verdict) return;  // the one before agrees with all of this one
  way.open_verdict = verdict;
  if (stop.at.in_message() && partial_ == nullptr) Gather(way);
  PermittedReading& reading = AddResult(way, stop, PermittedEnd::kAnything, verdict);
  reading.error.offset = way.source.Received(stop.error.offset);
  reading.error.place = way.source.Received(stop.error.place);
  reading.not_judged_from = reading.error.offset;
  reading.refused = refused;
  reading.going_on.assign(going.sentences.all().begin(), going.sentences.all().end());
  reading.gap = going.gap;
  reading.beside_permission = beside;
  if (stop.at.in_message()) return;
  TellLines(way, stop, reading);
  if (beside && !reading.begun->reading.start) reading.words = WordsIn(way, stop);
  const absl::string_view octets = way.source.octets();
  const size_t begin = stop.at.message_begin();
  switch (stop.error.clause) {
    case Clause::kTransferEncodingSyntax:
    case Clause::kChunkedParameter:
    case Clause::kCompressionParameter:
      reading.coding_counts = true;
      break;
    default:
      reading.coding_counts = !FieldsAt(octets, begin, stop.error.offset, "transfer-encoding").empty();
      break;
  }
  // The start-line has no name.
  const size_t fields = std::min(octets.find('\n', begin), octets.size());
  const size_t head_end = std::min(octets.find("\n\r\n", begin), octets.size());
  if (way.bare_cr) reading.names = NamesIn(octets.substr(fields, head_end - fields));
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
  if (last.reading.start->method != "CONNECT") return false;
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
