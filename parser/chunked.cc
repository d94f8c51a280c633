#include "parser/chunked.h"

#include <algorithm>
#include <limits>

#include "parser/decoder.h"
#include "parser/fields/value_reader.h"
#include "parser/head_scanner.h"
#include "parser/octets.h"

namespace plumbline {

Outcome ChunkLineScanner::Fail(Clause clause) {
  error_ = {clause, pos_, pos_};
  return Outcome::kError;
}

Outcome ChunkLineScanner::Scan(absl::string_view octets, const Limits& limits) {
  for (; pos_ < octets.size(); ++pos_) {
    const uint8_t octet = static_cast<uint8_t>(octets[pos_]);
    if (state_ == State::kLineFeed) {
      if (octet != '\n') return Fail(Clause::kBareCr);
      ++pos_;
      return Outcome::kComplete;
    }
    if (octet == '\r' && MayEnd()) {
      ext_size_ = pos_ - ext_offset_;
      state_ = State::kLineFeed;
      continue;
    }
    if (pos_ >= limits.chunk_line) {
      error_ = {Clause::kLimitChunkLine, pos_, 0};
      return Outcome::kError;
    }
    const std::optional<Clause> clause = state_ <= State::kSize ? FeedSize(octet) : FeedExt(octet);
    if (clause) return Fail(*clause);
  }
  return Outcome::kNeedMore;
}

bool ChunkLineScanner::MayEnd() const {
  return state_ == State::kSize || state_ == State::kName || state_ == State::kToken ||
         state_ == State::kQuotedEnd;
}

// chunk-size = 1*HEXDIG, and the octet behind it.
std::optional<Clause> ChunkLineScanner::FeedSize(uint8_t octet) {
  if (octets::Is(octets::kHexdig, octet)) {
    if (size_ > std::numeric_limits<uint64_t>::max() >> 4) return Clause::kChunkSizeOverflow;
    size_ = size_ << 4 | octets::HexValue(octet);
    state_ = State::kSize;
    ext_offset_ = pos_ + 1;
    return std::nullopt;
  }
  if (state_ == State::kSizeStart || (octet != ';' && !octets::IsWhitespace(octet)))
    return Clause::kChunkSize;
  return BeforeSemicolon(octet);
}

// BWS ";"
std::optional<Clause> ChunkLineScanner::BeforeSemicolon(uint8_t octet) {
  if (octet != ';' && !octets::IsWhitespace(octet)) return Clause::kChunkExt;
  state_ = octet == ';' ? State::kSemicolon : State::kBeforeSemicolon;
  return std::nullopt;
}

// *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
std::optional<Clause> ChunkLineScanner::FeedExt(uint8_t octet) {
  const bool tchar = octets::Is(octets::kTchar, octet);
  const bool whitespace = octets::IsWhitespace(octet);
  switch (state_) {
    case State::kBeforeSemicolon:
      return BeforeSemicolon(octet);
    case State::kSemicolon:
      if (tchar) state_ = State::kName;
      return tchar || whitespace ? std::nullopt : std::make_optional(Clause::kChunkExt);
    case State::kName:
      if (tchar) return std::nullopt;
      [[fallthrough]];
    case State::kAfterName:
      if (octet == ';') return BeforeSemicolon(octet);
      if (!whitespace && octet != '=') return Clause::kChunkExt;
      state_ = whitespace ? State::kAfterName : State::kEquals;
      return std::nullopt;
    case State::kEquals:
      if (whitespace) return std::nullopt;
      if (!tchar && octet != '"') return Clause::kChunkExt;
      state_ = tchar ? State::kToken : State::kQuotedString;
      return std::nullopt;
    case State::kToken:
      return tchar ? std::nullopt : BeforeSemicolon(octet);
    case State::kQuotedEnd:
      return BeforeSemicolon(octet);
    case State::kQuotedString:
      if (octet == '"') state_ = State::kQuotedEnd;
      if (octet == '\\') state_ = State::kQuotedPair;
      if (octet == '"' || octet == '\\' || octets::IsQdtext(octet)) return std::nullopt;
      return Clause::kChunkExtQuotedString;
    case State::kQuotedPair:
      state_ = State::kQuotedString;
      return octets::IsQuotable(octet) ? std::nullopt
                                       : std::make_optional(Clause::kChunkExtQuotedString);
    default:
      return Clause::kChunkExt;
  }
}

Result<std::vector<ChunkExtension>> ParseChunkExt(absl::string_view octets) {
  using R = Result<std::vector<ChunkExtension>>;
  std::vector<ChunkExtension> extensions;
  ValueReader reader(octets);
  const auto fail = [&](Clause clause) { return R::Error({clause, reader.pos(), reader.pos()}); };
  const auto stopped = [&](Outcome outcome, Clause clause) {
    return outcome == Outcome::kNeedMore ? R::NeedMore() : fail(clause);
  };
  while (!reader.AtEnd()) {
    reader.SkipWhitespace();
    if (!reader.Take(';'))
      return stopped(reader.AtEnd() ? Outcome::kNeedMore : Outcome::kError, Clause::kChunkExt);
    reader.SkipWhitespace();
    ChunkExtension extension;
    Outcome outcome = reader.RequiredToken(extension.name);
    if (outcome != Outcome::kComplete) return stopped(outcome, Clause::kChunkExt);
    ValueReader ahead = reader;
    ahead.SkipWhitespace();
    if (ahead.Take('=')) {
      ahead.SkipWhitespace();
      reader = ahead;
      extension.has_value = true;
      const bool quoted = reader.At('"');
      outcome = reader.TokenOrQuotedString(extension.value);
      if (outcome != Outcome::kComplete) {
        return stopped(outcome, quoted ? Clause::kChunkExtQuotedString : Clause::kChunkExt);
      }
    }
    extensions.push_back(extension);
  }
  return R::Complete(std::move(extensions), octets.size());
}

Result<ChunkedBody> ParseChunkedBody(absl::string_view octets, const Limits& limits) {
  using R = Result<ChunkedBody>;
  ChunkedBody body;
  Decoder decoder({MessageKind::kRequest, Recipient::kOrigin, limits});
  decoder.BeginChunkedBody();
  for (absl::string_view rest = octets;;) {
    const Step step = decoder.Next(rest);
    rest.remove_prefix(step.consumed);
    switch (step.event) {
      case Event::kChunk:
        body.chunk_exts.push_back(step.data);
        break;
      case Event::kData:
        body.content.append(step.data.data(), step.data.size());
        break;
      case Event::kTrailers:
        for (const FieldLine line : decoder.trailers()) body.trailers.push_back(line);
        break;
      case Event::kNeedMore:
        return R::NeedMore();
      case Event::kError:
        return R::Error(decoder.error());
      default:
        return R::Complete(std::move(body), octets.size() - rest.size());
    }
  }
}

}  // namespace plumbline
