// field-line, RFC 9112, section 5.
//
//   field-line    = field-name ":" OWS field-value OWS
//   field-name    = token
//   field-value   = *field-content
#ifndef PLUMBLINE_PARSER_FIELD_LINE_H_
#define PLUMBLINE_PARSER_FIELD_LINE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/strings/string_view.h"
#include "parser/cursor.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/octets.h"
#include "parser/renew.h"
#include "parser/result.h"

namespace plumbline {

// The whole line without its CRLF, by the generic grammar alone: no field's own value grammar is
// applied.
Result<FieldLine> ParseFieldLine(absl::string_view octets, const Limits& limits = {});

// field-line CRLF, resumable at any octet.
class FieldLineScanner {
 public:
  void Start(size_t begin) {
    Renew(*this);
    begin_ = begin;
  }
  Outcome Scan(Cursor& cursor, const Limits& limits);

  // True once the colon was seen; then the name is known.
  bool HasName() const { return state_ != State::kName; }
  size_t begin() const { return begin_; }
  size_t colon() const { return colon_; }
  // Where the value scanned so far ends: the CR, once HasValue().
  size_t value_end() const { return value_end_; }
  bool HasValue() const { return state_ == State::kLf; }
  // Once complete: the value without the whitespace around it. `data` as scanned.
  FieldSection::Span Line(const char* data) const;

 private:
  enum class State : uint8_t { kName, kValue, kLf };
  Outcome Name(Cursor& cursor, size_t limit);
  Outcome Value(Cursor& cursor, size_t limit);
  // The cursor is on the octet that breaks the name, or the value.
  Outcome FailName(Cursor& cursor) const;
  Outcome FailValue(Cursor& cursor) const;
  Outcome FailLimit(Cursor& cursor, size_t limit) const;

  State state_ = State::kName;
  size_t begin_ = 0;
  size_t colon_ = 0;
  size_t value_end_ = 0;
};

// The accepting path is inline, for the loop over the field lines of a head.

namespace internal {

// Of eight octets, those that are neither SP, VCHAR nor obs-text: below SP, or DEL. The lowest bit
// set lies in the first of them; bits above it may be wrong, since a borrow goes upwards.
inline uint64_t NotVisible(const char* data) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kHigh = 0x8080808080808080;
  uint64_t octets;
  std::memcpy(&octets, data, sizeof octets);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  octets = __builtin_bswap64(octets);
#endif
  const uint64_t below_sp = (octets - kOnes * 0x20) & ~octets;
  const uint64_t del = octets ^ (kOnes * 0x7f);
  return (below_sp | ((del - kOnes) & ~del)) & kHigh;
}

inline size_t SkipFieldContent(const char* data, size_t pos, size_t end) {
  while (end - pos >= 8) {
    const uint64_t found = NotVisible(data + pos);
    if (found == 0) {
      pos += 8;
      continue;
    }
    pos += static_cast<size_t>(__builtin_ctzll(found)) / 8;
    if (data[pos] != '\t') return pos;
    ++pos;
  }
  return octets::Skip(octets::kFieldContent, data, pos, end);
}

}  // namespace internal

inline Outcome FieldLineScanner::Scan(Cursor& cursor, const Limits& limits) {
  const size_t limit = begin_ + limits.field_line;
  Outcome outcome = Outcome::kComplete;
  if (state_ == State::kName) outcome = Name(cursor, limit);
  if (outcome == Outcome::kComplete && state_ == State::kValue) outcome = Value(cursor, limit);
  if (outcome == Outcome::kComplete && state_ == State::kLf) outcome = ExpectLf(cursor);
  return outcome;
}

// field-name ":"
inline Outcome FieldLineScanner::Name(Cursor& cursor, size_t limit) {
  const size_t end = std::min(cursor.end, limit + 1);
  cursor.pos = octets::Skip(octets::kTchar, cursor.data, cursor.pos, end);
  if (cursor.pos > limit) return FailLimit(cursor, limit);
  if (cursor.AtEnd()) return Outcome::kNeedMore;
  if (cursor.Peek() != ':' || cursor.pos == begin_) return FailName(cursor);
  if (cursor.pos == limit) return FailLimit(cursor, limit);
  colon_ = cursor.pos++;
  value_end_ = cursor.pos;
  state_ = State::kValue;
  return Outcome::kComplete;
}

// OWS field-value OWS CR: the whitespace at both ends is what Line() leaves out.
inline Outcome FieldLineScanner::Value(Cursor& cursor, size_t limit) {
  const size_t end = std::min(cursor.end, limit + 1);
  cursor.pos = internal::SkipFieldContent(cursor.data, cursor.pos, end);
  value_end_ = cursor.pos;
  if (cursor.pos > limit) {
    value_end_ = limit;
    return FailLimit(cursor, limit);
  }
  if (cursor.AtEnd()) return Outcome::kNeedMore;
  if (cursor.Peek() != '\r') return FailValue(cursor);
  ++cursor.pos;
  state_ = State::kLf;
  return Outcome::kComplete;
}

inline FieldSection::Span FieldLineScanner::Line(const char* data) const {
  size_t first = colon_ + 1;
  size_t last = value_end_;
  while (first < last && octets::IsWhitespace(static_cast<uint8_t>(data[first]))) ++first;
  while (last > first && octets::IsWhitespace(static_cast<uint8_t>(data[last - 1]))) --last;
  return {static_cast<uint32_t>(begin_), static_cast<uint32_t>(colon_ - begin_), static_cast<uint32_t>(first),
          static_cast<uint32_t>(last - first)};
}

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELD_LINE_H_
