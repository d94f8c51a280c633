// What is complete on a way, and what is open where it stops.
#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/explorer.h"
#include "reading/interpretation.h"

namespace plumbline::oracle {
namespace {

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

}  // namespace

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

}  // namespace plumbline::oracle
