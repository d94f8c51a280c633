#include "parser/chunked.h"

#include <limits>

#include "parser/cursor.h"
#include "parser/octets.h"

namespace plumbline {

// BWS ";"
std::optional<Clause> ChunkExtScanner::BeforeSemicolon(uint8_t octet) {
  if (octet != ';' && !octets::IsWhitespace(octet)) return Clause::kChunkExt;
  state_ = octet == ';' ? State::kSemicolon : State::kBeforeSemicolon;
  return std::nullopt;
}

// *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
std::optional<Clause> ChunkExtScanner::Feed(uint8_t octet) {
  const bool tchar = octets::Is(octets::kTchar, octet);
  const bool whitespace = octets::IsWhitespace(octet);
  switch (state_) {
    case State::kStart:
    case State::kBeforeSemicolon:
    case State::kQuotedEnd:
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
    case State::kQuotedString:
      if (octet == '"') state_ = State::kQuotedEnd;
      if (octet == '\\') state_ = State::kQuotedPair;
      if (octet == '"' || octet == '\\' || octets::IsQdtext(octet)) return std::nullopt;
      break;
    case State::kQuotedPair:
      state_ = State::kQuotedString;
      if (octets::IsQuotable(octet)) return std::nullopt;
      break;
  }
  return Clause::kChunkExtQuotedString;
}

Outcome ChunkLineScanner::Fail(Clause clause, size_t place) {
  error_ = {clause, pos_, place};
  return Outcome::kError;
}

Outcome ChunkLineScanner::Scan(absl::string_view octets, const Limits& limits) {
  if (state_ <= State::kSize) ScanDigits(octets.substr(0, limits.chunk_line));
  for (; pos_ < octets.size(); ++pos_) {
    const uint8_t octet = static_cast<uint8_t>(octets[pos_]);
    if (state_ == State::kLineFeed) {
      Cursor cursor{octets.data(), pos_, octets.size(), {}};
      const Outcome outcome = ExpectLf(cursor);
      pos_ = cursor.pos;
      error_ = cursor.error;
      return outcome;
    }
    if (octet == '\r' && state_ != State::kSizeStart && ext_.AtEnd()) {
      ext_size_ = pos_ - ext_offset_;
      state_ = State::kLineFeed;
      continue;
    }
    if (pos_ >= limits.chunk_line) {
      // RFC 9112, section 7.1.1 speaks of extensions, not of the digits before them.
      const bool in_size = state_ != State::kExt && octets::Is(octets::kHexdig, octet);
      return Fail(in_size ? Clause::kLimitChunkLineElsewhere : Clause::kLimitChunkLine, 0);
    }
    const std::optional<Clause> clause = state_ == State::kExt ? ext_.Feed(octet) : FeedAfterSize(octet);
    if (clause) return Fail(*clause, pos_);
  }
  return Outcome::kNeedMore;
}

// chunk-size = 1*HEXDIG, as far as 64 bits hold it.
void ChunkLineScanner::ScanDigits(absl::string_view line) {
  constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max() >> 4;
  uint64_t size = size_;
  size_t pos = pos_;
  for (; pos < line.size() && size <= kMax && octets::Is(octets::kHexdig, line[pos]); ++pos) {
    size = size << 4 | octets::HexValue(static_cast<uint8_t>(line[pos]));
  }
  if (pos > pos_) state_ = State::kSize;
  size_ = size;
  pos_ = ext_offset_ = pos;
}

// The octet after those digits.
std::optional<Clause> ChunkLineScanner::FeedAfterSize(uint8_t octet) {
  if (octets::Is(octets::kHexdig, octet)) return Clause::kLimitChunkSize;
  if (state_ == State::kSizeStart || ext_.Feed(octet)) return Clause::kChunkSize;
  state_ = State::kExt;
  return std::nullopt;
}

Result<std::vector<ChunkExtension>> ParseChunkExt(absl::string_view octets) {
  using R = Result<std::vector<ChunkExtension>>;
  std::vector<ChunkExtension> extensions;
  ChunkExtScanner scanner;
  for (size_t i = 0; i < octets.size(); ++i) {
    const bool was_in_name = scanner.InName();
    if (const auto clause = scanner.Feed(static_cast<uint8_t>(octets[i]))) {
      return R::Error({*clause, i, i});
    }
    if (scanner.InName() && !was_in_name) extensions.emplace_back();
    absl::string_view* part = nullptr;  // that this octet belongs to
    if (scanner.InName()) part = &extensions.back().name;
    if (scanner.InValue()) part = &extensions.back().value;
    if (part == nullptr) continue;
    *part = octets.substr(i - part->size(), part->size() + 1);
    extensions.back().has_value = scanner.InValue();
  }
  if (!scanner.AtEnd()) return R::NeedMore();
  return R::Complete(std::move(extensions), octets.size());
}

}  // namespace plumbline
