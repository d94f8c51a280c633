// Chromium's chunked decoder. Section A.6 is that of docs/models.md.
#ifndef PLUMBLINE_MODELS_CHROMIUM_CHUNKED_H_
#define PLUMBLINE_MODELS_CHROMIUM_CHUNKED_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "models/chromium/pieces.h"

namespace plumbline::models::chromium {

class ChunkedDecoder {
 public:
  enum class End : uint8_t { kComplete, kWaiting, kInvalid };

  // Decodes octets[begin, end of octets), piece by piece.
  ChunkedDecoder(absl::string_view octets, size_t begin, Pieces& pieces)
      : octets_(octets), pos_(begin), piece_(begin), pieces_(pieces) {}

  End Decode();

  const std::string& body() const { return body_; }
  size_t pos() const { return pos_; }  // after the last octet taken

 private:
  bool NextPiece();
  // A line to its LF, without it. nullopt: it goes on after the octets, or `invalid_`.
  std::optional<std::string> ReadLine();
  bool ReadData(uint64_t size);

  absl::string_view octets_;
  size_t pos_;
  size_t piece_;                // where the piece that holds pos_ ends
  size_t body_of_earlier_ = 0;  // octets of the body that earlier pieces gave
  Pieces& pieces_;
  bool invalid_ = false;
  std::string body_;
};

}  // namespace plumbline::models::chromium

#endif  // PLUMBLINE_MODELS_CHROMIUM_CHUNKED_H_
