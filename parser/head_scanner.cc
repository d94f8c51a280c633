#include "parser/head_scanner.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "parser/fields/upgrade.h"
#include "parser/octets.h"
#include "parser/renew.h"

namespace plumbline {

namespace {

// RFC 9110, section 5.4 speaks of a request's header section alone, section 17.5 of any message.
Clause ClauseOfLimitElsewhere(Clause clause) {
  switch (clause) {
    case Clause::kLimitFieldLine:
      return Clause::kLimitFieldLineElsewhere;
    case Clause::kLimitFieldCount:
      return Clause::kLimitFieldCountElsewhere;
    case Clause::kLimitSection:
      return Clause::kLimitSectionElsewhere;
    default:
      return clause;
  }
}

}  // namespace

void HeadScanner::Start(MessageKind kind, AnsweredMethod answered) {
  section_ = kind == MessageKind::kRequest ? Section::kRequestHead : Section::kResponseHead;
  state_ = State::kStartLine;
  recognized_ = false;
  body_by_fields_ = true;
  has_host_ = false;
  has_transfer_encoding_ = false;
  has_content_length_ = false;
  answered_ = answered;
  Renew(cursor_);
  Renew(request_scanner_);
  Renew(status_scanner_);
  Renew(connection_);
  Renew(transfer_encoding_);
  Renew(content_length_);
  Renew(framing_);
  fields_.Clear();
  trailers_.Clear();
}

void HeadScanner::StartTrailers() {
  section_ = Section::kTrailers;
  state_ = State::kLineStart;
  Renew(cursor_);
}

Outcome HeadScanner::Scan(absl::string_view octets, const Limits& limits) {
  cursor_.data = octets.data();
  cursor_.end = std::min(octets.size(), limits.section);
  for (;;) {
    Outcome outcome = Outcome::kNeedMore;
    switch (state_) {
      case State::kStartLine:
        outcome = StartLine(limits);
        break;
      case State::kLineStart:
        outcome = LineStart(limits);
        break;
      case State::kFieldLine:
        outcome = ScanFieldLine(limits);
        break;
      case State::kLastLf:
        outcome = ExpectLf(cursor_);
        if (outcome != Outcome::kComplete) break;
        Complete(octets);
        return Outcome::kComplete;
    }
    if (outcome == Outcome::kComplete) continue;
    if (outcome == Outcome::kNeedMore && cursor_.end < octets.size()) {
      outcome = cursor_.FailAt(Clause::kLimitSection, cursor_.pos, 0);
    }
    if (outcome == Outcome::kError && section_ != Section::kRequestHead) {
      cursor_.error.clause = ClauseOfLimitElsewhere(cursor_.error.clause);
    }
    return outcome;
  }
}

Outcome HeadScanner::StartLine(const Limits& limits) {
  if (section_ == Section::kRequestHead) {
    const Outcome outcome = request_scanner_.Scan(cursor_, limits);
    if (outcome != Outcome::kComplete) return outcome;
  } else {
    const Outcome outcome = status_scanner_.Scan(cursor_, limits);
    if (outcome != Outcome::kComplete) return outcome;
    body_by_fields_ = !HasNoBodyByRule(status_scanner_.status(), answered_);
  }
  start_line_size_ = cursor_.pos;
  state_ = State::kLineStart;
  return Outcome::kComplete;
}

// The first octet of a line after the start-line.
Outcome HeadScanner::LineStart(const Limits& limits) {
  if (cursor_.AtEnd()) return Outcome::kNeedMore;
  const uint8_t octet = cursor_.Peek();
  if (octet == '\r') return EndSection();
  if (octet == '\n') return cursor_.Fail(Clause::kBareLf);
  if (octets::IsWhitespace(octet)) {
    if (!lines().empty()) return cursor_.Fail(Clause::kObsFold);
    return cursor_.Fail(section_ == Section::kTrailers ? Clause::kFieldName : Clause::kWhitespaceAfterStartLine);
  }
  if (lines().size() >= limits.field_count) return cursor_.Fail(Clause::kLimitFieldCount);
  line_.Start(cursor_.pos);
  recognized_ = false;
  state_ = State::kFieldLine;
  return ScanFieldLine(limits);
}

Outcome HeadScanner::ScanFieldLine(const Limits& limits) {
  Outcome outcome = line_.Scan(cursor_, limits);
  if (line_.HasName() && section_ != Section::kTrailers) {
    if (!recognized_ && RecognizeField() == Outcome::kError) return Outcome::kError;
    if (known_ != Known::kOther) outcome = FeedKnown(outcome);
  }
  if (outcome != Outcome::kComplete) return outcome;
  lines().Add(line_.Line(cursor_.data));
  state_ = State::kLineStart;
  return Outcome::kComplete;
}

// At the colon: which field is this? A second Host is one too many already.
Outcome HeadScanner::RecognizeField() {
  const absl::string_view name(cursor_.data + line_.begin(), line_.colon() - line_.begin());
  recognized_ = true;
  known_ = Known::kOther;
  fed_ = line_.colon() + 1;
  switch (name.size()) {
    case 4:
      if (section_ != Section::kRequestHead || !absl::EqualsIgnoreCase(name, "host")) break;
      if (has_host_) return cursor_.FailAt(Clause::kHostRepeated, line_.colon(), line_.begin());
      has_host_ = true;
      Renew(host_);
      host_ended_ = false;
      known_ = Known::kHost;
      break;
    case 10:
      if (absl::EqualsIgnoreCase(name, "connection")) known_ = Known::kConnection;
      break;
    case 14:
      if (!absl::EqualsIgnoreCase(name, "content-length")) break;
      has_content_length_ = true;
      if (body_by_fields_) known_ = Known::kContentLength;
      break;
    case 17:
      if (!absl::EqualsIgnoreCase(name, "transfer-encoding")) break;
      if (body_by_fields_) {
        known_ = Known::kTransferEncoding;
        // Several field lines are one list; only a quoted-string can be open here, and a comma goes
        // on in it.
        if (has_transfer_encoding_) (void)transfer_encoding_.Separator();
      }
      has_transfer_encoding_ = true;
      break;
    default:
      break;
  }
  return Outcome::kComplete;
}

// Gives the value's new octets to the known field's scanner. Its error comes before the line's own,
// if it lies before.
Outcome HeadScanner::FeedKnown(Outcome outcome) {
  for (;; ++fed_) {
    if (known_ == Known::kHost && !host_ended_) {
      fed_ = host_.FeedRun(cursor_.data, fed_, line_.value_end());
    }
    if (fed_ >= line_.value_end()) break;
    const uint8_t octet = static_cast<uint8_t>(cursor_.data[fed_]);
    std::optional<Clause> clause;
    switch (known_) {
      case Known::kHost:
        if (FeedHost(octet, fed_) == Outcome::kError) return Outcome::kError;
        break;
      case Known::kConnection:
        clause = connection_.Feed(octet);
        break;
      case Known::kTransferEncoding:
        clause = transfer_encoding_.Feed(octet);
        break;
      default:
        break;  // Content-Length is judged whole
    }
    if (clause) return cursor_.FailAt(*clause, fed_, fed_);
  }
  if (line_.HasValue() && fed_ == line_.value_end()) {
    ++fed_;  // once: after the CR
    if (EndKnown() == Outcome::kError) return Outcome::kError;
  }
  return outcome;
}

// OWS Host OWS
Outcome HeadScanner::FeedHost(uint8_t octet, size_t pos) {
  if (octets::IsWhitespace(octet)) {
    if (host_.empty()) return Outcome::kComplete;
    host_ended_ = true;
    return host_.AtEnd() ? Outcome::kComplete : cursor_.FailAt(Clause::kHostValue, pos, pos);
  }
  if (host_ended_ || host_.Feed(octet)) return cursor_.FailAt(Clause::kHostValue, pos, pos);
  return Outcome::kComplete;
}

// At the CR of a known field's line.
Outcome HeadScanner::EndKnown() {
  const size_t cr = line_.value_end();
  switch (known_) {
    case Known::kHost:
      return host_.AtEnd() ? Outcome::kComplete : cursor_.FailAt(Clause::kHostValue, cr, cr);
    case Known::kConnection:
      connection_.EndLine();
      return Outcome::kComplete;
    case Known::kTransferEncoding:
      transfer_encoding_place_ = line_.Line(cursor_.data).value_offset;
      if (transfer_encoding_.AtEnd() || transfer_encoding_.InQuotedString()) return Outcome::kComplete;
      return cursor_.FailAt(Clause::kTransferEncodingSyntax, cr, cr);
    case Known::kContentLength: {
      const FieldSection::Span span = line_.Line(cursor_.data);
      AddContentLength(cursor_.data, span.value_offset, span.value_size, content_length_);
      return Outcome::kComplete;
    }
    case Known::kOther:
      break;
  }
  return Outcome::kComplete;
}

// At the CR of the empty line, which nothing but LF can follow: what the section as a whole
// decides.
Outcome HeadScanner::EndSection() {
  const size_t cr = cursor_.pos++;
  state_ = State::kLastLf;
  if (section_ == Section::kTrailers) return Outcome::kComplete;
  if (section_ == Section::kRequestHead && !has_host_ && request_scanner_.version().minor >= 1) {
    return cursor_.FailAt(Clause::kHostMissing, cr, cr);
  }
  BodyLengthInput input;
  input.kind = section_ == Section::kRequestHead ? MessageKind::kRequest : MessageKind::kResponse;
  input.status = status_scanner_.status();
  input.answered = answered_;
  input.has_transfer_encoding = has_transfer_encoding_;
  input.content_length = content_length_;
  if (has_transfer_encoding_ && body_by_fields_) {
    if (!transfer_encoding_.AtEnd()) {
      return cursor_.FailAt(Clause::kTransferEncodingSyntax, cr, transfer_encoding_place_);
    }
    input.chunked_is_final = transfer_encoding_.chunked_is_final();
  }
  const BodyLengthDecision decision = DecideBodyLength(input);
  if (decision.error) {
    const size_t place =
        decision.error_in_content_length ? static_cast<size_t>(content_length_.place) : transfer_encoding_place_;
    return cursor_.FailAt(*decision.error, cr, place);
  }
  framing_ = decision.framing;
  return Outcome::kComplete;
}

void HeadScanner::Complete(absl::string_view octets) {
  const absl::string_view head = octets.substr(0, cursor_.pos);
  lines().set_octets(head);
  if (section_ == Section::kRequestHead) Renew(request_, [&] { return request_scanner_.Line(head); });
  if (section_ == Section::kResponseHead) response_ = status_scanner_.Line(head);
}

bool HeadScanner::asks_for_upgrade() const {
  if (!connection_.upgrade()) return false;
  bool named = false;
  for (const FieldLine line : fields_) {
    if (!absl::EqualsIgnoreCase(line.name, "upgrade")) continue;
    // A protocol holds no comma, so that the lines of the combined value can be read one by one.
    const std::optional<size_t> protocols = CountProtocols(line.value);
    if (!protocols) return false;
    named = named || *protocols > 0;
  }
  return named;
}

}  // namespace plumbline
