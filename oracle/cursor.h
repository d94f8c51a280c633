// Where the strict parser stands in rewritten octets: its decoder, and in what part of a message. Copied, it goes on
// from the same octet another time.
#ifndef PLUMBLINE_ORACLE_CURSOR_H_
#define PLUMBLINE_ORACLE_CURSOR_H_

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/string_view.h"
#include "parser/decoder.h"

namespace plumbline::oracle {

enum class Part : uint8_t { kHead, kBody, kChunkLine, kChunkData, kTrailers };

class Cursor {
 public:
  explicit Cursor(Decoder decoder) : decoder_(std::move(decoder)) {}

  // The next event in `octets`, of which all before at() are consumed.
  Step Next(absl::string_view octets, bool end_of_input);
  // Takes `octets` up to `end`, of which the next error is not one.
  void SkipTo(absl::string_view octets, size_t end);

  // After a tunnel for a CONNECT request that was refused.
  void ContinueAfterConnect() { decoder_.ContinueAfterConnect(); }

  const Decoder& decoder() const { return decoder_; }
  size_t at() const { return at_; }
  size_t message_begin() const { return begin_; }
  size_t part_begin() const { return part_begin_; }
  Part part() const { return part_; }
  bool in_message() const { return part_ != Part::kHead; }  // its head is complete
  // Of an error at `offset` in the chunked coding: it is in the two octets after chunk-data.
  bool AfterChunkData(size_t offset) const {
    return part_ == Part::kChunkLine && chunks_ > 0 && offset < part_begin_ + 2;
  }

 private:
  Decoder decoder_;
  size_t at_ = 0;
  size_t begin_ = 0;
  size_t part_begin_ = 0;
  Part part_ = Part::kHead;
  uint64_t remaining_ = 0;  // of the chunk
  uint64_t chunks_ = 0;
};

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_CURSOR_H_
