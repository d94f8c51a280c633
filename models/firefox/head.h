// Firefox's reading of a head, segment by segment. Sections B.n are those of docs/models.md.
#ifndef PLUMBLINE_MODELS_FIREFOX_HEAD_H_
#define PLUMBLINE_MODELS_FIREFOX_HEAD_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "models/firefox/fields.h"
#include "models/model.h"
#include "models/reads.h"

namespace plumbline::models::firefox {

// What the socket gives at once of a line: up to its LF, or up to the end of a read. Takes one CR from its end.
struct Segment {
  absl::string_view text;
  bool ended = false;  // by LF
  size_t end = 0;      // the offset after it
};
Segment NextSegment(absl::string_view octets, size_t pos, Reads& reads);

class HeadReader {
 public:
  enum class End : uint8_t { kMore, kComplete, kFailed };

  End Take(const Segment& segment);
  // B.2: the server closed the connection inside the head.
  End TakeEndOfInput();

  const char* error() const { return error_; }
  Version version() const { return version_; }
  int status() const { return status_; }
  const FieldTable& fields() const { return fields_; }
  Head head() const;

 private:
  bool TakeLine();
  bool TakeStatusLine(absl::string_view line);

  std::string line_;
  bool line_ended_ = false;  // line_ is whole, unless the next segment goes on with it
  bool has_status_ = false;
  const char* error_ = nullptr;
  Version version_{1, 1};
  int status_ = 200;
  std::string reason_;
  FieldTable fields_;
};

}  // namespace plumbline::models::firefox

#endif  // PLUMBLINE_MODELS_FIREFOX_HEAD_H_
