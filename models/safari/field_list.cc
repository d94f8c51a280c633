// Safari on HTTP/2, as far as it is published. Section D.9 is that of docs/models.md.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "models/readers.h"

namespace plumbline::models {
namespace safari {
namespace {

FieldListReading Open(const char* what) {
  FieldListReading reading;
  reading.ending = Ending::kUnknown;
  reading.unknown = what;
  return reading;
}

// What a sender has to keep to is taken to be read: names of letters in lower case, digits and hyphens, visible values.
bool IsPlain(const Field& field) {
  const bool name = !field.name.empty() && std::all_of(field.name.begin(), field.name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  const bool value = std::all_of(field.value.begin(), field.value.end(), [](char c) { return c >= ' ' && c <= '~'; });
  return name && value && !absl::StartsWith(field.value, " ") && !absl::EndsWith(field.value, " ");
}

bool IsConnectionSpecific(const Field& field) {
  for (const char* name : {"connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"}) {
    if (field.name == name) return true;
  }
  return false;
}

}  // namespace
}  // namespace safari

FieldListReading ReadSafariList(Protocol protocol, absl::Span<const Field> fields) {
  if (protocol == Protocol::kHttp3) return safari::Open("nothing is published of HTTP/3");
  FieldListReading reading;
  if (fields.empty() || fields[0].name != ":status" || fields[0].value.size() != 3 ||
      !absl::SimpleAtoi(fields[0].value, &reading.status) || reading.status < 200) {
    return safari::Open("how it reads :status, where it is not one final status before all fields");
  }
  fields.remove_prefix(1);
  for (const Field& field : fields) {
    if (safari::IsConnectionSpecific(field)) {
      reading.ending = Ending::kFailed;
      reading.error = kUnnamedError;
    } else if (!safari::IsPlain(field) || field.name == "te" || field.name == "content-length") {
      return safari::Open("what it does with this field");
    }
    reading.fields.push_back(field);
  }
  if (reading.ending == Ending::kFailed) reading.fields.clear();
  return reading;
}

}  // namespace plumbline::models
