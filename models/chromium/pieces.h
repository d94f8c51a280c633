// What Chromium takes of the octets at a time: what has come, as far as its buffers hold it. Section
// A.6 is that of docs/models.md.
#ifndef PLUMBLINE_MODELS_CHROMIUM_PIECES_H_
#define PLUMBLINE_MODELS_CHROMIUM_PIECES_H_

#include <algorithm>
#include <cstddef>

#include "absl/types/span.h"
#include "models/model.h"
#include "models/reads.h"

namespace plumbline::models::chromium {

class Pieces {
 public:
  // `heads`: where each head ends, interim ones too; the body begins where the last one does.
  Pieces(const Exchange& exchange, absl::Span<const size_t> heads) : reads_(exchange.reads, exchange.octets.size()) {
    for (const size_t head : heads) {
      size_t capacity = filled_;  // A.6: after an interim head the buffer holds what is left, and no more
      while (filled_ < head) {
        if (filled_ == capacity) capacity += kHeadStep;
        filled_ = std::min(reads_.EndOfReadAt(filled_), capacity);
      }
    }
  }

  // Where the piece ends that begins at `position`: at the body's begin, or where another one ends.
  size_t EndOfPieceFrom(size_t position) {
    if (position < filled_) return filled_;
    return std::min(reads_.EndOfReadAt(position), position + kBodyBuffer);
  }

 private:
  static constexpr size_t kHeadStep = 4 * 1024;     // A.6
  static constexpr size_t kBodyBuffer = 64 * 1024;  // A.6

  Reads reads_;
  size_t filled_ = 0;  // octets that came while heads were looked for
};

}  // namespace plumbline::models::chromium

#endif  // PLUMBLINE_MODELS_CHROMIUM_PIECES_H_
