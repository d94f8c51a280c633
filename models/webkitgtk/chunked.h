// libsoup's chunked decoders. Section C.6 is that of docs/models.md.
#ifndef PLUMBLINE_MODELS_WEBKITGTK_CHUNKED_H_
#define PLUMBLINE_MODELS_WEBKITGTK_CHUNKED_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::models::webkitgtk {

struct ChunkedBody {
  enum class End : uint8_t { kComplete, kWaiting, kFailed, kUnknown };
  End end = End::kWaiting;
  const char* error = nullptr;  // kFailed
  std::string body;
  size_t pos = 0;  // after the last octet taken
};

// Decode octets[begin, end of octets); `end_of_input`: the server closed the connection after them.
ChunkedBody DecodeChunked37(absl::string_view octets, size_t begin, bool end_of_input);
ChunkedBody DecodeChunked32(absl::string_view octets, size_t begin, bool end_of_input);

}  // namespace plumbline::models::webkitgtk

#endif  // PLUMBLINE_MODELS_WEBKITGTK_CHUNKED_H_
