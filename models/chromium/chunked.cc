#include "models/chromium/chunked.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"

namespace plumbline::models::chromium {
namespace {

constexpr size_t kCarriedLineLimit = 16 * 1024;  // A.6

// A.6: hexadecimal digits up to a semicolon or the end, SP after them, nothing else.
std::optional<uint64_t> ParseSize(absl::string_view line) {
  line = line.substr(0, line.find(';'));
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  if (line.empty()) return std::nullopt;
  uint64_t size = 0;
  for (const char c : line) {
    const auto octet = static_cast<unsigned char>(c);
    if (!absl::ascii_isxdigit(octet) || size > (INT64_MAX >> 4)) return std::nullopt;
    const char lower = absl::ascii_tolower(octet);
    size = size * 16 + static_cast<uint64_t>(lower <= '9' ? lower - '0' : lower - 'a' + 10);
  }
  return size;
}

}  // namespace

bool ChunkedDecoder::NextPiece() {
  if (pos_ == octets_.size()) return false;
  piece_ = pieces_.EndOfPieceFrom(pos_);
  body_of_earlier_ = body_.size();
  return true;
}

std::optional<std::string> ChunkedDecoder::ReadLine() {
  std::string line;
  for (;;) {
    if (pos_ == piece_ && !NextPiece()) return std::nullopt;
    absl::string_view part = octets_.substr(pos_, piece_ - pos_);
    const size_t line_feed = part.find('\n');
    part = part.substr(0, line_feed);
    pos_ += part.size();
    // A.6: one CR before the LF goes, and so does one that a piece ends with, whatever the next begins with.
    absl::ConsumeSuffix(&part, "\r");
    // A.6: the limit is on a line that is carried from piece to piece, and on what is carried of it.
    const bool carried = line_feed == absl::string_view::npos || !line.empty();
    invalid_ = carried && line.size() + part.size() > kCarriedLineLimit;
    if (invalid_) return std::nullopt;
    line.append(part.data(), part.size());
    if (line_feed != absl::string_view::npos) {
      ++pos_;
      return line;
    }
  }
}

bool ChunkedDecoder::ReadData(uint64_t size) {
  while (size > 0) {
    if (pos_ == piece_ && !NextPiece()) return false;
    const size_t part = static_cast<size_t>(std::min<uint64_t>(size, piece_ - pos_));
    body_.append(octets_.data() + pos_, part);
    pos_ += part;
    size -= part;
  }
  return true;
}

ChunkedDecoder::End ChunkedDecoder::Decode() {
  const auto broken = [this] {
    // A.6: an error takes with it what the same piece gave before.
    body_.resize(body_of_earlier_);
    return End::kInvalid;
  };
  for (;;) {
    const std::optional<std::string> line = ReadLine();
    if (!line) return invalid_ ? broken() : End::kWaiting;
    const std::optional<uint64_t> size = ParseSize(*line);
    if (!size) return broken();
    if (*size == 0) break;
    if (!ReadData(*size)) return End::kWaiting;
    const std::optional<std::string> end = ReadLine();
    if (!end) return invalid_ ? broken() : End::kWaiting;
    if (!end->empty()) return broken();  // A.6: nothing may stand between data and line end
  }
  for (;;) {  // A.6: trailers are passed over
    const std::optional<std::string> line = ReadLine();
    if (!line) return invalid_ ? broken() : End::kWaiting;
    if (line->empty()) return End::kComplete;
  }
}

}  // namespace plumbline::models::chromium
