// Firefox on HTTP/2 and HTTP/3. Section B.9 is that of docs/models.md.
#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "models/firefox/fields.h"
#include "models/firefox/text.h"
#include "models/readers.h"

namespace plumbline::models {
namespace firefox {
namespace {

enum class Neqo : uint8_t { kBefore202608, kSince202608 };

constexpr char kHttp2Error[] = "NS_ERROR_ILLEGAL_VALUE";
constexpr char kHttp3Error[] = "InvalidHeader";  // neqo's

using List = absl::Span<const Field>;

FieldListReading Failed(const char* error) {
  FieldListReading reading;
  reading.ending = Ending::kFailed;
  reading.error = error;
  return reading;
}
FieldListReading Open(const char* what) {
  FieldListReading reading;
  reading.ending = Ending::kUnknown;
  reading.unknown = what;
  return reading;
}

bool IsPseudo(const Field& field) { return absl::StartsWith(field.name, ":"); }
bool HasControl(absl::string_view text) { return text.find_first_of({"\0\r\n", 3}) != absl::string_view::npos; }
bool HasCapital(absl::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}
bool IsOneOf(absl::string_view name, std::initializer_list<const char*> names) {
  return std::any_of(names.begin(), names.end(), [&](const char* other) { return name == other; });
}

// One to three digits, or -1.
int Status(absl::string_view value) {
  int status = -1;
  const bool is_status = value.size() <= 3 && value.find_first_not_of("0123456789") == absl::string_view::npos;
  return is_status && absl::SimpleAtoi(value, &status) ? status : -1;
}

FieldListReading Read2(List list) {
  FieldListReading reading;
  FieldTable table;
  reading.status = -1;
  bool regular = false;
  for (const Field& field : list) {
    if (IsPseudo(field)) {
      if (regular || field.name != ":status" || HasControl(field.value)) return Failed(kHttp2Error);
      const bool has_zero = field.value.size() > 1 && field.value[0] == '0';
      reading.status = has_zero ? -1 : Status(field.value);
      continue;
    }
    regular = true;
    if (!IsToken(field.name) || HasCapital(field.name) || HasControl(field.value)) return Failed(kHttp2Error);
    const bool drops = IsOneOf(field.name, {"connection", "host", "keep-alive", "proxy-connection", "te",
                                            "transfer-encoding", "upgrade", "accept-encoding"});
    if (drops) reading.dropped.push_back(field);
    if (drops) continue;
    // What is left becomes the text of a head.
    if (const char* error = table.Add(absl::StrCat(field.name, ": ", field.value))) return Failed(error);
  }
  if (reading.status < 0 || reading.status == 101) return Failed(kHttp2Error);
  reading.fields = table.fields();
  reading.informational = reading.status / 100 == 1;
  return reading;
}

// The list becomes the text of a head, which is then read as in HTTP/1.
FieldListReading ReadAsText(List list, int status) {
  FieldTable table;
  for (const Field& field : list) {
    if (IsPseudo(field)) continue;
    std::string value = field.value;
    std::replace_if(
        value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
    if (const char* error = table.Add(absl::StrCat(field.name, ": ", value))) return Failed(error);
  }
  FieldListReading reading;
  reading.status = status;
  reading.fields = table.fields();
  reading.informational = status / 100 == 1;
  if (IsChunked(table)) reading.unknown = "whether it takes the body for chunked: inferred, and nowhere shown";
  return reading;
}

FieldListReading Read3(List list, Neqo neqo) {
  const std::string* status = nullptr;
  for (const Field& field : list) {
    if (IsPseudo(field)) {
      if (field.name != ":status") return Open("what it does with other pseudo-header fields");
      status = &field.value;
      continue;
    }
    if (field.name.find_first_of("\r\n") != std::string::npos) return Failed(kHttp3Error);
    if (!IsToken(field.name) || HasCapital(field.name))
      return Open("what it does with a name that is not a token in lower case");
    if (neqo == Neqo::kBefore202608) continue;
    const bool forbidden =
        IsOneOf(field.name, {"connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"}) ||
        (field.name == "te" && field.value != "trailers");
    if (forbidden || HasControl(field.value)) return Failed(kHttp3Error);
  }
  if (status == nullptr || status->empty() || status->find_first_not_of("0123456789") != std::string::npos) {
    return Failed(kHttp3Error);
  }
  if (status->size() != 3) return Open("what it does with a :status of more or less than three digits");
  if (Status(*status) == 101) return Failed(kHttp3Error);
  return ReadAsText(list, Status(*status));
}

}  // namespace
}  // namespace firefox

FieldListReading ReadFirefoxList(Protocol protocol, absl::Span<const Field> fields) {
  if (protocol == Protocol::kHttp2) return firefox::Read2(fields);
  return firefox::Read3(fields, firefox::Neqo::kSince202608);
}

FieldListReading ReadFirefoxListBefore202608(Protocol protocol, absl::Span<const Field> fields) {
  if (protocol == Protocol::kHttp2) return firefox::Read2(fields);
  return firefox::Read3(fields, firefox::Neqo::kBefore202608);
}

}  // namespace plumbline::models
