// Sizes beyond which the parser refuses: its one parameter. Each limit has clauses of its own, in
// responses and trailer sections those that end in Elsewhere or OfResponse; docs/limits.md lists
// them.
#ifndef PLUMBLINE_PARSER_LIMITS_H_
#define PLUMBLINE_PARSER_LIMITS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace plumbline {

// All sizes in octets. The error offset of a limit is the first octet too many. The limits of an
// element are at most kLargest; a larger one counts as that.
struct Limits {
  static constexpr size_t kLargest = size_t{1} << 31;

  size_t method = 256;  // kLimitMethod
  // kLimitRequestTarget; RFC 9112, section 3 recommends to take request-lines of 8000 octets at
  // least.
  size_t request_target = 64 << 10;
  size_t reason_phrase = 8 << 10;  // kLimitReasonPhrase
  size_t field_line = 64 << 10;    // kLimitFieldLine: name, colon, value, whitespace; without CRLF
  size_t field_count = 1024;       // kLimitFieldCount: field lines in one section
  // kLimitSection: start-line and header section, or trailer section, with every CRLF.
  size_t section = 256 << 10;
  size_t chunk_line = 16 << 10;         // kLimitChunkLine: size and extensions of one chunk; without CRLF
  uint64_t chunk_ext_total = 64 << 10;  // kLimitChunkExtTotal: all chunk extensions of one message

  // These limits with kLargest applied.
  Limits Capped() const {
    Limits capped = *this;
    for (size_t* limit : {&capped.method, &capped.request_target, &capped.reason_phrase, &capped.field_line,
                          &capped.section, &capped.chunk_line}) {
      *limit = std::min(*limit, kLargest);
    }
    return capped;
  }
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_LIMITS_H_
