// The chunked transfer coding, RFC 9112, section 7.1.
//
//   chunk        = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
//   chunk-size   = 1*HEXDIG
//   last-chunk   = 1*"0" [ chunk-ext ] CRLF
//   chunk-ext    = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
#ifndef PLUMBLINE_PARSER_CHUNKED_H_
#define PLUMBLINE_PARSER_CHUNKED_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/limits.h"
#include "parser/renew.h"
#include "parser/result.h"

namespace plumbline {

// chunk-ext, octet by octet.
class ChunkExtScanner {
 public:
  // The clause that `octet` breaks, if any: kChunkExt, kChunkExtQuotedString.
  std::optional<Clause> Feed(uint8_t octet);
  // True if the extension may end here: whitespace stands only before ";" and around "=".
  bool AtEnd() const {
    return state_ == State::kStart || state_ == State::kName || state_ == State::kToken || state_ == State::kQuotedEnd;
  }
  // What the octet fed last belongs to.
  bool InName() const { return state_ == State::kName; }
  bool InValue() const { return state_ >= State::kToken; }

 private:
  enum class State : uint8_t {
    kStart,
    kBeforeSemicolon,
    kSemicolon,
    kName,
    kAfterName,
    kEquals,
    kToken,
    kQuotedString,
    kQuotedPair,
    kQuotedEnd,
  };
  std::optional<Clause> BeforeSemicolon(uint8_t octet);

  State state_ = State::kStart;
};

// chunk-size [ chunk-ext ] CRLF, resumable at any octet.
class ChunkLineScanner {
 public:
  // Scans `octets`, which begin with those scanned before. kComplete: size() and the extension are
  // known and scanned() octets belong to the line. On kError, error() holds offsets from the line's
  // first octet.
  Outcome Scan(absl::string_view octets, const Limits& limits);
  void Reset() { Renew(*this); }

  uint64_t size() const { return size_; }
  size_t scanned() const { return pos_; }
  // Extent of chunk-ext, from its first octet (BWS or ";") to the CR.
  size_t ext_offset() const { return ext_offset_; }
  size_t ext_size() const { return ext_size_; }
  // Octets of chunk-ext scanned so far.
  size_t ext_scanned() const { return state_ == State::kLineFeed ? ext_size_ : pos_ - ext_offset_; }
  const ParseError& error() const { return error_; }

 private:
  enum class State : uint8_t { kSizeStart, kSize, kExt, kLineFeed };
  Outcome Fail(Clause clause, size_t place);
  void ScanDigits(absl::string_view line);
  std::optional<Clause> FeedAfterSize(uint8_t octet);

  State state_ = State::kSizeStart;
  uint64_t size_ = 0;
  size_t pos_ = 0;
  size_t ext_offset_ = 0;
  size_t ext_size_ = 0;
  ChunkExtScanner ext_;
  ParseError error_;
};

struct ChunkExtension {
  absl::string_view name;
  absl::string_view value;  // a token, or a quoted-string with its quotes
  bool has_value = false;
};

// The extensions of one chunk, in order; the argument may be empty. Errors: kChunkExt,
// kChunkExtQuotedString.
Result<std::vector<ChunkExtension>> ParseChunkExt(absl::string_view octets);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_CHUNKED_H_
