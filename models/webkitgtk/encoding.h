// How the fields of a head delimit a body for libsoup, whatever method and status say. Sections C.n are those of
// docs/models.md.
#ifndef PLUMBLINE_MODELS_WEBKITGTK_ENCODING_H_
#define PLUMBLINE_MODELS_WEBKITGTK_ENCODING_H_

#include <cstdint>
#include <string>

#include "models/model.h"

namespace plumbline::models::webkitgtk {

enum class Encoding : uint8_t { kUnrecognized, kLength, kChunked, kClose };

struct Declared {
  Encoding encoding = Encoding::kClose;
  int64_t length = 0;  // kLength; -1: no bound; less than -1: nothing is read
};

// C.4, C.5 in 3.7: the fields that are left decide, Transfer-Encoding before Content-Length.
Declared DeclaredIn37(const Head& head);

// C.4, C.5 in 3.2: every line decides as it comes, and so does every name that is removed.
class Declared32 {
 public:
  void Append(const Field& field);
  void Remove(const std::string& name);  // in lower case
  Declared Get(const Head& head) const;

 private:
  void SetLength(const std::string& value);

  bool open_ = true;  // nothing has decided
  Declared declared_;
};

}  // namespace plumbline::models::webkitgtk

#endif  // PLUMBLINE_MODELS_WEBKITGTK_ENCODING_H_
