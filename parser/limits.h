// Sizes beyond which the parser refuses: its one parameter. Each limit has its own clause.
#ifndef PLUMBLINE_PARSER_LIMITS_H_
#define PLUMBLINE_PARSER_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace plumbline {

// All sizes in octets. The error offset of a limit is the first octet too many.
struct Limits {
  size_t method = 256;  // kLimitMethod
  size_t request_target =
      64 << 10;  // kLimitRequestTarget; RFC 9112, section 3 recommends >= 8000 for the line
  size_t reason_phrase = 8 << 10;  // kLimitReasonPhrase
  size_t field_line = 64 << 10;  // kLimitFieldLine: name, colon, value and whitespace, without CRLF
  size_t field_count = 1024;     // kLimitFieldCount: field lines in one section
  size_t section = 256 << 10;  // kLimitSection: start-line and header section, or trailer section,
                               // with every CRLF; at most 2^31
  size_t chunk_line =
      16 << 10;  // kLimitChunkLine: chunk-size and chunk-ext of one chunk, without CRLF
  uint64_t chunk_ext_total = 64 << 10;  // kLimitChunkExtTotal: all chunk extensions of one message
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_LIMITS_H_
