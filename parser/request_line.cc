#include "parser/request_line.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "parser/octets.h"

namespace plumbline {

using octets::Is;

std::optional<Clause> VersionScanner::Feed(uint8_t octet) {
  constexpr char kName[] = "HTTP/";
  const uint8_t index = fed_++;
  if (index < 5) return octet == kName[index] ? std::nullopt : std::make_optional(Clause::kHttpVersion);
  if (index == 6) return octet == '.' ? std::nullopt : std::make_optional(Clause::kHttpVersion);
  if (!Is(octets::kDigit, octet) || index > 7) return Clause::kHttpVersion;
  if (index == 5) return octet == '1' ? std::nullopt : std::make_optional(Clause::kMajorVersion);
  minor_ = static_cast<uint8_t>(octet - '0');
  return std::nullopt;
}

bool VersionScanner::FeedWhole(absl::string_view octets) {
  if (fed_ > 0 || octets.size() < kSize || !absl::StartsWith(octets, "HTTP/1.") ||
      !Is(octets::kDigit, octets[kSize - 1])) {
    return false;
  }
  minor_ = static_cast<uint8_t>(octets[kSize - 1] - '0');
  fed_ = kSize;
  return true;
}

Outcome RequestLineScanner::Scan(Cursor& cursor, const Limits& limits) {
  for (;;) {
    Outcome outcome = Outcome::kComplete;
    switch (state_) {
      case State::kMethod:
        outcome = Method(cursor, limits);
        break;
      case State::kTarget:
        outcome = Target(cursor, limits);
        break;
      case State::kVersion:
        outcome = ScanVersion(cursor);
        break;
      case State::kCr:
        // A third digit belongs to no HTTP-version; anything else to no request-line.
        if (!cursor.AtEnd() && Is(octets::kDigit, cursor.Peek())) return cursor.Fail(Clause::kHttpVersion);
        outcome = ExpectCr(cursor, Clause::kRequestLine);
        state_ = outcome == Outcome::kComplete ? State::kLf : state_;
        break;
      case State::kLf:
        return ExpectLf(cursor);
    }
    if (outcome != Outcome::kComplete) return outcome;
  }
}

// method SP
Outcome RequestLineScanner::Method(Cursor& cursor, const Limits& limits) {
  const size_t end = std::min(cursor.end, limits.method + 1);
  cursor.pos = octets::Skip(octets::kTchar, cursor.data, cursor.pos, end);
  if (cursor.pos > limits.method) return cursor.FailAt(Clause::kLimitMethod, limits.method, 0);
  if (cursor.AtEnd()) return Outcome::kNeedMore;
  const uint8_t octet = cursor.Peek();
  if (cursor.pos == 0 && octet == '\r') return cursor.Fail(Clause::kEmptyLineBeforeRequestLine);
  if (cursor.pos == 0 && octet == '\n') return cursor.Fail(Clause::kBareLf);
  if (cursor.pos == 0 || octet != ' ') {
    const bool line_end = octet == '\r' || octet == '\n';
    return cursor.Fail(line_end ? Clause::kRequestLine : Clause::kMethod);
  }
  method_size_ = cursor.pos++;
  target_.Start(absl::string_view(cursor.data, method_size_), cursor.pos);
  state_ = State::kTarget;
  return Outcome::kComplete;
}

// request-target SP
Outcome RequestLineScanner::Target(Cursor& cursor, const Limits& limits) {
  const size_t begin = method_size_ + 1;
  const size_t end = cursor.end;
  cursor.end = std::min(end, begin + limits.request_target + 1);
  Outcome outcome = target_.Scan(cursor);
  if (outcome != Outcome::kError && cursor.pos > begin + limits.request_target) {
    outcome = cursor.FailAt(Clause::kLimitRequestTarget, begin + limits.request_target, begin);
  }
  cursor.end = end;
  if (outcome == Outcome::kError && cursor.error.offset == cursor.pos && !cursor.AtEnd()) {
    const uint8_t octet = cursor.Peek();
    // HTTP/0.9's Simple-Request, or a line that breaks off: no version follows.
    if (octet == '\r' || octet == '\n') return cursor.Fail(Clause::kRequestLine);
    if (octet == ' ' && cursor.pos == begin) return cursor.Fail(Clause::kRequestLine);
  }
  if (outcome != Outcome::kComplete) return outcome;
  target_end_ = cursor.pos++;
  state_ = State::kVersion;
  return Outcome::kComplete;
}

Outcome RequestLineScanner::ScanVersion(Cursor& cursor) {
  if (version_.FeedWhole({cursor.data + cursor.pos, cursor.end - cursor.pos})) {
    cursor.pos += VersionScanner::kSize;
  }
  while (!version_.AtEnd()) {
    if (cursor.AtEnd()) return Outcome::kNeedMore;
    const uint8_t octet = cursor.Peek();
    if (const auto clause = version_.Feed(octet)) {
      // A second SP stands where one is allowed; an octet that begins no version, where the target
      // had whitespace.
      if (cursor.pos == target_end_ + 1) return cursor.Fail(octet == ' ' ? Clause::kRequestLine : Clause::kHttpVersion);
      return cursor.Fail(*clause);
    }
    ++cursor.pos;
  }
  state_ = State::kCr;
  return Outcome::kComplete;
}

RequestLine RequestLineScanner::Line(absl::string_view octets) const {
  const absl::string_view target = octets.substr(method_size_ + 1, target_end_ - method_size_ - 1);
  return {octets.substr(0, method_size_), SplitRequestTarget(target, target_.form()), version_.version()};
}

Result<absl::string_view> ParseMethod(absl::string_view octets) {
  for (size_t i = 0; i < octets.size(); ++i) {
    if (!Is(octets::kTchar, octets[i])) return Result<absl::string_view>::Error({Clause::kMethod, i, i});
  }
  if (octets.empty()) return Result<absl::string_view>::NeedMore();
  return Result<absl::string_view>::Complete(octets, octets.size());
}

Result<RequestTarget> ParseRequestTarget(absl::string_view method, absl::string_view octets) {
  using R = Result<RequestTarget>;
  RequestTargetScanner scanner;
  scanner.Start(method, 0);
  Cursor cursor{octets.data(), 0, octets.size(), {}};
  const Outcome outcome = scanner.Scan(cursor);
  if (outcome == Outcome::kError) return R::Error(cursor.error);
  if (outcome == Outcome::kComplete) return R::Error({Clause::kRequestTarget, cursor.pos, cursor.pos});  // SP
  if (scanner.CheckEnd(cursor) == Outcome::kError) return R::NeedMore();
  return R::Complete(SplitRequestTarget(octets, scanner.form()), octets.size());
}

Result<Version> ParseHttpVersion(absl::string_view octets) {
  VersionScanner scanner;
  for (size_t i = 0; i < octets.size(); ++i) {
    if (const auto clause = scanner.Feed(static_cast<uint8_t>(octets[i]))) {
      return Result<Version>::Error({*clause, i, i});
    }
  }
  if (!scanner.AtEnd()) return Result<Version>::NeedMore();
  return Result<Version>::Complete(scanner.version(), octets.size());
}

Result<RequestLine> ParseRequestLine(absl::string_view octets, const Limits& limits) {
  using R = Result<RequestLine>;
  const size_t line_end = octets.find_first_of("\r\n");
  RequestLineScanner scanner;
  Cursor cursor{octets.data(), 0, octets.substr(0, line_end).size(), {}};
  Outcome outcome = scanner.Scan(cursor, limits.Capped());
  if (scanner.AtLineEnd() && outcome == Outcome::kNeedMore) {
    if (line_end != absl::string_view::npos) return R::Error({Clause::kRequestLine, line_end, line_end});
    return R::Complete(scanner.Line(octets), octets.size());
  }
  if (outcome == Outcome::kNeedMore && line_end != absl::string_view::npos) {
    cursor.end = line_end + 1;
    outcome = scanner.Scan(cursor, limits.Capped());
  }
  return outcome == Outcome::kError ? R::Error(cursor.error) : R::NeedMore();
}

}  // namespace plumbline
