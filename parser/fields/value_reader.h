// Reading a whole field value from left to right: what the value parsers in this folder share.
#ifndef PLUMBLINE_PARSER_FIELDS_VALUE_READER_H_
#define PLUMBLINE_PARSER_FIELDS_VALUE_READER_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "parser/octets.h"
#include "parser/result.h"

namespace plumbline {

class ValueReader {
 public:
  explicit ValueReader(absl::string_view value) : value_(value) {}

  bool AtEnd() const { return pos_ == value_.size(); }
  size_t pos() const { return pos_; }
  uint8_t Peek() const { return static_cast<uint8_t>(value_[pos_]); }
  bool At(char octet) const { return !AtEnd() && value_[pos_] == octet; }
  void Skip() { ++pos_; }
  bool Take(char octet) {
    if (!At(octet)) return false;
    ++pos_;
    return true;
  }
  // OWS, BWS; true if there was any.
  bool SkipWhitespace() {
    const size_t begin = pos_;
    while (!AtEnd() && octets::IsWhitespace(Peek())) ++pos_;
    return pos_ > begin;
  }
  // *tchar: empty where none stands.
  absl::string_view Token() { return Run(octets::kTchar); }
  absl::string_view Digits() { return Run(octets::kDigit); }
  absl::string_view Since(size_t begin) const { return value_.substr(begin, pos_ - begin); }

  // 1*tchar
  Outcome RequiredToken(absl::string_view& token) {
    token = Token();
    if (!token.empty()) return Outcome::kComplete;
    return AtEnd() ? Outcome::kNeedMore : Outcome::kError;
  }

  // quoted-string, RFC 9110, section 5.6.4, at its opening quote. On kError, pos() is the octet
  // that breaks it.
  Outcome QuotedString(absl::string_view& quoted) {
    const size_t begin = pos_++;
    while (!AtEnd() && !At('"')) {
      if (Take('\\')) {
        if (AtEnd()) return Outcome::kNeedMore;
        if (!octets::IsQuotable(Peek())) return Outcome::kError;
      } else if (!octets::IsQdtext(Peek())) {
        return Outcome::kError;
      }
      ++pos_;
    }
    if (!Take('"')) return Outcome::kNeedMore;
    quoted = Since(begin);
    return Outcome::kComplete;
  }

  // token / quoted-string
  Outcome TokenOrQuotedString(absl::string_view& text) { return At('"') ? QuotedString(text) : RequiredToken(text); }

  // [ element ] *( OWS "," OWS [ element ] ), RFC 9110, section 5.6.1.2. `element` reads one
  // element at pos() and returns the outcome; it is called where an octet stands that is neither
  // whitespace nor comma.
  template <typename Element>
  Outcome List(Element element) {
    bool comma_needed = SkipWhitespace();  // whitespace before the first comma belongs to that comma
    while (!AtEnd()) {
      if (Take(',')) {
        SkipWhitespace();
        comma_needed = false;
        continue;
      }
      if (comma_needed) return Outcome::kError;
      const Outcome outcome = element();
      if (outcome != Outcome::kComplete) return outcome;
      if (AtEnd()) return Outcome::kComplete;
      SkipWhitespace();
      comma_needed = true;
    }
    return comma_needed ? Outcome::kNeedMore : Outcome::kComplete;
  }

 private:
  absl::string_view Run(int classes) {
    const size_t begin = pos_;
    while (!AtEnd() && octets::Is(classes, Peek())) ++pos_;
    return Since(begin);
  }

  absl::string_view value_;
  size_t pos_ = 0;
};

// The result of a whole value: `value` if the outcome is complete, `clause` at the reader's octet
// if it is an error.
template <typename T>
Result<T> Finish(Outcome outcome, const ValueReader& reader, T value, Clause clause) {
  if (outcome == Outcome::kError) return Result<T>::Error({clause, reader.pos(), reader.pos()});
  if (outcome == Outcome::kNeedMore) return Result<T>::NeedMore();
  return Result<T>::Complete(std::move(value), reader.pos());
}

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_VALUE_READER_H_
