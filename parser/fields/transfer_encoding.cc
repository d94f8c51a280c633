#include "parser/fields/transfer_encoding.h"

#include "absl/strings/match.h"
#include "parser/fields/value_reader.h"
#include "parser/octets.h"

namespace plumbline {

void TransferEncodingScanner::BeginCoding(uint8_t octet) {
  state_ = State::kCoding;
  name_[0] = static_cast<char>(octets::ToLower(octet));
  name_size_ = 1;
}

// RFC 9112, section 7.1 and 7.2: chunked and the compression codings define no parameters.
void TransferEncodingScanner::EndCoding() {
  const absl::string_view name(name_, name_size_ > sizeof name_ ? 0 : name_size_);
  last_is_chunked_ = name == "chunked";
  barred_by_ = std::nullopt;
  if (last_is_chunked_) {
    ++chunked_count_;
    barred_by_ = Clause::kChunkedParameter;
  } else if (name == "gzip" || name == "x-gzip" || name == "deflate" || name == "compress" || name == "x-compress") {
    barred_by_ = Clause::kCompressionParameter;
  }
}

// After a coding or one of its parameters: OWS, then ";" or "," or the end.
std::optional<Clause> TransferEncodingScanner::AfterCoding(uint8_t octet) {
  if (octet == ',') {
    state_ = State::kElement;
  } else if (octet == ';') {
    if (parameters_ == Parameters::kBarred && barred_by_) return barred_by_;
    state_ = State::kSemicolon;
  } else if (octets::IsWhitespace(octet)) {
    state_ = State::kAfterCoding;
  } else {
    return Clause::kTransferEncodingSyntax;
  }
  return std::nullopt;
}

std::optional<Clause> TransferEncodingScanner::Feed(uint8_t octet) {
  const bool tchar = octets::Is(octets::kTchar, octet);
  const bool whitespace = octets::IsWhitespace(octet);
  switch (state_) {
    case State::kElement:
      if (tchar) BeginCoding(octet);
      if (tchar || whitespace || octet == ',') return std::nullopt;
      break;
    case State::kCoding:
      if (tchar) {
        if (name_size_ < sizeof name_) name_[name_size_] = static_cast<char>(octets::ToLower(octet));
        if (name_size_ <= sizeof name_) ++name_size_;
        return std::nullopt;
      }
      EndCoding();
      return AfterCoding(octet);
    case State::kAfterCoding:
      return AfterCoding(octet);
    case State::kSemicolon:
    case State::kParameterName:
      if (tchar) {
        state_ = State::kParameterName;
        return std::nullopt;
      }
      if (state_ == State::kSemicolon) {
        if (whitespace) return std::nullopt;
        break;
      }
      [[fallthrough]];
    case State::kAfterParameterName:
      if (!whitespace && octet != '=') break;
      state_ = whitespace ? State::kAfterParameterName : State::kEquals;
      return std::nullopt;
    case State::kEquals:
      if (whitespace) return std::nullopt;
      if (!tchar && octet != '"') break;
      state_ = tchar ? State::kParameterValue : State::kQuotedString;
      return std::nullopt;
    case State::kParameterValue:
      return tchar ? std::nullopt : AfterCoding(octet);
    case State::kQuotedString:
      if (octet == '"') state_ = State::kAfterCoding;
      if (octet == '\\') state_ = State::kQuotedPair;
      if (octet == '"' || octet == '\\' || octets::IsQdtext(octet)) return std::nullopt;
      break;
    case State::kQuotedPair:
      if (!octets::IsQuotable(octet)) break;
      state_ = State::kQuotedString;
      return std::nullopt;
  }
  return Clause::kTransferEncodingSyntax;
}

bool TransferEncodingScanner::AtEnd() const {
  return state_ == State::kElement || state_ == State::kCoding || state_ == State::kAfterCoding ||
         state_ == State::kParameterValue;
}

bool TransferEncodingScanner::chunked_is_final() const {
  if (state_ != State::kCoding) return last_is_chunked_;
  TransferEncodingScanner ended = *this;
  ended.EndCoding();
  return ended.last_is_chunked_;
}

size_t TransferEncodingScanner::chunked_count() const {
  return chunked_count_ + (state_ == State::kCoding && chunked_is_final() ? 1 : 0);
}

Result<Codings> ParseCodings(absl::string_view value, TransferEncodingScanner& scanner, Clause syntax) {
  using R = Result<Codings>;
  Codings codings;
  size_t begin = 0;         // of the current coding
  bool lone_space = false;  // whitespace that only a comma can follow
  for (size_t i = 0; i < value.size(); ++i) {
    const uint8_t octet = static_cast<uint8_t>(value[i]);
    const bool was_in_member = scanner.InMember();
    if (i == 0) lone_space = octets::IsWhitespace(octet);
    if (lone_space && octet != ',' && !octets::IsWhitespace(octet)) return R::Error({syntax, i, i});
    if (octet == ',') lone_space = false;
    if (const auto clause = scanner.Feed(octet)) {
      const bool grammar = *clause == Clause::kTransferEncodingSyntax;
      return R::Error({grammar ? syntax : *clause, i, i});
    }
    if (!was_in_member && scanner.InMember()) begin = i;
    if (scanner.InMember()) codings.resize(codings.size() + (was_in_member ? 0 : 1));
    if (scanner.InMember()) codings.back() = value.substr(begin, i + 1 - begin);
  }
  if (!scanner.AtEnd() || lone_space) return R::NeedMore();
  // Whitespace after a member is viable only before a comma.
  if (scanner.InMember() && octets::IsWhitespace(static_cast<uint8_t>(value.back()))) return R::NeedMore();
  for (absl::string_view& coding : codings) coding = octets::TrimWhitespace(coding);
  return R::Complete(std::move(codings), value.size());
}

Result<TransferCodings> ParseTransferEncoding(absl::string_view value) {
  TransferEncodingScanner scanner;
  const Result<Codings> parsed = ParseCodings(value, scanner, Clause::kTransferEncodingSyntax);
  if (parsed.outcome() == Outcome::kError) return Result<TransferCodings>::Error(parsed.error());
  if (!parsed.complete()) return Result<TransferCodings>::NeedMore();
  TransferCodings codings;
  for (absl::string_view coding : *parsed) codings.names.push_back(ValueReader(coding).Token());
  codings.chunked_is_final = scanner.chunked_is_final();
  codings.chunked_count = scanner.chunked_count();
  return Result<TransferCodings>::Complete(std::move(codings), value.size());
}

}  // namespace plumbline
