// field-line, RFC 9112, section 5.
//
//   field-line    = field-name ":" OWS field-value OWS
//   field-name    = token
//   field-value   = *field-content
#ifndef PLUMBLINE_PARSER_FIELD_LINE_H_
#define PLUMBLINE_PARSER_FIELD_LINE_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "parser/cursor.h"
#include "parser/limits.h"
#include "parser/message.h"
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

  State state_ = State::kName;
  size_t begin_ = 0;
  size_t colon_ = 0;
  size_t value_end_ = 0;
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELD_LINE_H_
