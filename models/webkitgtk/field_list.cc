// WebKitGTK on HTTP/2, which nghttp2 reads. Section C.9 is that of docs/models.md.
#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "models/readers.h"
#include "models/webkitgtk/soup.h"

namespace plumbline::models {
namespace webkitgtk {
namespace {

constexpr absl::string_view kSeparators = "()<>@,;:\\\"/[]?={}";

FieldListReading Failed() {
  FieldListReading reading;
  reading.ending = Ending::kFailed;
  reading.error = "PROTOCOL_ERROR";
  return reading;
}
FieldListReading Open(const char* what) {
  FieldListReading reading;
  reading.ending = Ending::kUnknown;
  reading.unknown = what;
  return reading;
}

bool IsLowerToken(absl::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c > ' ' && c < '\x7f' && (c < 'A' || c > 'Z') && kSeparators.find(c) == absl::string_view::npos;
  });
}

bool HasForbiddenOctet(absl::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return (octet < 0x20 && octet != '\t') || octet == 0x7f;
  });
}

bool IsForbidden(const Field& field) {
  for (const char* name : {"connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"}) {
    if (field.name == name) return true;
  }
  return field.name == "te" && !absl::EqualsIgnoreCase(field.value, "trailers");
}

class ListReader {
 public:
  FieldListReading Read(absl::Span<const Field> list) {
    for (const Field& field : list) {
      const bool is_pseudo = absl::StartsWith(field.name, ":");
      if (!is_pseudo && !IsLowerToken(field.name)) return Failed();
      if (is_pseudo ? !TakeStatus(field) : !TakeField(field)) return Failed();
    }
    if (!has_status_) return Failed();
    reading_.informational = reading_.status / 100 == 1;
    return reading_;
  }

 private:
  // One :status, before all fields: three digits, the first no 0, and not 101.
  bool TakeStatus(const Field& field) {
    const absl::string_view value = field.value;
    const bool is_status =
        value.size() == 3 && value[0] != '0' && value.find_first_not_of("0123456789") == absl::string_view::npos;
    if (field.name != ":status" || has_status_ || regular_ || !is_status) return false;
    has_status_ = true;
    return absl::SimpleAtoi(value, &reading_.status) && reading_.status != 101;
  }

  bool TakeField(const Field& field) {
    regular_ = true;
    if (HasForbiddenOctet(field.value) || IsForbidden(field)) return false;
    if (field.name == "content-length") return TakeLength(field);
    reading_.fields.push_back({field.name, MakeValidUtf8(field.value)});  // C.3
    return true;
  }

  // Once, a number, not on 1xx; on 204 it has to be 0, and goes.
  bool TakeLength(const Field& field) {
    uint64_t length = 0;
    const bool is_number = field.value.find_first_not_of("0123456789") == std::string::npos &&
                           absl::SimpleAtoi(field.value, &length) && length <= INT64_MAX;
    if (has_length_ || !is_number || reading_.status / 100 == 1) return false;
    has_length_ = true;
    const bool goes = reading_.status == 204;
    (goes ? reading_.dropped : reading_.fields).push_back(field);
    return !goes || length == 0;
  }

  bool regular_ = false;
  bool has_status_ = false;
  bool has_length_ = false;
  FieldListReading reading_;
};

}  // namespace
}  // namespace webkitgtk

FieldListReading ReadWebKitGtkList(Protocol protocol, absl::Span<const Field> fields) {
  if (protocol == Protocol::kHttp3) return webkitgtk::Open("WebKitGTK has no HTTP/3");
  return webkitgtk::ListReader().Read(fields);
}

}  // namespace plumbline::models
