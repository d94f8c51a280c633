// Where a scanner stands in the octets that it resumes on, and the CRLF that ends a line there.
#ifndef PLUMBLINE_PARSER_CURSOR_H_
#define PLUMBLINE_PARSER_CURSOR_H_

#include <cstddef>
#include <cstdint>

#include "parser/result.h"

namespace plumbline {

// Offsets count from the first octet of the element being scanned (a head, a chunk-size line), and
// so stay true when the caller's buffer moves between calls.
struct Cursor {
  const char* data = nullptr;
  size_t pos = 0;
  size_t end = 0;
  ParseError error;

  bool AtEnd() const { return pos == end; }
  uint8_t Peek() const { return static_cast<uint8_t>(data[pos]); }

  Outcome Fail(Clause clause) { return FailAt(clause, pos, pos); }
  Outcome FailAt(Clause clause, size_t offset, size_t place) {
    error = {clause, offset, place};
    return Outcome::kError;
  }
};

// A CR that is not followed by LF, RFC 9112, section 2.2. `pos` is the octet there instead, or the
// CR itself where nothing may follow.
inline ParseError BareCr(size_t pos) { return {Clause::kBareCr, pos, pos}; }

// The CR that ends a line whose other octets end here. `clause` is of an octet that is neither CR
// nor LF.
inline Outcome ExpectCr(Cursor& cursor, Clause clause) {
  if (cursor.AtEnd()) return Outcome::kNeedMore;
  if (cursor.Peek() == '\n') return cursor.Fail(Clause::kBareLf);
  if (cursor.Peek() != '\r') return cursor.Fail(clause);
  ++cursor.pos;
  return Outcome::kComplete;
}

// The LF after it.
inline Outcome ExpectLf(Cursor& cursor) {
  if (cursor.AtEnd()) return Outcome::kNeedMore;
  if (cursor.Peek() != '\n') {
    cursor.error = BareCr(cursor.pos);
    return Outcome::kError;
  }
  ++cursor.pos;
  return Outcome::kComplete;
}

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_CURSOR_H_
