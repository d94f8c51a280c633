#include "parser/field_line.h"

namespace plumbline {

Outcome FieldLineScanner::FailName(Cursor& cursor) const {
  const uint8_t octet = cursor.Peek();
  const bool empty = cursor.pos == begin_;
  if (octet == ':') return cursor.Fail(Clause::kFieldNameEmpty);
  if (octet == '\r' && !empty) return cursor.Fail(Clause::kFieldColon);
  if (octet == '\n') return cursor.Fail(Clause::kBareLf);
  if (octets::IsWhitespace(octet) && !empty) return cursor.Fail(Clause::kSpaceBeforeColon);
  return cursor.Fail(Clause::kFieldName);
}

Outcome FieldLineScanner::FailValue(Cursor& cursor) const {
  const uint8_t octet = cursor.Peek();
  if (octet == '\n') return cursor.Fail(Clause::kBareLf);
  return cursor.Fail(octet == '\0' ? Clause::kFieldValueNul : Clause::kFieldValueCtl);
}

Outcome FieldLineScanner::FailLimit(Cursor& cursor, size_t limit) const {
  return cursor.FailAt(Clause::kLimitFieldLine, limit, begin_);
}

Result<FieldLine> ParseFieldLine(absl::string_view octets, const Limits& limits) {
  using R = Result<FieldLine>;
  FieldLineScanner scanner;
  scanner.Start(0);
  Cursor cursor{octets.data(), 0, octets.size(), {}};
  const Outcome outcome = scanner.Scan(cursor, limits.Capped());
  if (scanner.HasValue()) return R::Error(BareCr(scanner.value_end()));
  if (outcome == Outcome::kError) return R::Error(cursor.error);
  if (!scanner.HasName()) return R::NeedMore();
  FieldSection section;
  section.set_octets(octets);
  section.Add(scanner.Line(octets.data()));
  return R::Complete(section[0], octets.size());
}

}  // namespace plumbline
