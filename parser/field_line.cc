#include "parser/field_line.h"

#include <algorithm>
#include <cstring>

#include "parser/octets.h"
#include "parser/request_line.h"

namespace plumbline {
namespace {

// Of eight octets, those that are neither SP, VCHAR nor obs-text: below SP, or DEL. The lowest bit
// set lies in the first of them; bits above it may be wrong, since a borrow goes upwards.
uint64_t NotVisible(const char* data) {
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

size_t SkipFieldContent(const char* data, size_t pos, size_t end) {
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

Clause ValueClause(uint8_t octet) {
  if (octet == '\n') return Clause::kBareLf;
  return octet == '\0' ? Clause::kFieldValueNul : Clause::kFieldValueCtl;
}

}  // namespace

Outcome FieldLineScanner::Scan(Cursor& cursor, const Limits& limits) {
  const size_t limit = begin_ + limits.field_line;
  Outcome outcome = Outcome::kComplete;
  if (state_ == State::kName) outcome = Name(cursor, limit);
  if (outcome == Outcome::kComplete && state_ == State::kValue) outcome = Value(cursor, limit);
  if (outcome == Outcome::kComplete && state_ == State::kLf) outcome = ExpectLf(cursor);
  return outcome;
}

// field-name ":"
Outcome FieldLineScanner::Name(Cursor& cursor, size_t limit) {
  const size_t end = std::min(cursor.end, limit + 1);
  cursor.pos = octets::Skip(octets::kTchar, cursor.data, cursor.pos, end);
  if (cursor.pos > limit) return cursor.FailAt(Clause::kLimitFieldLine, limit, begin_);
  if (cursor.AtEnd()) return Outcome::kNeedMore;
  const uint8_t octet = cursor.Peek();
  if (octet != ':') {
    const bool empty = cursor.pos == begin_;
    if (octet == '\r' && !empty) return cursor.Fail(Clause::kFieldColon);
    if (octet == '\n') return cursor.Fail(Clause::kBareLf);
    if (octets::IsWhitespace(octet) && !empty) return cursor.Fail(Clause::kSpaceBeforeColon);
    return cursor.Fail(Clause::kFieldName);
  }
  if (cursor.pos == begin_) return cursor.Fail(Clause::kFieldNameEmpty);
  if (cursor.pos == limit) return cursor.FailAt(Clause::kLimitFieldLine, limit, begin_);
  colon_ = cursor.pos++;
  value_end_ = cursor.pos;
  state_ = State::kValue;
  return Outcome::kComplete;
}

// OWS field-value OWS CR: the whitespace at both ends is what Line() leaves out.
Outcome FieldLineScanner::Value(Cursor& cursor, size_t limit) {
  const size_t end = std::min(cursor.end, limit + 1);
  cursor.pos = SkipFieldContent(cursor.data, cursor.pos, end);
  value_end_ = cursor.pos;
  if (cursor.pos > limit) {
    value_end_ = limit;
    return cursor.FailAt(Clause::kLimitFieldLine, limit, begin_);
  }
  if (cursor.AtEnd()) return Outcome::kNeedMore;
  if (cursor.Peek() != '\r') return cursor.Fail(ValueClause(cursor.Peek()));
  ++cursor.pos;
  state_ = State::kLf;
  return Outcome::kComplete;
}

FieldSection::Span FieldLineScanner::Line(const char* data) const {
  size_t first = colon_ + 1;
  size_t last = value_end_;
  while (first < last && octets::IsWhitespace(static_cast<uint8_t>(data[first]))) ++first;
  while (last > first && octets::IsWhitespace(static_cast<uint8_t>(data[last - 1]))) --last;
  return {static_cast<uint32_t>(begin_), static_cast<uint32_t>(colon_ - begin_),
          static_cast<uint32_t>(first), static_cast<uint32_t>(last - first)};
}

Result<FieldLine> ParseFieldLine(absl::string_view octets, const Limits& limits) {
  using R = Result<FieldLine>;
  FieldLineScanner scanner;
  scanner.Start(0);
  Cursor cursor{octets.data(), 0, octets.size(), {}};
  const Outcome outcome = scanner.Scan(cursor, limits.Capped());
  if (scanner.HasValue())
    return R::Error({Clause::kBareCr, scanner.value_end(), scanner.value_end()});
  if (outcome == Outcome::kError) return R::Error(cursor.error);
  if (!scanner.HasName()) return R::NeedMore();
  FieldSection section;
  section.set_octets(octets);
  section.Add(scanner.Line(octets.data()));
  return R::Complete(section[0], octets.size());
}

}  // namespace plumbline
