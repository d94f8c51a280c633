#include "models/webkitgtk/chunked.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "models/webkitgtk/soup.h"

namespace plumbline::models::webkitgtk {
namespace {

constexpr size_t kLineLimit = 128;  // C.6: octets of a line, its end included

class Decoder {
 public:
  Decoder(absl::string_view octets, size_t begin, bool end_of_input) : octets_(octets), end_of_input_(end_of_input) {
    out_.pos = begin;
  }
  using End = ChunkedBody::End;

  ChunkedBody Decode37() {
    out_.end = Chunks37();
    return std::move(out_);
  }
  ChunkedBody Decode32() {
    out_.end = Chunks32();
    return std::move(out_);
  }

 private:
  End Fail(const char* error) {
    out_.error = error;
    return End::kFailed;
  }
  // More octets could help, if they came.
  End OutOfOctets() { return end_of_input_ ? Fail(kPartialInput) : End::kWaiting; }
  bool AtEndOfInput() const { return end_of_input_ && out_.pos == octets_.size(); }

  // A line with its end; empty: it is not there, and EndWithoutLine() says what that comes to.
  absl::string_view ReadLine(absl::string_view line_end) {
    const absl::string_view rest = octets_.substr(out_.pos, kLineLimit);
    const size_t found = rest.find(line_end);
    if (found == absl::string_view::npos) return {};
    out_.pos += found + line_end.size();
    return rest.substr(0, found + line_end.size());
  }
  bool LineIsTooLong() const { return octets_.size() - out_.pos >= kLineLimit; }
  End EndWithoutLine() { return LineIsTooLong() ? Fail(kPartialInput) : OutOfOctets(); }

  // False: the data go on after the octets.
  bool ReadData(uint64_t size) {
    const size_t got = static_cast<size_t>(std::min<uint64_t>(size, octets_.size() - out_.pos));
    out_.body.append(octets_.data() + out_.pos, got);
    out_.pos += got;
    return got == size;
  }

  End Chunks37() {
    for (;;) {
      absl::string_view line = ReadLine("\r\n");
      if (line.empty()) return EndWithoutLine();
      if (line.size() < 3) return Fail(kPartialInput);
      line = line.substr(0, std::min(line.find(';'), line.find("\r\n")));
      line = line.substr(0, line.find('\0'));
      const Number size = ReadNumber(line, 16);
      if (!size.rest.empty()) return Fail(kPartialInput);
      if (size.value > INT64_MAX) return Fail(kTooLarge);
      if (size.value == 0) return Trailers37();
      if (!ReadData(size.value)) return OutOfOctets();
      // What stands between the data and the next CRLF is read as their end, whatever it is.
      if (ReadLine("\r\n").empty()) return EndWithoutLine();
    }
  }

  // In pieces, until one is CRLF alone.
  End Trailers37() {
    for (;;) {
      const absl::string_view line = ReadLine("\r\n");
      if (line == "\r\n") return End::kComplete;
      if (!line.empty()) continue;
      if (!LineIsTooLong()) return OutOfOctets();
      out_.pos += kLineLimit - 1;  // the last octet may be the CR of its end
    }
  }

  End Chunks32() {
    for (;;) {
      if (AtEndOfInput()) return End::kComplete;
      const absl::string_view line = ReadLine("\n");
      if (line.empty()) return EndWithoutLine();
      if (std::all_of(line.begin(), line.end(),
                      [](char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); })) {
        return End::kUnknown;
      }
      // What follows the number is ignored. No number, and a negative one, end the body.
      const int64_t size = static_cast<int64_t>(ReadNumber(line.substr(0, line.find('\0')), 16).value);
      if (size <= 0) return Trailers32();
      if (!ReadData(static_cast<uint64_t>(size))) return OutOfOctets();
      if (AtEndOfInput()) return End::kComplete;
      if (ReadLine("\n").empty()) return EndWithoutLine();
    }
  }

  // One line, whatever is in it.
  End Trailers32() {
    const size_t line_feed = octets_.find('\n', out_.pos);
    if (line_feed == absl::string_view::npos && !end_of_input_) return End::kWaiting;
    out_.pos = line_feed == absl::string_view::npos ? octets_.size() : line_feed + 1;
    return End::kComplete;
  }

  absl::string_view octets_;
  bool end_of_input_;
  ChunkedBody out_;
};

}  // namespace

ChunkedBody DecodeChunked37(absl::string_view octets, size_t begin, bool end_of_input) {
  return Decoder(octets, begin, end_of_input).Decode37();
}
ChunkedBody DecodeChunked32(absl::string_view octets, size_t begin, bool end_of_input) {
  return Decoder(octets, begin, end_of_input).Decode32();
}

}  // namespace plumbline::models::webkitgtk
