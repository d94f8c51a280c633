#include "models/webkitgtk/encoding.h"

#include "absl/strings/match.h"
#include "models/webkitgtk/soup.h"

namespace plumbline::models::webkitgtk {
namespace {

// C.4: strtoull; anything after the digits is an error, nothing at all is 0, and negative numbers wrap.
Declared FromLength(const std::string& value) {
  const Number number = ReadNumber(value, 10);
  if (!number.rest.empty()) return {Encoding::kUnrecognized, 0};
  return {Encoding::kLength, static_cast<int64_t>(number.value)};
}

}  // namespace

Declared DeclaredIn37(const Head& head) {
  if (const std::string* coding = Last(head, "Transfer-Encoding")) {
    // C.5: the last field as a whole, not its items.
    if (absl::EqualsIgnoreCase(*coding, "chunked")) return {Encoding::kChunked, 0};
    if (absl::EqualsIgnoreCase(*coding, "identity")) return {Encoding::kClose, 0};
    return {Encoding::kUnrecognized, 0};
  }
  const std::string* length = Last(head, "Content-Length");
  return length == nullptr ? Declared{Encoding::kClose, 0} : FromLength(*length);
}

void Declared32::SetLength(const std::string& value) {
  declared_ = FromLength(value);
  open_ = false;
}

void Declared32::Append(const Field& field) {
  const bool chunked = !open_ && declared_.encoding == Encoding::kChunked;
  if (absl::EqualsIgnoreCase(field.name, "Content-Length") && !chunked) {
    SetLength(field.value);
  } else if (absl::EqualsIgnoreCase(field.name, "Transfer-Encoding") &&
             !absl::EqualsIgnoreCase(field.value, "identity")) {
    declared_.encoding = absl::EqualsIgnoreCase(field.value, "chunked") ? Encoding::kChunked : Encoding::kUnrecognized;
    open_ = false;
  }
}

void Declared32::Remove(const std::string& name) {
  const bool chunked = !open_ && declared_.encoding == Encoding::kChunked;
  if ((name == "content-length" && !chunked) || name == "transfer-encoding") open_ = true;
}

Declared Declared32::Get(const Head& head) const {
  if (!open_) return declared_;
  const std::string* length = Last(head, "Content-Length");
  return length == nullptr ? Declared{Encoding::kClose, 0} : FromLength(*length);
}

}  // namespace plumbline::models::webkitgtk
