#include "models/firefox/chunked.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "models/firefox/head.h"
#include "models/firefox/text.h"

namespace plumbline::models::firefox {
namespace {

// B.6: strtoul in base 16 of what is before a semicolon; what follows the digits is ignored. 32 bits.
std::optional<uint64_t> ParseSize(absl::string_view line) {
  line = line.substr(0, line.find(';'));
  while (!line.empty() && IsSpace(line.front())) line.remove_prefix(1);
  const bool negative = absl::StartsWith(line, "-");
  if (!line.empty() && (line.front() == '-' || line.front() == '+')) line.remove_prefix(1);
  const auto is_hex = [&](size_t at) {
    return at < line.size() && absl::ascii_isxdigit(static_cast<unsigned char>(line[at]));
  };
  if (absl::StartsWithIgnoreCase(line, "0x") && is_hex(2)) line.remove_prefix(2);
  if (!is_hex(0)) return std::nullopt;
  uint64_t size = 0;
  for (size_t i = 0; is_hex(i); ++i) {
    const char lower = absl::ascii_tolower(static_cast<unsigned char>(line[i]));
    size = size * 16 + static_cast<uint64_t>(IsDigit(lower) ? lower - '0' : lower - 'a' + 10);
    if (size > UINT32_MAX) return std::nullopt;
  }
  if (negative && size != 0) return std::nullopt;  // wraps to a number beyond 32 bits
  return size;
}

class Decoder {
 public:
  Decoder(absl::string_view octets, size_t begin, Reads& reads) : octets_(octets), reads_(reads) { out_.pos = begin; }

  ChunkedBody Decode() {
    out_.end = Chunks();
    return std::move(out_);
  }

 private:
  using End = ChunkedBody::End;

  // False: the line goes on after the octets, or has_nul_.
  bool ReadLine(std::string& line) {
    line.clear();
    while (out_.pos < octets_.size()) {
      const Segment segment = NextSegment(octets_, out_.pos, reads_);
      line.append(segment.text.data(), segment.text.size());
      out_.pos = segment.end;
      if (!segment.ended) continue;
      has_nul_ = absl::StrContains(line, '\0');
      return !has_nul_;
    }
    return false;
  }

  End Chunks() {
    std::string line;
    while (ReadLine(line)) {
      if (line.empty()) continue;  // B.6: also the line end after data, which is not asked for
      const std::optional<uint64_t> size = ParseSize(line);
      if (!size) return End::kInvalid;
      if (*size == 0) return Trailers();
      const size_t got = static_cast<size_t>(std::min<uint64_t>(*size, octets_.size() - out_.pos));
      out_.body.append(octets_.data() + out_.pos, got);
      out_.pos += got;
    }
    return BrokenOff();
  }

  // B.6: Server-Timing is kept, and nothing else.
  End Trailers() {
    std::string line;
    while (ReadLine(line)) {
      if (line.empty()) return End::kComplete;
      FieldTable fields;
      if (fields.Add(line) == nullptr && fields.Has("Server-Timing")) out_.trailers.push_back(fields.fields().front());
    }
    return BrokenOff();
  }

  End BrokenOff() const { return has_nul_ ? End::kInvalid : End::kWaiting; }  // B.6

  absl::string_view octets_;
  Reads& reads_;
  bool has_nul_ = false;  // in the line that was read last
  ChunkedBody out_;
};

}  // namespace

ChunkedBody DecodeChunked(absl::string_view octets, size_t begin, Reads& reads) {
  return Decoder(octets, begin, reads).Decode();
}

}  // namespace plumbline::models::firefox
