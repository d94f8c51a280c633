// The three outcomes of parsing: complete, need more, error.
#ifndef PLUMBLINE_PARSER_RESULT_H_
#define PLUMBLINE_PARSER_RESULT_H_

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "parser/clause.h"

namespace plumbline {

enum class Outcome : uint8_t { kComplete, kNeedMore, kError };

// Why octets are not acceptable.
//
// `offset` is the octet whose arrival decided: everything before it was still a viable prefix, and
// no delivery of the same octets reports another one. `place` is where the octets begin that the
// clause speaks of. They are the same except where something later decides: the end of the header
// section (a Content-Length, say, counts only where no Transfer-Encoding came: `offset` is the CR
// of the empty line, `place` in the value), the end of an authority, the colon of a second Host, or
// the first octet beyond a limit (`place` is the first octet of what is too long). Both count from
// the first octet of the input (of the stream for a Decoder, of the argument for a one-shot
// function).
struct ParseError {
  Clause clause{};
  uint64_t offset = 0;
  uint64_t place = 0;

  friend bool operator==(const ParseError& a, const ParseError& b) {
    return a.clause == b.clause && a.offset == b.offset && a.place == b.place;
  }
  friend bool operator!=(const ParseError& a, const ParseError& b) { return !(a == b); }
};

// "RFC 9112, section 2.2 (9112-2.2-bare-cr) at octet 14: …" as an InvalidArgument status.
// Allocates; meant for the edge of an API, not for a loop.
absl::Status ToStatus(const ParseError& error);

// The value of a production, or why there is none (yet). Views in the value point into the caller's
// octets and live as long as those do.
template <typename T>
class Result {
 public:
  static Result Complete(T value, size_t consumed) {
    Result result(Outcome::kComplete);
    result.value_ = std::move(value);
    result.consumed_ = consumed;
    return result;
  }
  static Result NeedMore() { return Result(Outcome::kNeedMore); }
  static Result Error(ParseError error) {
    Result result(Outcome::kError);
    result.error_ = error;
    return result;
  }

  Outcome outcome() const { return outcome_; }
  bool complete() const { return outcome_ == Outcome::kComplete; }

  // The parsed value; meaningful only if complete().
  const T& value() const { return value_; }
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

  // How many octets the value took; 0 unless complete().
  size_t consumed() const { return consumed_; }

  // Meaningful only if outcome() is kError.
  const ParseError& error() const { return error_; }

  // OK if complete, OutOfRange if more octets are needed, InvalidArgument with clause and offset
  // else.
  absl::Status ToStatus() const {
    switch (outcome_) {
      case Outcome::kComplete:
        return absl::OkStatus();
      case Outcome::kNeedMore:
        return absl::OutOfRangeError("more octets are needed");
      case Outcome::kError:
        break;
    }
    return plumbline::ToStatus(error_);
  }

 private:
  explicit Result(Outcome outcome) : outcome_(outcome) {}

  Outcome outcome_;
  T value_{};
  size_t consumed_ = 0;
  ParseError error_;
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_RESULT_H_
