#include "parser/status_line.h"

#include <algorithm>

#include "parser/octets.h"

namespace plumbline {
namespace {

constexpr size_t kReasonBegin = 13;  // after "HTTP/1.1 200 "

}  // namespace

Outcome StatusLineScanner::Scan(Cursor& cursor, const Limits& limits) {
  while (state_ < State::kReason) {
    if (cursor.AtEnd()) return Outcome::kNeedMore;
    if (Step(cursor) == Outcome::kError) return Outcome::kError;
  }
  if (state_ == State::kReason) {
    const Outcome outcome = Reason(cursor, limits);
    if (outcome != Outcome::kComplete) return outcome;
  }
  return ExpectLf(cursor);
}

// HTTP-version SP status-code SP, one octet.
Outcome StatusLineScanner::Step(Cursor& cursor) {
  const uint8_t octet = cursor.Peek();
  switch (state_) {
    case State::kVersion:
      if (const auto clause = version_.Feed(octet)) return cursor.Fail(*clause);
      if (version_.AtEnd()) state_ = State::kFirstSp;
      break;
    case State::kFirstSp:
      if (octets::Is(octets::kDigit, octet)) return cursor.Fail(Clause::kHttpVersion);
      if (octet != ' ') return cursor.Fail(Clause::kStatusLine);
      state_ = State::kStatus;
      break;
    case State::kStatus:
      if (!octets::Is(octets::kDigit, octet)) return cursor.Fail(Clause::kStatusCode);
      status_ = status_ * 10 + (octet - '0');
      if (++digits_ == 3) state_ = State::kSecondSp;
      break;
    default:
      if (octets::Is(octets::kDigit, octet)) return cursor.Fail(Clause::kStatusCode);
      if (octet != ' ') return cursor.Fail(Clause::kStatusLineSp);
      state_ = State::kReason;
      break;
  }
  ++cursor.pos;
  return Outcome::kComplete;
}

// [ reason-phrase ] CR
Outcome StatusLineScanner::Reason(Cursor& cursor, const Limits& limits) {
  const size_t end = std::min(cursor.end, kReasonBegin + limits.reason_phrase + 1);
  cursor.pos = octets::Skip(octets::kFieldContent, cursor.data, cursor.pos, end);
  if (cursor.pos > kReasonBegin + limits.reason_phrase) {
    return cursor.FailAt(Clause::kLimitReasonPhrase, kReasonBegin + limits.reason_phrase, kReasonBegin);
  }
  reason_end_ = cursor.pos;
  const Outcome outcome = ExpectCr(cursor, Clause::kReasonPhrase);
  if (outcome == Outcome::kComplete) state_ = State::kLf;
  return outcome;
}

StatusLine StatusLineScanner::Line(absl::string_view octets) const {
  return {version_.version(), status_, octets.substr(kReasonBegin, reason_end_ - kReasonBegin)};
}

Result<StatusLine> ParseStatusLine(absl::string_view octets, const Limits& limits) {
  using R = Result<StatusLine>;
  const size_t line_end = octets.find('\r');
  StatusLineScanner scanner;
  Cursor cursor{octets.data(), 0, octets.substr(0, line_end).size(), {}};
  Outcome outcome = scanner.Scan(cursor, limits.Capped());
  if (outcome == Outcome::kNeedMore && line_end != absl::string_view::npos) {
    if (scanner.AtLineEnd()) return R::Error({Clause::kReasonPhrase, line_end, line_end});
    cursor.end = line_end + 1;
    outcome = scanner.Scan(cursor, limits.Capped());
  }
  if (outcome == Outcome::kError) return R::Error(cursor.error);
  if (!scanner.AtLineEnd()) return R::NeedMore();
  return R::Complete(scanner.Line(octets), octets.size());
}

}  // namespace plumbline
