// Firefox's chunked decoder. Section B.6 is that of docs/models.md.
#ifndef PLUMBLINE_MODELS_FIREFOX_CHUNKED_H_
#define PLUMBLINE_MODELS_FIREFOX_CHUNKED_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "models/model.h"
#include "models/reads.h"

namespace plumbline::models::firefox {

struct ChunkedBody {
  enum class End : uint8_t { kComplete, kWaiting, kInvalid };
  End end = End::kWaiting;
  std::string body;
  std::vector<Field> trailers;
  size_t pos = 0;  // after the last octet taken
};

// Decodes octets[begin, end of octets).
ChunkedBody DecodeChunked(absl::string_view octets, size_t begin, Reads& reads);

}  // namespace plumbline::models::firefox

#endif  // PLUMBLINE_MODELS_FIREFOX_CHUNKED_H_
